import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KEY_BYTES, loadStateKey } from '../../src/config/keys.ts';
import { codeOf, refusalOf, runScript, scriptOf, tempFolder } from './helpers.ts';

test('there is no key until one is needed; then it stays', async () => {
  const configDir = join(tempFolder(), 'config');
  expect(await loadStateKey('s1', { env: {}, configDir, create: false })).toBeUndefined();
  const made = await loadStateKey('s1', { env: {}, configDir, create: true });
  expect(made!.file).toBe(join(configDir, 'keys', 's1.key'));
  expect(made!.key).toHaveLength(KEY_BYTES);
  for (const create of [false, true]) {
    expect((await loadStateKey('s1', { env: {}, configDir, create }))!.key.equals(made!.key)).toBe(true);
  }
  const other = await loadStateKey('s2', { env: {}, configDir, create: true });
  expect(other!.key.equals(made!.key)).toBe(false);
});

test('key and folder are for their owner alone, and no draft is left', async () => {
  const configDir = join(tempFolder(), 'config');
  const { file } = (await loadStateKey('s1', { env: {}, configDir, create: true }))!;
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  expect(readdirSync(dirname(file))).toEqual(['s1.key']);
});

test('ADCTL_KEY_FILE names the file', async () => {
  const folder = tempFolder();
  const named = join(folder, 'safe', 'my.key');
  const options = { env: { ADCTL_KEY_FILE: named }, configDir: folder, create: true };
  const made = (await loadStateKey('s1', options))!;
  expect(made.file).toBe(named);
  expect(readFileSync(named).equals(made.key)).toBe(true);
  expect(readdirSync(folder)).toEqual(['safe']);
});

describe('a damaged key is refused, not replaced', () => {
  test.each([0, 1, 31, 33, 64])('%d bytes', async (length) => {
    const configDir = tempFolder();
    mkdirSync(join(configDir, 'keys'));
    const file = join(configDir, 'keys', 's1.key');
    const content = Buffer.alloc(length, 0x41);
    writeFileSync(file, content);
    const error = await refusalOf(() => loadStateKey('s1', { env: {}, configDir, create: true }));
    expect(error.code).toBe('KEY_DAMAGED');
    expect(JSON.stringify(error.details)).not.toContain('AAAA');
    expect(readFileSync(file).equals(content)).toBe(true);
  });

  test('nor is one that cannot be read', async () => {
    const configDir = tempFolder();
    mkdirSync(join(configDir, 'keys', 's1.key'), { recursive: true });
    expect(await codeOf(() => loadStateKey('s1', { env: {}, configDir, create: true }))).toBe('KEY_DAMAGED');
  });
});

test('a state id cannot lead out of the folder', async () => {
  await expect(loadStateKey('../x', { env: {}, configDir: tempFolder(), create: true })).rejects.toThrow('state id');
});

describe('parallel processes agree on one key', () => {
  test('in one process', async () => {
    const configDir = tempFolder();
    const options = { env: {}, configDir, create: true };
    for (let round = 0; round < 20; round++) {
      // They start apart, so that some find the key made while they were about to.
      const late = async (i: number) => {
        await new Promise((resolve) => setTimeout(resolve, i));
        return loadStateKey(`s${round}`, options);
      };
      const keys = await Promise.all(Array.from({ length: 12 }, (_, i) => late(i % 4)));
      expect(new Set(keys.map((k) => k!.key.toString('hex'))).size).toBe(1);
    }
    expect(readdirSync(join(configDir, 'keys'))).toHaveLength(20);
  });

  test('in several', async () => {
    const configDir = tempFolder();
    const body = `
      const found = await lib.loadStateKey('s1', { env: {}, configDir: args[0]!, create: true });
      process.stdout.write(found!.key.toString('hex'));`;
    const script = scriptOf(tempFolder(), 'config/keys.ts', body);
    const keys = await Promise.all(Array.from({ length: 8 }, () => runScript(script, [configDir])));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toHaveLength(2 * KEY_BYTES);
  });
});
