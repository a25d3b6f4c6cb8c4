/** One record of a statement as a line, or what is wrong with it. How is data of its layout; nothing is guessed per line. */
import { type Closing, clockOf, type DayOrder, type When as Moment, parseWhen } from '../../domain/statement-days.ts';
import type { BadDetails, BadLine, Direction, StatementLine } from '../../domain/statement-lines.ts';
import { isNothing, parseStatementAmount, statementCurrency } from '../../domain/statement-money.ts';
import type { Text } from '../../domain/text.ts';
import { headerKey } from '../headers.ts';
import type { Role } from './columns.ts';
import { cellText, type Detected } from './detect.ts';
import { DIRECTION_WORDS, type Kind, type When } from './layouts.ts';
import type { Cells } from './records.ts';

export type LineRules = Detected & {
  readonly order: DayOrder;
  readonly closing: Closing | undefined;
  readonly currency: string;
  /** A minus beside the word for out is no reversal, because every line that is out has it. */
  readonly signedWords: boolean;
};

const FIELDS: Readonly<Record<'day' | 'amount' | 'direction' | 'currency' | 'status' | 'reference', Text>> = {
  day: { en: 'day', zh: '日期' },
  amount: { en: 'amount', zh: '金额' },
  direction: { en: 'direction', zh: '收支' },
  currency: { en: 'currency', zh: '币种' },
  status: { en: 'status', zh: '状态' },
  reference: { en: 'reference', zh: '流水号' },
};
const REASONS = {
  day: { en: 'no day that exists', zh: '不是存在的日期' },
  missing: { en: 'it is missing', zh: '缺失' },
  both: { en: 'an amount both in and out', zh: '收入与支出均有金额' },
  word: { en: 'neither in nor out', zh: '无法判断收支' },
  currency: { en: 'no currency that is known', zh: '未知币种' },
  status: { en: 'a status that is not known', zh: '未知状态' },
  spoilt: { en: 'a spreadsheet has taken its last digits', zh: '末尾数字已被表格软件丢失' },
} satisfies Record<string, Text>;

class Wrong extends Error {
  readonly details: Pick<BadDetails, 'field' | 'value' | 'reason'>;
  constructor(field: keyof typeof FIELDS, value: string, reason: Text) {
    super(field);
    this.details = { field: FIELDS[field], value, reason };
  }
}

type Paid = {
  readonly direction: Direction;
  readonly amount: number;
  readonly currency: string;
  readonly refunded?: number;
};

export class LineReader {
  /** Of balances that are no amounts: how many, and the first. */
  unreadable: { count: number; readonly line: number; readonly at: number; readonly value: string } | undefined;
  private readonly rules: LineRules;
  private readonly kindColumns: ReadonlyMap<
    Kind,
    Readonly<Record<'amount' | 'reference' | 'merchantReference', readonly number[]>>
  >;
  /** Longer words first, so that 消费撤销 is not taken for 消费. */
  private readonly words: readonly (readonly [string, Direction])[];
  private readonly outIsNegative: boolean;

  constructor(rules: LineRules) {
    this.rules = rules;
    const { layout, keys, columns, header } = rules;
    const at = (names: readonly string[]) => names.map((name) => keys.indexOf(headerKey(name))).filter((i) => i >= 0);
    this.kindColumns = new Map(
      Object.values(layout.kinds ?? {}).map((kind) => [
        kind,
        { amount: at(kind.amount), reference: at(kind.reference), merchantReference: at(kind.merchantReference) },
      ]),
    );
    this.words = Object.entries(layout.words ?? {}).toSorted(([a], [b]) => b.length - a.length);
    this.outIsNegative = (header[columns.out[0] ?? -1] ?? '').normalize('NFKC').includes('(-');
  }

  /** Its day, where it has one: what tells a line from the text around lines. */
  when(cells: readonly string[]): Moment | undefined {
    const { columns, order, closing } = this.rules;
    for (const column of columns.day) {
      const text = cellText(cells[column]);
      if (text === '') continue;
      const day = parseWhen(text, order, closing);
      if (!day) return undefined;
      const clock = columns.time.map((i) => clockOf(cellText(cells[i]))).find(Boolean);
      return { ...day, ...(clock !== undefined && { clock }) };
    }
    const text = this.first('time', cells);
    return text === '' ? undefined : parseWhen(text, order, closing);
  }

