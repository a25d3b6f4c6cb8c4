/** Which batch an undo is about: an id, the start of one, or `--last`. */
import { AdctlError } from '../domain/refusal.ts';
import { usage } from './input-rows.ts';
import type { Session } from './session.ts';
import { sureOf } from './sure.ts';

export async function batchArgument(session: Session, typed: string | undefined): Promise<string> {
  const link = await session.link();
  if (typed !== undefined) return (await link.batch(session.actor, typed)).id;
  if (session.options['last'] !== true && session.asks) {
    const { ask } = await import('./prompts.ts');
    const asked = session.say({ en: 'batch to undo', zh: '要撤销的批次' });
    return (await link.batch(session.actor, await ask(session, asked))).id;
  }
  if (session.options['last'] !== true)
    throw usage(session, { en: 'undo needs the id of a batch, or --last', zh: '撤销需要批次编号，或使用 --last' });
  const input = { where: [`actor = "${session.actor}"`], limit: 1, columns: ['id', 'operation', 'rows', 'ok'] };
  const row = (await session.firstPage('batches.list', input))?.rows[0];
  if (!row) throw new AdctlError('NO_BATCH');
  const [id, operation, rows, ok] = row.map(String);
  // Never an older one in its place: that would undo something else than what was meant.
  if (ok === '0') throw new AdctlError('NOTHING_TO_UNDO', { batch: id, operation });
  if (session.options['dryRun'] !== true)
    await sureOf(session, {
      en: `this undoes ${id} (${operation}, ${rows} rows)`,
      zh: `将撤销 ${id}（${operation}，${rows} 行）`,
    });
  return id as string;
}
