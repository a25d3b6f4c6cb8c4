/**
 * A statement's lines and the entries of our books, matched one to one: two equal lines are two lines. What carries the
 * same reference belongs together, equal in amount first; what is left is matched by currency, amount and day, the
 * nearest days first, even where farther pairs would leave fewer over: the nearer pair is the stronger evidence.
 * Ties go by the order in which both are given. A million against a million takes seconds.
 */
import { type Dated, nearestPairs } from './nearest-days.ts';
import { dayNumber } from './statement-days.ts';
import { isBad, type StatementRow, signedAmount } from './statement-lines.ts';

export type Item = {
  readonly day: string;
  readonly currency: string;
  /** In is positive, out negative, from the view of the account that the statement is of. */
  readonly amount: number | bigint;
  /** A statement that does not say which way: an entry of either sign may be the same. */
  readonly either?: true;
  /** Numbers by which the other side may know it, the better first. */
  readonly references: readonly string[];
};

export type Match = {
  /** Both count from 0, in the order given. */
  readonly line: number;
  readonly entry: number;
  readonly by: 'reference' | 'amount';
  /** Same reference, but another amount or currency. */
  readonly differs: boolean;
  /** From the line's day to the entry's. */
  readonly days: number;
};

export type Reconciled = {
  /** In the order of the lines. */
  readonly matches: readonly Match[];
  readonly onlyInFile: readonly number[];
  readonly onlyHere: readonly number[];
};

/** A line as it is matched; undefined where no money moved, so that nothing in the books is expected for it. */
export function itemOfLine(row: StatementRow): Item | undefined {
  if (isBad(row) || row.unmoved || row.amount === 0) return undefined;
  const signed = signedAmount(row);
  const references = [row.reference, row.merchantReference].filter(Boolean);
  const { day, currency } = row;
  return {
    day,
    currency,
    references,
    ...(signed === undefined ? { amount: row.amount, either: true } : { amount: signed }),
  };
}

/** `window`: how many days a line and an entry may lie apart where no reference joins them. */
export function reconcile(lines: readonly Item[], entries: readonly Item[], window: number): Reconciled {
  const sides: Sides = {
    lines: lines.map(({ day }) => dayNumber(day)),
    entries: entries.map(({ day }) => dayNumber(day)),
    entryOf: new Int32Array(lines.length).fill(-1),
    lineOf: new Int32Array(entries.length).fill(-1),
  };
  const how = new Map<number, Pick<Match, 'by' | 'differs'>>();
  const pair = (by: Match['by'], differs: boolean) => (line: number, entry: number) => {
    sides.entryOf[line] = entry;
    sides.lineOf[entry] = line;
    if (by === 'reference') how.set(line, differs ? DIFFERING : SAME);
  };
  byReference(lines, entries, sides, pair);
  byAmount(lines, entries, sides, window, pair('amount', false));
  const matches: Match[] = [];
  const onlyInFile: number[] = [];
  for (let line = 0; line < lines.length; line++) {
    const entry = sides.entryOf[line] as number;
    if (entry < 0) onlyInFile.push(line);
    else {
      const days = (sides.entries[entry] as number) - (sides.lines[line] as number);
      matches.push({ line, entry, ...(how.get(line) ?? BY_AMOUNT), days });
    }
  }
  const onlyHere: number[] = [];
  for (let entry = 0; entry < entries.length; entry++) if ((sides.lineOf[entry] as number) < 0) onlyHere.push(entry);
  return { matches, onlyInFile, onlyHere };
}

type Sides = {
  readonly lines: readonly number[];
  readonly entries: readonly number[];
  readonly entryOf: Int32Array;
  readonly lineOf: Int32Array;
};
type Pairing = (by: Match['by'], differs: boolean) => (line: number, entry: number) => void;

const SAME = { by: 'reference', differs: false } as const;
const DIFFERING = { by: 'reference', differs: true } as const;
const BY_AMOUNT = { by: 'amount', differs: false } as const;

const moneyOf = ({ currency, amount }: Item): string => `${currency} ${amount}`;
const sizeOf = ({ currency, amount }: Item): string => `${currency} ${amount < 0 ? -amount : amount}`;

/** The better reference before the other; of one reference equal amounts before the rest, whatever the days. */
function byReference(lines: readonly Item[], entries: readonly Item[], sides: Sides, pair: Pairing): void {
  const entriesOf = new Map<string, number[]>();
  entries.forEach(({ references }, entry) => {
    for (const reference of new Set(references)) add(entriesOf, reference, entry);
  });
  const rounds = lines.reduce((longest, { references }) => Math.max(longest, references.length), 0);
  for (const differs of [false, true])
    for (let round = 0; round < rounds; round++) {
      const groups = new Map<string, number[]>();
      lines.forEach(({ references }, line) => {
        const reference = references[round];
        if (reference !== undefined && (sides.entryOf[line] as number) < 0 && entriesOf.has(reference))
          add(groups, reference, line);
      });
      for (const [reference, group] of groups) {
        const free = (entriesOf.get(reference) as number[]).filter((entry) => (sides.lineOf[entry] as number) < 0);
        if (differs) match(group, free, sides, Number.POSITIVE_INFINITY, pair('reference', true));
        else ofEqualMoney(lines, group, entries, free, sides, Number.POSITIVE_INFINITY, pair('reference', false));
      }
    }
}

function byAmount(
  lines: readonly Item[],
  entries: readonly Item[],
  sides: Sides,
  window: number,
  pair: (line: number, entry: number) => void,
): void {
  const freeLines = [...lines.keys()].filter((line) => (sides.entryOf[line] as number) < 0);
  const freeEntries = [...entries.keys()].filter((entry) => (sides.lineOf[entry] as number) < 0);
  ofEqualMoney(lines, freeLines, entries, freeEntries, sides, window, pair);
}

/** Those that say which way first, then the others with what is left, of either sign. */
function ofEqualMoney(
  lines: readonly Item[],
  group: readonly number[],
  entries: readonly Item[],
  free: readonly number[],
  sides: Sides,
  window: number,
  pair: (line: number, entry: number) => void,
): void {
  for (const either of [undefined, true] as const) {
    const key = either ? sizeOf : moneyOf;
    const wanted = new Map<string, number[]>();
    for (const line of group) if (lines[line]?.either === either) add(wanted, key(lines[line] as Item), line);
    if (wanted.size === 0) continue;
    const there = new Map<string, number[]>();
    for (const entry of free) {
      if ((sides.lineOf[entry] as number) >= 0) continue;
      const money = key(entries[entry] as Item);
      if (wanted.has(money)) add(there, money, entry);
    }
    for (const [money, some] of there) match(wanted.get(money) as number[], some, sides, window, pair);
  }
}

function match(
  lines: readonly number[],
  entries: readonly number[],
  sides: Sides,
  window: number,
  pair: (line: number, entry: number) => void,
): void {
  if (lines.length === 0 || entries.length === 0) return;
  const dated = (indexes: readonly number[], days: readonly number[]): Dated[] =>
    indexes.map((index) => ({ index, day: days[index] as number }));
  for (const [line, entry] of nearestPairs(dated(lines, sides.lines), dated(entries, sides.entries), window))
    pair(line, entry);
}

function add(groups: Map<string, number[]>, key: string, index: number): void {
  const group = groups.get(key);
  if (group) group.push(index);
  else groups.set(key, [index]);
}
