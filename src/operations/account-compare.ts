/** Whether an account agrees with what a file says of it, cell by cell, each as its field is meant. */
import type { Row } from '../domain/kind.ts';
import { nearest } from '../domain/nearest.ts';
import { trim } from '../domain/parse.ts';
import type { Cell } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import { ACCOUNT_WRITE_ROW } from './account-columns.ts';
import { bareId } from './account-rows.ts';
import { budgetOf } from './budgets.ts';
import type { QueryRow, ScopedTx } from './define.ts';
import { seenAs } from './showing.ts';

/** Fields that can be compared, and the columns of the state that they are compared with. */
const { id: _, platform: __, ...FIELDS } = ACCOUNT_WRITE_ROW;
type ComparedField = keyof typeof FIELDS;
const COMPARED_FIELDS = Object.keys(FIELDS) as ComparedField[];

const REFERENCES = { entity: 'org', agency: 'org', unit: 'unit' } as const;
type Reference = keyof typeof REFERENCES;
/** Finds what an address names: its id, or nothing. */
type Addressed = (kind: 'org' | 'unit', text: string) => Promise<string | undefined>;

type Here = Readonly<Record<string, Cell>>;
type Difference = { readonly field: string; readonly file: string; readonly here: string };

/** The columns of the list that these fields need. */
function columnsFor(fields: readonly ComparedField[]): string[] {
  const more = fields.flatMap((field) => (field in REFERENCES ? [field, `${field}_name`] : [field]));
  return [...new Set(['platform', 'id', 'name', 'currency', ...more])];
}

export async function differences(
  row: Readonly<Row>,
  here: Here,
  fields: readonly ComparedField[],
  addressed: Addressed,
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const field of fields) {
    const file = row[field];
    if (file === undefined) continue;
    if (!(await agrees(field, file as Cell, here, addressed)))
      found.push({ field, file: textOf(file as Cell), here: textOf(here[field] ?? null) });
  }
  return found;
}

async function agrees(field: ComparedField, file: Cell, here: Here, addressed: Addressed): Promise<boolean> {
  const held = here[field] ?? null;
  if (field === 'daily_budget') return sameBudget(textOf(file), textOf(held), textOf(here['currency'] ?? ''));
  if (Array.isArray(file) || Array.isArray(held)) return textOf(sorted(file)) === textOf(sorted(held));
  if (field in REFERENCES) return await sameReference(field as Reference, textOf(file), here, addressed);
  return textOf(file) === textOf(held);
}

const sorted = (cell: Cell): Cell => (Array.isArray(cell) ? cell.toSorted() : cell);
const textOf = (cell: Cell): string => (cell === null ? '' : typeof cell === 'object' ? cell.join(',') : String(cell));

function sameBudget(file: string, held: string, currency: string): boolean {
  const minor = (text: string) => (text === '' ? { minor: null } : budgetOf(text, currency));
  const [a, b] = [minor(file), minor(held)];
  return !('refuse' in a) && !('refuse' in b) && a.minor === b.minor;
}

/** By id, by name, or by anything else that names it; names are compared before anything is looked up. */
async function sameReference(field: Reference, file: string, here: Here, addressed: Addressed): Promise<boolean> {
  const id = textOf(here[field] ?? null);
  if (file === '' || id === '') return file === id;
  if (file === id || file === textOf(here[`${field}_name`] ?? null)) return true;
  return (await addressed(REFERENCES[field], file)) === id;
}

/** The fields asked for, by name or Chinese label; all that can be compared where none are. */
export function comparedFields(texts: readonly string[] | undefined): readonly ComparedField[] {
  if (!texts) return COMPARED_FIELDS;
  return texts.flatMap((text) => {
    const name = COMPARED_FIELDS.find((field) => field === text || ACCOUNT_WRITE_ROW[field].label.zh === text);
    if (!name) throw new AdctlError('FIELD_UNKNOWN', { field: text, nearest: nearest(text, COMPARED_FIELDS) });
    // A file names an entity by id or by name; either column is the field.
    const byName = `${name}_name` as ComparedField;
    return COMPARED_FIELDS.includes(byName) ? [name, byName] : [name];
  });
}

/** The accounts that a chunk names, of those the actor sees, by id. */
export async function accountsOf(
  tx: ScopedTx,
  chunk: readonly QueryRow[],
  fields: readonly ComparedField[],
): Promise<ReadonlyMap<string, readonly Here[]>> {
  const ids = [...new Set(chunk.map((row) => bareId(String(named(row)['id']))))];
  const found = new Map<string, Here[]>();
  if (ids.length === 0) return found;
  const filters = [{ field: 'id', op: 'in' as const, values: ids }];
  for await (const page of tx.list({ kind: 'account', columns: columnsFor(fields), filters, sort: ['id'] })) {
    for (const cells of page.rows) {
      const here = Object.fromEntries(page.columns.map((column, i) => [column, cells[i] ?? null]));
      const id = String(here['id']);
      found.set(id, [...(found.get(id) ?? []), here]);
    }
  }
  return found;
}

/** How the row names its account; of one with a bad cell only the id is known. */
function named(row: QueryRow): Readonly<Record<string, unknown>> {
  return row.input ?? { id: trim(row.target) };
}

/** The accounts that a row may mean: several where its id is on several platforms. */
export function candidates(found: ReadonlyMap<string, readonly Here[]>, row: QueryRow): readonly Here[] {
  const { id, platform: own } = named(row);
  const ref = String(id);
  const platform = ref.includes(':') ? ref.slice(0, ref.indexOf(':')) : own;
  return (found.get(bareId(ref)) ?? []).filter((here) => platform === undefined || here['platform'] === platform);
}

/** Looks an address up once, however many rows name it. */
export function addresses(tx: ScopedTx): Addressed {
  const known = new Map<string, string | undefined>();
  return async (kind, text) => {
    const key = `${kind} ${text}`;
    if (!known.has(key)) {
      known.set(key, await oneNamed(tx, kind, text));
    }
    return known.get(key);
  };
}

/** What several records share as a name names none of them. */
async function oneNamed(tx: ScopedTx, kind: 'org' | 'unit', text: string): Promise<string | undefined> {
  try {
    const { keys } = await seenAs(tx, kind, [text]);
    return keys[0];
  } catch (error) {
    if (error instanceof AdctlError && error.code === 'AMBIGUOUS') return undefined;
    throw error;
  }
}
