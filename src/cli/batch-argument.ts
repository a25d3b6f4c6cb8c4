/** Which batch an undo is about: an id, the start of one, or `--last`. */

import { AdctlError } from '../domain/refusal.ts';
import { fromStored } from '../domain/stored.ts';
import type { Text } from '../domain/text.ts';
import { canUndo } from '../operations/can-undo.ts';
import { operationNamed, REGISTRY } from '../operations/registry.ts';
import { formatCount } from '../render/summary.ts';
import { sureOf } from './asking/sure.ts';
import type { Session } from './session.ts';
import { usage } from './usage.ts';

export async function batchArgument(session: Session, typed: string | undefined): Promise<string> {
  const link = await session.link();
  if (typed !== undefined) return (await link.batch(session.actor, typed, session.narrow)).id;
  if (session.options['last'] !== true && session.asks) {
    const { ask } = await import('./asking/prompts.ts');
    const asked = session.say({ en: 'batch to undo', zh: '要撤销的批次' });
    return (await link.batch(session.actor, await ask(session, asked), session.narrow)).id;
  }
  if (session.options['last'] !== true)
    throw usage(session, { en: 'undo needs the id of a batch, or --last', zh: '撤销需要批次编号，或使用 --last' });
  const mine = `actor = "${await session.login()}"`;
  const [last] = await batchesBy(session, [mine]);
  if (!last) throw new AdctlError('NO_BATCH');
  const { id, operation, rows } = last;
  // Never an older one in its place: that would undo something else than what was meant. It is named, to be asked for.
  if (last.did === 0) {
    for (const before of await batchesBy(session, [mine], LOOKED_BACK))
      if (before.did > 0 && (await canBeUndone(before)))
        throw new AdctlError('NOTHING_TO_UNDO', { batch: id, operation, advice: adviceOf(before) });
    throw new AdctlError('NOTHING_TO_UNDO', { batch: id, operation, advice: adviceOf(undefined) });
  }
  const count = formatCount(Number(rows));
  if (session.options['dryRun'] !== true)
    await sureOf(session, {
      en: `this undoes ${id} (${operation}, ${count} ${rows === '1' ? 'row' : 'rows'})`,
      zh: `将撤销 ${id}（${operation}，${count} 行）`,
    });
  return id;
}

type Last = { readonly id: string; readonly operation: string; readonly rows: string; readonly did: number };

/** So many batches are looked through for one that can be undone. */
const LOOKED_BACK = 50;

async function canBeUndone({ operation }: Last): Promise<boolean> {
  // Of a newer adctl, or server: what it did is not known here.
  if (!Object.hasOwn(REGISTRY, operation)) return false;
  const op = await operationNamed(operation);
  return op.kind === 'change' && canUndo(op);
}

async function batchesBy(session: Session, where: readonly string[], limit = 1): Promise<Last[]> {
  const input = { where, limit, columns: ['id', 'operation', 'rows', 'ok', 'counts'] };
  const rows = (await session.firstPage('batches.list', input))?.rows ?? [];
  return rows.map((row) => {
    const [id = '', operation = '', all = '', ok = '', kept] = row.map(String);
    // What waits for a decision was done, too.
    const { counts } = fromStored<{ counts?: { pending?: number } }>(kept ?? '{}');
    return { id, operation, rows: all, did: Number(ok) + (counts?.pending ?? 0) };
  });
}

function adviceOf(before: Last | undefined): Text {
  if (!before) return { en: 'none of your batches did what could be undone', zh: '您没有可撤销的更改' };
  const { id, operation, did } = before;
  return {
    en: `the last that did is ${operation}, ${did} ${did === 1 ? 'row' : 'rows'}: adctl undo ${id}`,
    zh: `最近一个有更改的批次是 ${operation}，${did} 行：adctl undo ${id}`,
  };
}
