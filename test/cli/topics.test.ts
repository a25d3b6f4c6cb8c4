/** Help topics in both languages: complete, readable, and made from the tables of the program. */
import { expect, test } from 'vitest';
import { errorPage, TOPICS } from '../../src/cli/topics.ts';
import { ERRORS } from '../../src/domain/errors.ts';
import { shell } from '../helpers/main.ts';

const NAMES = ['errors', 'exit-codes', 'environment', 'formats', 'filters', 'permissions', 'bulk', 'money'];

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
  expect((await run(['help', 'UNIT_TAKEN'])).stdout).toContain('--move');
  expect((await run(['help', 'NO_SUCH_CODE'])).code).toBe(2);
});

test('every exit code that an error can have is explained', () => {
  const explained = new Set(TOPICS['exit-codes']?.page('en').match(/^\d+/gm)?.map(Number));
  for (const { exit } of Object.values(ERRORS)) expect(explained).toContain(exit);
});
