/**
 * One writer of the configuration at a time, over processes: a file that only one can create. A lock whose owner died
 * is broken, by one process only.
 */
import { open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdctlError } from '../domain/refusal.ts';

export type LockOptions = {
  /** How long to wait for another writer. */
  readonly timeoutMs?: number;
  /** A lock older than this is nobody's: a write takes milliseconds. */
  readonly staleMs?: number;
};

const STEP_MS = 5;

async function create(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${process.pid}\n${hostname()}\n`);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function isStale(file: string, staleMs: number): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > staleMs) return true;
    const [pid, host] = (await readFile(file, 'utf8')).split('\n');
    // A process number says something only on its own machine; a lock just created may still be empty.
    return host === hostname() && /^\d+$/.test(pid!) && !alive(Number(pid));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Only who holds the breaker may remove a lock, and looks again: the next owner's must not go with the dead one's. */
async function breakStale(file: string, staleMs: number): Promise<void> {
  const breaker = `${file}.break`;
  if (await create(breaker)) {
    try {
      if (await isStale(file, staleMs)) await rm(file, { force: true });
    } finally {
      await rm(breaker, { force: true });
    }
  } else if (await isStale(breaker, staleMs)) await rm(breaker, { force: true });
}

export async function withLock<T>(file: string, f: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const { timeoutMs = 10_000, staleMs = 30_000 } = options;
  const until = performance.now() + timeoutMs;
  while (!(await create(file))) {
    if (await isStale(file, staleMs)) await breakStale(file, staleMs);
    else if (performance.now() > until) throw new AdctlError('CONFIG_LOCKED', { file });
    await sleep(STEP_MS + Math.random() * STEP_MS);
  }
  try {
    return await f();
  } finally {
    await rm(file, { force: true });
  }
}
