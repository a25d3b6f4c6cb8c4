/** BULK-3, BULK-4, AUD-1: a run that is killed at any moment loses nothing and does nothing twice. `npm run faults`: 1,000 kills. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { campaign, Ground, idsFile, KILLS } from './campaign.ts';

/** Of two chunks, the second smaller, so that a batch may stop between them. */
const ROWS = 1_200;
const CHUNK = 1_000;
const HOUR = 3_600_000;
const LIMIT = { timeout: Math.max(60_000, KILLS * 6_000) };
const share = (part: number) => Math.max(3, Math.round(KILLS * part));
const STEPS = [
  ['begin', 5],
  ['commit', 5],
  ['write', 4 * ROWS],
  ['close', 3],
] as const;

/** Number and status of each row of a results file. */
function rowResults(file: string): { row: number; status: string }[] {
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const at = head?.split(',').indexOf('status') as number;
  return lines.map((line) => ({ row: Number(line.split(',')[0]), status: String(line.split(',')[at]) }));
}

let template: Promise<{ ground: Ground; ids: string[] }> | undefined;
afterAll(async () => (await template)?.ground.place.remove());

/** Ids that nobody manages, in a file. */
async function claimable(): Promise<{ ground: Ground; ids: string[]; file: string }> {
  template ??= (async () => {
    const ground = new Ground();
    await ground.soon(['demo', '--accounts', '1700']);
    const where = ['--where', 'manager is empty', '--where', 'status != closed'];
    const list = await ground.soon(['accounts', 'list', '-q', ...where, '--limit', String(ROWS)]);
    const ids = list.stdout.trimEnd().split('\n');
    expect(ids).toHaveLength(ROWS);
    ground.keep();
    return { ground, ids };
  })();
  const { ground: made, ids } = await template;
  const ground = new Ground();
  cpSync(made.place.folder, ground.place.folder, { recursive: true });
  ground.count();
  return { ground, ids, file: idsFile(ground.place.folder, ids) };
}

/** How often each account has got a manager or lost it in the log of a batch. */
function most(ground: Ground, operation: string): { rows: number; most: number } {
  const [found] = ground.query<{ rows: number; most: number | null }>(
    `SELECT count(*) AS rows, max(times) AS most FROM (SELECT count(*) AS times FROM log_rows e
      JOIN log_transactions t ON t.seq = e.seq WHERE t.operation = ? AND t.seq > ? AND e.kind = 'account' GROUP BY e.key)`,
    operation,
    ground.since,
  );
  return { rows: found?.rows ?? 0, most: found?.most ?? 0 };
}

function managed(ground: Ground, ids: readonly string[]): number {
  const wanted = new Set(ids.map((id) => id.split(':').at(-1)));
  const mine = ground.query<{ id: string }>("SELECT id FROM accounts WHERE manager = 'owner'");
  return mine.filter(({ id }) => wanted.has(id)).length;
}

test('BULK-3 claims: every row 0 or 1 times, and the same command ends the work', LIMIT, async () => {
  let ids: string[] = [];
  const argv = ({ place }: Ground) => ['accounts', 'claim', '--from', join(place.folder, 'ids.csv'), '-q'];
  const { atStep } = await campaign({
    name: 'claim',
    count: share(0.6),
    steps: STEPS,
    argv,
    async ground() {
      const made = await claimable();
      ids = made.ids;
      made.ground.keep();
      return made.ground;
    },
    async verify(ground) {
      await ground.whole();
      const done = managed(ground, ids);
      expect([0, CHUNK, ROWS]).toContain(done);
      const logged = most(ground, 'accounts.claim');
      expect([logged.most <= 1, logged.rows]).toEqual([true, done]);
      const again = await ground.place.run(...argv(ground), '--results', 'results.csv');
      expect(again.stderr).not.toMatch(/error|BUG/);
      expect(again.code).toBe(0);
      const results = rowResults(join(ground.place.folder, 'results.csv'));
      expect(results.map(({ row }) => row)).toEqual(ids.map((_, i) => i + 1));
      expect(results.filter(({ status }) => status === 'unchanged')).toHaveLength(done);
      expect(results.filter(({ status }) => status === 'ok')).toHaveLength(ROWS - done);
      expect([managed(ground, ids), most(ground, 'accounts.claim')]).toEqual([ROWS, { rows: ROWS, most: 1 }]);
      await ground.whole();
    },
  });
  expect(atStep).toBeGreaterThan(0);
});

