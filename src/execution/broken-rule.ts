/** The rules of the kinds, asked of what a row changed: after a change and after an undo alike. */
import type { Entry } from '../domain/audit.ts';
import { INVARIANTS } from '../domain/invariants.ts';
import { keyFields } from '../domain/kinds.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { View } from './view.ts';

/** The first invariant that a changed record breaks. */
export function brokenRule(view: View, made: readonly Entry[]): Refusal | undefined {
  for (const { kind, key, before, after } of made) {
    const rule = INVARIANTS[kind];
    if (!rule) continue;
    if (!after) {
      if (!rule.onRemove || !before) continue;
      const was = { ...before, ...keyFields(kind, key) };
      const broken = rule.check(key, was, view);
      if (broken) return broken;
      continue;
    }
    if (before && !rule.fields.some((field) => field in after)) continue;
    const now = view.get(kind, key);
    const broken = now && rule.check(key, now, view);
    if (broken) return broken;
  }
  return undefined;
}
