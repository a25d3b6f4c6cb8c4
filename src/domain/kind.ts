/**
 * What a kind of record is: its fields, key, indexes and how it is listed. The store compiles lists and loads from
 * these descriptions, the command line derives columns, filters and labels from them; neither knows a field by name.
 */
import type { Text } from './text.ts';

export type KindName =
  | 'account'
  | 'relation'
  | 'authorisation'
  | 'request'
  | 'qualification'
  | 'asset'
  | 'asset_grant'
  | 'org'
  | 'unit'
  | 'member'
  | 'grant'
  | 'rules'
  | 'batch'
  | 'entry'
  | 'result'
  | 'view'
  | 'token'
  | 'transaction'
  | 'used_reference'
  | 'hold'
  | 'lot'
  | 'wallet'
  | 'deposit'
  | 'caps'
  | 'split'
  | 'settlement'
  | 'statement'
  | 'lot_line'
  | 'spent_day'
  | 'spent_month'
  | 'funds'
  | 'purse_funds'
  | 'order_funds'
  | 'reconciliation'
  | 'posting';

/** The parts of a key joined by the kind's separator, in the order of `KindDef.key`. */
export type Key = string;
/** Ids, codes, days: text. Instants: UTC milliseconds. Amounts: minor units. Lists: JSON text in the store. */
export type Value = string | number | null | readonly string[];
export type Row = Readonly<Record<string, Value>>;

/** A number that is a point in time. A damaged state may hold another, which is then shown as it is. */
export const isInstant = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 8.6e15;

export type ValueType = 'text' | 'id' | 'integer' | 'amount' | 'instant' | 'day' | 'enum' | 'list' | 'json';

export type FieldDef = {
  readonly type: ValueType;
  readonly label: Text;
  /** Further words that users know the field by, in any language. */
  readonly also?: readonly string[];
  readonly help?: Text;
  /** The closed set of an enum, each with its label. */
  readonly values?: Readonly<Record<string, Text>>;
  /** This field holds the key of another kind: gives a column `<field>_name` (unless `noName`) and counts as a reference to it. */
  readonly ref?: KindName;
  readonly noName?: true;
  /** Of a reference: who sees the record sees this key, though perhaps nothing of what it names. */
  readonly shown?: true;
  /** Of a reference to an organisation: the kind that it must be. */
  readonly only?: 'group' | 'entity' | 'agency';
  /** This field holds the key of one of several kinds: counts as a reference to each, has no name column. */
  readonly refs?: readonly KindName[];
  /** This field names who holds money, `KIND:ID`; of `postings`, each of its texts begins with one. */
  readonly holder?: true;
  /** Encrypted at rest, blind-indexed in column `<field>_bi`, masked in output (PII-1). */
  readonly pii?: 'phone' | 'email' | 'text' | 'number';
  /** For an amount: the field of the same row that holds its currency. An empty amount reads as `unlimited` where set. */
  readonly currency?: string;
  readonly unlimited?: true;
  /** Of an amount: rows of one currency can be added up. */
  readonly sums?: true;
  /** Of a text: a month, `2026-01`. */
  readonly month?: true;
  /** Of a text: the code of a currency, `CNY`; a filter may write it in any case. */
  readonly currencyCode?: true;
  /** Of a text that is written in many ways: the one that is stored, and a filter by any of them means. */
  readonly stored?: (text: string) => string;
  /** What is written later can change it: a filter by it tells of now, and not of what an export once had. */
  readonly restated?: true;
  /** Never empty: an order by it has no empty values to put last. */
  readonly full?: true;
  /** Not stored in the table: the store computes it (`store/sqlite/derived.ts`). Cannot be patched. */
  readonly derived?: true;
  /** Written with the record into tables of its own, and read back from there. */
  readonly posted?: true;
  /** Leaves the state for nobody: no column, no filter, no order. */
  readonly hidden?: true;
  /** Neither logged nor compared: a secret, or what is written beside the log. */
  readonly unlogged?: true;
};

export type IndexDef = {
  readonly fields: readonly string[];
  readonly unique?: true;
  /** Of what the fields say, not of the fields themselves (kept-values.ts): in a table of its own, `keptTable`. */
  readonly kept?: true;
};

/** Holds value and key, beside the kind's own table. */
export const keptTable = (kind: Pick<KindDef, 'name'>, index: string): string => `${kind.name}_${index}`;

export type KindDef = {
  readonly name: KindName;
  readonly table: string;
  readonly label: Text;
  readonly key: readonly string[];
  readonly separator: ':' | '/';
  readonly fields: Readonly<Record<string, FieldDef>>;
  /** For `Need.by` and `ReadView.find/list`; each also exists in the schema. A pii index holds blind values. */
  readonly indexes: Readonly<Record<string, IndexDef>>;
  /** The field shown as this kind's name where others refer to it. */
  readonly nameField?: string;
  /** Fields that `--search` looks into. */
  readonly search?: readonly string[];
  readonly columns: readonly string[];
  /** Of those, the ones that a narrow terminal does without, the first to go first. */
  readonly optional?: readonly string[];
  /**
   * The column that a bare list (`-q`) prints: what is enough to name a record among those that the reader sees. One that
   * is not among the fields is neither filtered nor sorted by. Default: the last part of the key.
   */
  readonly address?: string;
  readonly sort: readonly string[];
  /** Besides the key, what every reader of a row sees of it, and no row is without: an order by these hides nothing. */
  readonly open?: readonly string[];
  /** Has `state`, `due_at`, `due_state`: every read sees the effective state, and not what it will be (TIME-2). */
  readonly clock?: true;
  /** Its rows are groups of others: found and computed in one. */
  readonly grouped?: true;
  /** False for the executor's own records (batches, results, log). */
  readonly audited: boolean;
};

/** How the column with the name behind a reference is called. */
export function nameLabel({ label }: FieldDef): Text {
  return { en: `${label.en} name`, zh: `${label.zh}名称` };
}

/** Splits a key into the values of the key fields. The last part keeps any further separators. */
export function keyParts(kind: KindDef, key: Key): string[] {
  const parts: string[] = [];
  let rest = key;
  for (let i = 1; i < kind.key.length; i++) {
    const at = rest.indexOf(kind.separator);
    if (at < 0) break;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  parts.push(rest);
  return parts;
}

export function keyOf(kind: KindDef, row: Row): Key {
  return kind.key.map((field) => row[field]).join(kind.separator);
}
