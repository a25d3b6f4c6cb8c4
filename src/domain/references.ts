/**
 * Which fields name other records, and what stands in their place for a reader who may not see these (MEM-4). That a
 * reference was there, and changed, is seen; what it names is not. The store asks this for lists, the executor for
 * results and messages.
 */
import { HIDDEN } from './covered.ts';
import { type BookName, type Holder, holderParts } from './funds/books.ts';
import { type Key, type KindName, keyParts } from './kind.ts';
import { KINDS } from './kinds.ts';
import { EVERYWHERE } from './members.ts';
import type { Details } from './refusal.ts';
import type { Text } from './text.ts';

export type Reference = { readonly field: string; readonly kinds: readonly KindName[] };
export type Sees = (kind: KindName, key: Key) => boolean;
/** Who reads, as far as it matters to names. */
export type Reader = {
  readonly sees: Sees;
  /** Whether the role of a member at a place is shown: one's own, and those where one sees the members of the place. */
  readonly showsRole: (member: Key, place: Key) => boolean;
  /** Whether what is in the book is shown. */
  readonly showsMoney: (book: BookName) => boolean;
};

const known = new Map<KindName, readonly Reference[]>();
/** The stored fields of a kind that name other records. */
export function referencesOf(kind: KindName): readonly Reference[] {
  let found = known.get(kind);
  if (!found) {
    found = Object.entries(KINDS[kind].fields).flatMap(([field, { refs, ref, derived }]) => {
      const kinds = refs ?? (ref && !derived ? [ref] : []);
      return kinds.length > 0 ? [{ field, kinds }] : [];
    });
    known.set(kind, found);
  }
  return found;
}

const holding = new Map<KindName, readonly string[]>();
/** The fields of a kind that name who holds money. */
function holdersOf(kind: KindName): readonly string[] {
  let found = holding.get(kind);
  if (!found) {
    found = Object.entries(KINDS[kind].fields).flatMap(([field, { holder }]) => (holder ? [field] : []));
    holding.set(kind, found);
  }
  return found;
}

/** The record that holds the money: the world is none. */
export function holderRecord(holder: Holder): { readonly kind: KindName; readonly key: Key } | undefined {
  const { kind, place } = holderParts(holder);
  if (kind === 'world') return undefined;
  return { kind: kind === 'account' || kind === 'unit' ? kind : 'org', key: place };
}

/** A posting's text begins with its book, and that with its holder. */
const holderIn = (text: string): Holder => text.split('/', 1)[0] as Holder;
const bookIn = (text: string): BookName => text.split('|', 1)[0] as BookName;

type Fields = Readonly<Record<string, unknown>>;
type Recorded = {
  readonly kind: KindName;
  readonly key: Key;
  readonly before: Fields | null;
  readonly after: Fields | null;
};

const isKey = (value: unknown): value is Key => typeof value === 'string' && value !== EVERYWHERE;
/** The key of a simple kind names the record itself; a compound one is made of others' keys. */
const compound = (kind: KindName): boolean => KINDS[kind].key.some((field) => KINDS[kind].fields[field]?.ref);

/** Every record that an entry refers to, told to `met`: a place under each kind that it may be of. */
export function eachReference({ kind, key, before, after }: Recorded, met: (kind: KindName, key: Key) => void): void {
  const parts = compound(kind) ? keyParts(KINDS[kind], key) : [];
  for (const { field, kinds } of referencesOf(kind)) {
    const at = parts.length > 0 ? KINDS[kind].key.indexOf(field) : -1;
    for (const value of [before?.[field], after?.[field], at < 0 ? undefined : parts[at]])
      if (isKey(value)) for (const one of kinds) met(one, value);
  }
  for (const field of holdersOf(kind))
    for (const value of [before?.[field], after?.[field], KINDS[kind].key.includes(field) ? key : undefined].flat()) {
      const record = typeof value === 'string' ? holderRecord(holderIn(value)) : undefined;
      if (record) met(record.kind, record.key);
    }
}

/** Every book that an entry's postings are in. */
export function eachBook({ kind, before, after }: Recorded, met: (book: BookName) => void): void {
  for (const field of holdersOf(kind))
    for (const value of [before?.[field], after?.[field]])
      if (Array.isArray(value) && KINDS[kind].fields[field]?.posted) for (const text of value) met(bookIn(text));
}

/** The place that a role's key names. */
export function placeOfRole(kind: KindName, key: Key): Key | undefined {
  return kind === 'grant' ? keyParts(KINDS.grant, key)[KINDS.grant.key.indexOf('place')] : undefined;
}

/** The entry with what the reader may not see taken out of its key and its fields. */
export function withHidden<T extends Recorded>(entry: T, reader: Reader): T {
  const { kind, before, after } = entry;
  return {
    ...entry,
    key: keyShown(kind, entry.key, reader),
    before: shown(kind, before, reader),
    after: shown(kind, after, reader),
  };
}

