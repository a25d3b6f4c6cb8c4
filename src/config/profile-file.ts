/** Reading the profiles: plain JSON, for every command does it. Writing is `profiles.ts`. */
import { readFileSync } from 'node:fs';
import { nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import { configFile } from './paths.ts';

/** The profile that is there without having been added. */
export const DEFAULT_PROFILE = 'default';

/** Settings by key. What another version wrote and this one does not know is kept. */
export type Profile = Readonly<Record<string, string | number | boolean>>;
export type ProfileFile = { readonly current?: string; readonly profiles: Readonly<Record<string, Profile>> };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function check(value: unknown): ProfileFile | { readonly bad: string } {
  if (!isRecord(value)) return { bad: 'not an object' };
  const { current, profiles = {} } = value;
  if (current !== undefined && typeof current !== 'string') return { bad: '"current" is not a name' };
  if (!isRecord(profiles)) return { bad: '"profiles" is not an object' };
  for (const [name, profile] of Object.entries(profiles)) {
    if (!isRecord(profile)) return { bad: `profile "${name}" is not an object` };
    for (const [key, setting] of Object.entries(profile)) {
      if (!['string', 'number', 'boolean'].includes(typeof setting)) return { bad: `profile "${name}": "${key}"` };
    }
  }
  return { ...value, profiles: profiles as ProfileFile['profiles'] };
}

/** No file: no profiles. A file that is no configuration is refused, so that nobody writes over it. */
export async function readProfiles(dir: string): Promise<ProfileFile> {
  const file = configFile(dir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { profiles: {} };
    throw new AdctlError('FILE_UNREADABLE', { file, reason: code ?? String(error) }, { cause: error });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    // The parser's own words quote the file, and could quote a secret.
    throw new AdctlError('CONFIG_DAMAGED', { file, reason: { en: 'not JSON', zh: '不是 JSON' } }, { cause: error });
  }
  const checked = check(parsed);
  if ('bad' in checked) throw new AdctlError('CONFIG_DAMAGED', { file, reason: checked.bad });
  return checked;
}

export function profileNotFound(profile: string, file: ProfileFile): AdctlError {
  return new AdctlError('PROFILE_NOT_FOUND', {
    profile,
    nearest: nearest(profile, [DEFAULT_PROFILE, ...Object.keys(file.profiles)]),
  });
}
