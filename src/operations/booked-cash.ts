/** The books' side of a reconciliation: a holder's cash within the days of a file, as far as the reader sees it. */
import { holderParts } from '../domain/funds/books.ts';
import { BOOKS_ZONE, dayIn, spanOf } from '../domain/zone.ts';
import type { ScopedTx } from './define.ts';
import { type BookedLine, type FileLine, shifted, withoutReversed } from './reconciling.ts';

/** What a bank or a payment platform has to do with. */
const OUTSIDE = ['recharge', 'refund', 'repay', 'deposit_pay', 'deposit_return', 'adjust'];
const PAGE = 500;
const MOST_SPANS = 200;

type Asked = {
  readonly holder: string;
  readonly days: { readonly from: string; readonly to: string };
  readonly window: number;
  readonly lines: readonly FileLine[];
  readonly movements: readonly string[] | undefined;
};

const COLUMNS = ['transaction', 'time', 'movement', 'cash', 'currency', 'reference', 'reverses'];

/** The holder's cash within the file's days and the window, and whatever else the file's references name. */
export async function bookedLines(
  tx: ScopedTx,
  { holder, days, window, lines, movements = OUTSIDE }: Asked,
): Promise<BookedLine[]> {
  const zone = await zoneOf(tx, holder);
  const found: BookedLine[] = [];
  const ask = async (more: { field: string; op: 'between' | 'in'; values: (string | number)[] }) => {
    const filters = [{ field: 'holder', op: '=', values: [holder] } as const, more];
    for await (const page of tx.list({ kind: 'statement', columns: COLUMNS, filters, sort: ['line'] }))
      for (const [transaction, time, movement, cash, currency, reference, reverses] of page.rows)
        if (movements.includes(String(movement)) && Number(cash) !== 0)
          found.push({
            transaction: String(transaction),
            day: dayIn(zone, Number(time)),
            movement: String(movement),
            amount: String(cash),
            currency: String(currency),
            reference: String(reference ?? ''),
            reverses: String(reverses ?? ''),
          });
  };
  const spans = spansOf(days, window, lines);
  for (let i = 0; i < spans.length; i += MOST_SPANS) {
    const values = spans
      .slice(i, i + MOST_SPANS)
      .flatMap(({ from, to }) => [spanOf(from, zone)?.from ?? 0, spanOf(to, zone)?.to ?? 0]);
    await ask({ field: 'time', op: 'between', values });
  }
  const known = new Set(found.map(({ transaction }) => transaction));
  const named = (await referenced(tx, lines)).filter((key) => !known.has(key));
  for (let i = 0; i < named.length; i += PAGE)
    await ask({ field: 'transaction', op: 'in', values: named.slice(i, i + PAGE) });
  return withoutReversed(found);
}

/** The file's days, and those of lines that lie outside the days that it names, each with the window; none overlap. */
function spansOf({ from, to }: Asked['days'], window: number, lines: readonly FileLine[]): Asked['days'][] {
  const others = new Set(lines.map(({ line }) => line.day).filter((day) => day < from || day > to));
  const wide = [{ from, to }, ...[...others].map((day) => ({ from: day, to: day }))]
    .map((span) => ({ from: shifted(span.from, -window), to: shifted(span.to, window) }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const spans: { from: string; to: string }[] = [];
  for (const span of wide) {
    const last = spans.at(-1);
    if (!last || span.from > shifted(last.to, 1)) spans.push(span);
    else if (span.to > last.to) last.to = span.to;
  }
  return spans;
}

/** Transactions that bear a reference of the file, whenever they were booked. */
async function referenced(tx: ScopedTx, lines: readonly FileLine[]): Promise<string[]> {
  const values = new Set(lines.flatMap(({ item }) => item.references.flatMap((one) => [one, `${one}:1`])));
  const all = [...values];
  const keys: string[] = [];
  for (let i = 0; i < all.length; i += PAGE) {
    const need = {
      kind: 'transaction',
      by: 'reference',
      values: all.slice(i, i + PAGE),
      fields: ['movement'],
    } as const;
    for (const { key, visible } of await tx.rows(need)) if (visible) keys.push(key);
  }
  return keys;
}

/** An account's days are its own. */
async function zoneOf(tx: ScopedTx, holder: string): Promise<string> {
  const { kind, place } = holderParts(holder);
  if (kind !== 'account') return BOOKS_ZONE;
  const [found] = await tx.rows({ kind: 'account', by: 'key', values: [place], fields: ['time_zone'] });
  return String(found?.row['time_zone'] ?? BOOKS_ZONE);
}
