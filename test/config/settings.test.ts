import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Env } from '../../src/config/paths.ts';
import type { ProfileFile } from '../../src/config/profile-file.ts';
import { SETTING_KEYS } from '../../src/config/setting-keys.ts';
import { type Origin, resolveSettings, type Settings, wantsColor } from '../../src/config/settings.ts';
import { codeOf, refusalOf } from './helpers.ts';

const none: ProfileFile = { profiles: {} };
const profile = {
  db: '/p.db',
  as: 'pat',
  as_org: 'e_p',
  as_client: '2',
  lock: 'fail',
  lock_timeout: 5,
  format: 'tsv',
  lang: 'zh',
  tz: 'Asia/Tokyo',
};
const more = { color: 'never', no_input: true, debug: true };
const full: ProfileFile = { current: 'work', profiles: { work: { ...profile, ...more } } };

describe('option, environment, profile, default', () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // key · option · environment · then from the profile · by default
  const table: [keyof Settings, [Record<string, unknown>, unknown], [Env, unknown] | null, unknown, unknown][] = [
    ['db', [{ db: '/o.db' }, '/o.db'], [{ ADCTL_DB: '/e.db' }, '/e.db'], '/p.db', '/d/adctl/state.db'],
    ['url', [{ url: 'https://o' }, 'https://o'], [{ ADCTL_URL: 'https://e' }, 'https://e'], undefined, undefined],
    ['as', [{ as: 'olga' }, 'olga'], [{ ADCTL_AS: 'eve' }, 'eve'], 'pat', undefined],
    ['as_org', [{ asOrg: 'e_o' }, 'e_o'], null, 'e_p', undefined],
    ['as_client', [{ asClient: '1' }, '1'], null, '2', undefined],
    ['lock', [{ lock: 'wait' }, 'wait'], null, 'fail', 'wait'],
    ['lock_timeout', [{ lockTimeout: '1.5' }, 1.5], null, 5, 60],
    ['format', [{ format: 'json' }, 'json'], [{ ADCTL_FORMAT: 'csv' }, 'csv'], 'tsv', undefined],
    ['format', [{ json: true }, 'json'], [{ ADCTL_FORMAT: 'csv' }, 'csv'], 'tsv', undefined],
    ['format', [{ csv: true }, 'csv'], [{ ADCTL_FORMAT: 'NDJSON' }, 'ndjson'], 'tsv', undefined],
    ['lang', [{ lang: 'en' }, 'en'], [{ ADCTL_LANG: 'en' }, 'en'], 'zh', 'en'],
    ['tz', [{ tz: 'UTC' }, 'UTC'], [{ ADCTL_TZ: 'Europe/Berlin' }, 'Europe/Berlin'], 'Asia/Tokyo', zone],
    ['color', [{ color: 'always' }, 'always'], [{ FORCE_COLOR: '1' }, 'always'], 'never', 'auto'],
    ['no_input', [{ input: false }, true], [{ ADCTL_NO_INPUT: '0' }, false], true, false],
    ['debug', [{ debug: false }, false], [{ ADCTL_DEBUG: 'no' }, false], true, false],
  ];
  test.each(table)('%s', (key, [options, byOption], variable, byProfile, byDefault) => {
    const base: Env = { XDG_DATA_HOME: '/d', LANG: 'en_US.UTF-8' };
    const env = { ...base, ...variable?.[0] };
    const got = (o: Record<string, unknown>, e: Env, file: ProfileFile): [unknown, Origin] => {
      const { values, origin } = resolveSettings(o, e, file);
      return [values[key], origin[key]];
    };
    expect(got(options, env, full)).toEqual([byOption, 'option']);
    if (variable) expect(got({}, env, full)).toEqual([variable[1], 'environment']);
    expect(got({}, base, full)).toEqual([byProfile, byProfile === undefined ? 'default' : 'profile']);
    expect(got({}, base, none)).toEqual([byDefault, 'default']);
  });

  test('every setting is in the table and has an origin', () => {
    expect(new Set(table.map(([key]) => key))).toEqual(new Set(SETTING_KEYS));
    expect(Object.keys(resolveSettings({}, {}, none).origin).toSorted()).toEqual(
      [...SETTING_KEYS, 'profile'].toSorted(),
    );
  });
});

