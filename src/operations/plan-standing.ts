/** How all that a row of a plan is about stands: its subject, and everybody whose money it moves (FUND-6). */
import { bookNamed, isWorld } from '../domain/funds/books.ts';
import { standingOf } from '../domain/plans.ts';
import type { Subject } from '../domain/rights.ts';
import type { Ctx, Decision, ReadView } from './define.ts';
import { holderSubject } from './fund-holders.ts';

export function standingIn(v: ReadView, ctx: Pick<Ctx, 'actor'>, subject: Subject, decision: Decision): string {
  const patches = 'ok' in decision ? decision.ok : [];
  const holders = patches.flatMap((patch) => {
    if (!('post' in patch)) return [];
    const { holder, counterparty = holder, postings } = patch.post;
    return [holder, counterparty, ...postings.map(({ book }) => bookNamed(book).holder)];
  });
  const others = [...new Set(holders)].filter((holder) => !isWorld(holder)).toSorted();
  return standingOf([subject, ...others.map((holder) => holderSubject(v, holder, ctx))]);
}
