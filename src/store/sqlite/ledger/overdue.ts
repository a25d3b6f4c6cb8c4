/** Whose holds, and whose lots that can be used, are over by now though nobody has written that yet (TIME-2). */
import type { Overdue } from '../../../domain/funds/loaded.ts';
import type { Sight } from '../../port.ts';
import { Lens } from '../lens.ts';
import { holderSeen } from '../scope.ts';
import type { Session } from '../session.ts';
import { raw, type Sql, sql } from '../sql.ts';

const HOLDS = sql`SELECT payer AS holder, currency, payee FROM holds WHERE due_at <= `;
/** Neither what is frozen nor what the world has expires where it is. */
const LOTS = sql`SELECT h.holder, b.currency, NULL AS payee FROM lot_books l CROSS JOIN books b ON b.id = l.book CROSS JOIN holders h ON h.id = b.holder
  WHERE b.state = 'available' AND h.kind <> 'world' AND CASE WHEN l.amount > 0 THEN l.expires END <= `;
const holdsOf = (holder: string): Sql =>
  sql`SELECT payer AS holder, currency, payee FROM holds WHERE payer = ${holder} AND state = 'open' AND due_at <= `;
const lotsOf = (holder: string): Sql =>
  sql`SELECT h.holder, b.currency, NULL AS payee FROM holders h CROSS JOIN books b ON b.holder = h.id AND b.state = 'available'
  CROSS JOIN lot_books l ON l.book = b.id
  WHERE h.holder = ${holder} AND b.balance <> 0 AND l.amount > 0 AND l.expires <= `;

/** Those that are over of these holders, or of all whose money the reader sees (MEM-4): of a hold either side's. */
function* asked({ scope, now }: Sight, holders: readonly string[] | undefined): Generator<Sql> {
  for (const over of holders?.flatMap((holder) => [holdsOf(holder), lotsOf(holder)]) ?? [HOLDS, LOTS]) {
    const lens = new Lens({ scope, now }, { point: true });
    yield sql`SELECT o.holder, o.currency FROM (${over}${now}) o WHERE ${holderSeen(lens, raw('o.holder'), raw('o.payee'))}`;
  }
}

/** One for each hold and lot, at most so many. */
export function overdueIn(session: Session, sight: Sight, most: number, holders?: readonly string[]): Overdue[] {
  const found: Overdue[] = [];
  for (const over of asked(sight, holders)) {
    if (found.length >= most) break;
    for (const [holder, currency] of session.iterate<[string, string]>(sql`${over} LIMIT ${most - found.length}`))
      found.push({ holder, currency });
  }
  return found;
}

/** How many holds and lots that is. */
export function overdueCount(session: Session, sight: Sight, holders?: readonly string[]): number {
  let sum = 0;
  for (const over of asked(sight, holders))
    sum += session.first<[number]>(sql`SELECT count(*) FROM (${over})`)?.[0] ?? 0;
  return sum;
}