describe('a file or a server: the nearer one', () => {
  const file: ProfileFile = {
    current: 'far',
    profiles: {
      far: { url: 'https://p', as_org: 'e_p' },
      near: { db: '/n.db', as: 'pat' },
      both: { db: '/b', url: 'https://b' },
    },
  };
  const db = (value: string, origin: Origin) => ({ db: value, url: undefined, origin });
  const url = (value: string, origin: Origin) => ({ db: undefined, url: value, origin });
  const table: [Record<string, unknown>, Env, ReturnType<typeof db | typeof url>][] = [
    [{}, {}, url('https://p', 'profile')],
    [{ profile: 'near' }, {}, db('/n.db', 'profile')],
    [{}, { ADCTL_DB: '/e.db' }, db('/e.db', 'environment')],
    [{}, { ADCTL_PROFILE: 'near', ADCTL_URL: 'https://e' }, url('https://e', 'environment')],
    [{ profile: 'near' }, { ADCTL_URL: 'https://e' }, db('/n.db', 'profile')],
    [{ profile: 'far' }, { ADCTL_DB: '/e.db' }, url('https://p', 'profile')],
    [{ profile: 'far' }, { ADCTL_DB: '/e.db', ADCTL_URL: 'https://e' }, url('https://p', 'profile')],
    [{ profile: 'far', db: '/o.db' }, { ADCTL_URL: 'https://e' }, db('/o.db', 'option')],
    [{ db: '/o.db' }, { ADCTL_DB: '/e.db', ADCTL_URL: 'https://e' }, db('/o.db', 'option')],
    [{ url: 'https://o' }, { ADCTL_DB: '/e.db', ADCTL_URL: 'https://e' }, url('https://o', 'option')],
    [{ url: 'https://o', profile: 'both' }, {}, url('https://o', 'option')],
  ];
  test.each(table)('%j %j', (options, env, expected) => {
    const { values, origin } = resolveSettings(options, env, file);
    expect({ db: values.db, url: values.url, origin: origin[values.url === undefined ? 'db' : 'url'] }).toEqual(
      expected,
    );
  });

  const twice: [Record<string, unknown>, Env, string, string][] = [
    [{ db: '/o.db', url: 'https://o' }, {}, '--db', '--url'],
    [{}, { ADCTL_DB: '/e.db', ADCTL_URL: 'https://e' }, 'ADCTL_DB', 'ADCTL_URL'],
    [{ profile: 'both' }, {}, 'profile both, db', 'profile both, url'],
    [{}, { ADCTL_PROFILE: 'both' }, 'profile both, db', 'profile both, url'],
  ];
  test.each(twice)('both at once are refused by name: %j %j', async (options, env, first, second) => {
    const error = await refusalOf(() => resolveSettings(options, env, file));
    expect(error).toMatchObject({ code: 'STATE_TWICE', details: { first, second } });
  });

  test('MEM-0 on a server nobody is named: --as is refused, ADCTL_AS is for local states', async () => {
    const resolved = resolveSettings({}, { ADCTL_AS: 'eve' }, file);
    expect(resolved.values.as).toBeUndefined();
    expect(resolved.values.as_org).toBe('e_p');
    for (const options of [{ as: 'eve' }, { as: 'eve', url: 'https://o' }])
      expect(await codeOf(() => resolveSettings(options, {}, file))).toBe('AS_REMOTE');
    expect(resolveSettings({ as: 'eve', db: '/o.db' }, {}, file).values.as).toBe('eve');
  });

  test('a profile that a command makes need not be there', async () => {
    expect(await codeOf(() => resolveSettings({ profile: 'new', url: 'https://o' }, {}, file))).toBe(
      'PROFILE_NOT_FOUND',
    );
    expect(resolveSettings({ profile: 'new', url: 'https://o' }, {}, file, { adds: true }).values).toMatchObject({
      profile: 'new',
      url: 'https://o',
    });
  });
});

describe('the profile', () => {
  const file: ProfileFile = { current: 'work', profiles: { work: { db: '/w.db' }, prod: { db: '/p.db' }, demo: {} } };
  const table: [Record<string, unknown>, Env, ProfileFile, string, Origin, string][] = [
    [{ profile: 'prod' }, { ADCTL_PROFILE: 'work' }, file, 'prod', 'option', '/p.db'],
    [{}, { ADCTL_PROFILE: 'prod' }, file, 'prod', 'environment', '/p.db'],
    [{}, {}, file, 'work', 'profile', '/w.db'],
    [{}, { XDG_DATA_HOME: '/d' }, none, 'default', 'default', '/d/adctl/state.db'],
    [{ profile: 'default' }, { XDG_DATA_HOME: '/d' }, file, 'default', 'option', '/d/adctl/state.db'],
  ];
  test.each(table)('%j %j', (options, env, profiles, name, origin, db) => {
    const resolved = resolveSettings(options, env, profiles);
    expect(resolved.values).toMatchObject({ profile: name, db });
    expect(resolved.origin.profile).toBe(origin);
  });

  test('one that is typed is meant, whatever ADCTL_DB says; --db outranks both', () => {
    const env = { ADCTL_DB: '/e.db' };
    expect(resolveSettings({ profile: 'prod' }, env, file).values.db).toBe('/p.db');
    expect(resolveSettings({}, { ...env, ADCTL_PROFILE: 'prod' }, file).values.db).toBe('/e.db');
    expect(resolveSettings({ profile: 'prod', db: '/o.db' }, env, file).values.db).toBe('/o.db');
  });

  test('its member is not taken into another state', () => {
    const withMember: ProfileFile = { current: 'work', profiles: { work: { db: '/w.db', as: 'pat', lang: 'zh' } } };
    expect(resolveSettings({}, {}, withMember).values).toMatchObject({ as: 'pat', lang: 'zh' });
    const other = resolveSettings({ db: '/o.db' }, {}, withMember).values;
    expect(other.as).toBeUndefined();
    expect(other.lang).toBe('zh');
    expect(resolveSettings({ db: '/o.db', as: 'olga' }, {}, withMember).values.as).toBe('olga');
  });

  test('an unknown one is refused with the nearest', async () => {
    const error = await refusalOf(() => resolveSettings({ profile: 'prdo' }, {}, file));
    expect(error).toMatchObject({ code: 'PROFILE_NOT_FOUND', details: { profile: 'prdo', nearest: ['prod'] } });
    expect(await codeOf(() => resolveSettings({ profile: 'constructor' }, {}, file))).toBe('PROFILE_NOT_FOUND');
  });
});

