/** ERR-1, BULK-2: whatever is in a file, every row has a result, and nothing ends as a bug. `npm run faults`: 100,000 rows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ROW_STATUSES } from '../../src/domain/batches.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { type Shell, shell } from '../helpers/main.ts';
import { randomOf, SEED } from './campaign.ts';
import { FORMS, hostileRow, mangled } from './hostile.ts';

const ROWS = Number(process.env['ADCTL_ROWS'] ?? 1_000);
const LIMIT = { timeout: Math.max(60_000, ROWS * 20) };

/** What an operation needs besides its rows. */
const WITH: Readonly<Record<string, readonly string[]>> = {
  'accounts.assign': ['--to', 'wang.wei'],
  'accounts.bind': ['--to', 'wang.wei'],
  'accounts.unbind': ['--to', 'wang.wei'],
  'accounts.share': ['--with', 'wang.wei'],
  'accounts.unshare': ['--with', 'wang.wei'],
  'accounts.update': ['--ignore-unknown'],
  'members.verify': ['--method', 'x'],
  'orgs.attach': ['--to', 'GROUP'],
  'units.add-accounts': ['UNIT'],
  'units.add-members': ['UNIT', '--role', 'uC'],
  'units.remove-accounts': ['UNIT'],
  'units.remove-members': ['UNIT'],
};
/** Rows that are never typed into a file: a setting, a selection, another command's options, a whole unit. */
const WITHOUT_FILE = new Set(['batches.undo', 'rules.set', 'state.sweep', 'views.save', 'units.create']);

let at: Shell;
let likely: string[];
let there: Readonly<Record<string, string>>;
const told = { decided: 0, refused: 0 };

beforeAll(async () => {
  at = shell();
  expect((await at.run(['demo', '--accounts', '300'])).code).toBe(0);
  const column = async (...argv: string[]) => (await at.run([...argv, '-q'])).stdout.trimEnd().split('\n');
  const accounts = (await column('accounts', 'list')).slice(0, 60);
  const [members, orgs, units] = [
    await column('members', 'list'),
    await column('orgs', 'list'),
    await column('units', 'list'),
  ];
  there = { UNIT: units[0] as string, GROUP: (await column('orgs', 'list', '--where', 'kind = group'))[0] as string };
  const words = [
    'tencent',
    'alipay',
    'active',
    'CNY',
    'eC',
    'eA',
    'uA',
    'entity',
    'group',
    '100',
    '12.5',
    'a,b',
    'name',
  ];
  likely = [...accounts, ...members.slice(0, 9), ...orgs.slice(0, 9), ...units.slice(0, 4), ...words];
});

/** Runs one command with a file of rows; a file may be refused as a whole, by a code. */
async function take(argv: readonly string[], content: string | Uint8Array, form: string, rows: number): Promise<void> {
  const file = join(at.folder, `in.${form}`);
  writeFileSync(file, content);
  const { code, stdout, stderr } = await at.run([...argv, '--from', file, '--format', 'json', '--yes', '--lang', 'en']);
  const what = `seed ${SEED}: ${argv.join(' ')} < ${form}: ${code}: ${stderr.slice(0, 600)}`;
  expect(stderr, what).not.toMatch(/\(BUG\)|"BUG"|\n\s+at /);
  expect([0, 2, 3, 4, 5, 6], what).toContain(code);
  if (code !== 0 && code !== 6) {
    expect(stderr, what).toMatch(/^\{"error":\{"code":"[A-Z_]+"|\([A-Z_]+\)/m);
    told.refused++;
    return;
  }
  const results = JSON.parse(stdout) as { row: number; status: string }[];
  expect(
    results.map(({ row }) => row),
    what,
  ).toEqual(results.map((_, i) => i + 1));
  for (const { status } of results) expect(ROW_STATUSES, what).toHaveProperty([status]);
  expect(results.length, what).toBeLessThanOrEqual(rows);
  told.decided += results.length;
}

test(`${ROWS} hostile rows through every form of file and every change that takes rows`, LIMIT, async () => {
  const random = randomOf(SEED);
  const names = Object.keys(REGISTRY).filter((name) => !WITHOUT_FILE.has(name));
  const changes = (await Promise.all(names.map(operationNamed))).filter(({ kind }) => kind === 'change');
  const forms = Object.keys(FORMS);
  const each = Math.ceil(ROWS / (changes.length * forms.length));
  for (const op of changes) {
    if (op.kind !== 'change') continue;
    const fields = Object.keys(op.row);
    // What takes its rows from the state reads none of a file.
    if (op.expand && fields.length === 0) continue;
    expect(fields.length, op.name).toBeGreaterThan(0);
    for (const form of forms) {
      const rows = Array.from({ length: each }, () => hostileRow(random, fields, likely));
      const content = FORMS[form]?.(fields, rows) as string | Uint8Array;
      const words = [...op.name.split('.'), ...(WITH[op.name] ?? []).map((word) => there[word] ?? word)];
      await take(words, content, form, each);
      if (op.name.startsWith('accounts.')) await take(words, mangled(random, content), form, each * 3);
    }
  }
  console.info(`hostile rows: ${told.decided} decided, ${told.refused} files refused by a code, seed ${SEED}`);
  expect(told.decided).toBeGreaterThan(ROWS * 0.6);
  const check = await at.run(['state', 'check']);
  expect([check.stdout, check.stderr, check.code]).toEqual(['', '', 0]);
});
