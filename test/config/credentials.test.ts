import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Credential,
  forgetCredential,
  isOpenToOthers,
  keepCredential,
  readCredentials,
} from '../../src/config/credentials.ts';
import { codeOf, refusalOf, runScript, scriptOf, tempFolder } from './helpers.ts';

const credential = (token: string): Credential => ({
  url: 'https://a.example',
  token,
  member: 'pat',
  name: 'laptop',
  expires: null,
});
const fileIn = (dir: string): string => join(dir, 'credentials.json');

test('a login is kept, replaced and forgotten', async () => {
  const dir = join(tempFolder(), 'not', 'yet');
  expect(await readCredentials(dir)).toEqual({});
  await keepCredential(dir, 'work', credential('one'));
  await keepCredential(dir, 'other', credential('two'));
  await keepCredential(dir, 'work', { ...credential('three'), expires: 5 });
  expect(await readCredentials(dir)).toEqual({
    work: { ...credential('three'), expires: 5 },
    other: credential('two'),
  });
  expect(await forgetCredential(dir, 'work')).toMatchObject({ token: 'three' });
  expect(await forgetCredential(dir, 'work')).toBeUndefined();
  expect(Object.keys(await readCredentials(dir))).toEqual(['other']);
});

test('the file is for its owner alone, whoever could read it before, and nothing is left beside it', async () => {
  const dir = tempFolder();
  writeFileSync(fileIn(dir), '{"later":1,"credentials":{}}');
  chmodSync(fileIn(dir), 0o644);
  expect(await isOpenToOthers(dir)).toBe(true);
  await keepCredential(dir, 'a', credential('one'));
  expect(statSync(fileIn(dir)).mode & 0o777).toBe(0o600);
  expect(await isOpenToOthers(dir)).toBe(false);
  expect(readdirSync(dir)).toEqual(['credentials.json']);
  expect(JSON.parse(readFileSync(fileIn(dir), 'utf8'))).toMatchObject({ later: 1 });
});

describe('a damaged file is refused without a word of it, and stays as it is', () => {
  const table = ['', 'adt_secret', '{"credentials":', '[]', '{}', '{"credentials":{"a":"adt_secret"}}'];
  test.each([...table, '{"credentials":{"a":{"token":"adt_secret"}}}'])('%j', async (text) => {
    const dir = tempFolder();
    writeFileSync(fileIn(dir), text, { mode: 0o600 });
    for (const f of [
      () => readCredentials(dir),
      () => keepCredential(dir, 'b', credential('one')),
      () => forgetCredential(dir, 'a'),
    ]) {
      const error = await refusalOf(f);
      expect(error.code).toBe('CONFIG_DAMAGED');
      expect(`${JSON.stringify(error.details)} ${error.stack} ${error.cause}`).not.toContain('adt_secret');
    }
    expect(readFileSync(fileIn(dir), 'utf8')).toBe(text);
    expect(readdirSync(dir)).toEqual(['credentials.json']);
  });

  test('a folder in its place is refused in words', async () => {
    const dir = tempFolder();
    mkdirSync(fileIn(dir));
    expect(await codeOf(() => readCredentials(dir))).toBe('FILE_UNREADABLE');
    expect(await codeOf(() => keepCredential(dir, 'b', credential('one')))).toBe('FILE_UNREADABLE');
  });
});

test('several processes that log in and out at once lose nothing, and none ever reads half a file', async () => {
  const dir = tempFolder();
  const body = `
    const [dir, who] = args;
    for (let i = 0; i < 10; i++) {
      await lib.keepCredential(dir!, who + '-' + i, { url: 'https://a', token: 't' + i, member: who!, name: '', expires: null });
      await lib.keepCredential(dir!, who + '-gone', { url: 'https://a', token: 't', member: who!, name: '', expires: null });
      await lib.readCredentials(dir!);
      await lib.forgetCredential(dir!, who + '-gone');
    }`;
  const script = scriptOf(tempFolder(), 'config/credentials.ts', body);
  const who = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(who.map((name) => runScript(script, [dir, name])));
  const kept = await readCredentials(dir);
  expect(Object.keys(kept).toSorted()).toEqual(
    who.flatMap((name) => Array.from({ length: 10 }, (_, i) => `${name}-${i}`)).toSorted(),
  );
  expect(readdirSync(dir)).toEqual(['credentials.json']);
});
