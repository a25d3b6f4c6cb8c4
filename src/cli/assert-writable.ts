/** Files that a run will write are looked at before it changes anything: a result that cannot be kept is no result. */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AdctlError } from '../domain/refusal.ts';

async function placeOf(file: string): Promise<string> {
  const folder = await realpath(dirname(resolve(file))).catch(() => dirname(resolve(file)));
  return join(folder, basename(file));
}

export async function assertWritable(files: readonly unknown[], input: string | undefined): Promise<void> {
  const taken = new Set<string>(input === undefined ? [] : [await placeOf(input)]);
  for (const file of files) {
    if (typeof file !== 'string') continue;
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory())
      throw new AdctlError('OUTPUT_FILE', { file, reason: { en: 'it is a folder', zh: '这是一个目录' } });
    if (found && !found.isFile()) continue;
    const place = await placeOf(file);
    if (taken.has(place))
      throw new AdctlError('OUTPUT_FILE', {
        file,
        reason: { en: 'this run reads or writes it already', zh: '本次执行已在读写该文件' },
      });
    taken.add(place);
    await access(dirname(place), constants.W_OK).catch(() => {
      throw new AdctlError('OUTPUT_FILE', {
        file,
        reason: { en: 'its folder is missing or read-only', zh: '其目录不存在或只读' },
      });
    });
  }
}
