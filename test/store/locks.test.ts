import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import type { Holder, WriteOptions } from '../../src/store/port.ts';
import { account, apply, ids, newFile, open } from './states.ts';

const HOLDER: Holder = { batch: 'b_1', operation: 'accounts.import' };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Another process that holds the write lock until it is told to let go. */
async function otherProcess(file: string): Promise<{ release: () => Promise<void>; kill: () => void; pid: number }> {
  const script = `
    const Database = require('better-sqlite3');
    const database = new Database(process.argv[1]);
    database.exec('BEGIN IMMEDIATE');
    process.stdout.write('held\\n');
    process.stdin.once('data', () => { database.exec('COMMIT'); process.exit(0); });`;
  const child = spawn(process.execPath, ['-e', script, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    kill: () => void child.kill('SIGKILL'),
    release: async () => {
      child.stdin.write('go\n');
      await ended;
    },
  };
}

describe('writers', () => {
  test('of one process take turns in the order they came', async () => {
    const store = await open();
    const order: string[] = [];
    const one = (name: string, ms: number) =>
      store.write({ timeoutMs: 5_000 }, async () => {
        order.push(`${name} begins`);
        await pause(ms);
        order.push(`${name} ends`);
      });
    await Promise.all([one('a', 30), one('b', 1), one('c', 1)]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('of another process are waited for', async () => {
    const file = newFile();
    const store = await open(file);
    const other = await otherProcess(file);
    const waited: unknown[] = [];
    const write = store.write({ timeoutMs: 20_000, onWait: (holder) => waited.push(holder) }, (tx) =>
      tx.apply([account('1')]),
    );
    await pause(450);
    expect(await ids(store, { kind: 'account' })).toEqual([]);
    await other.release();
    await write;
    expect(waited).toEqual([undefined]);
    expect(await ids(store, { kind: 'account' })).toEqual(['1']);
  });

  test('that may not wait fail at once, others after their time', async () => {
    const file = newFile();
    const store = await open(file);
    const other = await otherProcess(file);
    await expect(store.write({ timeoutMs: 0 }, async () => 1)).rejects.toMatchObject({
      code: 'LOCKED',
      details: { holder: '' },
    });
    const start = performance.now();
    await expect(store.write({ timeoutMs: 100 }, async () => 1)).rejects.toMatchObject({ code: 'LOCKED' });
    expect(performance.now() - start).toBeGreaterThanOrEqual(95);
    await other.release();
    expect(await store.write({ timeoutMs: 0 }, async () => 1)).toBe(1);
  });

  test('that wait may be stopped: nothing was done', async () => {
    const file = newFile();
    const store = await open(file);
    const other = await otherProcess(file);
    const start = performance.now();
    const stopped = () => AbortSignal.timeout(50);
    const write = (more: Partial<WriteOptions>) =>
      store.write({ timeoutMs: 20_000, signal: stopped(), ...more }, (tx) => tx.apply([account('1')]));
    const wait = { timeoutMs: 20_000 };
    const works = [
      () => write({}),
      () => write({ holder: HOLDER }),
      () => store.rebuild(wait, { signal: stopped() }),
      () => store.giveBack(wait, { signal: stopped() }),
    ];
    for (const work of works) await expect(work()).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(existsSync(`${file}-waiting`)).toBe(false);
    await other.release();
    expect(await ids(store, { kind: 'account' })).toEqual([]);
    // Once it has the writer, what it does is its own affair.
    await write({ signal: AbortSignal.abort() });
  });

  test('that will take long are named to those who wait, and no longer once they are through', async () => {
    const file = newFile();
    const [long, short] = [await open(file), await open(file)];
    let told: Holder | undefined;
    let refused: unknown;
    await long.write({ timeoutMs: 0, holder: HOLDER }, async () => {
      refused = await short
        .write({ timeoutMs: 400, onWait: (holder) => (told = holder) }, async () => 1)
        .catch((error: unknown) => error);
    });
    expect(told).toEqual(HOLDER);
    expect(refused).toMatchObject({ code: 'LOCKED', details: { holder: ' (accounts.import, b_1)' } });
    const failing = long.write({ timeoutMs: 0, holder: HOLDER }, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const other = await otherProcess(file);
    await expect(short.write({ timeoutMs: 0 }, async () => 1)).rejects.toMatchObject({ details: { holder: '' } });
    await other.release();
  });

  test('a holder whose process is gone is not named', async () => {
    const file = newFile();
    const store = await open(file);
    const gone = await otherProcess(file);
    await gone.release();
    const database = new Database(file);
    database.prepare("INSERT INTO writer_holder VALUES (1, 'b_1', 'x', 'y', ?)").run(gone.pid);
    database.close();
    const other = await otherProcess(file);
    await expect(store.write({ timeoutMs: 0 }, async () => 1)).rejects.toMatchObject({ details: { holder: '' } });
    await other.release();
  });

  test('a killed writer holds nothing', async () => {
    const file = newFile();
    const store = await open(file);
    const other = await otherProcess(file);
    setTimeout(other.kill, 50);
    expect(await store.write({ timeoutMs: 10_000 }, async () => 1)).toBe(1);
  });

  test('see that others wait, and that they no longer do', async () => {
    const file = newFile();
    const [long, short] = [await open(file), await open(file)];
    let write: Promise<unknown> | undefined;
    await long.write({ timeoutMs: 0 }, async () => {
      expect(long.contended()).toBe(false);
      write = short.write({ timeoutMs: 5_000 }, async () => 1);
      await pause(80);
      expect(long.contended()).toBe(true);
      await pause(80);
      expect(long.contended()).toBe(true);
    });
    await write;
    await pause(60);
    expect(long.contended()).toBe(false);
    expect(existsSync(`${file}-waiting`)).toBe(false);
  });

  test('do not keep readers from reading', async () => {
    const store = await open();
    await apply(store, account('1'));
    await store.write({ timeoutMs: 0 }, async (tx) => {
      await tx.apply([account('2')]);
      expect(await ids(store, { kind: 'account' })).toEqual(['1']);
    });
    expect(await ids(store, { kind: 'account' })).toEqual(['1', '2']);
  });
});
