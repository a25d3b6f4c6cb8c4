/** The settings that a profile can hold: how each is read and what its option and environment variable are called. */
import { resolve } from 'node:path';
import { FORMATS, type Format } from '../domain/formats.ts';
import { nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Lang, Text } from '../domain/text.ts';
import { isZone } from '../domain/zone.ts';
import { serverUrl, withoutPassword } from './server-url.ts';

export type SettingValues = {
  readonly db: string;
  readonly url: string;
  readonly as: string;
  readonly as_org: string;
  readonly as_client: string;
  readonly lock: 'wait' | 'fail';
  /** Seconds. */
  readonly lock_timeout: number;
  readonly format: Format;
  readonly lang: Lang;
  readonly tz: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly no_input: boolean;
  readonly debug: boolean;
};
export type SettingKey = keyof SettingValues;

type SettingDef<T> = {
  /** Undefined: not valid. Everything is read from text, wherever it comes from. */
  readonly parse: (text: string) => T | undefined;
  readonly expected: Text;
  readonly words?: readonly string[];
  readonly variable?: string;
};

function choice<T extends string>(...values: readonly T[]): Pick<SettingDef<T>, 'parse' | 'expected' | 'words'> {
  return {
    words: values,
    parse: (text) => values.find((value) => value === text.trim().toLowerCase()),
    expected: { en: `one of ${values.join(', ')}`, zh: `应为 ${values.join('、')} 之一` },
  };
}

const YES = new Set(['1', 'true', 'yes', 'on']);
const NO = new Set(['0', 'false', 'no', 'off']);
const yesOrNo = {
  parse: (text: string): boolean | undefined => {
    const word = text.trim().toLowerCase();
    return YES.has(word) ? true : NO.has(word) ? false : undefined;
  },
  expected: { en: '1 or 0', zh: '应为 1 或 0' },
};

const some = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

export const SETTINGS: { readonly [K in SettingKey]: SettingDef<SettingValues[K]> } = {
  db: {
    // Absolute from here on: a profile means the same file in every folder.
    parse: (text) => (text === '' ? undefined : resolve(text)),
    expected: { en: 'a file', zh: '应为文件' },
    variable: 'ADCTL_DB',
  },
  url: {
    parse: serverUrl,
    expected: {
      en: 'the address of a server, such as https://adctl.example.com, without user, ? or #',
      zh: '应为服务器地址，例如 https://adctl.example.com，不含用户名、? 或 #',
    },
    variable: 'ADCTL_URL',
  },
  as: { parse: some, expected: { en: 'the login of a member', zh: '应为成员登录名' }, variable: 'ADCTL_AS' },
  as_org: { parse: some, expected: { en: 'an organisation, or all', zh: '应为组织，或 all' } },
  as_client: { parse: some, expected: { en: 'an account', zh: '应为账户' } },
  lock: choice('wait', 'fail'),
  lock_timeout: {
    parse: (text) => (/^\d{1,6}(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined),
    expected: { en: 'a number of seconds', zh: '应为秒数' },
  },
  format: { ...choice(...FORMATS), variable: 'ADCTL_FORMAT' },
  lang: { ...choice('en', 'zh'), variable: 'ADCTL_LANG' },
  tz: {
    parse: (text) => (text.trim() !== '' && isZone(text.trim()) ? text.trim() : undefined),
    expected: { en: 'a time zone such as Asia/Shanghai', zh: '应为时区名，例如 Asia/Shanghai' },
    variable: 'ADCTL_TZ',
  },
  color: choice('auto', 'always', 'never'),
  no_input: { ...yesOrNo, variable: 'ADCTL_NO_INPUT' },
  debug: { ...yesOrNo, variable: 'ADCTL_DEBUG' },
};

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** `lock-timeout` and `lock_timeout` are the same setting. */
export function settingKey(name: string): SettingKey {
  const key = name.trim().replace(/^--/, '').replaceAll('-', '_');
  if (Object.hasOwn(SETTINGS, key)) return key as SettingKey;
  throw new AdctlError('SETTING_UNKNOWN', { setting: name, nearest: nearest(key, SETTING_KEYS) });
}

/** `source` is what the user would have to correct: an option, a variable, a setting of a profile. */
export function parseSetting<K extends SettingKey>(key: K, value: unknown, source: string | Text): SettingValues[K] {
  const parsed = SETTINGS[key].parse(String(value));
  if (parsed !== undefined) return parsed;
  const { expected, words = [] } = SETTINGS[key];
  const said = key === 'url' ? withoutPassword(String(value)) : value;
  throw new AdctlError('OPTION_VALUE', {
    option: source,
    value: said,
    expected,
    nearest: nearest(String(value), words),
  });
}

/** Either is where a profile's state is: never both. */
export const STATES = ['db', 'url'] as const satisfies readonly SettingKey[];

export const optionName = (key: SettingKey): string => `--${key.replaceAll('_', '-')}`;
