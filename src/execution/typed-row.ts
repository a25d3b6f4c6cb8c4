/** What a row of input says, by the schema of its operation. */
import { withoutNumber } from '../domain/licence.ts';
import { parseRow } from '../domain/parse.ts';
import type { Refusal } from '../domain/refusal.ts';
import { namesOrg, type RawRow, type Schema } from '../domain/schema.ts';
import type { InputRow } from './chunk.ts';

/** A row as typed input, or why it cannot be one. */
export function typedRow(schema: Schema, argument: string | undefined, raw: RawRow): InputRow {
  const named = (argument ? raw.cells[argument] : Object.values(raw.cells)[0]) ?? '';
  // Results are kept: a person's number that was taken for an address is not.
  const target = namesOrg(schema[argument ?? '']) ? withoutNumber(named) : named;
  const parsed: { input: Record<string, unknown> } | Refusal = raw.bad
    ? { refuse: raw.bad.code, details: raw.bad.details }
    : parseRow(schema, raw.cells, argument);
  const base = { row: raw.row, target };
  return 'refuse' in parsed ? { ...base, input: undefined, bad: parsed } : { ...base, input: parsed.input };
}
