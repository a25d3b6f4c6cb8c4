import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProfiles } from '../../src/config/profile-file.ts';
import {
  addProfile,
  listProfiles,
  removeProfile,
  setSetting,
  showProfile,
  unsetSetting,
  useProfile,
} from '../../src/config/profiles.ts';
import { codeOf, refusalOf, runScript, scriptOf, tempFolder } from './helpers.ts';

test('a life of profiles', async () => {
  const dir = join(tempFolder(), 'not', 'yet');
  expect(listProfiles(await readProfiles(dir))).toEqual([{ name: 'default', current: true, settings: {} }]);

  await addProfile(dir, 'work', { db: '/w.db', lang: 'zh', 'lock-timeout': '5' });
  await addProfile(dir, 'a.b', { db: '/ab.db' });
  expect(await codeOf(() => addProfile(dir, 'work', { db: '/x.db' }))).toBe('PROFILE_EXISTS');
  await useProfile(dir, 'work');
  await setSetting(dir, 'work', 'format', 'csv');
  await setSetting(dir, 'default', 'tz', 'UTC');
  await unsetSetting(dir, 'work', 'lang');
  await unsetSetting(dir, 'work', 'lang');

  expect(listProfiles(await readProfiles(dir))).toEqual([
    { name: 'default', current: false, settings: { tz: 'UTC' } },
    { name: 'a.b', current: false, settings: { db: '/ab.db' } },
    { name: 'work', current: true, settings: { db: '/w.db', lock_timeout: 5, format: 'csv' } },
  ]);
  expect(showProfile(await readProfiles(dir), 'a.b').settings).toEqual({ db: '/ab.db' });

  await removeProfile(dir, 'work');
  const after = await readProfiles(dir);
  expect(after.current).toBeUndefined();
  expect(listProfiles(after).map((p) => p.name)).toEqual(['default', 'a.b']);
});

