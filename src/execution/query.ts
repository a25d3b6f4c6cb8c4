/** The executor of queries: pages from one read snapshot, in the actor's scope. */
import { LEAVE_VIEW } from '../domain/errors/rights.ts';
import { parseOptions } from '../domain/parse.ts';
import type { Page, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import { may } from '../domain/rights.ts';
import { EVERYTHING } from '../domain/scope.ts';
import type { Text } from '../domain/text.ts';
import type { Ctx, Query, QueryRow, View } from '../operations/define.ts';
import type { ReadTx, Watch } from '../store/port.ts';
import { contextOf } from './actor.ts';
import { breathe } from './breathe.ts';
import type { Environment } from './job.ts';
import type { QueryCall } from './link.ts';
import { readOnce } from './read-once.ts';
import type { Revealer } from './reveal.ts';
import { scopedTx } from './scoped-tx.ts';
import { typedRow } from './typed-row.ts';
import type { Vault } from './vault.ts';

export async function* executeQuery(
  env: Environment,
  op: Query,
  call: QueryCall,
  signal?: AbortSignal,
  told?: Watch['told'],
): AsyncGenerator<Page, Tail> {
  const parsed = parseOptions(op.input, call.input);
  if ('refuse' in parsed) throw new AdctlError(parsed.refuse, parsed.details);
  const now = env.clock();
  // Most lists show nothing of a person, and need neither key nor cipher.
  let held: Promise<Vault> | undefined;
  const vault = () => (held ??= env.vault());
  const unwritten =
    op.lines && (await anyOverdue(env, now)) ? await endingsFirst(env, op, call, { now, signal, told }) : 0;
  const pages = env.store.read(async function* (tx) {
    const ctx = await contextOf(tx, call.actor, now, call);
    if (!may(ctx.actor, op.right, { target: op.name, places: 'any' })) {
      const target = op.name.split('.')[0];
      throw new AdctlError('FORBIDDEN', { right: op.right, target, ...outOfView(ctx.view) });
    }
    const reveal = op.reveals && parsed.input['reveal'] === true ? await revealing(env, tx, ctx, call) : undefined;
    const scoped = scopedTx(env.store, tx, { scope: ctx.scope, now }, vault, {
      reveal,
      watch: { signal, told },
    });
    const answer = op.run(scoped, ctx, parsed.input as never, typed(op, call));
    return yield* reveal ? reveal.pages(answer) : answer;
  });
  try {
    for (;;) {
      const next = await pages.next();
      if (next.done) {
        const { keep, ...tail } = next.value;
        if (keep) await (await import('./keep.ts')).keepAnswer(env, op, call, keep);
        return unwritten > 0 ? { ...tail, unwritten } : tail;
      }
      await breathe();
      if (signal?.aborted) throw new AdctlError('INTERRUPTED');
      yield next.value;
    }
  } finally {
    // Whoever has read enough leaves no snapshot behind, which would keep the write-ahead log from ending.
    await pages.return({});
  }
}

function outOfView(view: View): { readonly advice?: Text } {
  if (view.of !== 'client') return {};
  const { account } = view;
  return {
    advice: {
      en: `this is the view of the client ${account}: ${LEAVE_VIEW.en}`,
      zh: `当前为商家 ${account} 的视角：${LEAVE_VIEW.zh}`,
    },
  };
}

const anyOverdue = (env: Environment, now: number): Promise<boolean> =>
  readOnce(env.store, async (tx) => (await tx.overdue({ scope: EVERYTHING, now }, 1)).length > 0);

async function endingsFirst(...asked: Parameters<typeof import('./endings.ts')['writeEndings']>): Promise<number> {
  return await (await import('./endings.ts')).writeEndings(...asked);
}

/** Refused at once where the actor may reveal nothing anywhere. */
async function revealing(env: Environment, tx: ReadTx, ctx: Ctx, call: QueryCall): Promise<Revealer> {
  const target = call.operation.split('.')[0] as string;
  if (!may(ctx.actor, 'pii.reveal', { target, places: 'any' }))
    throw new AdctlError('FORBIDDEN', { right: 'pii.reveal', target });
  const { Revealer } = await import('./reveal.ts');
  return new Revealer(env, tx, ctx, call);
}

async function* typed(op: Query, call: QueryCall): AsyncGenerator<QueryRow[]> {
  if (!op.rows || !call.rows) return;
  const { schema, argument } = op.rows;
  for await (const rows of call.rows) yield rows.map((raw) => typedRow(schema, argument, raw));
}
