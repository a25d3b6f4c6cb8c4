/** A dry run of rows before anything is asked: what the change itself says of them. Never waits for another process. */
import { AdctlError } from '../../domain/refusal.ts';
import type { RawRow } from '../../domain/schema.ts';
import type { ChangeCall, RowResult } from '../../execution/link.ts';
import type { Change } from '../../operations/define.ts';
import { newBatchId } from '../batch-id.ts';
import type { Options, Session } from '../session.ts';

type Rehearsed = { readonly options: Options; readonly rows: AsyncIterable<readonly RawRow[]> } & Partial<
  Pick<ChangeCall, 'source' | 'selection' | 'maxRows'>
>;

export async function* rehearsal(
  session: Session,
  op: Change,
  { options, rows, source, selection, maxRows }: Rehearsed,
): AsyncGenerator<RowResult> {
  const link = await session.link();
  const events = link.change({
    operation: op.name,
    batch: newBatchId(session.io),
    options,
    rows,
    source: source ?? { type: 'arguments' },
    ...(selection && { selection }),
    ...(maxRows !== undefined && { maxRows }),
    actor: session.actor,
    narrow: session.narrow,
    tz: session.tz,
    origin: 'cli',
    ...(typeof session.options['reason'] === 'string' && { reason: session.options['reason'] }),
    dryRun: true,
    lockTimeoutMs: 0,
  });
  for await (const event of events) if (event.type === 'results') yield* event.rows;
}

/** The records that would change; undefined where another process holds the state: that is told by the work itself. */
export async function wouldChange(
  session: Session,
  op: Change,
  { options, rows }: ChangeCall,
): Promise<readonly string[] | undefined> {
  const targets: string[] = [];
  try {
    for await (const { status, target } of rehearsal(session, op, { options, rows }))
      if (status === 'ok' || status === 'pending') targets.push(target);
  } catch (error) {
    if (error instanceof AdctlError && error.code === 'LOCKED') return undefined;
    throw error;
  }
  return targets;
}
