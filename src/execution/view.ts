/**
 * The unit of work of one chunk: rows as loaded, changes folded over them so that later rows see earlier ones, and a
 * journal that can go back to a row's start. Guarantees: reading what was not loaded throws; a field that was not
 * loaded cannot be patched; several patches to one record in one row become one entry.
 */
import type { Entry } from '../domain/audit.ts';
import { transactionRow } from '../domain/funds/transactions.ts';
import type { KeptValues } from '../domain/kept-values.ts';
import { type Key, type KindName, keptTable, type Row, type Value } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { referencesOf } from '../domain/references.ts';
import type { Patch, ReadView } from '../operations/define.ts';
import type { LoadedRow, Need, Pointer, Surveyed } from '../store/port.ts';
import { difference } from './difference.ts';
import { LedgerView } from './ledger-view.ts';

type Slot = { row: Row | undefined; visible: boolean; whole: boolean };
type Change = { slots: Map<Key, Slot>; key: Key; kind: KindName; before: Row | undefined };
type IndexMap = Map<string, Key[]>;

const SEALED = /^v1\.[\w-]+$/;

export class View implements ReadView {
  readonly funds = new LedgerView();
  private readonly kinds = new Map<KindName, Map<Key, Slot>>();
  private readonly indexes = new Map<KindName, Map<string, IndexMap>>();
  private readonly pointers = new Map<string, Map<string, Pointer>>();
  private readonly surveys = new Map<string, ReadonlyMap<string, Surveyed>>();
  private readonly fresh = new Set<Key>();
  private journal: Change[] = [];
  private readonly kept: KeptValues;

  /** `kept`: for whoever folds changes over what indexes of such values brought. */
  constructor(kept: KeptValues = {}) {
    this.kept = kept;
  }

  get(kind: KindName, key: Key): Row | undefined {
    return this.slot(kind, key).row;
  }

  sees(kind: KindName, key: Key): boolean {
    const slot = this.slot(kind, key);
    return slot.row !== undefined && slot.visible;
  }

  seesWhole(kind: KindName, key: Key): boolean {
    const slot = this.slot(kind, key);
    return slot.row !== undefined && slot.whole;
  }

  /** Whether the actor sees it, or saw it before it went; undefined where it was not loaded. */
  seesLoaded(kind: KindName, key: Key): boolean | undefined {
    return this.kinds.get(kind)?.get(key)?.visible;
  }

  list(kind: KindName, index: string, value: string): readonly Key[] {
    const keys = this.indexes.get(kind)?.get(index)?.get(value) ?? this.listOfFresh(kind, index, value);
    if (!keys) throw new Error(`${kind} by ${index} "${value}" was not loaded`);
    return keys;
  }

  /** Nothing stored can refer to a record that this very chunk inserted: only what was folded since. */
  private listOfFresh(kind: KindName, index: string, value: string): Key[] | undefined {
    if (!this.fresh.has(value)) return undefined;
    const keys: Key[] = [];
    for (const [key, { row }] of this.slots(kind))
      if (row && indexValue(kind, index, row, this.kept) === value) keys.push(key);
    return keys;
  }

  find(kind: KindName, index: string, value: string): Key | undefined {
    return this.list(kind, index, value)[0];
  }

  referenced(kind: KindName, key: Key, without: ReadonlySet<string> = new Set()): boolean {
    const pointers = this.pointers.get(`${kind} ${key}`);
    if (!pointers) throw new Error(`references to ${kind} ${key} were not loaded`);
    for (const pointer of pointers.keys()) if (!without.has(pointer)) return true;
    return false;
  }

  surveyed(name: string, value: string): Surveyed {
    const found = this.surveys.get(name)?.get(value);
    if (!found) throw new Error(`survey ${name} of "${value}" was not made`);
    return found;
  }

  private slot(kind: KindName, key: Key): Slot {
    const slot = this.kinds.get(kind)?.get(key);
    if (!slot) throw new Error(`${kind} ${key} was not loaded`);
    return slot;
  }

  private slots(kind: KindName): Map<Key, Slot> {
    let slots = this.kinds.get(kind);
    if (!slots) this.kinds.set(kind, (slots = new Map()));
    return slots;
  }

