/**
 * The profiles that are kept, and changing them: read, change and write under a lock, the file replaced at once, so that
 * parallel commands lose nothing and a reader never sees half a file.
 */
import { AdctlError } from '../domain/refusal.ts';
import { type LockOptions, withLock } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { configFile } from './paths.ts';
import { DEFAULT_PROFILE, type Profile, type ProfileFile, profileNotFound, readProfiles } from './profile-file.ts';
import { optionName, parseSetting, type SettingKey, STATES, settingKey } from './setting-keys.ts';

export type ProfileEntry = { readonly name: string; readonly current: boolean; readonly settings: Profile };

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

function checkName(name: string): void {
  if (NAME.test(name)) return;
  throw new AdctlError('OPTION_VALUE', {
    option: { en: 'profile', zh: '配置档' },
    value: name,
    expected: { en: 'letters, digits, . _ -', zh: '只能含字母、数字和 . _ -' },
  });
}

/** `default` is always there, if only as a name. */
function profileOf(file: ProfileFile, name: string): Profile {
  if (Object.hasOwn(file.profiles, name)) return file.profiles[name]!;
  if (name === DEFAULT_PROFILE) return {};
  throw profileNotFound(name, file);
}

async function change(dir: string, f: (file: ProfileFile) => ProfileFile, lock?: LockOptions): Promise<void> {
  const file = configFile(dir);
  try {
    await makeFolder(dir);
    await withLock(
      `${file}.lock`,
      async () => {
        const before = await readProfiles(dir);
        const after = f(before);
        if (after === before) return;
        // Loaded here and nowhere else: reading needs none of it, and it is half of a start-up.
        const { default: Conf } = await import('conf');
        const conf = new Conf<Record<string, unknown>>({
          cwd: dir,
          configFileMode: 0o600,
          accessPropertiesByDotNotation: false,
          clearInvalidConfig: false,
        });
        conf.store = { ...after };
      },
      lock,
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof AdctlError || code === undefined) throw error;
    throw new AdctlError('FILE_UNREADABLE', { file, reason: code }, { cause: error });
  }
}

const withProfile = (file: ProfileFile, name: string, profile: Profile): ProfileFile => ({
  ...file,
  profiles: { ...file.profiles, [name]: profile },
});

/** By name; `default` first. */
export function listProfiles(file: ProfileFile): ProfileEntry[] {
  const current = file.current ?? DEFAULT_PROFILE;
  const others = Object.keys(file.profiles).filter((name) => name !== DEFAULT_PROFILE);
  return [DEFAULT_PROFILE, ...others.toSorted()].map((name) => ({
    name,
    current: name === current,
    settings: profileOf(file, name),
  }));
}

export function showProfile(file: ProfileFile, name: string): ProfileEntry {
  return { name, current: name === (file.current ?? DEFAULT_PROFILE), settings: profileOf(file, name) };
}

export const STATE_OPTIONS = { en: '--db FILE or --url URL', zh: '--db 文件 或 --url 地址' };

/** `settings` as typed; a state must be among them, as `db` or `url`. */
export async function addProfile(
  dir: string,
  name: string,
  settings: Readonly<Record<string, string>>,
  lock?: LockOptions,
): Promise<void> {
  checkName(name);
  const profile = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const known = settingKey(key);
      return [known, parseSetting(known, value, optionName(known))];
    }),
  );
  if (STATES.every((state) => profile[state] === undefined)) throw new AdctlError('MISSING', { field: STATE_OPTIONS });
  await change(
    dir,
    (file) => {
      if (Object.hasOwn(file.profiles, name)) throw new AdctlError('PROFILE_EXISTS', { profile: name });
      return withProfile(file, name, profile);
    },
    lock,
  );
}

export async function useProfile(dir: string, name: string, lock?: LockOptions): Promise<void> {
  await change(
    dir,
    (file) => {
      profileOf(file, name);
      return file.current === name ? file : { ...file, current: name };
    },
    lock,
  );
}

/** A profile has one state, and on a server the token says who acts: what a new setting leaves no room for. */
const OUSTED: Readonly<Partial<Record<SettingKey, readonly SettingKey[]>>> = { db: ['url'], url: ['db', 'as'] };

/** The settings that went because of it. */
export async function setSetting(
  dir: string,
  name: string,
  key: string,
  value: string,
  lock?: LockOptions,
): Promise<readonly SettingKey[]> {
  const known = settingKey(key);
  const parsed = parseSetting(known, value, known);
  const ousted = OUSTED[known] ?? [];
  let gone: readonly SettingKey[] = [];
  await change(
    dir,
    (file) => {
      const profile = profileOf(file, name);
      if (known === 'as' && profile['url'] !== undefined)
        throw new AdctlError('AS_REMOTE', { option: { en: 'the setting as', zh: '设置 as' } });
      gone = ousted.filter((one) => profile[one] !== undefined);
      if (profile[known] === parsed && gone.length === 0) return file;
      const rest = Object.entries(profile).filter(([one]) => !ousted.some((out) => out === one));
      return withProfile(file, name, { ...Object.fromEntries(rest), [known]: parsed });
    },
    lock,
  );
  return gone;
}

export async function unsetSetting(dir: string, name: string, key: string, lock?: LockOptions): Promise<void> {
  const known = settingKey(key);
  await change(
    dir,
    (file) => {
      const { [known]: gone, ...rest } = profileOf(file, name);
      if (gone === undefined) return file;
      // Without its state a profile would silently become another one.
      if (STATES.some((state) => state === known) && name !== DEFAULT_PROFILE)
        throw new AdctlError('MISSING', { field: known });
      return withProfile(file, name, rest);
    },
    lock,
  );
}

/** Forgets the settings, never a state. Where it was the current one, `default` is again, as when gh logs out. */
export async function removeProfile(dir: string, name: string, lock?: LockOptions): Promise<void> {
  await change(
    dir,
    (file) => {
      profileOf(file, name);
      const { [name]: _, ...profiles } = file.profiles;
      const { current, ...rest } = file;
      return { ...rest, ...(current !== undefined && current !== name && { current }), profiles };
    },
    lock,
  );
}
