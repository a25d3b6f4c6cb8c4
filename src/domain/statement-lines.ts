/** What a line of a statement is, whoever wrote the file: integers of the smallest unit, a day, a direction. */
import { formatMinor } from './money.ts';
import type { Text } from './text.ts';

export const DIRECTIONS = {
  in: { en: 'in', zh: '收入' },
  out: { en: 'out', zh: '支出' },
  neutral: { en: 'neither', zh: '不计收支' },
} as const satisfies Record<string, Text>;
export type Direction = keyof typeof DIRECTIONS;

export type StatementLine = {
  /** Lines of data count from 1, those that cannot be read among them. */
  readonly line: number;
  /** Where it begins in the file; of a sheet, which of its rows that are not empty. */
  readonly at: number;
  /** As the file writes it. */
  readonly time: string;
  readonly day: string;
  /** `17:57:17`, where the file gives a time. */
  readonly clock?: string;
  readonly direction: Direction;
  /** Never negative: the direction says which way. */
  readonly amount: number;
  readonly currency: string;
  /** Of the platform or bank, then of the merchant; empty where there is none. */
  readonly reference: string;
  readonly merchantReference: string;
  readonly counterparty: string;
  readonly note: string;
  readonly status: string;
  /** After the line. */
  readonly balance?: number;
  /** The part of the amount that was paid back; each refund is a line of its own besides. */
  readonly refunded?: number;
  /** No money moved: an order that was closed unpaid, is paid later, or failed. */
  readonly unmoved?: true;
};

export type BadLine = {
  readonly line: number;
  readonly at: number;
  readonly bad: { readonly code: 'STATEMENT_LINE'; readonly details: BadDetails };
};
export type BadDetails = {
  readonly line: number;
  readonly at: number;
  readonly field: Text;
  readonly value: string;
  readonly reason: Text;
};
export type StatementRow = StatementLine | BadLine;

export const isBad = (row: StatementRow): row is BadLine => 'bad' in row;

/** In is positive, out negative; undefined where the file does not say which way. */
export const signedAmount = ({ direction, amount }: StatementLine): number | undefined =>
  direction === 'neutral' ? undefined : direction === 'in' || amount === 0 ? amount : -amount;

/** Cells by which a line travels: the same names as its fields, amounts as plain decimals. */
export function lineCells(line: StatementLine): Readonly<Record<string, string>> {
  const money = (minor: number | undefined) => (minor === undefined ? '' : formatMinor(minor, line.currency));
  return {
    at: String(line.at),
    time: line.time,
    day: line.day,
    clock: line.clock ?? '',
    direction: line.direction,
    amount: money(line.amount),
    currency: line.currency,
    reference: line.reference,
    merchant_reference: line.merchantReference,
    counterparty: line.counterparty,
    note: line.note,
    status: line.status,
    balance: money(line.balance),
    refunded: money(line.refunded),
    unmoved: line.unmoved ? 'true' : '',
  };
}