  /** Whether all that a need asks of this value has been loaded before. */
  holds({ kind, by, fields }: Need, value: string): boolean {
    const slots = this.kinds.get(kind);
    if (!slots) return false;
    const has = (key: Key): boolean => {
      const slot = slots.get(key);
      if (!slot?.row) return slot !== undefined;
      for (const field of fields) if (slot.row[field] === undefined) return false;
      return true;
    };
    return by === 'key' ? has(value) : (this.indexes.get(kind)?.get(by)?.get(value)?.every(has) ?? false);
  }

  /** Takes in what a need brought; a record loaded before keeps its folded values and gains the new fields. */
  accept(need: Need, rows: readonly LoadedRow[]): void {
    const slots = this.slots(need.kind);
    for (const { key, row, visible, whole } of rows) {
      const slot = slots.get(key);
      if (slot) slot.row = { ...row, ...slot.row };
      else slots.set(key, { row, visible, whole });
    }
    if (need.by === 'key') {
      for (const key of need.values)
        if (!slots.has(key)) slots.set(key, { row: undefined, visible: false, whole: false });
      return;
    }
    let byIndex = this.indexes.get(need.kind);
    if (!byIndex) this.indexes.set(need.kind, (byIndex = new Map()));
    let index = byIndex.get(need.by);
    if (!index) byIndex.set(need.by, (index = new Map()));
    for (const value of need.values) index.set(value, []);
    for (const { at, key } of rows) {
      const keys = index.get(at);
      if (keys?.length === 0) index.set(at, [key]);
      else keys?.push(key);
    }
  }

  acceptSurvey(name: string, found: ReadonlyMap<string, Surveyed>): void {
    this.surveys.set(name, new Map([...(this.surveys.get(name) ?? []), ...found]));
  }

  acceptReferences(kind: KindName, found: ReadonlyMap<Key, readonly Pointer[]>, keys: readonly Key[]): void {
    for (const key of keys) {
      const pointers = new Map((found.get(key) ?? []).map((pointer) => [`${pointer.kind} ${pointer.key}`, pointer]));
      this.pointers.set(`${kind} ${key}`, pointers);
    }
  }

  /** Starts a row: what follows can be taken back by `revert`. */
  begin(): void {
    this.journal = [];
    this.funds.begin();
  }

  fold(patch: Patch): void {
    if ('post' in patch) {
      const posted = this.funds.post(patch.post);
      // Another row of the chunk may bring the same reference.
      this.fresh.add(patch.post.id);
      this.write('transaction', patch.post.id, transactionRow(patch.post, patch.at, posted));
    } else if ('insert' in patch) {
      const slots = this.slots(patch.insert);
      // Load proved the absence, by key or through a natural key; a new id is a hash and needs no proof.
      const before = slots.get(patch.key)?.row;
      if (before) throw new Error(`${patch.insert} ${patch.key} exists`);
      this.fresh.add(patch.key);
      if (patch.insert === 'hold')
        this.funds.open(String(patch.row['payer']), String(patch.row['currency']), `hold:${patch.key}`);
      this.write(patch.insert, patch.key, complete(patch.insert, patch.row));
    } else if ('set' in patch) {
      const before = this.get(patch.set, patch.key);
      if (!before) throw new Error(`${patch.set} ${patch.key} does not exist`);
      for (const field in patch.fields) {
        if (before[field] === undefined) throw new Error(`${patch.set}.${field} was not loaded`);
      }
      assertSealed(patch.set, patch.fields);
      this.write(patch.set, patch.key, { ...before, ...patch.fields });
    } else {
      if (!this.get(patch.remove, patch.key)) throw new Error(`${patch.remove} ${patch.key} does not exist`);
      this.write(patch.remove, patch.key, undefined);
    }
  }

  private write(kind: KindName, key: Key, row: Row | undefined): void {
    const slots = this.slots(kind);
    const slot = slots.get(key);
    const before = slot?.row;
    this.journal.push({ slots, key, kind, before });
    if (slot) slot.row = row;
    else slots.set(key, { row, visible: true, whole: true });
    // Who inserts a record may see it for the rest of the batch.
    if (!before && slot) slot.visible = slot.whole = true;
    this.reindex(kind, key, before, row);
  }

