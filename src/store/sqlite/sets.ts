/** Sets of ids in memory, which SQL asks by number: `within(handle, value)`. */

/** Far more lists than the scopes of one process; the oldest go. */
const MOST_SETS = 512;

const sets = new Map<number, ReadonlySet<unknown>>();
const handles = new WeakMap<readonly string[], number>();
let latest = 0;

export function handleOf(list: readonly string[]): number {
  const known = handles.get(list);
  if (known !== undefined && sets.has(known)) return known;
  const handle = ++latest;
  sets.set(handle, new Set(list));
  handles.set(list, handle);
  if (sets.size > MOST_SETS) sets.delete(handle - MOST_SETS);
  return handle;
}

/** A set that is gone is an error, never an answer: nobody may see more or less by it. */
export function within(handle: unknown, value: unknown): 0 | 1 {
  const set = sets.get(handle as number);
  if (!set) throw new Error(`no set ${String(handle)}`);
  return set.has(value) ? 1 : 0;
}
