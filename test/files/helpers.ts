import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idForm } from '../../src/domain/addresses.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import type { RawRow, Schema } from '../../src/domain/schema.ts';
import { type OpenedRows, type OpenOptions, type OriginalRow, openRows } from '../../src/files/open-rows.ts';

export const schema: Schema = {
  id: {
    type: 'account',
    required: true,
    label: { en: 'Account ID', zh: '账户ID' },
    help: { en: '', zh: '' },
    headers: ['UID'],
  },
  name: { type: 'text', label: { en: 'Name', zh: '账户名称' }, help: { en: '', zh: '' } },
  daily_budget: { type: 'amount', label: { en: 'Daily budget', zh: '日预算' }, help: { en: '', zh: '' } },
  tags: { type: 'list', label: { en: 'Tags', zh: '标签' }, help: { en: '', zh: '' } },
};
export const RESULTS = ['reference', 'status', 'code', 'reason'];

export async function* stream(...parts: (Buffer | string)[]): AsyncGenerator<Buffer | string> {
  yield* parts;
}

const folder = mkdtempSync(join(tmpdir(), 'adctl-files-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let count = 0;
export const scratch = (name = 'input'): string => join(folder, `${++count}-${name}`);
export function fileOf(content: string | Buffer): string {
  const path = scratch();
  writeFileSync(path, content);
  return path;
}

export const openFile = (file: string, more: Partial<OpenOptions> = {}): Promise<OpenedRows> =>
  openRows({
    file,
    stdin: stream(),
    schema,
    idField: 'id',
    ids: idForm(schema['id']),
    writing: true,
    ignoreUnknown: false,
    extraIgnored: RESULTS,
    ...more,
  });

async function flat<T>(chunks: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const chunk of chunks) all.push(...chunk);
  return all;
}

export type Everything = { opened: OpenedRows; rows: RawRow[]; original: OriginalRow[] };

export async function everythingOf(file: string, more: Partial<OpenOptions> = {}): Promise<Everything> {
  const opened = await openFile(file, more);
  const rows = await flat(opened.read());
  const original = await flat(opened.original());
  await opened.close();
  return { opened, rows, original };
}
export const everything = (content: string | Buffer, more: Partial<OpenOptions> = {}): Promise<Everything> =>
  everythingOf(fileOf(content), more);

export async function refusal(content: string | Buffer, more: Partial<OpenOptions> = {}): Promise<AdctlError> {
  return refusalOf(() => everything(content, more));
}
export async function refusalOf(run: () => Promise<unknown>): Promise<AdctlError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof AdctlError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
