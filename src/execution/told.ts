/**
 * What results and refusals name, as their reader may see it (MEM-4): references that the reader does not see are
 * covered in before and after, and are a general word in messages. Who sees all costs no read; for others one per kind,
 * however many rows there are, of what is not known already.
 */
import type { Entry } from '../domain/audit.ts';
import type { BookName } from '../domain/funds/books.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import {
  eachBook,
  eachHeld,
  eachNamed,
  eachReference,
  isNamed,
  placeOfRole,
  type Reader,
  toldDetails,
  withHidden,
} from '../domain/references.ts';
import type { Details } from '../domain/refusal.ts';
import type { Pointer, ReadTx, Sight } from '../store/port.ts';
import type { Run } from './chunk.ts';
import { imageOf } from './image.ts';
import type { RowResult } from './link.ts';
import type { View } from './view.ts';

type Told = { readonly details?: Details };
type Imaged = Pick<Entry, 'kind' | 'key' | 'before' | 'after'>;
/** Whether the reader sees a record, where that has been found out; what was inserted a moment ago is known here alone. */
type Known = (kind: KindName, key: Key) => boolean | undefined;

export class Teller {
  private readonly reader: Reader | undefined;
  /** Without a reader: of who sees all. */
  private constructor(reader?: Reader) {
    this.reader = reader;
  }

  static async of(
    tx: Pick<ReadTx, 'rows' | 'showingMoney' | 'showingRoles'>,
    sight: Sight,
    entries: readonly Imaged[],
    told: readonly Told[],
    known: Known = () => undefined,
  ): Promise<Teller> {
    const { scope } = sight;
    if (scope.all) return new Teller();
    const found = new Map<KindName, Map<Key, boolean>>();
    const met = (kind: KindName, key: Key) => {
      let keys = found.get(kind);
      if (!keys) found.set(kind, (keys = new Map()));
      if (!keys.has(key)) keys.set(key, known(kind, key) ?? false);
    };
    for (const entry of entries) eachReference(entry, met);
    for (const { details } of told) eachNamed(details, met);
    for (const [kind, keys] of found) {
      const values = [...keys.keys()].filter((key) => known(kind, key) === undefined);
      if (values.length === 0) continue;
      const rows = await tx.rows({ kind, by: 'key', values, fields: KINDS[kind].key }, sight);
      for (const { key, visible } of rows) keys.set(key, visible);
    }
    const books = new Set<BookName>();
    for (const entry of entries) eachBook(entry, (book) => books.add(book));
    for (const { details } of told) eachHeld(details, (book) => books.add(book));
    const money = books.size > 0 ? await tx.showingMoney([...books], sight) : new Set<BookName>();
    const places = [...rolePlaces(entries, told)];
    const showing = places.length > 0 ? await tx.showingRoles(places, sight) : new Set<Key>();
    return new Teller({
      sees: (kind, key) => found.get(kind)?.get(key) === true,
      showsRole: (member, place) => member === scope.actor || showing.has(place),
      showsMoney: (book) => money.has(book),
    });
  }

  entry<T extends Imaged>(entry: T): T {
    return this.reader ? withHidden(entry, this.reader) : entry;
  }

  details(details: Details): Details {
    return toldDetails(details, this.reader ?? ALL);
  }
}

const ALL: Reader = { sees: () => true, showsRole: () => true, showsMoney: () => true };

function rolePlaces(entries: readonly Imaged[], told: readonly Told[]): Set<Key> {
  const named = told.flatMap(({ details = {} }) => Object.values(details).filter(isNamed));
  const roles = [...entries, ...named.map(({ named: kind, key }) => ({ kind, key }))];
  return new Set(roles.flatMap(({ kind, key }) => placeOfRole(kind, key) ?? []));
}

/** A row that was decided, what it changed, and what it found to be so already. */
export type RowDone = {
  readonly result: RowResult;
  readonly made: readonly Entry[];
  readonly same?: readonly Pointer[];
};

export async function toldResults(
  tx: ReadTx,
  { ctx, vault, brief }: Pick<Run, 'ctx' | 'vault' | 'brief'>,
  view: View,
  done: readonly RowDone[],
): Promise<RowResult[]> {
  const imaged = (made: readonly Entry[]) => (brief ? [] : made);
  const entries = done.flatMap(({ made }) => imaged(made));
  const known: Known = (kind, key) => view.seesLoaded(kind, key);
  const teller = await Teller.of(
    tx,
    { scope: ctx.scope, now: ctx.now },
    entries,
    done.map(({ result }) => result),
    known,
  );
  return done.map(({ result, made }) => {
    const shown = imaged(made);
    if (!result.details && shown.length === 0) return result;
    return {
      ...result,
      ...(result.details && { details: teller.details(result.details) }),
      ...(shown.length > 0 &&
        imageOf(
          shown.map((entry) => teller.entry(entry)),
          vault,
          result.target,
        )),
    };
  });
}
