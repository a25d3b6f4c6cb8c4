/** Whose holds, and whose lots that can be used, are over by now though nobody has written that yet (TIME-2). */
import type { Overdue } from '../../../domain/funds/loaded.ts';
import type { Session } from '../session.ts';

const HOLDS = 'SELECT payer, currency FROM holds WHERE due_at <= ? LIMIT ?';
const HOLDS_OF = "SELECT payer, currency FROM holds WHERE payer = ? AND state = 'open' AND due_at <= ? LIMIT ?";
/** Neither what is frozen nor what the world has expires where it is. */
const LOTS = `SELECT h.holder, b.currency FROM lot_books l CROSS JOIN books b ON b.id = l.book CROSS JOIN holders h ON h.id = b.holder
  WHERE CASE WHEN l.amount > 0 THEN l.expires END <= ? AND b.state = 'available' AND h.kind <> 'world' LIMIT ?`;
const LOTS_OF = `SELECT h.holder, b.currency FROM holders h CROSS JOIN books b ON b.holder = h.id AND b.state = 'available'
  CROSS JOIN lot_books l ON l.book = b.id
  WHERE h.holder = ? AND b.balance <> 0 AND l.amount > 0 AND l.expires <= ? LIMIT ?`;

/** One for each hold and lot, at most so many: of these holders, or of all. */
export function overdueIn(
  session: Session,
  now: number,
  most: number,
  holders: readonly string[] | undefined,
): Overdue[] {
  const found: Overdue[] = [];
  const take = (text: string, ...asked: readonly (string | number)[]) => {
    const rows = session.prepare(text).all(...asked, most - found.length) as [string, string][];
    for (const [holder, currency] of rows) found.push({ holder, currency });
  };
  for (const text of holders ? [] : [HOLDS, LOTS]) if (found.length < most) take(text, now);
  for (const holder of holders ?? [])
    for (const text of [HOLDS_OF, LOTS_OF]) if (found.length < most) take(text, holder, now);
  return found;
}
