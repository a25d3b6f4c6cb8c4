/** What takes a transaction back is its exact opposite, once, and is not taken back itself (FUND-1). */
import type { Text } from '../../../domain/text.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';
import type { Found } from './check-walk.ts';

const OPPOSITE: Readonly<Record<string, string>> = { expire: 'unexpire', unexpire: 'expire' };
/** What follows by itself when money comes back. */
const FOLLOWS = new Set<string | null>(['settle', 'expire']);

type Entry = [book: number, amount: bigint, lot: string | null, part: string | null];

const REASONS = {
  nothing: { en: 'what it reverses is not there', zh: '被冲正的交易不存在' },
  later: { en: 'it reverses a later transaction', zh: '冲正了之后的交易' },
  reversal: { en: 'it reverses a reversal', zh: '冲正了冲正交易' },
  other: { en: 'it is not the opposite of what it reverses', zh: '与被冲正的交易不相反' },
  twice: { en: 'another one reverses the same', zh: '同一交易被多次冲正' },
} as const satisfies Record<string, Text>;

export function reversalFault(
  session: Session,
  { seq, reverses }: { readonly seq: number; readonly reverses: string | null },
): Text | undefined {
  const [of, movement] =
    session.first<[number, string]>(sql`SELECT seq, movement FROM ledger_transactions WHERE id = ${reverses}`) ?? [];
  if (of === undefined) return REASONS.nothing;
  if (of >= seq) return REASONS.later;
  if (movement === 'reversal') return REASONS.reversal;
  const entries = (txn: number): Entry[] =>
    session
      .prepare('SELECT book, amount, lot, part FROM ledger_entries WHERE txn = ? ORDER BY n')
      .safeIntegers(true)
      .all(txn) as Entry[];
  const was = entries(of).toReversed();
  const is = entries(seq);
  const opposite = was.every(([book, amount, lot, part], i) => {
    const [back, other, same, what] = is[i] ?? [];
    const wanted = part === null ? null : (OPPOSITE[part] ?? part);
    return back === book && other === -amount && same === lot && what === wanted;
  });
  return opposite && is.slice(was.length).every(([, , , part]) => FOLLOWS.has(part)) ? undefined : REASONS.other;
}

export function* reversedTwice(session: Session): Found {
  const twice = sql`SELECT max(id) FROM ledger_transactions WHERE reverses IS NOT NULL GROUP BY reverses
    HAVING count(*) > 1 LIMIT 1`;
  for (const [transaction] of session.iterate<[string]>(twice))
    yield { code: 'LEDGER_REVERSAL', details: { transaction, reason: REASONS.twice } };
}
