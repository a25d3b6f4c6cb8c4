/** Help topics in both languages: complete, readable, and made from the tables of the program. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { errorPage, TOPICS } from '../../src/cli/topics.ts';
import { ERRORS } from '../../src/domain/errors.ts';
import { FINDINGS } from '../../src/domain/findings.ts';
import { shell } from '../helpers/main.ts';

const NAMES = ['errors', 'exit-codes', 'environment', 'formats', 'filters', 'permissions', 'bulk', 'money', 'deploy'];

test('every topic of cli.md is there, in both languages, and both are there in full', () => {
  expect(Object.keys(TOPICS).toSorted()).toEqual(NAMES.toSorted());
  for (const [name, topic] of Object.entries(TOPICS)) {
    const [en, zh] = [topic.page('en'), topic.page('zh')];
    expect(zh, name).toMatch(/\p{Script=Han}/u);
    // Chinese words are quoted there as what a user may type, never a sentence.
    expect(en, name).not.toMatch(/\p{Script=Han}{7}/u);
    for (const page of [en, zh]) expect(page, name).not.toMatch(/[{}]|undefined/);
  }
});

test('ERR-1 exit codes: several rows that --atomic rolled back end with 6, one id with the code of its status', async () => {
  for (const [lang, atomic] of [
    ['en', /^6 .*--atomic/m],
    ['zh', /^6 .*--atomic/m],
  ] as const) {
    const page = TOPICS['exit-codes']?.page(lang) ?? '';
    expect(page).toMatch(atomic);
    expect(page).not.toMatch(/^5 .*--atomic/m);
  }
  const on = shell();
  expect((await on.run(['demo', '--accounts', '300'])).code).toBe(0);
  const tag = (...ids: string[]) => on.run(['accounts', 'tag', ...ids, '--tag', 'r5', '--atomic']);
  expect([(await tag('20000002', '99')).code, (await tag('99')).code]).toEqual([6, 3]);
});

test('adctl help errors names every code with its exit code; adctl help CODE shows one in full', async () => {
  const { run } = shell();
  const { stdout } = await run(['help', 'errors']);
  for (const [code, def] of Object.entries(ERRORS)) {
    expect(stdout).toMatch(new RegExp(`^${code} +${def.exit} +\\S`, 'm'));
    for (const lang of ['en', 'zh'] as const) {
      const page = errorPage(code.toLowerCase().replaceAll('_', '-'), lang);
      expect(page, code).toContain(String(def.exit));
      expect(page, code).not.toMatch(/[{}]/);
    }
  }
  for (const [code, text] of Object.entries(FINDINGS)) {
    expect(stdout).toMatch(new RegExp(`^${code} +8 +\\S`, 'm'));
    expect(errorPage(code, 'zh')).toContain(text.zh);
  }
  expect((await run(['help', 'UNIT_TAKEN'])).stdout).toContain('--move');
  expect((await run(['help', 'NO_SUCH_CODE'])).code).toBe(2);
});

test('every exit code that an error can have is explained', () => {
  const explained = new Set(TOPICS['exit-codes']?.page('en').match(/^\d+/gm)?.map(Number));
  for (const { exit } of Object.values(ERRORS)) expect(explained).toContain(exit);
});

test('every finding that a check can report has words', () => {
  const src = resolve(import.meta.dirname, '../../src');
  const checks = ['verify-log.ts', 'check.ts', 'check-records.ts'].map((name) => `store/sqlite/maintenance/${name}`);
  const ledger = readdirSync(join(src, 'store/sqlite/ledger'))
    .filter((name) => name.startsWith('check'))
    .map((name) => `store/sqlite/ledger/${name}`);
  const codes = [...checks, ...ledger, 'execution/check-sealed.ts']
    .map((name) => readFileSync(join(src, name), 'utf8'))
    .flatMap((text) => [...text.matchAll(/'((?:LOG|STATE|LEDGER)_[A-Z_]+)'/g)].map(([, code]) => code as string))
    .filter((code) => !Object.hasOwn(ERRORS, code));
  expect([...new Set(codes)].toSorted()).toEqual(Object.keys(FINDINGS).toSorted());
});

test('the same data in every language: only a table has labels for values', async () => {
  const { run } = shell();
  expect((await run(['demo', '--accounts', '600'])).code).toBe(0);
  for (const command of [
    'accounts list',
    'members list',
    'members matrix',
    'members can wang.wei accounts claim',
    'orgs tree',
  ])
    for (const form of ['--csv', '--tsv', '--json', '--ndjson']) {
      const [en, zh] = await Promise.all(
        ['en', 'zh'].map(async (lang) => (await run([...command.split(' '), form, '--lang', lang])).stdout),
      );
      expect(zh, `${command} ${form}`).toBe(en);
      expect(en).not.toBe('');
    }
});

test('a list fed back names the same columns as ignored, whatever the language of its headers', async () => {
  const { run, folder } = shell();
  expect((await run(['demo', '--accounts', '600'])).code).toBe(0);
  const told = await Promise.all(
    ['en', 'zh'].map(async (lang) => {
      const file = join(folder, `${lang}.csv`);
      writeFileSync(file, (await run(['accounts', 'list', '--labels', '--csv', '--lang', lang])).stdout);
      const { stderr } = await run(['accounts', 'note', '--from', file, '--text', 'x', '--dry-run', '-q']);
      return /columns ignored: (.*)/.exec(stderr)?.[1]?.split(', ');
    }),
  );
  expect(told[0]).toContain('Status');
  expect(told[1]).toContain('状态');
  expect(told[1]?.length).toBe(told[0]?.length);
});

test('help speaks Chinese to the end of its usage line', async () => {
  const { run } = shell();
  for (const command of ['accounts list', 'views save', 'whoami']) {
    const { stdout } = await run([...command.split(' '), '--help', '--lang', 'zh']);
    expect(stdout).toContain('[选项]');
    expect(stdout).not.toContain('[options]');
  }
});
