/** Rebuilding, compacting and restoring a state that others have open. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { LogHeader } from '../../src/domain/audit.ts';
import type { Value } from '../../src/domain/kind.ts';
import type { Finding } from '../../src/domain/question.ts';
import type { Store } from '../../src/store/port.ts';
import { account, apply, change, ids, insert, member, NOW, newFile, open, RESTORE, set } from './states.ts';

const WAIT = { timeoutMs: 2_000 };

async function findings(store: Store): Promise<string[]> {
  const found: Finding[] = [];
  for await (const finding of store.check()) found.push(finding);
  return found.map(({ code }) => code);
}

async function logged(store: Store, header: Partial<LogHeader> = {}): Promise<string> {
  return store.write(WAIT, (tx) => tx.log({ ...RESTORE, operation: 'test', ...header }, []));
}

const beside = (file: string) => readdirSync(dirname(file)).filter((name) => name !== basename(file));

describe('rebuild', () => {
  test('makes tags, search and the counts anew from the accounts', async () => {
    const file = newFile();
    const store = await open(file);
    await change(store, account('1', { name: '格力', tags: ['a', 'b'] }), account('2', { name: '美的' }));
    const raw = new Database(file);
    raw.exec('UPDATE account_places SET accounts = 5');
    expect((await findings(store)).length).toBe(1);
    raw.exec(
      'DELETE FROM account_tags; DELETE FROM account_places; DELETE FROM account_grams WHERE rowid = 1; UPDATE meta SET accounts = 7',
    );
    raw.close();
    expect(new Set(await findings(store))).toEqual(new Set(['STATE_DERIVED']));
    const told: number[][] = [];
    await store.rebuild(WAIT, {
      told: (step, done, total) => step === 'accounts' && told.push([done ?? 0, total ?? 0]),
    });
    expect(await findings(store)).toEqual([]);
    expect(told).toEqual([[2, 2]]);
    expect(await ids(store, { kind: 'account', search: '力' })).toEqual(['1']);
    expect(await ids(store, { kind: 'account', filters: [{ field: 'tags', op: '=', values: ['b'] }] })).toEqual(['1']);
  });
});

describe('compact', () => {
  const batch = (id: string, state: string, ended: number | null) =>
    ({
      op: 'insert',
      kind: 'batch',
      key: id,
      fields: { id, operation: 'x.y', actor: 'owner', state, started: 1, rows: 2, ended },
    }) as const;
  const result = (row: number) => ({
    row,
    reference: null,
    target: 't',
    status: 'ok' as const,
    code: null,
    details: null,
    id: null,
  });

  test('drops results and inputs of batches that ended long ago, and nothing else', async () => {
    const store = await open();
    await apply(store, batch('old', 'done', 100), batch('new', 'done', 300), batch('stopped', 'interrupted', 100));
    await store.write(WAIT, async (tx) => {
      for (const id of ['old', 'new', 'stopped']) {
        await tx.saveResults(id, [result(1), result(2)]);
        await tx.saveInputs(id, 1, ['{}']);
        await tx.saveChunk(id, 0, { rows: 2, digest: 'd' });
      }
    });
    const kept = async () => {
      const left: string[] = [];
      for (const id of ['old', 'new', 'stopped'])
        for await (const rows of store.read(async function* (tx) {
          yield [...(await tx.results(id, 0, 9)), ...(await tx.inputs(id, 0, 9)), await tx.keptChunk(id, 0)];
        })) {
          expect([id, rows.length, rows.at(-1) === undefined]).toEqual([id, expect.any(Number), rows.length === 1]);
          if (rows.length === 4) left.push(id);
        }
      return left;
    };
    const { bytes, ...would } = await store.compactable(200);
    expect(would).toMatchObject({ batches: 1, results: 2 });
    expect(await kept()).toEqual(['old', 'new', 'stopped']);
    expect(await store.dropSpent(WAIT, 200)).toEqual({ batches: 1, results: 2 });
    const bytesAfter = await store.giveBack(WAIT);
    expect(await kept()).toEqual(['new', 'stopped']);
    expect(bytesAfter).toBeLessThanOrEqual(bytes);
    expect(await findings(store)).toEqual([]);
  });

  test('drops the numbers of chunks of which no row came', async () => {
    const store = await open();
    await apply(store, batch('old', 'done', 100));
    await store.write(WAIT, (tx) => tx.saveChunk('old', 0, { rows: 0, digest: 'd' }));
    await store.dropSpent(WAIT, 200);
    expect(await store.write(WAIT, (tx) => tx.keptChunk('old', 0))).toBeUndefined();
  });

  test('gives back what removed records took', async () => {
    const store = await open();
    const many = Array.from({ length: 3_000 }, (_, i) => account(String(i), { note: 'x'.repeat(400) }));
    await apply(store, ...many);
    await apply(store, ...many.map(({ key }) => ({ op: 'remove', kind: 'account', key }) as const));
    const { bytes, unused } = await store.compactable(0);
    const bytesAfter = await store.giveBack(WAIT);
    expect(unused).toBeGreaterThan(1_000_000);
    expect(bytesAfter).toBeLessThan(bytes - unused);
  });
});

describe('restore', () => {
  async function twoStates() {
    const file = newFile();
    const store = await open(file);
    await change(store, account('1'));
    const copy = join(dirname(file), 'copy.db');
    await store.backup(copy);
    await apply(store, account('2'));
    return { file, store, copy };
  }

  test('puts the backup in place, keeps what was, raises the epoch, says so in the log', async () => {
    const { file, store, copy } = await twoStates();
    const head = await logged(store);
    expect(await store.restorable(copy)).toMatchObject({ accounts: 1 });
    const restored = await store.restore(copy, RESTORE, 2_000);
    expect(restored).toMatchObject({ epoch: 2, accounts: 1, before: `${file}.before-restore.backup` });
    const now = await open(file);
    expect([await ids(now, { kind: 'account' }), (await now.info()).epoch, await findings(now)]).toEqual([
      ['1'],
      2,
      [],
    ]);
    expect(await ids(await open(restored.before), { kind: 'account' })).toEqual(['1', '2']);
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    const raw = new Database(file, { readonly: true });
    const last = raw.prepare('SELECT operation, reason FROM log_transactions ORDER BY seq DESC').pluck(false).get();
    raw.close();
    expect(last).toEqual({ operation: 'state.restore', reason: 'why' });
    // AUD-1: what was cut off with it is not in the chain any more.
    const verified = now.read((tx) => tx.verifyLog(head));
    const codes: string[] = [];
    for await (const { code } of verified) codes.push(code);
    expect(codes).toEqual(['LOG_HEAD_UNKNOWN']);
    expect(beside(file).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  test('brings back no token that was revoked after the backup, and says so in the log', async () => {
    const file = newFile();
    const store = await open(file);
    const token = (id: string, more: Record<string, Value> = {}) =>
      insert('token', id, {
        id,
        name: id,
        member: 'zhang',
        hash: `hash ${id}`,
        state: 'active',
        read_only: 'no',
        ...more,
      });
    await change(store, member('zhang'), token('t_kept'), token('t_leaked', { due_at: 9, due_state: 'expired' }));
    const copy = join(dirname(file), 'copy.db');
    await store.backup(copy);
    const ended = { state: 'revoked', due_at: null, due_state: null };
    await change(store, set('token', 't_leaked', ended), token('t_later'));
    expect(await store.restore(copy, RESTORE, 2_000)).toMatchObject({ tokens: 1, ended: 1 });
    const now = await open(file);
    const active = {
      kind: 'token',
      columns: ['id', 'state'],
      filters: [{ field: 'state', op: '=', values: ['active'] }],
    } as const;
    expect([await ids(now, { kind: 'token' }), await ids(now, active)]).toEqual([['t_kept', 't_leaked'], ['t_kept']]);
    expect(await findings(now)).toEqual([]);
    const raw = new Database(file, { readonly: true });
    expect(raw.prepare("SELECT before, after FROM log_rows WHERE key = 't_leaked' ORDER BY seq DESC").get()).toEqual({
      before: '{"due_at":9,"due_state":"expired","state":"active"}',
      after: '{"due_at":null,"due_state":null,"state":"revoked"}',
    });
    raw.close();
  });

  test('who had the state open meets STATE_RESTORED at its next write; who opens it now does not', async () => {
    const { file, store, copy } = await twoStates();
    const other = await open(file);
    await apply(other, account('3'));
    await store.restore(copy, RESTORE, 2_000);
    for (const old of [store, other])
      await expect(apply(old, account('4'))).rejects.toMatchObject({ code: 'STATE_RESTORED' });
    const now = await open(file);
    await apply(now, account('5'));
    expect(await ids(now, { kind: 'account' })).toEqual(['1', '5']);
  });

  test('a reader keeps its snapshot meanwhile, a writer is waited for, and nothing is left behind by a refusal', async () => {
    const { file, store, copy } = await twoStates();
    const reading = store.read(async function* (tx) {
      for (const _ of [1, 2])
        yield (
          await tx.rows(
            { kind: 'account', by: 'id', values: ['2'], fields: ['id'] },
            { scope: { all: true }, now: NOW },
          )
        ).length;
    });
    expect((await reading.next()).value).toBe(1);
    const writer = new Database(file);
    writer.exec('BEGIN IMMEDIATE');
    await expect(store.restore(copy, RESTORE, 100)).rejects.toMatchObject({ code: 'LOCKED' });
    writer.exec('ROLLBACK');
    writer.close();
    await store.restore(copy, RESTORE, 2_000);
    expect((await reading.next()).value).toBe(1);
    await reading.return(undefined);
    expect(await ids(await open(file), { kind: 'account' })).toEqual(['1']);
    expect(beside(file).filter((name) => name.includes('restoring'))).toEqual([]);
    expect(beside(file).filter((name) => name.includes('before-restore'))).toHaveLength(1);
  });

  test('of a state that is damaged says that nobody knows what is forgotten, and restores', async () => {
    const file = newFile();
    const store = await open(file);
    const copy = join(dirname(file), 'copy.db');
    await logged(store);
    await store.backup(copy);
    await logged(store);
    const raw = new Database(file);
    raw.pragma('wal_checkpoint(TRUNCATE)');
    const page = Number(raw.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'log_rows'").pluck().get());
    const size = Number(raw.pragma('page_size', { simple: true }));
    raw.close();
    await store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, (page - 1) * size, page * size));
    const damaged = await open(file);
    expect(await damaged.restorable(copy)).toMatchObject({ forgotten: { untold: true } });
    expect(await damaged.restore(copy, RESTORE, 2_000)).toMatchObject({ forgotten: { untold: true } });
    expect(await findings(damaged)).toEqual([]);
  });

  test('refuses what is no state, a damaged one, and the backup of another state', async () => {
    const { file, store } = await twoStates();
    const foreign = join(dirname(file), 'foreign.db');
    writeFileSync(foreign, 'not a database at all, but long enough to be read as one');
    const refused = { code: 'FILE_UNREADABLE' };
    await expect(store.restore(foreign, RESTORE, 100)).rejects.toMatchObject(refused);
    await expect(store.restorable(foreign)).rejects.toMatchObject(refused);
    const database = new Database(join(dirname(file), 'empty.db'));
    database.exec('CREATE TABLE t (x)');
    database.close();
    await expect(store.restore(join(dirname(file), 'empty.db'), RESTORE, 100)).rejects.toMatchObject(refused);
    const other = await open();
    const copy = join(dirname(file), 'other.db');
    await other.backup(copy);
    await expect(store.restore(copy, RESTORE, 100)).rejects.toMatchObject({ code: 'STATE_OTHER' });
    await expect(store.restore(join(dirname(file), 'none.db'), RESTORE, 100)).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    expect(await ids(store, { kind: 'account' })).toEqual(['1', '2']);
  });

  test('a new state takes any backup', async () => {
    const { copy } = await twoStates();
    const file = newFile();
    const fresh = await open(file);
    const { id } = await fresh.restore(copy, RESTORE, 2_000);
    const now = await open(file);
    expect([(await now.info()).id, await ids(now, { kind: 'account' })]).toEqual([id, ['1']]);
  });
});
