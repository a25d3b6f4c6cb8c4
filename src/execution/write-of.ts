/** A folded entry as it goes into the store, and whether the log tells of it. */
import type { Entry } from '../domain/audit.ts';
import { KINDS } from '../domain/kinds.ts';
import type { Write } from '../store/port.ts';

export function writeOf({ kind, key, before, after }: Entry): Write {
  if (!after) return { op: 'remove', kind, key };
  return { op: before ? 'set' : 'insert', kind, key, fields: after };
}

export const isAudited = ({ kind }: Entry): boolean => KINDS[kind].audited;
