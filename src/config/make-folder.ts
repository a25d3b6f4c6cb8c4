/** A folder of the configuration, with those above it, that only its owner reads. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { missingFolders } from '../domain/folders.ts';

export async function makeFolder(folder: string): Promise<void> {
  for (const missing of missingFolders(folder, { exists: existsSync, above: dirname }))
    await mkdir(missing, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      // Another process was first.
      if (error.code !== 'EEXIST') throw error;
    });
}
