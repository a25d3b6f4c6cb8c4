/** What an operation is given to load and to decide with, of one view. */
import { hash } from 'node:crypto';
import { may } from '../domain/rights.ts';
import type { Pure } from '../operations/define.ts';
import type { Sight, WriteTx } from '../store/port.ts';
import type { Run } from './chunk.ts';
import { blindAll, sealAll } from './seal.ts';
import { personOf, type View } from './view.ts';
import { ViewLoader } from './view-loader.ts';

/** The loader and pure context of one view. */
export function toolsOf(
  run: Run,
  tx: WriteTx,
  view: View,
): { loader: ViewLoader; pure: Pure; at(row: number, reference?: string): void } {
  const { vault, ctx } = run;
  const sight: Sight = { scope: ctx.scope, now: ctx.now };
  const loader = new ViewLoader(view, tx, sight, async (persons) => {
    const unknown = persons.filter((person) => !vault.knows(person));
    if (unknown.length > 0) vault.accept(unknown, await tx.personKeys(unknown));
  });
  const group = groupIn(run.batch);
  let row = 0;
  let reference: string | undefined;
  const made = new Set<string>();
  const pure: Pure = {
    ...ctx,
    reason: run.reason,
    actsAs: run.actsAs,
    capped: run.capped ?? NONE,
    get reference() {
      return reference;
    },
    id: (prefix, ordinal = 0, length = 8) => {
      const beside = length < LONG ? '' : group(row);
      const own = base32(hash('sha256', `${run.batch}/${row}/${ordinal}`, 'binary'), length - beside.length);
      const id = prefix + beside + own;
      made.add(id);
      return id;
    },
    may: (right, subject) => may(ctx.actor, right, subject),
    seal: (kind, key, fields) => {
      const person = personOf(kind, key);
      // An id made here is new: nobody can have a key yet, so none had to be loaded.
      if (made.has(key) && !vault.knows(person)) vault.accept([person], new Map());
      return sealAll(vault, person, fields);
    },
    blind: (_, field, value) => vault.blind(field, value),
    reblind: (kind, key, fields) => blindAll(vault, kind, key, fields),
  };
  return { loader, pure, at: (number, named) => void ([row, reference] = [number, named]) };
}

/** Ids of which there are very many are of this length. */
const LONG = 16;
const GROUP_ROWS = 1024;
const GROUP_LETTERS = 5;

/** Long ids of neighbouring rows begin alike, so that a chunk touches a few pages of their indexes and not a thousand. */
function groupIn(batch: string): (row: number) => string {
  let last: number | undefined;
  let text = '';
  return (row) => {
    const now = Math.floor(row / GROUP_ROWS);
    if (now !== last) {
      last = now;
      text = base32(hash('sha256', `${batch}/${now}`, 'binary'), GROUP_LETTERS);
    }
    return text;
  };
}

const NONE: ReadonlySet<string> = new Set();
const BASE32 = 'abcdefghijkmnpqrstuvwxyz23456789';
/** Of a digest as latin1 text: a letter for each byte. */
export function base32(digest: string, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += BASE32[digest.charCodeAt(i) & 31];
  return text;
}