function seesAny(kinds: readonly KindName[], value: unknown, sees: Sees): boolean {
  return !isKey(value) || kinds.some((kind) => sees(kind, value));
}

function shown(kind: KindName, fields: Fields | null, { sees, showsMoney }: Reader): Fields | null {
  if (!fields) return fields;
  let copy: Record<string, unknown> | undefined;
  for (const { field, kinds } of referencesOf(kind))
    if (!seesAny(kinds, fields[field], sees)) (copy ??= { ...fields })[field] = HIDDEN;
  const seen = (holder: unknown): boolean => {
    const record = typeof holder === 'string' ? holderRecord(holderIn(holder)) : undefined;
    return !record || sees(record.kind, record.key);
  };
  for (const field of holdersOf(kind)) {
    const value = fields[field];
    if (Array.isArray(value)) {
      // What others have in their books is theirs; the world's is everybody's together.
      const mine = KINDS[kind].fields[field]?.posted ? (text: string) => showsMoney(bookIn(text)) : seen;
      if (!value.every(mine)) (copy ??= { ...fields })[field] = value.filter(mine);
    } else if (!seen(value)) (copy ??= { ...fields })[field] = HIDDEN;
  }
  return copy ?? fields;
}

/**
 * Who sees the members of a place sees the roles that are held there, also of those who hold them no longer: that it is
 * seen by name is not enough. A relation is met through its account alone: who has that named it, or sees it.
 */
function keyShown(kind: KindName, key: Key, { sees, showsRole }: Reader): Key {
  if (!compound(kind)) return key;
  const def = KINDS[kind];
  const parts = keyParts(def, key);
  const at = (field: string) => parts[def.key.indexOf(field)] as Key;
  if (kind === 'grant' && showsRole(at('member'), at('place'))) return key;
  for (const { field, kinds } of referencesOf(kind)) {
    const i = def.key.indexOf(field);
    if (i >= 0 && field !== 'account' && !seesAny(kinds, parts[i], sees)) parts[i] = HIDDEN;
  }
  return parts.join(def.separator);
}

/** A detail that names a record: its name or key for a reader who sees it, a general word for others. */
export type Named = { readonly named: KindName; readonly key: Key; readonly name?: string };

export const named = (kind: KindName, key: Key, name?: unknown): Named => ({
  named: kind,
  key,
  ...(typeof name === 'string' && { name }),
});

export const isNamed = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && 'named' in value;

/** A word for what is not named. A hint that needs the name is left out then. */
export type General = Text & { readonly general: true };
export const isGeneral = (value: unknown): value is General =>
  typeof value === 'object' && value !== null && 'general' in value;

/** Whose name alone would not say that a place is meant. */
const PLACES: ReadonlySet<KindName> = new Set(['org', 'unit']);

export function generalWord(kind: KindName): General {
  const { en, zh } = KINDS[kind].label;
  return { en: `another ${en}`, zh: `其他${zh}`, general: true };
}

function told({ named: kind, key, name = key }: Named, reader: Reader): unknown {
  if (compound(kind)) return keyShown(kind, key, reader);
  if (!reader.sees(kind, key)) return generalWord(kind);
  const { en, zh } = KINDS[kind].label;
  return PLACES.has(kind) ? { en: `${en} "${name}"`, zh: `${zh}“${name}”` } : name;
}

/** A detail that says what is in books: for a reader who sees all of them, a general word for others. */
export type Held = { readonly held: readonly BookName[]; readonly text: string };

export const held = (books: readonly BookName[], text: string): Held => ({ held: books, text });
const isHeld = (value: unknown): value is Held => typeof value === 'object' && value !== null && 'held' in value;

const LESS: General = { en: 'less', zh: '更少', general: true };

/** Every book of which details say what is in it. */
export function eachHeld(details: Details | undefined, met: (book: BookName) => void): void {
  for (const value of Object.values(details ?? {})) if (isHeld(value)) for (const book of value.held) met(book);
}

/** Every record that details name. */
export function eachNamed(details: Details | undefined, met: (kind: KindName, key: Key) => void): void {
  for (const name in details) {
    const value = details[name];
    if (!isNamed(value)) continue;
    if (compound(value.named)) eachReference({ kind: value.named, key: value.key, before: null, after: null }, met);
    else met(value.named, value.key);
  }
}

/** Details as their reader may see them. */
export function toldDetails(details: Details, reader: Reader): Details {
  let copy: Record<string, unknown> | undefined;
  for (const name in details) {
    const value = details[name];
    if (isNamed(value)) (copy ??= { ...details })[name] = told(value, reader);
    else if (isHeld(value))
      (copy ??= { ...details })[name] = value.held.every((book) => reader.showsMoney(book)) ? value.text : LESS;
  }
  return copy ?? details;
}