  private reindex(kind: KindName, key: Key, before: Row | undefined, after: Row | undefined): void {
    const byIndex = this.indexes.get(kind);
    if (byIndex) {
      for (const [name, index] of byIndex) {
        const from = before && indexValue(kind, name, before, this.kept);
        const to = after && indexValue(kind, name, after, this.kept);
        if (from === to) continue;
        const old = from === undefined ? undefined : index.get(from);
        if (old?.includes(key)) old.splice(old.indexOf(key), 1);
        const now = to === undefined ? undefined : index.get(to);
        if (now && !now.includes(key)) now.push(key);
      }
    }
    if (this.pointers.size > 0) this.repoint(kind, key, before, after);
  }

  private repoint(kind: KindName, key: Key, before: Row | undefined, after: Row | undefined): void {
    for (const { field, kinds } of referencesOf(kind)) {
      const from = before?.[field];
      const to = after?.[field];
      if (from === to) continue;
      for (const target of kinds) {
        if (typeof from === 'string') this.pointers.get(`${target} ${from}`)?.delete(`${kind} ${key}`);
        if (typeof to === 'string') this.pointers.get(`${target} ${to}`)?.set(`${kind} ${key}`, { kind, key });
      }
    }
  }

  /** Takes back everything since `begin`. */
  revert(): void {
    for (const { slots, key, kind, before } of this.journal.reverse()) {
      const slot = slots.get(key) as Slot;
      const after = slot.row;
      slot.row = before;
      this.reindex(kind, key, after, before);
    }
    this.journal = [];
    this.funds.revert();
  }

  /** What the row changed, one entry per record in the order of its first change; a change and its reverse are none. */
  entries(row: number): Entry[] {
    const entryOf = ({ slots, key, kind, before }: Change) => difference(row, kind, key, before, slots.get(key)?.row);
    const found = firstOfEach(this.journal).map(entryOf);
    // Mostly as they are: they are kept to the end of the chunk, and a list that is filtered has room for many more.
    return found.every((entry) => entry !== undefined) ? found : found.filter((entry) => entry !== undefined);
  }
}

/** The first change of each record; most rows make only one. */
function firstOfEach(changes: readonly Change[]): readonly Change[] {
  if (changes.length < 2) return changes;
  const first = new Map<string, Change>();
  for (const change of changes) {
    const name = `${change.kind} ${change.key}`;
    if (!first.has(name)) first.set(name, change);
  }
  return [...first.values()];
}

type Stored = readonly { readonly field: string; readonly empty: Value }[];
const stored = new Map<KindName, Stored>();
function storedOf(kind: KindName): Stored {
  let fields = stored.get(kind);
  if (!fields) {
    fields = Object.entries(KINDS[kind].fields).flatMap(([field, def]) => {
      if (def.derived && !def.posted) return [];
      const own = { field, empty: def.type === 'list' ? [] : null };
      return def.pii ? [own, { field: `${field}_bi`, empty: null }] : [own];
    });
    stored.set(kind, fields);
  }
  return fields;
}

/** An inserted row has every stored field, so that later rows may read and patch it. */
function complete(kind: KindName, row: Readonly<Record<string, Value>>): Row {
  assertSealed(kind, row);
  const full: Record<string, Value> = {};
  for (const { field, empty } of storedOf(kind)) full[field] = row[field] ?? empty;
  return full;
}

function assertSealed(kind: KindName, fields: Readonly<Record<string, Value>>): void {
  for (const field in fields) {
    const value = fields[field];
    if (KINDS[kind].fields[field]?.pii && value !== null && !SEALED.test(String(value))) {
      throw new Error(`${kind}.${field} must be sealed before it is written`);
    }
  }
}

function indexValue(kind: KindName, index: string, row: Row, kept: KeptValues): string | undefined {
  const def = KINDS[kind];
  if (def.indexes[index]?.kept) return kept[keptTable(def, index)]?.(row);
  const values = (def.indexes[index]?.fields ?? []).map((field) => row[def.fields[field]?.pii ? `${field}_bi` : field]);
  if (values.some((value) => value === null || value === undefined)) return undefined;
  return values.join('/');
}

/** The person whose key seals a record's personal fields. */
export function personOf(kind: KindName, key: Key): string {
  return `${kind}:${key}`;
}