  read(record: Cells, line: number, when = this.when(record.cells)): StatementLine | BadLine {
    try {
      return this.line(record, line, when);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      const { at } = record;
      return { line, at, bad: { code: 'STATEMENT_LINE', details: { line, at, ...error.details } } };
    }
  }

  private line(record: Cells, line: number, when: Moment | undefined): StatementLine {
    const { cells, at } = record;
    const { columns, layout } = this.rules;
    const time = [this.first('day', cells), this.first('time', cells)].filter(Boolean).join(' ');
    if (!when) throw new Wrong('day', time, time === '' ? REASONS.missing : REASONS.day);
    const status = this.first('status', cells);
    const kind = layout.kinds?.[status.toUpperCase()];
    if (layout.kinds && !kind) throw new Wrong('status', status, REASONS.status);
    const own = kind && this.kindColumns.get(kind);
    const currency = this.currencyOf(cells);
    const paid = kind
      ? { ...this.amount(record, own?.amount ?? [], currency), direction: kind.direction }
      : this.paid(record, currency);
    const refunded = paid.refunded ?? (paid.direction === 'out' ? this.refundedOf(cells, status, paid) : undefined);
    const balance = this.balance(record, line, paid.currency);
    return {
      line,
      at,
      time,
      ...when,
      direction: paid.direction,
      amount: Math.abs(paid.amount),
      currency: paid.currency,
      reference: this.reference(record, own?.reference ?? columns.reference),
      merchantReference: this.reference(record, own?.merchantReference ?? columns.merchantReference),
      counterparty: this.first('counterparty', cells),
      note: this.first('note', cells),
      status,
      ...(balance !== undefined && { balance }),
      ...(refunded !== undefined && { refunded }),
      ...((layout.unmoved ?? []).some((one) => this.holds(one, paid.direction, status, cells)) && {
        unmoved: true as const,
      }),
    };
  }

  private first(role: Role, cells: readonly string[]): string {
    for (const column of this.rules.columns[role]) {
      const text = cellText(cells[column]);
      if (text !== '' && !isNothing(text)) return text;
    }
    return '';
  }

  private currencyOf(cells: readonly string[]): string {
    const text = this.first('currency', cells);
    if (text === '') return this.rules.currency;
    const code = statementCurrency(text);
    if (code === undefined) throw new Wrong('currency', text, REASONS.currency);
    return code;
  }

  private paid(record: Cells, currency: string): Paid {
    const { columns, layout, signedWords } = this.rules;
    const { cells } = record;
    if (columns.in.length > 0 && columns.out.length > 0 && columns.amount.length === 0)
      return this.inOrOut(record, currency);
    const found = this.amount(record, columns.amount, currency);
    const negative = found.amount < 0;
    if (layout.sign === 'note') {
      const note = this.first('note', cells);
      const direction = this.words.find(([word]) => note.startsWith(word))?.[1];
      if (!direction) throw new Wrong('direction', note, REASONS.word);
      return { ...found, direction: negative ? opposite(direction) : direction };
    }
    if (layout.sign === undefined && columns.direction.length > 0) {
      const text = cellText(cells[columns.direction[0] as number]);
      const direction = this.words.find(([word]) => word === text)?.[1] ?? DIRECTION_WORDS[text.toLowerCase()];
      if (!direction || cells.length <= (columns.direction[0] as number))
        throw new Wrong('direction', text, REASONS.word);
      const reversed = negative && (direction === 'in' || !signedWords);
      return { ...found, direction: reversed ? opposite(direction) : direction };
    }
    return { ...found, direction: negative === (layout.sign === 'card') ? 'in' : 'out' };
  }

