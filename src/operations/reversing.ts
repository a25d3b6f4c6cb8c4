/** Taking back a transaction of the ledger: by another one, once, and never by a third (FUND-1). */
import { bookNamed } from '../domain/funds/books.ts';
import { Draft } from '../domain/funds/funds.ts';
import { sameLine } from '../domain/funds/lines.ts';
import type { FundsNeed } from '../domain/funds/loaded.ts';
import { postedOf, reversed } from '../domain/funds/postings.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Movement, Purse } from '../domain/funds/words.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Logged } from '../domain/undo.ts';
import type { Loader, Patch, Pure, ReadView } from './define.ts';
import { capOrgBack } from './fund-caps.ts';
import { transactionId } from './fund-change.ts';
import { loadHolderKeys } from './fund-holders.ts';

/** What has expired is met whenever that was. */
const ANY_DAY = '0';

const postingsOf = ({ after }: Logged) => postedOf((after?.['postings'] ?? []) as readonly string[]);
const consumes = ({ after }: Logged): boolean => after?.['movement'] === 'consume';

export async function loadReversals(l: Loader, entries: readonly Logged[]): Promise<void> {
  const made = entries.filter(({ kind }) => kind === 'transaction');
  if (made.length === 0) return;
  const keys = made.map(({ key }) => key);
  await l.need({ kind: 'transaction', by: 'key', values: keys, fields: ['movement', 'holder', 'counterparty'] });
  await l.need({ kind: 'transaction', by: 'reverses', values: keys, fields: ['reverses'] });
  await loadHolderKeys(
    l,
    made.flatMap(({ after }) => [after?.['holder'], after?.['counterparty']].filter((one) => typeof one === 'string')),
  );
  await l.funds(
    ...made.flatMap(postingsOf).map(({ book, lot, part }): FundsNeed => {
      const { holder, currency, state } = bookNamed(book);
      const expired = part === 'expire' || part === 'unexpire';
      return {
        holder,
        currency,
        states: [state],
        ...(lot !== undefined && { lots: [lot] }),
        ...(expired && { since: ANY_DAY }),
      };
    }),
  );
  await l.consumption(
    made.filter(consumes).map(({ after }) => ({ holder: String(after?.['holder']), day: String(after?.['day']) })),
  );
}

/** What takes a transaction back; nothing, where that was done before. */
export function reversal(v: ReadView, ctx: Pure, entry: Logged, ordinal: number): Patch | Refusal | undefined {
  const { key } = entry;
  const row = entry.after ?? {};
  if (v.find('transaction', 'reverses', key) !== undefined) return undefined;
  if (row['movement'] === 'reversal') return refuse('REVERSAL_FINAL', { transaction: key });
  if (consumes(entry) && returnedSince(v, entry)) return refuse('RETURNED_SINCE', { transaction: key });
  const currency = String(row['currency']);
  const purse = row['purse'] as Purse;
  const draft = new Draft(v.funds, { currency, purse, now: ctx.now });
  for (const { book, amount, lot, part } of reversed(postingsOf(entry))) draft.add(bookNamed(book), amount, lot, part);
  const optional = (name: string) => (typeof row[name] === 'string' ? row[name] : undefined);
  const sides = { holder: String(row['holder']), counterparty: optional('counterparty') };
  const post: LedgerTransaction = {
    id: transactionId(ctx, ordinal),
    movement: 'reversal',
    currency,
    purse,
    ...sides,
    amount: BigInt(Number(row['amount'])),
    day: optional('day'),
    reverses: key,
    cap_org: capOrgBack(v, ctx, { movement: row['movement'] as Movement, currency, ...sides }),
    postings: draft.finish(),
  };
  return { post, at: ctx.now };
}

/** Part of what it consumed came back by itself: taking all of it back would give that twice. */
function returnedSince(v: ReadView, { key, after }: Logged): boolean {
  const day = v.funds.consumed(String(after?.['holder']), String(after?.['day']));
  const at = day.findIndex(({ id }) => id === key);
  const mine = day[at];
  if (!mine) return false;
  return day.slice(at + 1).some((one) => one.movement === 'consume_return' && sameLine(one, mine));
}
