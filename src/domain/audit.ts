/**
 * The operation log (AUD-1). Entries are hashed over canonical content, one link per transaction over the digests of
 * its entries, each link over the one before; so an altered, removed or cut-off entry is found and its place named.
 */
import { createHash, hash } from 'node:crypto';
import type { Key, KindDef, KindName, Value } from './kind.ts';

export type Fields = Readonly<Record<string, Value>>;

/** One changed record. Insert: before null. Remove: after null. Otherwise only the fields that changed. */
export type Entry = {
  readonly row: number;
  readonly kind: KindName;
  readonly key: Key;
  readonly before: Fields | null;
  readonly after: Fields | null;
};

/** What all entries of one transaction share. */
export type LogHeader = {
  readonly time: number;
  readonly actor: string;
  readonly identity: string;
  readonly operation: string;
  readonly batch: string;
  readonly origin: string;
  readonly reason: string;
};

type Ordered = { readonly name: string; readonly said: string };
const orders = new Map<string, readonly Ordered[]>();

/** Canonical JSON: keys sorted, no blanks. The sorted order of each shape of flat object is remembered. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = value as Record<string, unknown>;
  if (isCanonical(record)) return JSON.stringify(record);
  const names = Object.keys(record);
  const shape = names.join('\u0000');
  let order = orders.get(shape);
  if (!order) {
    order = names.toSorted().map((name) => ({ name, said: `${JSON.stringify(name)}:` }));
    if (orders.size > 1000) orders.clear();
    orders.set(shape, order);
  }
  let text = '';
  for (const { name, said } of order) {
    const item = record[name];
    if (item === undefined) continue;
    text += (text === '' ? '{' : ',') + said + canonical(item);
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Sorted already, and with nothing in it that has keys of its own. */
function isCanonical(record: Record<string, unknown>): boolean {
  let last = '';
  for (const name in record) {
    if (name < last) return false;
    last = name;
    const item = record[name];
    if (typeof item !== 'object' || item === null) continue;
    if (!Array.isArray(item) || item.some((one) => typeof one === 'object')) return false;
  }
  return true;
}

export function sha256(text: string): Buffer {
  // As text first: such a short buffer is cut from a pool, one that the hash makes is not.
  return Buffer.from(hash('sha256', text, 'binary'), 'latin1');
}

/** `before` and `after` as stored, so that verifying needs no parsing. */
export function entryDigest(
  row: number,
  kind: string,
  key: string,
  before: string | null,
  after: string | null,
): Buffer {
  return sha256(`${row}\n${kind}\n${key}\n${before ?? ''}\n${after ?? ''}`);
}

export const FIRST_HEAD = '0'.repeat(64);

/** The next head: over the one before it, the header and the digests of the entries, in order. Hex, 64 digits. */
export function link(previous: string, header: LogHeader, digests: readonly Buffer[]): string {
  const head = createHash('sha256').update(previous).update(canonical(header));
  for (const digest of digests) head.update(digest);
  return head.digest('hex');
}

/** The log as a list; its table is a view over transactions and entries. */
export const entryKind: KindDef = {
  name: 'entry',
  table: 'log_entries',
  label: { en: 'log entry', zh: '日志' },
  key: ['seq', 'n'],
  separator: '/',
  fields: {
    seq: { type: 'integer', label: { en: 'Transaction', zh: '事务序号' } },
    n: { type: 'integer', label: { en: 'Entry', zh: '条目' } },
    time: { type: 'instant', label: { en: 'Time', zh: '时间' } },
    actor: { type: 'text', label: { en: 'Actor', zh: '操作人' } },
    identity: { type: 'text', label: { en: 'Identity', zh: '身份' } },
    operation: { type: 'text', label: { en: 'Operation', zh: '操作' } },
    kind: { type: 'text', label: { en: 'Record', zh: '记录类型' } },
    target: { type: 'text', label: { en: 'Target', zh: '对象' } },
    row: { type: 'integer', label: { en: 'Row', zh: '行号' } },
    before: { type: 'json', label: { en: 'Before', zh: '变更前' } },
    after: { type: 'json', label: { en: 'After', zh: '变更后' } },
    batch: { type: 'id', label: { en: 'Batch', zh: '批次' } },
    origin: { type: 'text', label: { en: 'Origin', zh: '来源' } },
    reason: { type: 'text', label: { en: 'Reason', zh: '原因' } },
  },
  indexes: {},
  search: ['target', 'operation', 'before', 'after', 'reason'],
  columns: ['time', 'actor', 'identity', 'operation', 'target', 'before', 'after', 'batch', 'reason'],
  optional: ['reason', 'batch', 'identity', 'before', 'time'],
  sort: ['-seq', '-n'],
  audited: false,
};