  private inOrOut(record: Cells, currency: string): Paid {
    const { columns } = this.rules;
    const [into, out] = [this.optional(record, 'in', currency), this.optional(record, 'out', currency)];
    if (into?.amount && out?.amount) {
      const [one, other] = [columns.in, columns.out].map((at) => cellText(record.cells[at[0] as number]));
      throw new Wrong('amount', `${one}, ${other}`, REASONS.both);
    }
    const one = into?.amount || !out ? into : out;
    if (!one) throw new Wrong('amount', '', REASONS.missing);
    if (one === into) return { ...one, direction: one.amount < 0 ? 'out' : 'in' };
    return { ...one, direction: one.amount < 0 && !this.outIsNegative ? 'in' : 'out' };
  }

  private optional(record: Cells, role: 'in' | 'out', currency: string): Omit<Paid, 'direction'> | undefined {
    const { columns } = this.rules;
    return isNothing(cellText(record.cells[columns[role][0] as number]))
      ? undefined
      : this.amount(record, columns[role], currency);
  }

  private amount({ cells, fault }: Cells, columns: readonly number[], currency: string): Omit<Paid, 'direction'> {
    const column = columns[0] ?? -1;
    const text = cellText(cells[column]);
    const spoilt = fault?.(column);
    if (spoilt) throw new Wrong('amount', text, spoilt);
    const [, before = text, back, part] = (text.includes('退') && REFUNDED.exec(text)) || [];
    const value = parseStatementAmount(before, currency);
    if ('problem' in value) throw new Wrong('amount', text, value.problem);
    if ('blank' in value) throw new Wrong('amount', text, REASONS.missing);
    const paid = { amount: value.minor, currency: value.currency ?? currency };
    if (back === undefined) return paid;
    const refunded = part === undefined ? { minor: value.minor } : parseStatementAmount(part, paid.currency);
    if (!('minor' in refunded))
      throw new Wrong('amount', text, 'problem' in refunded ? refunded.problem : REASONS.missing);
    return { ...paid, refunded: refunded.minor };
  }

  /** Elsewhere than behind the amount: in a column of its own, or in the status. */
  private refundedOf(cells: readonly string[], status: string, paid: Paid): number | undefined {
    if (status === '已全额退款') return paid.amount;
    if (!status.startsWith('已退款') && this.rules.columns.refunded.length === 0) return undefined;
    const text = /^已退款[(（]?(.*?)[)）]?$/.exec(status)?.[1] || this.first('refunded', cells);
    const value = parseStatementAmount(text, paid.currency);
    return 'minor' in value && value.minor > 0 ? value.minor : undefined;
  }

  private balance({ cells, at }: Cells, line: number, currency: string): number | undefined {
    const column = this.rules.columns.balance[0];
    if (column === undefined) return undefined;
    const text = cellText(cells[column]);
    const value = parseStatementAmount(text, currency);
    if ('minor' in value) return value.minor;
    if ('problem' in value) {
      this.unreadable ??= { count: 0, line, at, value: text };
      this.unreadable.count++;
    }
    return undefined;
  }

  /** The first number that is one: zeros and dashes stand where there is none. */
  private reference({ cells, fault }: Cells, columns: readonly number[]): string {
    for (const column of columns) {
      const text = cellText(cells[column]);
      const spoilt = fault?.(column);
      if (spoilt ?? SPOILT_NUMBER.test(text)) throw new Wrong('reference', text, spoilt ?? REASONS.spoilt);
      if (text !== '' && !isNothing(text) && !/^0+$/.test(text)) return text;
    }
    return '';
  }

  private holds(when: When, direction: Direction, status: string, cells: readonly string[]): boolean {
    const begins = (text: string, words: readonly string[] | undefined) =>
      !words || words.some((word) => text.startsWith(word));
    return (
      (when.direction === undefined || when.direction === direction) &&
      begins(status, when.status) &&
      (when.method === undefined || begins(this.first('method', cells), when.method))
    );
  }
}

/** `131.77(已退款89.84)`, `468.32(已全额退款)`: what was paid, and how much of it came back. */
const REFUNDED = /^(.*?)\s*[(（](已全额退款|已退款\s*([^)）]*))[)）]$/;

/** What becomes of a long number in a file that was opened and saved again. */
const SPOILT_NUMBER = /^\d(?:\.\d+)?E\+\d+$/i;

const opposite = (direction: Direction): Direction =>
  direction === 'in' ? 'out' : direction === 'out' ? 'in' : direction;