describe('language of the machine', () => {
  const table: [Env, string, Origin][] = [
    [{ LANG: 'zh_CN.UTF-8' }, 'zh', 'locale'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_TW' }, 'zh', 'locale'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en', 'default'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh', 'locale'],
    [{ LANG: 'de_DE' }, 'en', 'default'],
    [{}, 'en', 'default'],
    [{ LANG: 'zh_CN.UTF-8', ADCTL_LANG: 'en' }, 'en', 'environment'],
  ];
  test.each(table)('%j', (env, lang, origin) => {
    const resolved = resolveSettings({}, env, none);
    expect([resolved.values.lang, resolved.origin.lang]).toEqual([lang, origin]);
  });

  test('does not outrank a profile', () => {
    const file: ProfileFile = { current: 'a', profiles: { a: { db: '/a', lang: 'en' } } };
    expect(resolveSettings({}, { LANG: 'zh_CN.UTF-8' }, file).values.lang).toBe('en');
  });
});

describe('colour', () => {
  const table: [Env, string][] = [
    [{ NO_COLOR: '1' }, 'never'],
    [{ NO_COLOR: '' }, 'auto'],
    [{ FORCE_COLOR: '1' }, 'always'],
    [{ FORCE_COLOR: '0' }, 'never'],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, 'never'],
  ];
  test.each(table)('%j', (env, color) => expect(resolveSettings({}, env, none).values.color).toBe(color));

  test('auto looks at the stream and the terminal', () => {
    expect(wantsColor('auto', { isTTY: true }, {})).toBe(true);
    expect(wantsColor('auto', { isTTY: true }, { TERM: 'dumb' })).toBe(false);
    expect(wantsColor('auto', {}, {})).toBe(false);
    expect(wantsColor('always', {}, { TERM: 'dumb' })).toBe(true);
    expect(wantsColor('never', { isTTY: true }, {})).toBe(false);
  });
});

describe('a bad value is refused, naming where it is', () => {
  const file: ProfileFile = { current: 'a', profiles: { a: { db: '/a', tz: 'Nowhere' } } };
  const table: [Record<string, unknown>, Env, ProfileFile, string][] = [
    [{ format: 'pdf' }, {}, none, '--format'],
    [{ lockTimeout: '-1' }, {}, none, '--lock-timeout'],
    [{ lockTimeout: 'soon' }, {}, none, '--lock-timeout'],
    [{ tz: 'Mars/Olympus' }, {}, none, '--tz'],
    [{ db: '' }, {}, none, '--db'],
    [{ url: 'adctl.example.com' }, {}, none, '--url'],
    [{}, { ADCTL_URL: 'ftp://a' }, none, 'ADCTL_URL'],
    [{}, { ADCTL_FORMAT: 'pdf' }, none, 'ADCTL_FORMAT'],
    [{}, { ADCTL_LANG: 'fr' }, none, 'ADCTL_LANG'],
    [{}, { ADCTL_TZ: 'Nowhere' }, none, 'ADCTL_TZ'],
    [{}, { ADCTL_NO_INPUT: 'maybe' }, none, 'ADCTL_NO_INPUT'],
    [{}, {}, file, 'profile a, tz'],
  ];
  test.each(table)('%j %j', async (options, env, profiles, source) => {
    const error = await refusalOf(() => resolveSettings(options, env, profiles));
    expect(error).toMatchObject({ code: 'OPTION_VALUE', details: { option: source } });
  });
});

test('a relative state file is made absolute, an empty variable is none', () => {
  expect(resolveSettings({ db: 'x.db' }, {}, none).values.db).toBe(resolve('x.db'));
  expect(resolveSettings({}, { ADCTL_DB: '', XDG_DATA_HOME: '/d' }, none).values.db).toBe('/d/adctl/state.db');
});
