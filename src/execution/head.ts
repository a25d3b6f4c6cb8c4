/** What is decided once for a whole batch, before its first row. */
import { AdctlError } from '../domain/refusal.ts';
import type { WriteTx } from '../store/port.ts';
import type { Run } from './chunk.ts';
import { nearestTo } from './resolve.ts';
import { Teller } from './told.ts';
import { toolsOf } from './tools.ts';
import { View } from './view.ts';

export async function headOf(run: Run, tx: WriteTx): Promise<unknown> {
  const { op } = run;
  if (!op.head) return undefined;
  const view = new View();
  const { loader, pure } = toolsOf(run, tx, view);
  await op.loadHead?.(loader, pure, run.options as never);
  const decided = op.head(view, pure, run.options as never);
  if (!('refuse' in decided)) return decided.keep;
  const teller = await Teller.of(tx, run.ctx, [], [decided]);
  const near = await nearestTo(tx, run.ctx, decided);
  throw new AdctlError(decided.refuse, { ...teller.details(decided.details), ...near });
}
