/** What an answer leaves behind: a record that nobody changes, and its log entry, in one transaction. */
import type { Entry } from '../domain/audit.ts';
import { withoutUnlogged } from '../domain/kinds.ts';
import type { Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import { may } from '../domain/rights.ts';
import type { Query } from '../operations/define.ts';
import { contextOf } from './actor.ts';
import type { Environment } from './job.ts';
import type { QueryCall } from './link.ts';

const WAIT_MS = 60_000;

/** Whoever asked may still do so; what was kept meanwhile under the same key stays. */
export async function keepAnswer(
  env: Environment,
  op: Query,
  call: QueryCall,
  { kind, key, fields }: NonNullable<Tail['keep']>,
): Promise<void> {
  await env.store.write({ timeoutMs: call.lockTimeoutMs ?? WAIT_MS }, async (tx) => {
    const ctx = await contextOf(tx, call.actor, env.clock(), call);
    const target = op.name;
    if (!may(ctx.actor, op.right, { target, places: 'any' }))
      throw new AdctlError('FORBIDDEN', { right: op.right, target });
    const sight = { scope: ctx.scope, now: ctx.now };
    const there = await tx.rows({ kind, by: 'key', values: [key], fields: ['name'] }, sight);
    if (there.length > 0) throw new AdctlError('RECONCILIATION_EXISTS', { name: fields['name'] });
    await tx.apply([{ op: 'insert', kind, key, fields }]);
    const known = Object.entries(withoutUnlogged(kind, fields)).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    );
    const entry: Entry = { row: 1, kind, key, before: null, after: Object.fromEntries(known) };
    const header = {
      time: ctx.now,
      actor: call.actor,
      identity: ctx.identity,
      operation: op.name,
      batch: '',
      origin: call.origin ?? 'cli',
      reason: '',
    };
    await tx.log(header, [entry]);
  });
}
