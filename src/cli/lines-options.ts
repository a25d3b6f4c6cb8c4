/** Options that name a file whose lines are values of a list option: read here, so that a server is sent the values. */
import { readFile } from 'node:fs/promises';
import { trim } from '../domain/parse.ts';
import type { Schema } from '../domain/schema.ts';
import { fileError } from '../files/handle.ts';

type Options = Readonly<Record<string, unknown>>;

/** Blank lines and those that begin with # say nothing. */
export async function withLines(schema: Schema, options: Options): Promise<Options> {
  let read: Record<string, unknown> | undefined;
  for (const [name, { linesOf }] of Object.entries(schema)) {
    const file = options[name];
    if (linesOf === undefined || typeof file !== 'string') continue;
    const { [name]: _, ...rest } = read ?? options;
    const own = rest[linesOf];
    const typed = Array.isArray(own) ? own : own === undefined ? [] : [own];
    read = { ...rest, [linesOf]: [...typed, ...(await linesIn(file))] };
  }
  return read ?? options;
}

async function linesIn(file: string): Promise<string[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text
      .split(/\r?\n/)
      .map(trim)
      .filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    throw fileError(file, error);
  }
}
