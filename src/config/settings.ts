/**
 * Every global setting with its value and where it came from: option, else environment, else profile, else default.
 * Pure: options, environment and the profile file are arguments.
 */
import { existsSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { AdctlError } from '../domain/refusal.ts';
import { defaultDb, type Env } from './paths.ts';
import { DEFAULT_PROFILE, type Profile, type ProfileFile, profileNotFound } from './profile-file.ts';
import {
  optionName,
  parseSetting,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  type SettingValues,
  STATES,
} from './setting-keys.ts';

export type Origin = 'option' | 'environment' | 'profile' | 'locale' | 'default';

/**
 * Open may be who acts and in which view, and the form: nobody in particular, and what suits the stream. Of a state's
 * file and the address of a server one is open: a command works on the other.
 */
type Open = 'db' | 'url' | 'as' | 'as_org' | 'as_client' | 'format';
export type Settings = Omit<SettingValues, Open> & Partial<Pick<SettingValues, Open>> & { readonly profile: string };

export type Resolved = {
  readonly values: Settings;
  readonly origin: Readonly<Record<keyof Settings, Origin>>;
};

type Found = { readonly value: SettingValues[SettingKey] | undefined; readonly origin: Origin };
const NOTHING: Found = { value: undefined, origin: 'default' };

/** Forms with an option of their own. */
const SHORT_FORMATS = ['json', 'ndjson', 'tsv', 'csv'];
const CSV_OPTIONS = ['excel', 'encoding'];

// An option parser turns `--lock-timeout` into `lockTimeout` and `--no-input` into `input: false`.
function optionOf(options: Readonly<Record<string, unknown>>, key: SettingKey): unknown {
  const camel = key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const given = options[key] ?? options[camel];
  if (given !== undefined) return given;
  if (key === 'no_input' && options['input'] === false) return true;
  if (key === 'format') {
    const short = SHORT_FORMATS.find((format) => options[format]);
    // Ways to write CSV, where nothing else is said.
    return short ?? (CSV_OPTIONS.some((name) => options[name]) ? 'csv' : undefined);
  }
  return undefined;
}

/** A variable that is set but empty counts as not set. */
function variableOf(env: Env, key: SettingKey): { name: string; value: string } | undefined {
  if (key === 'color') {
    if (env['NO_COLOR']) return { name: 'NO_COLOR', value: 'never' };
    const force = env['FORCE_COLOR'];
    return force ? { name: 'FORCE_COLOR', value: /^(0|false)$/i.test(force) ? 'never' : 'always' } : undefined;
  }
  const name = SETTINGS[key].variable;
  const value = name && env[name];
  return value ? { name, value } : undefined;
}

function defaultOf(key: SettingKey, env: Env): Found {
  switch (key) {
    case 'db':
      return { value: defaultDb(env), origin: 'default' };
    case 'lock':
      return { value: 'wait', origin: 'default' };
    case 'lock_timeout':
      return { value: 60, origin: 'default' };
    case 'lang': {
      // The locale is set on every machine, so it cannot outrank what somebody chose for a profile.
      const locale = env['LC_ALL'] || env['LANG'] || '';
      return /^zh/i.test(locale) ? { value: 'zh', origin: 'locale' } : { value: 'en', origin: 'default' };
    }
    case 'color':
      return { value: 'auto', origin: 'default' };
    case 'no_input':
    case 'debug':
      return { value: false, origin: 'default' };
    default:
      return NOTHING;
  }
}

/** The machine's own zone, as its files name it. Intl would know too, but asking it costs a fifth of a start. */
function machineZone(env: Env): string {
  const named = env['TZ'] ?? linkedZone();
  if (named === 'UTC' || named === 'Etc/UTC') return 'UTC';
  if (named?.includes('/') && existsSync(join(ZONES, named))) return named;
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const ZONES = '/usr/share/zoneinfo';

function linkedZone(): string | undefined {
  try {
    return /\/zoneinfo\/(?:posix\/)?(.+)$/.exec(readlinkSync('/etc/localtime'))?.[1];
  } catch {
    return undefined;
  }
}

function profileName(options: Readonly<Record<string, unknown>>, env: Env, file: ProfileFile) {
  if (typeof options['profile'] === 'string') return { name: options['profile'], origin: 'option' } as const;
  if (env['ADCTL_PROFILE']) return { name: env['ADCTL_PROFILE'], origin: 'environment' } as const;
  if (file.current !== undefined) return { name: file.current, origin: 'profile' } as const;
  return { name: DEFAULT_PROFILE, origin: 'default' } as const;
}

/** What ranks a way to say something: who says it closer to the command is meant. */
const RANKS: readonly Origin[] = ['default', 'locale', 'profile', 'environment', 'option'];

/** Of a file and a server that which was said closer to the command; the other one is not looked at. */
function stateOf(find: (key: SettingKey) => Found, profile: string): 'db' | 'url' {
  const [db, url] = [find('db'), find('url')];
  if (url.value === undefined) return 'db';
  const nearer = RANKS.indexOf(db.origin) - RANKS.indexOf(url.origin);
  if (nearer !== 0) return nearer > 0 ? 'db' : 'url';
  const [first, second] = STATES.map((key) => saidBy(key, url.origin, profile));
  throw new AdctlError('STATE_TWICE', { first, second });
}

function saidBy(key: SettingKey, origin: Origin, profile: string): string {
  if (origin === 'option') return optionName(key);
  return origin === 'environment' ? (SETTINGS[key].variable ?? key) : `profile ${profile}, ${key}`;
}

export type ResolveOptions = {
  /** The command makes the profile that is typed, where there is none. */
  readonly adds?: boolean;
};

export function resolveSettings(
  options: Readonly<Record<string, unknown>>,
  env: Env,
  file: ProfileFile,
  { adds = false }: ResolveOptions = {},
): Resolved {
  const chosen = profileName(options, env, file);
  const profile: Profile | undefined = Object.hasOwn(file.profiles, chosen.name)
    ? file.profiles[chosen.name]
    : undefined;
  if (!profile && chosen.name !== DEFAULT_PROFILE && !adds) throw profileNotFound(chosen.name, file);

  const find = (key: SettingKey, useProfile = true): Found => {
    const option = optionOf(options, key);
    if (option !== undefined) return { value: parseSetting(key, option, optionName(key)), origin: 'option' };
    const kept = useProfile ? profile?.[key] : undefined;
    const fromProfile = (): Found => {
      const source = `profile ${chosen.name}, ${key}`;
      return { value: parseSetting(key, kept, source), origin: 'profile' };
    };
    // Who types --profile means its state, whatever the environment says.
    if (chosen.origin === 'option' && (key === 'db' || key === 'url') && STATES.some((one) => profile?.[one]))
      return kept === undefined ? NOTHING : fromProfile();
    const variable = variableOf(env, key);
    if (variable) return { value: parseSetting(key, variable.value, variable.name), origin: 'environment' };
    return kept !== undefined ? fromProfile() : defaultOf(key, env);
  };

  const values: Record<string, unknown> = { profile: chosen.name };
  const origin: Record<string, Origin> = { profile: chosen.origin };
  const state = stateOf(find, chosen.name);
  const remote = state === 'url';
  // On a server the token says who acts (MEM-0).
  if (remote && optionOf(options, 'as') !== undefined) throw new AdctlError('AS_REMOTE', { option: optionName('as') });
  const notMeant: readonly SettingKey[] = remote ? ['db', 'as'] : ['url'];
  for (const key of SETTING_KEYS) {
    // Who acts is known in the profile's state; in another state the same login may be somebody else.
    const ownState = origin[state] === 'profile' || origin[state] === 'default';
    const found = notMeant.includes(key) ? NOTHING : find(key, !key.startsWith('as') || ownState);
    if (found.value !== undefined) values[key] = found.value;
    else if (key === 'tz') Object.defineProperty(values, key, { get: () => machineZone(env), enumerable: true });
    origin[key] = found.origin;
  }
  return { values: values as Settings, origin: origin as Resolved['origin'] };
}

/** Whether to colour what goes to this stream. */
export function wantsColor(color: Settings['color'], stream: { readonly isTTY?: boolean }, env: Env): boolean {
  return color === 'auto' ? stream.isTTY === true && env['TERM'] !== 'dumb' : color === 'always';
}
