/**
 * What is kept of each day of consumption follows from its transactions: what was consumed, what paid for all of it, when
 * it was first booked and last restated, and the line that changed it last. No day is left out.
 */
import { formatMinor } from '../../../domain/money.ts';
import type { Finding } from '../../../domain/question.ts';
import type { Session } from '../session.ts';
import { exact } from './ahead.ts';
import { PAID, type SpentSum, WEIGHED } from './check-spent.ts';
import type { Found } from './check-walk.ts';
import { firstLine } from './lines.ts';

type Row = [
  ...key: [holder: string, currency: string, day: string, purse: string, type: string, product: string],
  ...kept: [total: bigint, booked: bigint, restated: bigint | null, line: bigint],
  paid: bigint,
  weighed: unknown,
];
type Part = readonly [seq: bigint, time: bigint, amount: bigint];

const DAYS = `SELECT holder, currency, day, purse, type, product, total, booked, restated, line, ${PAID}, ${WEIGHED}
  FROM consumption_days ORDER BY holder, currency, day DESC, purse, type, product`;
// What takes a transaction back has its day, and counts against it.
const MOVED = 'ifnull(o.movement, t.movement)';
const PARTS = `SELECT t.purse, ifnull(o.type, ifnull(t.type, '')), ifnull(o.product, ifnull(t.product, '')),
    t.seq, t.time, t.amount * iif(${MOVED} = 'consume', 1, -1) * iif(o.id IS NULL, 1, -1)
  FROM ledger_transactions t LEFT JOIN ledger_transactions o ON o.id = t.reverses
  WHERE t.holder = ? AND t.currency = ? AND t.day = ? AND ${MOVED} IN ('consume', 'consume_return') ORDER BY t.seq`;
const MISSING = `SELECT t.holder, t.day, t.currency, t.amount FROM ledger_transactions t
  WHERE t.movement = 'consume' AND NOT EXISTS (SELECT 1 FROM consumption_days d WHERE d.holder = t.holder
    AND d.currency = t.currency AND d.day = t.day AND d.purse = t.purse AND d.type = ifnull(t.type, '')
    AND d.product = ifnull(t.product, '')) LIMIT 1`;

/** `spent`: takes what paid for each of them. */
export function* daysKept(session: Session, spent: SpentSum): Found {
  // Of all lines of a day at once: it may have thousands.
  let day = { name: '', parts: new Map<string, Part[]>() };
  let n = 0;
  for (const row of exact<Row>(session, DAYS)) {
    if (++n % MOMENT === 0) yield undefined;
    const [holder, currency, on, purse, type, product, , , , , , weighed] = row;
    spent.kept([holder, currency, on, purse, type, product], weighed);
    const name = `${holder}/${currency}/${on}`;
    if (day.name !== name) day = { name, parts: partsOf(session, [holder, currency, on]) };
    yield* unlike(session, row, day.parts.get(lineNamed([purse, type, product])) ?? []);
  }
  for (const [holder, day, currency, amount] of exact<[string, string, string, bigint]>(session, MISSING))
    yield told({ holder, day, currency, expected: formatMinor(amount, currency), found: null });
}

const lineNamed = ([purse, type, product]: readonly unknown[]): string => `${purse}\n${type}\n${product}`;

/** In the order in which they were booked. */
function partsOf(session: Session, day: readonly [holder: string, currency: string, day: string]): Map<string, Part[]> {
  const parts = new Map<string, Part[]>();
  for (const [purse, type, product, ...part] of session
    .prepare(PARTS)
    .safeIntegers(true)
    .all(...day) as [string, string, string, ...Part][]) {
    const name = lineNamed([purse, type, product]);
    const before = parts.get(name);
    if (before) before.push(part);
    else parts.set(name, [part]);
  }
  return parts;
}

function* unlike(session: Session, row: Row, parts: readonly Part[]): Generator<Finding> {
  const [holder, currency, day, , , , total, ...kept] = row;
  const paid = row[PAID_AT];
  const money = (minor: bigint) => formatMinor(minor, currency);
  const sum = parts.reduce((sum, [, , amount]) => sum + amount, 0n);
  const [first, ...later] = parts;
  if (sum !== total || !first) return yield told({ holder, day, currency, expected: money(sum), found: money(total) });
  if (paid !== total)
    return yield told({ holder, day, currency, field: 'paid', expected: money(total), found: money(paid) });
  const booked = first[1];
  const restated = later.findLast(([, time]) => time > booked)?.[1] ?? null;
  const expected = [booked, restated, lastLine(session, (later.at(-1) ?? first)[0])];
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
/** Where the amounts begin of what paid. */
const PAID_AT = 10;
