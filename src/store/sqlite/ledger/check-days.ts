/**
 * What is kept of each day of consumption follows from its transactions: what was consumed, what paid for all of it, when
 * it was first booked and last restated, and the line that changed it last. No day is left out.
 */
import { formatMinor } from '../../../domain/money.ts';
import type { Finding } from '../../../domain/question.ts';
import type { Session } from '../session.ts';
import { exact } from './ahead.ts';
import type { Found } from './check-walk.ts';
import { firstLine } from './lines.ts';

type Key = [holder: string, currency: string, day: string, purse: string, type: string, product: string];
type Kept = [total: bigint, paid: bigint, booked: bigint, restated: bigint | null, line: bigint];
type Part = [seq: bigint | null, time: bigint | null, amount: bigint | null];
type Row = [...Key, ...Kept, ...Part];
const KEY = 6;
const KEPT = 5;

// What takes a transaction back has its day, and counts against it.
const MOVED = 'ifnull(o.movement, t.movement)';
const MINE = `${MOVED} IN ('consume', 'consume_return') AND t.currency = d.currency AND t.purse = d.purse
  AND ifnull(o.type, ifnull(t.type, '')) = d.type AND ifnull(o.product, ifnull(t.product, '')) = d.product`;
const DAYS = `SELECT d.holder, d.currency, d.day, d.purse, d.type, d.product, d.total,
    d.cash + d.bonus + d.traffic_bonus + d.credit + d.wallet + d.overdraft, d.booked, d.restated, d.line,
    iif(${MINE}, t.seq, NULL), t.time, t.amount * iif(${MOVED} = 'consume', 1, -1) * iif(o.id IS NULL, 1, -1)
  FROM consumption_days d LEFT JOIN ledger_transactions t ON t.holder = d.holder AND t.day = d.day
  LEFT JOIN ledger_transactions o ON o.id = t.reverses
  ORDER BY d.holder, d.currency, d.day DESC, d.purse, d.type, d.product`;
const MISSING = `SELECT t.holder, t.day, t.currency, t.amount FROM ledger_transactions t
  WHERE t.movement = 'consume' AND NOT EXISTS (SELECT 1 FROM consumption_days d WHERE d.holder = t.holder
    AND d.currency = t.currency AND d.day = t.day AND d.purse = t.purse AND d.type = ifnull(t.type, '')
    AND d.product = ifnull(t.product, '')) LIMIT 1`;

export function* daysKept(session: Session): Found {
  let day: { readonly name: string; readonly row: Row; readonly parts: Part[] } | undefined;
  let n = 0;
  for (const row of exact<Row>(session, DAYS)) {
    if (++n % MOMENT === 0) yield undefined;
    const name = row.slice(0, KEY).join('\n');
    if (day?.name !== name) {
      if (day) yield* unlike(session, day.row, day.parts);
      day = { name, row, parts: [] };
    }
    const part = row.slice(KEY + KEPT) as Part;
    if (part[0] !== null) day.parts.push(part);
  }
  if (day) yield* unlike(session, day.row, day.parts);
  for (const [holder, day, currency, amount] of exact<[string, string, string, bigint]>(session, MISSING))
    yield told({ holder, day, currency, expected: formatMinor(amount, currency), found: null });
}

function* unlike(session: Session, row: Row, parts: readonly Part[]): Generator<Finding> {
  const [holder, currency, day, , , , total, paid, ...kept] = row;
  const money = (minor: bigint) => formatMinor(minor, currency);
  const ordered = parts.toSorted(([a], [b]) => Number((a as bigint) - (b as bigint)));
  const sum = ordered.reduce((sum, [, , amount]) => sum + (amount as bigint), 0n);
  if (sum !== total || ordered.length === 0)
    return yield told({ holder, day, currency, expected: money(sum), found: money(total) });
  if (paid !== total)
    return yield told({ holder, day, currency, field: 'paid', expected: money(total), found: money(paid) });
  const [booked, ...later] = ordered.map(([, time]) => time as bigint);
  const restated = later.findLast((time) => time > (booked as bigint)) ?? null;
  const expected = [booked, restated, lastLine(session, ordered.at(-1)?.[0] as bigint)];
  const at = (['booked', 'restated', 'line'] as const).find((_, i) => expected[i] !== kept[i]);
  if (at !== undefined) yield told({ holder, day, currency, field: at });
}

function lastLine(session: Session, seq: bigint): bigint | null {
  const text = 'SELECT max(line) FROM ledger_parties WHERE line >= ? AND line < ?';
  const [from, to] = [firstLine(Number(seq)), firstLine(Number(seq) + 1)];
  return (session.prepare(text).safeIntegers(true).get(from, to) as [bigint | null])[0];
}

const told = (details: Finding['details']): Finding => ({ code: 'LEDGER_DAY', details });

const MOMENT = 5_000;
