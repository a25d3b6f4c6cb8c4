/**
 * Ids that a spreadsheet has rounded are ids all the same, and one of them may well be somebody's: where all long ids
 * that a file of money begins with end in the zeros that a spreadsheet leaves, they are not believed (MONEY-1).
 */
import { isRounded } from '../domain/parse.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import type { OpenedRows } from '../files/open-rows.ts';

/** Longer ids than a spreadsheet keeps. */
const LONG = /^\d{16,20}$/;
/** One may be called so. */
const CHANCE = 1;

export async function refuseRounded(schema: Schema, file: OpenedRows): Promise<void> {
  const fields = Object.keys(schema).filter((name) => ['account', 'holder'].includes(schema[name]?.type ?? ''));
  const rounded: string[] = [];
  for await (const rows of file.read()) {
    for (const { cells } of rows) {
      const ids = fields.map((name) => cells[name] ?? '').filter((text) => LONG.test(text));
      if (!ids.every(isRounded)) return;
      rounded.push(...ids);
    }
    // The first chunk says enough.
    break;
  }
  if (rounded.length > CHANCE) throw new AdctlError('ID_SPOILT', { value: rounded[0] });
}