test('BULK-4 resumes: whatever is killed, resuming ends the batch with every row once', LIMIT, async () => {
  const { atStep } = await campaign({
    name: 'resume',
    count: share(0.15),
    steps: STEPS,
    argv: (ground) => ['batches', 'resume', interrupted(ground), '-q'],
    async ground() {
      const { ground, file } = await claimable();
      ground.keep();
      // Its second commit is that of the first chunk.
      expect((await ground.kill({ step: 'after commit 2' }, ['accounts', 'claim', '--from', file, '-q'])).signal).toBe(
        'SIGKILL',
      );
      expect((await ground.soon(['batches', 'list', '--limit', '1'], HOUR)).stdout).toContain('interrupted');
      ground.overdue();
      ground.keep();
      return ground;
    },
    async verify(ground) {
      await ground.whole();
      expect(most(ground, 'accounts.claim').most).toBe(1);
      const again = await ground.soon(['batches', 'resume', interrupted(ground), '-q'], HOUR);
      if (again.code !== 0) expect(again.stderr).toMatch(/is done.*BATCH_STATE/);
      expect(most(ground, 'accounts.claim')).toEqual({ rows: ROWS, most: 1 });
      const results = ground.query<{ row: number; status: string }>(
        'SELECT row, status FROM results WHERE batch = ? ORDER BY row',
        interrupted(ground),
      );
      expect(results.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, i) => i + 1));
      expect(results.every(({ status }) => status === 'ok')).toBe(true);
      await ground.whole();
    },
  });
  expect(atStep).toBeGreaterThan(0);
});

/** Of a file: whether it is whole, and its schema. */
function schemaOf(file: string): unknown[] {
  const database = new Database(file);
  try {
    return ['integrity_check', 'user_version'].map((name) => database.pragma(name, { simple: true }));
  } finally {
    database.close();
  }
}

/** The only claim of many rows that the state holds. */
function interrupted(ground: Ground): string {
  const [found] = ground.query<{ id: string }>(
    "SELECT id FROM batches WHERE operation = 'accounts.claim' ORDER BY started DESC, id DESC LIMIT 1",
  );
  return found?.id as string;
}

test('BULK-4 undos: whatever is killed, undoing again ends it with every row once', LIMIT, async () => {
  const { atStep } = await campaign({
    name: 'undo',
    count: share(0.15),
    steps: STEPS,
    argv: (ground) => ['undo', interrupted(ground), '-q'],
    async ground() {
      const { ground, file } = await claimable();
      expect((await ground.soon(['accounts', 'claim', '--from', file, '-q'])).code).toBe(0);
      ground.keep();
      return ground;
    },
    async verify(ground) {
      await ground.whole();
      expect(most(ground, 'batches.undo').most).toBeLessThanOrEqual(1);
      const again = await ground.soon(['undo', interrupted(ground), '-q'], HOUR);
      expect([again.code, again.stderr]).toEqual([0, expect.anything()]);
      expect(most(ground, 'batches.undo')).toEqual({ rows: ROWS, most: 1 });
      const [batch] = ground.query<{ state: string }>('SELECT state FROM batches WHERE id = ?', interrupted(ground));
      expect(batch?.state).toBe('undone');
      await ground.whole();
    },
  });
  expect(atStep).toBeGreaterThan(0);
});

test(
  'migrations: the state is of the old schema or the new one, whole, and the next command ends the work',
  LIMIT,
  async () => {
    const fixture = gunzipSync(readFileSync(new URL('../fixtures/schema-1.db.gz', import.meta.url)));
    const argv = ['accounts', 'list', '--count'];
    const { atStep } = await campaign({
      name: 'migration',
      count: share(0.1),
      steps: [
        ['wal', 1],
        ['exclusive', 1],
        ['copy', 1],
        ['statement', 20],
        ['version', 1],
        ['commit', 1],
        ['close', 2],
      ],
      argv: () => argv,
      async ground() {
        const ground = new Ground();
        writeFileSync(ground.place.db, fixture);
        ground.keep();
        return ground;
      },
      async verify(ground) {
        const [version] = ground.query<{ user_version: number }>('PRAGMA user_version');
        const views = ground.query("SELECT name FROM sqlite_schema WHERE name IN ('views', 'accounts_kind')");
        expect([
          [1, 0],
          [MIGRATIONS.length, 2],
        ]).toContainEqual([version?.user_version, views.length]);
        const again = await ground.place.run(...argv);
        expect([again.stdout, again.code]).toEqual(['61\n', 0]);
        await ground.whole();
        const copies = readdirSync(ground.place.folder).filter((name) => name.endsWith('.backup'));
        expect(copies.length).toBeGreaterThan(0);
        for (const copy of copies) expect(schemaOf(join(ground.place.folder, copy))).toEqual(['ok', 1]);
      },
    });
    expect(atStep).toBeGreaterThan(0);
  },
);
