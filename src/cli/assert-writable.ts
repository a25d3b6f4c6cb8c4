/**
 * Files that a run will write are looked at before it changes anything: a result that cannot be kept is no result, and
 * one written over the input, the state or a key destroys what it was made from. A file has several names: links count.
 */
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ownFiles } from '../config/own-files.ts';
import { SHEET_ROWS } from '../domain/formats.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import { isSheetName, probe } from '../files/write-file.ts';
import type { Session } from './session.ts';

/** By its place, for a file that is not there yet, and by what the system knows it by. */
async function namesOf(file: string): Promise<{ readonly names: string[]; readonly regular: boolean }> {
  const folder = await realpath(dirname(resolve(file))).catch(() => dirname(resolve(file)));
  const found = await stat(file).catch(() => undefined);
  const names = [join(folder, basename(file)), ...(found ? [`${found.dev}:${found.ino}`] : [])];
  return { names, regular: !found || found.isFile() };
}

const refuse = (file: string, reason: Text | string): AdctlError => new AdctlError('OUTPUT_FILE', { file, reason });

const BELONGS = { en: 'it belongs to the state or the configuration', zh: '该文件属于状态或配置' };

/** A file that a query writes beside its answer. */
export async function assertOutput(session: Session, file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw refuse(file, { en: 'it is a folder', zh: '这是一个目录' });
  const { names, regular } = await namesOf(file);
  if (!regular) return;
  for (const own of await ownFiles(session.io.env, session.settings.values.db))
    for (const name of (await namesOf(own)).names) if (names.includes(name)) throw refuse(file, BELONGS);
  const wrong = await probe(file);
  if (wrong) throw refuse(file, wrong);
}

/** `input`: the file that is read. `rows`: how many, where it is known already. */
export async function assertWritable(session: Session, input: string | undefined, rows?: number): Promise<void> {
  const { results, failed } = session.options;
  const files = [results, failed].filter((file): file is string => typeof file === 'string');
  if (files.length === 0) return;
  const taken = new Map<string, Text>();
  const take = async (file: string, why: Text): Promise<void> => {
    for (const name of (await namesOf(file)).names) taken.set(name, why);
  };
  for (const file of await ownFiles(session.io.env, session.settings.values.db)) await take(file, BELONGS);
  const inUse = { en: 'this run reads or writes it already', zh: '本次执行已在读写该文件' };
  if (input !== undefined && input !== '-') await take(input, inUse);
  for (const file of files) {
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) throw refuse(file, { en: 'it is a folder', zh: '这是一个目录' });
    const { names, regular } = await namesOf(file);
    if (!regular) continue;
    for (const name of names) {
      const why = taken.get(name);
      if (why) throw refuse(file, why);
    }
    await take(file, inUse);
    if (isSheetName(file) && rows !== undefined && rows > SHEET_ROWS)
      throw refuse(file, { en: 'a sheet holds 200,000 rows; name a .csv', zh: '工作表最多 200,000 行，请使用 .csv' });
    const wrong = await probe(file);
    if (wrong) throw refuse(file, wrong);
  }
}
