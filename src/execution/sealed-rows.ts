/** Records with what is sealed in them, page by page: to seal it anew, or to see whether it is found by its value (PII-1). */
import type { Key, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { EVERYTHING } from '../domain/scope.ts';
import type { ReadTx } from '../store/port.ts';
import type { Vault } from './vault.ts';
import { personOf } from './view.ts';

export type SealedField = { readonly field: string; readonly sealed: string | null; readonly blind: string | null };
export type SealedRow = { readonly key: Key; readonly person: string; readonly fields: readonly SealedField[] };

export async function* sealedRows(tx: ReadTx, kind: KindName): AsyncGenerator<SealedRow[]> {
  const { key, separator, fields } = KINDS[kind];
  const personal = Object.keys(fields).filter((field) => fields[field]?.pii);
  const columns = [...key, ...personal, ...personal.map((field) => `${field}_bi`)];
  const cell = (cells: readonly unknown[], name: string) => cells[columns.indexOf(name)] as string | null;
  for await (const page of tx.list({ kind, columns, filters: [], sort: key }, { scope: EVERYTHING, now: 0 })) {
    const rows = page.rows.map((cells): SealedRow => {
      const own = key.map((name) => cell(cells, name)).join(separator);
      const all = personal.map((field) => ({ field, sealed: cell(cells, field), blind: cell(cells, `${field}_bi`) }));
      return { key: own, person: personOf(kind, own), fields: all };
    });
    const held = rows.filter((row) => row.fields.some(({ sealed, blind }) => sealed !== null || blind !== null));
    if (held.length > 0) yield held;
  }
}

/** What the vault needs to open these rows; until it forgets. */
export async function acceptRows(tx: ReadTx, vault: Vault, rows: readonly SealedRow[]): Promise<void> {
  const persons = rows.map(({ person }) => person);
  vault.accept(persons, await tx.personKeys(persons));
}
