/** What many files of tests begin with: made by the first of them that needs it, once for a whole run, and copied. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of this name, filled by `make` where nobody has yet. Only to be read. */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const place = join(process.env['ADCTL_TEST_RUN'] as string, 'made');
  const folder = join(place, name);
  if (existsSync(folder)) return folder;
  mkdirSync(place, { recursive: true });
  const begun = mkdtempSync(join(place, 'begun-'));
  await make(begun);
  try {
    renameSync(begun, folder);
  } catch (error) {
    // Another file of tests was first.
    if (!existsSync(folder)) throw error;
    rmSync(begun, { recursive: true, force: true });
  }
  return folder;
}
