/** A batch that goes on, and one that must not any more. */
import { KINDS } from '../domain/kinds.ts';
import { AdctlError } from '../domain/refusal.ts';
import { may } from '../domain/rights.ts';
import { EVERYTHING } from '../domain/scope.ts';
import type { Change, Ctx } from '../operations/define.ts';
import type { WriteTx } from '../store/port.ts';
import { batchOf, type StoredBatch } from './batch.ts';
import type { Job } from './job.ts';
import { isAsBegun } from './record.ts';

/** The batch that goes on: seen by the actor, of this operation, interrupted, and not being undone. */
export async function resumable(tx: WriteTx, { op, call }: Job, ctx: Ctx): Promise<StoredBatch> {
  const id = call.batch;
  const { now, scope } = ctx;
  const need = { kind: 'batch', by: 'key', values: [id], fields: ['id'] } as const;
  const [seen] = await tx.rows(need, { scope, now });
  if (!seen?.visible) throw new AdctlError('NOT_FOUND', { kind: KINDS.batch.label, value: id });
  const batch = await batchOf(tx, id, now);
  if (batch.actor !== ctx.actor.login) assertMayGoOn(op, ctx);
  const undoing = await tx.rows(
    { kind: 'batch', by: 'undoes', values: [id], fields: ['id'] },
    { scope: EVERYTHING, now },
  );
  if (batch.state !== 'interrupted' || batch.operation !== op.name || undoing.length > 0) {
    const seconds = Math.max(1, Math.ceil(((batch.dueAt ?? now) - now) / 1000));
    const advice =
      batch.state === 'running'
        ? {
            en: `it can be resumed in ${seconds} s, if nothing more is heard of it until then`,
            zh: `若无新的进展，${seconds} 秒后可续跑`,
          }
        : {
            en: `adctl batches show ${id} says what became of it`,
            zh: `用 adctl batches show ${id} 查看结果`,
          };
    throw new AdctlError('BATCH_STATE', { batch: id, state: batch.state, advice });
  }
  const same = batch.source.type === call.source.type && isAsBegun(op, call, batch.options);
  if (!same) throw new AdctlError('BATCH_NAMED_TWICE', { batch: id });
  return batch;
}

/** Another's batch would end with all its rows forbidden, and nobody could go on with it (MEM-3 batch.resume). */
function assertMayGoOn({ name, right }: Change, { actor }: Ctx): void {
  if (typeof right !== 'string') return;
  const target = name.split('.')[0] as string;
  const somewhere = { target, places: 'any', own: true, manages: true } as const;
  if (!may(actor, right, somewhere)) throw new AdctlError('FORBIDDEN', { right, target });
}

/** A batch that is being undone must not be carried on by the process that ran it, should that still live. */
export async function stopRunner(tx: WriteTx, id: string, now: number): Promise<void> {
  const batch = await batchOf(tx, id, now);
  if (batch.state !== 'interrupted') return;
  const resumed = Math.max(now, (batch.resumed ?? 0) + 1);
  await tx.apply([{ op: 'set', kind: 'batch', key: id, fields: { state: 'interrupted', resumed, due_at: null } }]);
}
