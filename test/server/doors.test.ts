/** Who is let in, in which order, and who is turned away. */
import { describe, expect, test, vi } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import { Doors } from '../../src/server/doors.ts';
import { Gate } from '../../src/server/gate.ts';
import { LIMITS } from '../../src/server/limits.ts';
import { unhurried } from '../../src/server/unhurried.ts';

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
const LONG_MS = 60_000;

test('a call that waits for its turn is turned away by its status, not in the middle of an answer', () => {
  expect(LIMITS.beginAfterMs).toBeGreaterThan(LIMITS.waitMs);
});

describe('a gate', () => {
  test('lets in as many as there are places, the others in the order in which they came', async () => {
    const gate = new Gate({ places: 2, waiting: 10, waitMs: LONG_MS });
    const entered: number[] = [];
    for (const nth of [1, 2, 3, 4]) void gate.enter().then(() => entered.push(nth));
    await soon();
    expect([entered, gate.running, gate.waiting]).toEqual([[1, 2], 2, 2]);
    gate.leave();
    await soon();
    expect(entered).toEqual([1, 2, 3]);
    gate.leave();
    gate.leave();
    gate.leave();
    await soon();
    expect([entered, gate.running, gate.waiting]).toEqual([[1, 2, 3, 4], 0, 0]);
  });

  test('turns away at once where too many wait, and later who waited too long', async () => {
    const gate = new Gate({ places: 1, waiting: 1, waitMs: 20 });
    expect(await gate.enter()).toBe(true);
    const late = gate.enter();
    expect(await gate.enter()).toBe(false);
    expect(await late).toBe(false);
    expect([gate.running, gate.waiting]).toEqual([1, 0]);
  });

  test('lets the others have their turn between the steps of one', async () => {
    const gate = new Gate({ places: 1, waiting: 10, waitMs: LONG_MS });
    const said: string[] = [];
    const work = async (name: string, steps: number) => {
      await gate.enter();
      for (let i = 0; i < steps; i++) {
        said.push(name);
        await gate.step();
      }
      gate.leave();
    };
    await Promise.all([work('long', 4), work('a', 1), work('b', 1)]);
    expect(said).toEqual(['long', 'a', 'b', 'long', 'long', 'long']);
    expect([gate.running, gate.waiting]).toEqual([0, 0]);
  });

  test('gives the place of who waits for something else to others, and one back afterwards', async () => {
    const gate = new Gate({ places: 1, waiting: 10, waitMs: LONG_MS });
    await gate.enter();
    let drained = () => {};
    const away = gate.away(() => new Promise<void>((resolve) => (drained = resolve)));
    expect(await gate.enter()).toBe(true);
    drained();
    await soon();
    expect(gate.waiting).toBe(1);
    gate.leave();
    await away;
    gate.leave();
    expect([gate.running, gate.waiting]).toEqual([0, 0]);
  });
});

describe('the doors', () => {
  const codeOf = async (work: Promise<unknown>) =>
    await work.then(
      () => undefined,
      (error) => (error instanceof AdctlError ? [error.code, error.details['seconds']] : error),
    );
  const never = () => new Promise<void>(() => {});

  test('hold each token to so many calls at a time', async () => {
    const doors = new Doors({ ...LIMITS, callsPerToken: 2 });
    void doors.admit('t_1', never);
    void doors.admit('t_1', never);
    expect(await codeOf(doors.admit('t_1', never))).toEqual(['TOO_MANY_CALLS', 1]);
    expect(await codeOf(doors.admit('t_2', async () => {}))).toBeUndefined();
    expect(doors.turnedAway).toBe(1);
  });

  test('hold each token to so many calls in a second, after a burst', async () => {
    const doors = new Doors({ ...LIMITS, callsPerSecond: 1 });
    for (let i = 0; i < 10; i++) await doors.admit('t_1', async () => {});
    expect(await codeOf(doors.admit('t_1', async () => {}))).toEqual(['TOO_MANY_CALLS', 1]);
  });

  test('let a call go whose work failed', async () => {
    const doors = new Doors({ ...LIMITS, callsPerToken: 1 });
    const fails = () => doors.admit('t_1', () => doors.work('query', () => Promise.reject(new Error('x'))));
    await expect(fails()).rejects.toThrow('x');
    await expect(fails()).rejects.toThrow('x');
    expect([doors.running, doors.waiting]).toEqual([0, 0]);
  });

  test('count wrong tokens by address', () => {
    const doors = new Doors({ ...LIMITS, wrongPerMinute: 3 });
    for (let i = 0; i < 3; i++) doors.wrongFrom('192.0.2.1');
    expect(() => doors.wrongFrom('192.0.2.1')).toThrow('TOO_MANY_CALLS');
    expect(() => doors.wrongFrom('192.0.2.2')).not.toThrow();
  });
});

describe('pages for a slow reader', () => {
  async function* pages(count: number, told: (ended: boolean) => void): AsyncGenerator<number[], string> {
    try {
      for (let i = 0; i < count; i++) yield [i];
      return 'end';
    } finally {
      told(true);
    }
  }

  test('are all there, in order, though the snapshot was let go long before the last was read', async () => {
    let ended = false;
    const read = unhurried(
      pages(100, (now) => (ended = now)),
      10,
    );
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) seen.push(...((await read.next()).value as number[]));
    expect(ended).toBe(false);
    await vi.waitFor(() => expect(ended).toBe(true), { timeout: 10_000 });
    for (;;) {
      const next = await read.next();
      if (next.done) {
        expect(next.value).toBe('end');
        break;
      }
      seen.push(...next.value);
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  test('are given up where the reader goes', async () => {
    let ended = false;
    const read = unhurried(
      pages(100, (now) => (ended = now)),
      LONG_MS,
    );
    await read.next();
    await read.return('gone');
    expect(ended).toBe(true);
  });

  test('end with the error that the pages end with', async () => {
    // biome-ignore lint/correctness/useYield: it fails before its first page.
    const failing = (async function* (): AsyncGenerator<number[], string> {
      throw new Error('read');
    })();
    await expect(unhurried(failing, 1).next()).rejects.toThrow('read');
  });
});
