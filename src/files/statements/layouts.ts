/** What a layout is: whose file it is, the headers that tell it from others, and how its lines are read. Data alone. */
import type { DayOrder } from '../../domain/statement-days.ts';
import type { Direction } from '../../domain/statement-lines.ts';
import type { Text } from '../../domain/text.ts';
import type { Words } from './columns.ts';

/** Conditions that all hold; a list holds where the line's word begins with one of it. */
export type When = {
  readonly direction?: Direction;
  readonly status?: readonly string[];
  readonly method?: readonly string[];
};

/** A line of one status that takes its amount and numbers from other columns. */
export type Kind = {
  readonly direction: Direction;
  readonly amount: readonly string[];
  readonly reference: readonly string[];
  readonly merchantReference: readonly string[];
};

export type Layout = {
  readonly id: string;
  readonly source: string;
  readonly name: Text;
  /** Headers that must all be there. */
  readonly marks: readonly string[];
  readonly columns?: Words;
  /**
   * Which way an amount goes. Without: what the header has, columns for in and out, else a word, else the sign.
   * `card`: a positive amount was spent; `signed`: the sign alone; `note`: by the word that the note begins with.
   */
  readonly sign?: 'card' | 'signed' | 'note';
  readonly words?: Readonly<Record<string, Direction>>;
  readonly currency: string;
  readonly days?: DayOrder;
  /** The amount's cell begins with its currency: `CNY 123.18`. */
  readonly kinds?: Readonly<Record<string, Kind>>;
  /** No money moved with such lines. */
  readonly unmoved?: readonly When[];
  /** Totals in the file are without what was paid back. */
  readonly net?: true;
  /** The trailer's first header, which then names columns whose sums stand in the next row; `lines` is their number. */
  readonly trailer?: {
    readonly first: string;
    readonly sums: Readonly<Record<string, readonly string[] | 'lines' | readonly ['count' | 'amount', Direction]>>;
  };
  /** A file that has no such line at its end is cut off. */
  readonly ends?: { readonly with: RegExp; readonly name: Text };
};

/** Words for which way money went, in any layout. Of a bank the debit is what leaves the customer's account. */
export const DIRECTION_WORDS: Readonly<Record<string, Direction>> = {
  收入: 'in',
  收: 'in',
  已收入: 'in',
  入账: 'in',
  转入: 'in',
  贷: 'in',
  贷方: 'in',
  '贷 cr': 'in',
  贷cr: 'in',
  c: 'in',
  cr: 'in',
  credit: 'in',
  in: 'in',
  '+': 'in',
  支出: 'out',
  支: 'out',
  付: 'out',
  已支出: 'out',
  出账: 'out',
  转出: 'out',
  借: 'out',
  借方: 'out',
  '借 dr': 'out',
  借dr: 'out',
  d: 'out',
  dr: 'out',
  debit: 'out',
  out: 'out',
  '-': 'out',
  不计收支: 'neutral',
  中性交易: 'neutral',
  其他: 'neutral',
  neutral: 'neutral',
  neither: 'neutral',
};
