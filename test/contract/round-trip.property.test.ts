/**
 * What any writer wrote, any reader takes for the same: accounts and members with texts that no friend would send go out
 * in each form and come into an empty state as what they were (BULK-2, OUT-1).
 */
import '../helpers/seed.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trim } from '../../src/domain/parse.ts';
import { type Shell, shell } from '../helpers/main.ts';

const RUNS = Number(process.env['ADCTL_ROWS'] ?? 400) / 200;

const PIECES = [
  ...['"', '""', "'", '\n', '\r\n', '\r', '\t', ',', ';', '|', '\\', '\\n', ' ', '\u3000', '\u00a0'],
  ...['=', '+', '-', '@', '=1+1', '="0123"', '+86', '-5', '@SUM(A1)', '\t=x', "'0123", '0', '00', '1e5', '1,234.56'],
  ...[
    '👨‍👩‍👧‍👦',
    '🀄',
    '𠮷',
    'ＡＢＣ１２',
    '中文',
    '格力',
    'é',
    'e\u0301',
    '\ufeff',
    '\u200b',
    '\u202e',
    '\u2028',
    '\u0085',
  ],
  ...['\u0001', '\u0007', '\u001b[31m', '\u007f', '_x0041_', '_x000D_', '&amp;', '<b>', ']]>', 'null', 'true', 'NaN'],
  ...['2026-01-05', '#N/A', '{"a":1}', '[1]', '__proto__', 'ID', 'SYLK', 'x'.repeat(400)],
];
/** As a state holds it: of whole characters, without blanks at its edges, 1,000 at most, and NUL is none. */
const kept = (text: string): string => trim(trim(text.replaceAll('\0', '')).slice(0, 1_000).toWellFormed());
const hostile = fc
  .oneof(
    fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(...PIECES).map((piece) => piece.repeat(200)),
  )
  .map(kept);
const name = hostile.map((text) => text || 'x');
/** Separators of a list are no part of what it lists. */
const tag = hostile.map((text) => kept(text.replaceAll(/[,，;；|]/g, '')) || 'x');
const id = fc.oneof(fc.stringMatching(/^0{0,9}\d{1,10}$/), fc.stringMatching(/^[1-9]\d{19}$/));

const account = fc.record({
  platform: fc.constantFrom('tencent', 'alipay'),
  id,
  name,
  login: hostile,
  pid: fc.oneof(id, hostile),
  industry: hostile,
  note: hostile,
  tags: fc.array(tag, { maxLength: 3 }).map((tags) => tags.join(',')),
});
const member = fc.record({
  name,
  phone: fc.stringMatching(/^1[3-9]\d{9}$/),
  // With a star in it, it is taken for one that was masked, and refused of a new member.
  wechat: hostile.map((text) => text.replaceAll(/[*•]/g, '')),
});

/** Written so, read as `name`; a workbook spells a line break in one way. */
type Form = { readonly args: readonly string[]; readonly file: string; readonly breaks?: true };
const FORMS: Readonly<Record<string, Form>> = {
  csv: { args: ['-o', 'csv'], file: 'a.csv' },
  'csv with labels': { args: ['-o', 'csv', '--labels', '--lang', 'zh'], file: 'a.csv' },
  tsv: { args: ['-o', 'tsv'], file: 'a.tsv' },
  ndjson: { args: ['-o', 'ndjson'], file: 'a.ndjson' },
  json: { args: ['-o', 'json'], file: 'a.json' },
  xlsx: { args: ['-o', 'xlsx'], file: 'a.xlsx', breaks: true },
  '--excel': { args: ['-o', 'csv', '--excel'], file: 'a.csv' },
  '--encoding gb18030': { args: ['-o', 'csv', '--encoding', 'gb18030'], file: 'a.csv' },
  '--excel --encoding gb18030': { args: ['-o', 'csv', '--excel', '--encoding', 'gb18030'], file: 'a.csv' },
  'tsv --encoding gb18030': { args: ['-o', 'tsv', '--encoding', 'gb18030'], file: 'a.tsv' },
};

type Row = Readonly<Record<string, unknown>>;

