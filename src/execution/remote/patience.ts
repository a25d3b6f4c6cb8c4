/** Tries an exchange again that came to nothing: with growing pauses, as long as it makes sense, until somebody stops it. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdctlError } from '../../domain/refusal.ts';
import type { Event } from '../link.ts';
import { Lost } from './lost.ts';
import { endOf, type Wire } from './wire.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** Said to whoever waits, once. */
const TOLD_AFTER = 2;

/** It stays lost. `reached`: one of the attempts may have done what was asked. */
export class LostForGood extends Error {
  readonly last: Lost;
  readonly reached: boolean;
  constructor(last: Lost, reached: boolean) {
    super(last.message);
    this.last = last;
    this.reached = reached;
  }
}

/** One question and its answer. */
export async function askPatiently<T>(wire: Wire, name: string, head: unknown, signal?: AbortSignal): Promise<T> {
  return (await endOf(patiently(wire, () => wire.exchange(name, JSON.stringify(head)), signal))) as T;
}

type Attempt<T, R> = (attempt: number) => AsyncGenerator<T, R>;

/** Every attempt may say the same things again: whoever makes it leaves out what was said before. */
export async function* patiently<T, R>(
  wire: Wire,
  attempt: Attempt<T, R>,
  signal?: AbortSignal,
): AsyncGenerator<T | Event, R> {
  let since: number | undefined;
  let reached = false;
  for (let nth = 0; ; nth++) {
    try {
      return yield* attempt(nth);
    } catch (error) {
      // A refusal says nothing of an attempt before it, which may have been done, or may be yet.
      if (reached && error instanceof AdctlError)
        throw new LostForGood(new Lost(error.code, { reached, said: error }), reached);
      if (!(error instanceof Lost)) throw error;
      reached ||= error.reached;
      const now = performance.now();
      since ??= now;
      const pause = jittered(Math.max(error.afterMs ?? 0, pauseMs(nth)));
      if (signal?.aborted || now + pause - since > wire.patienceMs) throw new LostForGood(error, reached);
      if (nth === TOLD_AFTER) yield { type: 'unanswered', reason: error.message };
      await sleep(pause, undefined, { ...(signal && { signal }) }).catch(() => {});
    }
  }
}

const pauseMs = (nth: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** nth);

/** Up to half as long again, so that many who lost the same server do not all come back at once. */
const jittered = (pause: number): number => pause * (1 + randomInt(500) / 1000);
