/** Which records a row is about, and which it makes. */
import type { Key } from '../domain/kind.ts';
import { kindOfNoun } from '../domain/kinds.ts';
import type { Change, Patch } from '../operations/define.ts';
import type { Pointer } from '../store/port.ts';

/** What the log says under this number tells of the batch as a whole: no undo takes it back. */
export const OF_THE_BATCH = 0;

/** Ids that a patch gives for the first time. */
export function given(patch: Patch): readonly Key[] {
  if ('insert' in patch) return [patch.key];
  if (!('post' in patch)) return [];
  return patch.post.lot ? [patch.post.id, patch.post.lot.id] : [patch.post.id];
}

export function aboutItself(op: Change, key: Key): readonly Pointer[] {
  const kind = kindOfNoun(op.name);
  return kind ? [{ kind, key }] : [];
}
