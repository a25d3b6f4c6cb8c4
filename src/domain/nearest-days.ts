/**
 * Pairs of two lists by day, the nearest first, each member once; no free pair within the window stays behind. The
 * nearest two of opposite lists are always neighbours in the order of days, so only neighbours are looked at.
 */

export type Dated = { readonly index: number; readonly day: number };

/** All of one list that are left on one day, in their order. */
type Run = {
  readonly day: number;
  readonly left: boolean;
  readonly indexes: readonly number[];
  next: number;
  before: Run | undefined;
  after: Run | undefined;
};
type Gap = { readonly from: Run; readonly to: Run };

export function* nearestPairs(
  lefts: readonly Dated[],
  rights: readonly Dated[],
  window: number,
): Generator<readonly [left: number, right: number]> {
  const [left, right] = [lefts[0], rights[0]];
  if (left && right && lefts.length === 1 && rights.length === 1) {
    // What nearly every group is.
    if (Math.abs(left.day - right.day) <= window) yield [left.index, right.index];
    return;
  }
  const pairs: [number, number][] = [];
  const runs = runsOf(lefts, rights, pairs);
  yield* pairs;
  const gaps = new Map<number, Gap[]>();
  const consider = (from: Run | undefined, to: Run | undefined): void => {
    if (!from || !to || from.left === to.left || to.day - from.day > window) return;
    const days = to.day - from.day;
    const some = gaps.get(days);
    if (some) some.push({ from, to });
    else {
      gaps.set(days, [{ from, to }]);
      heapPush(waiting, days);
    }
  };
  const waiting: number[] = [];
  runs.forEach((run, i) => {
    run.before = runs[i - 1];
    run.after = runs[i + 1];
    consider(run.before, run);
  });
  // A pair that becomes neighbours lies farther apart than the one that stood between: no gap is added to a day done.
  for (let days = heapPop(waiting); days !== undefined; days = heapPop(waiting)) {
    const some = (gaps.get(days) ?? []).toSorted((a, b) => a.from.day - b.from.day);
    gaps.delete(days);
    for (const { from, to } of some) {
      if (from.after !== to || to.before !== from) continue;
      while (from.next < from.indexes.length && to.next < to.indexes.length) {
        const one = from.indexes[from.next++] as number;
        const other = to.indexes[to.next++] as number;
        yield from.left ? [one, other] : [other, one];
      }
      for (const run of [from, to])
        if (run.next === run.indexes.length) {
          if (run.before) run.before.after = run.after;
          if (run.after) run.after.before = run.before;
          consider(run.before, run.after);
          run.before = run.after = undefined;
        }
    }
  }
}

/** By day; what both lists have on one day is paired off first, so that each day is left with one of them. */
function runsOf(lefts: readonly Dated[], rights: readonly Dated[], pairs: [number, number][]): Run[] {
  const days = new Map<number, { readonly left: number[]; readonly right: number[] }>();
  const put = (list: readonly Dated[], side: 'left' | 'right') => {
    for (const { index, day } of list) {
      let here = days.get(day);
      if (!here) {
        here = { left: [], right: [] };
        days.set(day, here);
      }
      here[side].push(index);
    }
  };
  put(lefts, 'left');
  put(rights, 'right');
  return [...days.entries()]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([day, { left, right }]) => {
      const both = Math.min(left.length, right.length);
      for (let i = 0; i < both; i++) pairs.push([left[i] as number, right[i] as number]);
      if (left.length === right.length) return [];
      const isLeft = left.length > both;
      const indexes = isLeft ? left : right;
      return [{ day, left: isLeft, indexes, next: both, before: undefined, after: undefined }];
    });
}

function heapPush(heap: number[], value: number): void {
  let at = heap.push(value) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if ((heap[above] as number) <= value) break;
    heap[at] = heap[above] as number;
    at = above;
  }
  heap[at] = value;
}

function heapPop(heap: number[]): number | undefined {
  const least = heap[0];
  const value = heap.pop();
  if (value === undefined || heap.length === 0) return least;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && (heap[below + 1] as number) < (heap[below] as number)) below++;
    if ((heap[below] as number) >= value) break;
    heap[at] = heap[below] as number;
    at = below;
  }
  heap[at] = value;
  return least;
}
