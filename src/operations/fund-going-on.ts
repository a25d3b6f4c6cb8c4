/**
 * What an export goes on from (REP-12): the same history, read by the same member in the same view, who sees of the rows
 * that there were then neither more nor fewer. What came into view since lies before the manifest's last line, and would
 * never be brought.
 */
import { historyIn } from '../domain/history.ts';
import { mapPages } from '../domain/pages.ts';
import type { Filter, Page, Question, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Ctx, ScopedTx } from './define.ts';

const DAYS: ReadonlySet<string> = new Set(['spent_day', 'spent_month']);

/** Lines are numbered anew in what was restored: a later number alone says nothing. */
export async function assertSameHistory(tx: ScopedTx, ctx: Ctx, text: string): Promise<void> {
  const then = historyIn(text);
  const there = then && (await tx.history(then.seq));
  if (!there || there.state !== then.state || there.head !== then.head) throw new AdctlError('MANIFEST_STATE');
  if (then.reader !== readerOf(ctx)) throw new AdctlError('MANIFEST_VIEW');
}

/** Whoever sees everything sees the same; others see what they have roles for, in the view that they chose. */
function readerOf({ actor, scope, view }: Ctx): string {
  if (scope.all) return '*';
  const place = view.of === 'client' ? view.account : view.of === 'org' ? view.place : '*';
  return `${actor.login}@${place}`;
}

/** `then`: how many rows there were, which, and up to where. */
export async function assertSameRows(tx: ScopedTx, covered: Question, then: string): Promise<void> {
  const upTo = /^\d+\/\d+\/(\d{1,16})$/.exec(then)?.[1];
  if (upTo === undefined || (await rowsUpTo(tx, covered, Number(upTo))) !== then) throw new AdctlError('MANIFEST_SEEN');
}

/** The same pages; at their end what was there to be seen, and by whom. */
export async function* looked(
  tx: ScopedTx,
  ctx: Ctx,
  covered: Question,
  pages: AsyncGenerator<Page, Tail>,
  since = 0,
): AsyncGenerator<Page, Tail> {
  let last = since;
  const tail = yield* mapPages(pages, (page) => {
    const at = page.columns.indexOf('line');
    for (const row of page.rows) last = Math.max(last, Number(row[at] ?? 0));
    return page;
  });
  const history = await tx.history();
  if (!history) return tail;
  const rows = await rowsUpTo(tx, covered, DAYS.has(covered.kind) ? ctx.now : last);
  return { ...tail, history: { ...history, reader: readerOf(ctx), rows } };
}

/** A day that is restated has a later line: when it was first booked stays. */
async function rowsUpTo(tx: ScopedTx, covered: Question, upTo: number): Promise<string> {
  const there: Filter = DAYS.has(covered.kind)
    ? { field: 'booked', op: '<', values: [upTo] }
    : { field: 'line', op: '<=', values: [upTo] };
  return `${await tx.tally({ ...covered, filters: [...covered.filters, there] })}/${upTo}`;
}
