/** States in temporary files, and short ways to fill and read them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Entry, LogHeader } from '../../src/domain/audit.ts';
import type { KindName, Value } from '../../src/domain/kind.ts';
import type { Cell, Question, Tail } from '../../src/domain/question.ts';
import { EVERYTHING, type Scope } from '../../src/domain/scope.ts';
import type { LoadedRow, Need, ReadTx, Sight, Store, Write } from '../../src/store/port.ts';
import { type OpenOptions, openStore } from '../../src/store/sqlite/open.ts';

export const NOW = 1_700_000_000_000;
export const ALL: Sight = { scope: EVERYTHING, now: NOW };

/** How a restore stands in the log. */
export const RESTORE: LogHeader = {
  time: NOW,
  actor: 'owner',
  identity: 'owner',
  operation: 'state.restore',
  batch: '',
  origin: 'test',
  reason: 'why',
};

const folders: string[] = [];
const stores: Store[] = [];

afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'adctl-store-'));
  folders.push(folder);
  return folder;
}

export function newFile(): string {
  return join(newFolder(), 'state', 'state.db');
}

export async function open(file = newFile(), more: Partial<OpenOptions> = {}): Promise<Store> {
  const store = await openStore({ file, create: true, now: () => NOW, ...more });
  stores.push(store);
  return store;
}

export function insert(kind: KindName, key: string, fields: Record<string, Value> = {}): Write {
  return { op: 'insert', kind, key, fields };
}
export function set(kind: KindName, key: string, fields: Record<string, Value>): Write {
  return { op: 'set', kind, key, fields };
}
export function remove(kind: KindName, key: string): Write {
  return { op: 'remove', kind, key };
}

export function account(id: string, fields: Record<string, Value> = {}, platform = 'tencent'): Write {
  return insert('account', `${platform}:${id}`, { platform, id, status: 'active', currency: 'CNY', ...fields });
}
export function org(id: string, kind: 'group' | 'entity' | 'agency', fields: Record<string, Value> = {}): Write {
  return insert('org', id, { id, kind, name: id, status: 'active', ...fields });
}
export function unit(id: string, org: string): Write {
  return insert('unit', id, { id, name: id, type: 'entity', org, status: 'active' });
}
export function member(login: string, fields: Record<string, Value> = {}): Write {
  return insert('member', login, { login, name: login, status: 'active', ...fields });
}
export function grant(login: string, role: string, place: string): Write {
  return insert('grant', `${login}/${role}/${place}`, { member: login, role, place });
}
export function relation(account: string, member: string, source: string, system = 'workbench'): Write {
  return insert('relation', `${account}/${member}/${source}/${system}`, { account, member, source, system });
}
export function authorisation(id: string, account: string, agency: string, fields: Record<string, Value> = {}): Write {
  return insert('authorisation', id, { id, account, agency, state: 'active', ...fields });
}

export async function apply(store: Store, ...writes: Write[]): Promise<void> {
  await store.write({ timeoutMs: 5_000 }, (tx) => tx.apply(writes));
}

/** The same as one logged transaction. */
export async function change(store: Store, ...writes: Write[]): Promise<void> {
  await store.write({ timeoutMs: 5_000 }, async (tx) => {
    await tx.apply(writes);
    const header = { time: NOW, actor: 'owner', identity: '', operation: 'test', batch: '', origin: '', reason: '' };
    await tx.log(header, writes.map(entryOf));
  });
}

function entryOf(write: Write, i: number): Entry {
  const { kind, key } = write;
  const fields = write.op === 'remove' ? { status: 'active' } : write.fields;
  const before = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
  return {
    row: i + 1,
    kind,
    key,
    before: write.op === 'insert' ? null : before,
    after: write.op === 'remove' ? null : fields,
  };
}

/** Runs one reading function in a snapshot of its own. */
export async function reading<T>(store: Store, f: (tx: ReadTx) => Promise<T>): Promise<T> {
  const results: T[] = [];
  for await (const result of store.read(async function* (tx) {
    yield await f(tx);
  }))
    results.push(result);
  return results[0] as T;
}

export async function load(store: Store, need: Need, sight = ALL): Promise<readonly LoadedRow[]> {
  return reading(store, (tx) => tx.rows(need, sight));
}

export type Listed = { readonly rows: readonly (readonly Cell[])[]; readonly tail: Tail };
export type Asked = Partial<Question> & Pick<Question, 'kind'>;

export async function list(store: Store, asked: Asked, sight = ALL): Promise<Listed> {
  const question: Question = { columns: ['id'], filters: [], sort: [], ...asked };
  const pages = store.read(async function* (tx) {
    return yield* tx.list(question, sight);
  });
  const rows: (readonly Cell[])[] = [];
  for (;;) {
    const next = await pages.next();
    if (next.done) return { rows, tail: next.value };
    rows.push(...next.value.rows);
  }
}

/** The first column of a list, as text. */
export async function ids(store: Store, asked: Asked, sight = ALL): Promise<string[]> {
  return (await list(store, asked, sight)).rows.map(([first]) => String(first));
}

const NOTHING: Extract<Scope, { all: false }> = {
  all: false,
  actor: 'me',
  orgs: [],
  names: [],
  entities: [],
  units: [],
  unitsOf: [],
  agencies: [],
  bound: [],
  own: [],
  membersOf: [],
};

export function sight(scope: Partial<Extract<Scope, { all: false }>>): Sight {
  return { scope: { ...NOTHING, ...scope }, now: NOW };
}
