/** Files that a state and its configuration consist of: no output may be written over one of them. `db`: a state that is here. */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configDir, configFile, credentialsFile, type Env, keyFile } from './paths.ts';

export async function ownFiles(env: Env, db: string | undefined): Promise<string[]> {
  const dir = configDir(env);
  const keys = dirname(keyFile(dir, ''));
  const inFolder = async (folder: string): Promise<string[]> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(folder, entry.name));
  };
  const key = env['ADCTL_KEY_FILE'];
  return [
    ...(db === undefined ? [] : ['', '-wal', '-shm', '-journal'].map((end) => db + end)),
    configFile(dir),
    credentialsFile(dir),
    ...(key ? [key] : []),
    ...(await inFolder(dir)),
    ...(await inFolder(keys)),
  ];
}
