/** AUD-1, ERR-1: damage of the file is told as damage, by a code; nothing is repaired in silence, and no command ends as a bug. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import { explained } from '../../src/store/sqlite/damage.ts';
import { type Shell, shell } from '../helpers/main.ts';
import { type Random, randomOf, SEED } from './campaign.ts';
import { Place } from './processes.ts';

const DAMAGED = Math.ceil(Number(process.env['ADCTL_ROWS'] ?? 1_000) / 100);
const PAGE = 4_096;

const COMMANDS: readonly (readonly string[])[] = [
  ['accounts', 'list', '--format', 'csv'],
  ['accounts', 'list', '--search', '格', '--sort', '-daily_budget'],
  ['accounts', 'show', '20000001'],
  ['accounts', 'tag', '20000001', '20000100', '--tag', 'y'],
  ['audit', 'list', '--limit', '50', '--format', 'json'],
  ['audit', 'verify'],
  ['batches', 'list', '--format', 'json'],
  ['batches', 'results', 'BATCH'],
  ['undo', 'BATCH'],
  ['members', 'list'],
  ['orgs', 'tree'],
  ['state', 'info'],
  ['state', 'sweep'],
  ['state', 'rebuild'],
];

let at: Shell;
let whole: Buffer;
let batch: string;

beforeAll(async () => {
  at = shell();
  await at.run(['demo', '--accounts', '400']);
  const tagged = await at.run(['accounts', 'tag', '--where', 'status = active', '--tag', 'x', '-q', '--yes']);
  batch = /b_\w+/.exec(tagged.stderr)?.[0] as string;
  whole = readFileSync(at.db);
});

/** The state with these bytes, in a file of its own: no connection of before knows it. */
function put(bytes: Buffer): void {
  for (const end of ['', '-wal', '-shm']) rmSync(at.db + end, { force: true });
  writeFileSync(at.db, bytes);
}

async function told(words: readonly string[]): Promise<{ code: number; said: string }> {
  const { code, stderr, stdout } = await at.run(words.map((word) => (word === 'BATCH' ? batch : word)));
  const said = `${words.join(' ')}: ${code}: ${stderr}`;
  expect(stderr, said).not.toMatch(/BUG|\n\s+at /);
  if (code === 1) expect(stderr, said).toMatch(/STATE_DAMAGED|STATE_FOREIGN|KEY_WRONG/);
  return { code, said: stdout + stderr };
}

const DAMAGES: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  'a flipped byte': (bytes, random) => {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] as number) ^ (1 + random(255));
    return bytes;
  },
  'noise in a page': (bytes, random) => {
    const from = random(bytes.length / PAGE) * PAGE;
    for (let n = 0; n < 30; n++) bytes[from + random(PAGE)] = random(256);
    return bytes;
  },
  'a page of nothing': (bytes, random) => {
    const from = random(bytes.length / PAGE) * PAGE;
    return bytes.fill(random(2) * 0x5a, from, from + PAGE);
  },
  'a file that was cut off': (bytes, random) => bytes.subarray(0, random(bytes.length)),
};

test(`${DAMAGED} damages of the file: every command answers or says what is damaged`, {
  timeout: Math.max(60_000, DAMAGED * 4_000),
}, async () => {
  const random = randomOf(SEED);
  const kinds = Object.keys(DAMAGES);
  let found = 0;
  for (let i = 0; i < DAMAGED; i++) {
    const kind = kinds[i % kinds.length] as string;
    const bytes = DAMAGES[kind]?.(Buffer.from(whole), random) as Buffer;
    const what = `seed ${SEED}, damage ${i}, ${kind}`;
    try {
      put(bytes);
      const before = readFileSync(at.db);
      const { code } = await told(['state', 'check']);
      expect([0, 1, 8]).toContain(code);
      // A check repairs nothing.
      expect(readFileSync(at.db).equals(before)).toBe(true);
      if (code !== 0) found++;
      if (kind === 'a file that was cut off') expect(code).not.toBe(0);
      for (const words of COMMANDS) {
        if (random(3) > 0) continue;
        put(bytes);
        await told(words);
      }
    } catch (error) {
      throw new Error(`${what}: ${String(error)}`, { cause: error });
    }
  }
  console.info(`damages: ${DAMAGED}, ${found} found by state check, seed ${SEED}`);
  // A byte that nothing uses is no damage; most are used.
  expect(found).toBeGreaterThan(DAMAGED / 2);
});

test('every page that holds something is looked at: a page of noise is found wherever it is', async () => {
  const random = randomOf(SEED + 1);
  for (let n = 0; n < 12; n++) {
    const page = 1 + random(whole.length / PAGE - 1);
    const bytes = Buffer.from(whole);
    for (let i = 0; i < PAGE; i++) bytes[page * PAGE + i] = random(256);
    put(bytes);
    const { code, said } = await told(['state', 'check']);
    expect([page, code, said.length > 0]).toEqual([page, code === 1 ? 1 : 8, true]);
  }
});

test('ERR-1 a refusal is told as one, damage elsewhere or not; what is unforeseen is told as the damage', () => {
  const bytes = Buffer.from(whole);
  // The last page that is in use holds rows of some table.
  bytes.fill(0x5a, bytes.length - PAGE);
  put(bytes);
  const refusal = new AdctlError('NOT_FOUND', { value: 'x' });
  expect(explained(refusal, at.db)).toBe(refusal);
  const elsewhere = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  expect(explained(elsewhere, at.db)).toBe(elsewhere);
  expect(explained(new TypeError('of undefined'), at.db)).toMatchObject({ code: 'STATE_DAMAGED' });
});

test('AUD-1 a lost -wal leaves a shorter log that holds; the head that was noted finds it', {
  timeout: 60_000,
}, async () => {
  const place = new Place();
  const create = (id: string) => place.run('accounts', 'create', id, '--platform', 'tencent', '--name', id);
  await create('1');
  // Whoever else has it open keeps what is written ahead from being carried over.
  const other = new Database(place.db, { readonly: true });
  other.prepare('SELECT 1 FROM meta').get();
  const head = /log head (\w{64})/.exec((await create('2')).stderr)?.[1] as string;
  other.close();
  rmSync(`${place.db}-wal`);
  rmSync(`${place.db}-shm`, { force: true });
  expect((await place.run('audit', 'verify')).code).toBe(0);
  const { code, stderr } = await place.run('audit', 'verify', '--head', head);
  expect(stderr).toContain('LOG_HEAD_UNKNOWN');
  expect(code).toBe(8);
  expect((await place.run('accounts', 'list', '--count')).stdout).toBe('1\n');
  place.remove();
});
