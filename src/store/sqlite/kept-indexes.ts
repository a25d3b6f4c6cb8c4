/**
 * Indexes of what fields say, not of the fields themselves (`IndexDef.kept`): a table of value and key, written with the
 * record, made anew by `state rebuild`, compared by `state check`.
 */
import { KEPT_VALUES } from '../../domain/kept-values.ts';
import { type KindDef, keptTable, type Row, type Value } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { Session } from './session.ts';
import { column, join, raw, sql } from './sql.ts';

type Kept = {
  readonly kind: KindDef;
  readonly table: string;
  readonly fields: readonly string[];
  readonly of: (row: Row) => string | undefined;
};

function keptOf(kind: KindDef): readonly Kept[] {
  return Object.entries(kind.indexes).flatMap(([name, { fields, kept }]) => {
    if (!kept) return [];
    const table = keptTable(kind, name);
    const of = KEPT_VALUES[table];
    if (!of) throw new Error(`nothing says what ${table} holds`);
    return [{ kind, table, fields, of }];
  });
}
const KEPT: ReadonlyMap<string, readonly Kept[]> = new Map(
  Object.values(KINDS).flatMap((kind) => {
    const kept = keptOf(kind);
    return kept.length > 0 ? [[kind.name, kept] as const] : [];
  }),
);

/** The values as they were, of the indexes that a change touches. */
export type Before = readonly { readonly kept: Kept; readonly value: string | undefined }[];
const NONE: Before = [];

export class KeptIndexes {
  private readonly session: Session;
  constructor(session: Session) {
    this.session = session;
  }

  inserted(kind: KindDef, key: string, fields: Row): void {
    for (const kept of KEPT.get(kind.name) ?? []) this.put(kept, key, kept.of(fields));
  }

  /** `names`: the fields that are about to change; of a removal all. */
  before(kind: KindDef, key: string, names?: readonly string[]): Before {
    const all = KEPT.get(kind.name);
    if (!all) return NONE;
    const touched = names ? all.filter(({ fields }) => fields.some((field) => names.includes(field))) : all;
    return touched.map((kept) => ({ kept, value: this.valueOf(kept, key) }));
  }

  changed(before: Before, key: string): void {
    for (const { kept, value } of before) {
      const now = this.valueOf(kept, key);
      if (now === value) continue;
      this.drop(kept, key, value);
      this.put(kept, key, now);
    }
  }

  removed(before: Before, key: string): void {
    for (const { kept, value } of before) this.drop(kept, key, value);
  }

  private valueOf({ kind, fields, of }: Kept, key: string): string | undefined {
    const cells = fields.map((name) => `"${name}"`).join(', ');
    const text = `SELECT ${cells} FROM ${kind.table} WHERE "${kind.key[0]}" = ?`;
    const found = this.session.prepare(text).get(key) as Value[] | undefined;
    return found && of(rowOf(fields, found));
  }

  private put({ table }: Kept, key: string, value: string | undefined): void {
    if (value !== undefined) this.session.prepare(`INSERT INTO ${table} (value, key) VALUES (?, ?)`).run(value, key);
  }

  private drop({ table }: Kept, key: string, value: string | undefined): void {
    if (value !== undefined) this.session.prepare(`DELETE FROM ${table} WHERE value = ? AND key = ?`).run(value, key);
  }
}

const rowOf = (fields: readonly string[], values: readonly Value[]): Row =>
  Object.fromEntries(fields.map((name, i) => [name, values[i] ?? null]));

const PAGE = 2_000;

/** All of them anew, a page of records at a time; who may stop it is asked in between. */
export function* rebuildKept(session: Session): Generator<undefined> {
  const indexes = new KeptIndexes(session);
  for (const kept of [...KEPT.values()].flat()) session.run(raw(`DELETE FROM ${kept.table}`));
  for (const [name, all] of KEPT) {
    const kind = KINDS[name as keyof typeof KINDS];
    const fields = [...new Set(all.flatMap((kept) => kept.fields))];
    for (let after = ''; ; ) {
      const page = session.all<[string, ...Value[]]>(recordsAfter(kind, fields, after));
      for (const [key, ...values] of page) indexes.inserted(kind, key, rowOf(fields, values));
      yield;
      if (page.length < PAGE) break;
      after = (page.at(-1) as [string])[0];
    }
  }
}

function recordsAfter({ key, table }: KindDef, fields: readonly string[], after: string) {
  const id = column('t', key[0] as string);
  const cells = [id, ...fields.map((name) => column('t', name))];
  return sql`SELECT ${join(cells, ', ')} FROM ${raw(table)} t WHERE ${id} > ${after} ORDER BY ${id} LIMIT ${PAGE}`;
}

/** Records that are not where their index should have them, and places in it that no record has; undefined now and then. */
export function* wrongKept(session: Session): Generator<{ kind: string; key: string; what: string } | undefined> {
  for (const { kind, table, fields, of } of [...KEPT.values()].flat()) {
    const id = column('t', kind.key[0] as string);
    const cells = join(
      fields.map((name) => column('t', name)),
      ', ',
    );
    const what = table.slice(kind.name.length + 1);
    const placed = session.prepare(`SELECT 1 FROM ${table} WHERE value = ? AND key = ?`);
    let looked = 0;
    for (const [key, ...values] of session.iterate<[string, ...Value[]]>(
      sql`SELECT ${id}, ${cells} FROM ${raw(kind.table)} t`,
    )) {
      if (looked++ % PAGE === 0) yield;
      const value = of(rowOf(fields, values));
      if (value !== undefined && placed.get(value, key) === undefined) yield { kind: kind.name, key, what };
    }
    const kept = sql`SELECT k.value, k.key, ${cells} FROM ${raw(table)} k LEFT JOIN ${raw(kind.table)} t ON ${id} = k.key`;
    for (const [value, key, ...values] of session.iterate<[string, string, ...Value[]]>(kept)) {
      if (looked++ % PAGE === 0) yield;
      if (of(rowOf(fields, values)) !== value) yield { kind: kind.name, key, what };
    }
  }
}