async function put(at: Shell, noun: string, file: string, content: string | Buffer): Promise<void> {
  writeFileSync(join(at.folder, file), content);
  const { code, stdout, stderr } = await at.run([noun, 'import', '--from', join(at.folder, file), '-o', 'json']);
  expect([code, code === 0 ? '' : stdout.slice(0, 2_000) + stderr]).toEqual([0, '']);
}
async function listed(at: Shell, noun: string, columns: readonly string[], more: readonly string[]): Promise<Row[]> {
  const { stdout } = await at.run([noun, 'list', '--columns', columns.join(), ...more, '-o', 'json']);
  return JSON.parse(stdout) as Row[];
}

/** A state with one entity, whose head may see the contact data of its members. */
async function withViewer(): Promise<Shell> {
  const at = shell();
  for (const argv of [
    ['members', 'create', 'viewer', '--name', 'v', '--verified', 'x'],
    [
      'orgs',
      'create',
      '甲',
      '--kind',
      'entity',
      '--id',
      'e_a',
      '--licence',
      '91440400192548256N',
      '--principal',
      'viewer',
    ],
    ['members', 'grant', 'viewer', '--flag', 'pii_viewer', '--org', 'e_a', '--as', 'viewer'],
  ])
    expect(await at.run(argv)).toMatchObject({ code: 0 });
  return at;
}
async function belong(at: Shell, count: number): Promise<void> {
  const logins = Array.from({ length: count }, (_, i) => `m${i}`);
  expect(await at.run(['members', 'grant', ...logins, '--role', 'eU', '--org', 'e_a'])).toMatchObject({ code: 0 });
}
const ndjson = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
describe.each(Object.entries(FORMS))('%s', (_, { args, file, breaks }) => {
  const broken = (text: string): string => kept(breaks ? text.replace(/\r\n?/g, '\n') : text);
  const settled = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, typeof cell === 'string' ? broken(cell) : cell]));

  test('accounts', { timeout: 60_000 + RUNS * 2_000 }, async () => {
    const columns = Object.keys({ platform: 0, id: 0, name: 0, login: 0, pid: 0, industry: 0, note: 0, tags: 0 });
    const rows = fc.uniqueArray(account.map(settled), {
      minLength: 1,
      maxLength: 20,
      selector: ({ platform, id }) => `${platform}:${id}`,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (accounts) => {
        const [from, to] = [shell(), shell()];
        await put(from, 'accounts', 'in.ndjson', ndjson(accounts));
        const before = await listed(from, 'accounts', columns, []);
        expect(before).toHaveLength(accounts.length);
        const out = await from.run(['accounts', 'list', '--columns', columns.join(), ...args]);
        expect(out.code, out.stderr).toBe(0);
        await put(to, 'accounts', file, out.bytes);
        expect(await listed(to, 'accounts', columns, [])).toEqual(before);
        // And where they are already, nothing changes.
        const again = await from.run(['accounts', 'import', '--from', join(to.folder, file), '-o', 'json']);
        const statuses = (JSON.parse(again.stdout) as { status: string }[]).map(({ status }) => status);
        expect(statuses).toEqual(accounts.map(() => 'unchanged'));
      }),
      { numRuns: RUNS },
    );
  });

  test('members, their contact data revealed', { timeout: 60_000 + RUNS * 2_000 }, async () => {
    const columns = ['login', 'name', 'phone', 'wechat'];
    const rows = fc.array(member.map(settled), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(rows, async (people) => {
        const [from, to] = [await withViewer(), await withViewer()];
        await put(from, 'members', 'in.ndjson', ndjson(people.map((one, i) => ({ login: `m${i}`, ...one }))));
        await belong(from, people.length);
        const reveal = ['--where', 'login != viewer', '--reveal', '--as', 'viewer'];
        const before = await listed(from, 'members', columns, reveal);
        expect(before.map(({ phone }) => phone)).toEqual(people.map(({ phone }) => phone));
        const out = await from.run(['members', 'list', '--columns', columns.join(), ...reveal, ...args]);
        expect(out.code, out.stderr).toBe(0);
        await put(to, 'members', file, out.bytes);
        await belong(to, people.length);
        expect(await listed(to, 'members', columns, reveal)).toEqual(before);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });
});