test('the file is for its owner alone, and nothing is left beside it', async () => {
  const dir = tempFolder();
  writeFileSync(join(dir, 'config.json'), '{}', { mode: 0o644 });
  await addProfile(dir, 'a', { db: '/a' });
  expect(statSync(join(dir, 'config.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['config.json']);
});

test('what another version wrote is kept', async () => {
  const dir = tempFolder();
  writeFileSync(join(dir, 'config.json'), '{"later":[1],"profiles":{"a":{"db":"/a","newer":"x"}}}');
  await setSetting(dir, 'a', 'lang', 'zh');
  expect(JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8'))).toEqual({
    later: [1],
    profiles: { a: { db: '/a', newer: 'x', lang: 'zh' } },
  });
});

describe('refused', () => {
  const table: [string, (dir: string) => Promise<unknown>, string][] = [
    ['use of an unknown one', (dir) => useProfile(dir, 'nope'), 'PROFILE_NOT_FOUND'],
    ['set on an unknown one', (dir) => setSetting(dir, 'nope', 'lang', 'zh'), 'PROFILE_NOT_FOUND'],
    ['removing an unknown one', (dir) => removeProfile(dir, 'nope'), 'PROFILE_NOT_FOUND'],
    ['an unknown setting', (dir) => setSetting(dir, 'default', 'langg', 'zh'), 'SETTING_UNKNOWN'],
    ['a setting that is none', (dir) => setSetting(dir, 'default', 'constructor', 'zh'), 'SETTING_UNKNOWN'],
    ['a bad value', (dir) => setSetting(dir, 'default', 'lang', 'fr'), 'OPTION_VALUE'],
    ['a profile without a state', (dir) => addProfile(dir, 'a', {}), 'MISSING'],
    ['an address that is none', (dir) => addProfile(dir, 'a', { url: 'ftp://a' }), 'OPTION_VALUE'],
    ['a name with a slash', (dir) => addProfile(dir, 'a/b', { db: '/a' }), 'OPTION_VALUE'],
    ['a name that is no name', (dir) => addProfile(dir, '__proto__', { db: '/a' }), 'OPTION_VALUE'],
  ];
  test.each(table)('%s', async (_, f, code) => {
    const dir = tempFolder();
    expect(await codeOf(() => f(dir))).toBe(code);
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('a profile has one state', () => {
  const settingsOf = async (dir: string, name: string) => showProfile(await readProfiles(dir), name).settings;

  test('a new one takes the place of the other, with who acts there; what went is told', async () => {
    const dir = tempFolder();
    await addProfile(dir, 'work', { db: '/w.db', as: 'pat', lang: 'zh' });
    expect(await setSetting(dir, 'work', 'url', 'https://a.example/')).toEqual(['db', 'as']);
    expect(await settingsOf(dir, 'work')).toEqual({ url: 'https://a.example', lang: 'zh' });
    expect(await codeOf(() => setSetting(dir, 'work', 'as', 'pat'))).toBe('AS_REMOTE');
    expect(await setSetting(dir, 'work', 'url', 'https://b.example')).toEqual([]);
    expect(await setSetting(dir, 'work', 'db', '/w.db')).toEqual(['url']);
    expect(await settingsOf(dir, 'work')).toEqual({ db: '/w.db', lang: 'zh' });
  });

  test('which is not taken away; default goes back to its own', async () => {
    const dir = tempFolder();
    await addProfile(dir, 'far', { url: 'https://a.example' });
    await addProfile(dir, 'work', { db: '/w.db' });
    expect(await codeOf(() => unsetSetting(dir, 'far', 'url'))).toBe('MISSING');
    expect(await codeOf(() => unsetSetting(dir, 'work', 'db'))).toBe('MISSING');
    await setSetting(dir, 'default', 'url', 'https://a.example');
    await unsetSetting(dir, 'default', 'url');
    expect(await settingsOf(dir, 'default')).toEqual({});
  });
});

describe('a damaged file is refused, and stays as it is', () => {
  const table = ['', '{', '[]', 'null', '{"profiles":[]}', '{"profiles":{"a":1}}', '{"profiles":{"a":{"db":{}}}}'];
  test.each([...table, '{"current":1}'])('%j', async (text) => {
    const dir = tempFolder();
    const file = join(dir, 'config.json');
    writeFileSync(file, text);
    expect(await codeOf(() => readProfiles(dir))).toBe('CONFIG_DAMAGED');
    expect(await codeOf(() => addProfile(dir, 'b', { db: '/b' }))).toBe('CONFIG_DAMAGED');
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(dir)).toEqual(['config.json']);
  });

  test('a folder in its place is refused in words', async () => {
    const dir = tempFolder();
    mkdirSync(join(dir, 'config.json'));
    expect(await codeOf(() => readProfiles(dir))).toBe('FILE_UNREADABLE');
  });
});

describe('parallel writers lose nothing', () => {
  test('in one process', async () => {
    const dir = tempFolder();
    await Promise.all(Array.from({ length: 40 }, (_, i) => addProfile(dir, `p${i}`, { db: `/${i}` })));
    expect(Object.keys((await readProfiles(dir)).profiles)).toHaveLength(40);
  });

  test('in several processes, while others read', async () => {
    const dir = tempFolder();
    const body = `
      const [dir, who] = args;
      for (let i = 0; i < 10; i++) {
        await lib.addProfile(dir!, who + '-' + i, { db: '/x' });
        await lib.setSetting(dir!, 'default', 'lang', i % 2 ? 'en' : 'zh');
      }`;
    const script = scriptOf(tempFolder(), 'config/profiles.ts', body);
    let running = true;
    const reader = (async () => {
      while (running) {
        await readProfiles(dir);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((who) => runScript(script, [dir, who])));
    running = false;
    await reader;
    const file = await readProfiles(dir);
    expect(Object.keys(file.profiles)).toHaveLength(61);
    expect(readdirSync(dir)).toEqual(['config.json']);
  });
});

describe('a lock that is left', () => {
  const DEAD_PID = 2 ** 22 + 1;
  test('by a dead process is broken, also by many at once', async () => {
    const dir = tempFolder();
    writeFileSync(join(dir, 'config.json.lock'), `${DEAD_PID}\n${hostname()}\n`);
    await Promise.all(Array.from({ length: 20 }, (_, i) => addProfile(dir, `p${i}`, { db: '/x' })));
    expect(Object.keys((await readProfiles(dir)).profiles)).toHaveLength(20);
    expect(readdirSync(dir)).toEqual(['config.json']);
  });

  test('on another machine is broken when it is old, with a breaker that died too', async () => {
    const dir = tempFolder();
    const past = new Date(Date.now() - 60_000);
    for (const name of ['config.json.lock', 'config.json.lock.break']) {
      writeFileSync(join(dir, name), `${DEAD_PID}\nelsewhere\n`);
      utimesSync(join(dir, name), past, past);
    }
    await addProfile(dir, 'a', { db: '/a' });
    expect(readdirSync(dir)).toEqual(['config.json']);
  });

  test('by a living one is waited for, then refused; it stays', async () => {
    const dir = tempFolder();
    const lock = join(dir, 'config.json.lock');
    for (const text of [`${process.pid}\n${hostname()}\n`, `${DEAD_PID}\nelsewhere\n`, '']) {
      writeFileSync(lock, text);
      const error = await refusalOf(() => addProfile(dir, 'a', { db: '/a' }, { timeoutMs: 50 }));
      expect(error).toMatchObject({ code: 'CONFIG_LOCKED', details: { file: lock } });
      expect(readFileSync(lock, 'utf8')).toBe(text);
    }
  });
});
