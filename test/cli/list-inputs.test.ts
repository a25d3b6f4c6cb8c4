/** Every list's output is valid input for every change of its noun, in every form it can be printed in (cli.md "Changes"). */
import { beforeAll, describe, expect, test } from 'vitest';
import { allColumns } from '../../src/cli/columns.ts';
import type { Change } from '../../src/operations/define.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { type Shell, shell } from '../helpers/main.ts';

const NOUNS = ['accounts', 'orgs', 'units', 'members', 'qualifications', 'clients', 'assets', 'requests'] as const;
const FORMS: Readonly<Record<string, readonly string[]>> = {
  csv: ['--format', 'csv'],
  tsv: ['--format', 'tsv'],
  ndjson: ['--format', 'ndjson'],
  json: ['--format', 'json'],
  'labels en': ['--format', 'csv', '--labels', '--lang', 'en'],
  'labels zh': ['--format', 'csv', '--labels', '--lang', 'zh'],
};

/** Options that an operation cannot do without, or that make it write nothing but what the list says. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'accounts.assign': ['--to', 'owner'],
  'accounts.bind': ['--to', 'owner'],
  'accounts.unbind': ['--to', 'owner'],
  'accounts.share': ['--with', 'owner', '--relation', 'collaborator'],
  'accounts.unshare': ['--with', 'owner'],
  'accounts.tag': ['--tag', 'T'],
  'accounts.untag': ['--tag', 'T'],
  'accounts.note': ['--text', 'T'],
  'orgs.attach': ['--to', 'g_huaxia'],
  'orgs.nominate': ['--member', 'owner', '--reason', 'R'],
  'members.grant': ['--role', 'eC', '--org', 'x'],
  'members.revoke': ['--role', 'eC', '--org', 'x'],
  'members.verify': ['--method', 'M'],
  'assets.grant': ['--to', 'tencent:20000001'],
  'assets.revoke': ['--of', 'tencent:20000001'],
  'clients.terminate': ['--reason', 'R'],
  'qualifications.review': ['--approve'],
};

let on: Shell;
beforeAll(async () => {
  on = shell();
  const made = await on.run(['demo', '--accounts', '200']);
  if (made.code !== 0) throw new Error(made.stderr);
}, 60_000);

const changes = async (noun: string): Promise<Change[]> => {
  const names = Object.keys(REGISTRY).filter((name) => name.startsWith(`${noun}.`));
  const ops = await Promise.all(names.map(operationNamed));
  return ops.filter(
    (op): op is Change => op.kind === 'change' && op.first === undefined && Object.keys(op.row).length > 0,
  );
};

/** The limit keeps the pairs quick; what is tested is columns, not numbers. */
async function printed(noun: string, form: readonly string[], columns: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await on.run([noun, 'list', '--limit', '30', ...form, ...columns]);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

describe.each(NOUNS)('%s', (noun) => {
  for (const [form, flags] of Object.entries(FORMS)) {
    for (const which of ['default', 'all'] as const) {
      test(`${form}, ${which} columns, into every change`, { timeout: 60_000 }, async () => {
        const list = await operationNamed(`${noun}.list`);
        const all = list.kind === 'query' ? allColumns(list).map(({ key }) => key) : [];
        const stdin = await printed(noun, flags, which === 'all' ? ['--columns', all.join(',')] : []);
        const told: string[] = [];
        for (const op of await changes(noun)) {
          const argv = [...op.name.split('.'), '--from', '-', '--dry-run', ...(NEEDED[op.name] ?? [])];
          const { stderr, stdout, code } = await on.run([...argv, '--format', 'csv'], { stdin });
          const rows = stdout.split('\n').filter((line) => /^\d+,/.test(line));
          if (code === 2 || rows.length === 0) told.push(`${op.name}: ${stderr}`);
          else if (op.writes && !rows.every((row) => row.includes(',unchanged,')))
            told.push(`${op.name}: ${rows.find((row) => !row.includes(',unchanged,'))}`);
        }
        expect(told).toEqual([]);
      });
    }
  }
});
