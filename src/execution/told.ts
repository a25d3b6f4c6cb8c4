/**
 * What results and refusals name, as their reader may see it (MEM-4): references that the reader does not see are
 * covered in before and after, and are a general word in messages. Who sees all costs no read; for others one per kind,
 * however many rows there are, of what is not known already.
 */
import type { Entry } from '../domain/audit.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { eachNamed, eachReference, type Sees, toldDetails, withHidden } from '../domain/references.ts';
import type { Details } from '../domain/refusal.ts';
import type { Pointer, ReadTx, Sight } from '../store/port.ts';
import { imageOf } from './image.ts';
import type { RowResult } from './link.ts';
import type { Vault } from './vault.ts';
import type { View } from './view.ts';

type Told = { readonly details?: Details };
type Imaged = Pick<Entry, 'kind' | 'key' | 'before' | 'after'>;
/** Whether the reader sees a record, where that has been found out; what was inserted a moment ago is known here alone. */
type Known = (kind: KindName, key: Key) => boolean | undefined;

export class Teller {
  private readonly sees: Sees;
  private readonly all: boolean;
  private constructor(sees: Sees, all: boolean) {
    this.sees = sees;
    this.all = all;
  }

  static async of(
    tx: Pick<ReadTx, 'rows'>,
    sight: Sight,
    entries: Iterable<Imaged>,
    told: Iterable<Told>,
    known: Known = () => undefined,
  ): Promise<Teller> {
    if (sight.scope.all) return new Teller(() => true, true);
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
    return new Teller((kind, key) => found.get(kind)?.get(key) === true, false);
  }

  entry<T extends Imaged>(entry: T): T {
    return this.all ? entry : withHidden(entry, this.sees);
  }

  details(details: Details): Details {
    return toldDetails(details, this.sees);
  }
}

/** A row that was decided, what it changed, and what it found to be so already. */
export type RowDone = {
  readonly result: RowResult;
  readonly made: readonly Entry[];
  readonly same?: readonly Pointer[];
};

export async function toldResults(
  tx: ReadTx,
  sight: Sight,
  vault: Vault,
  view: View,
  done: readonly RowDone[],
): Promise<RowResult[]> {
  const entries = done.flatMap(({ made }) => made);
  const known: Known = (kind, key) => view.seesLoaded(kind, key);
  const teller = await Teller.of(
    tx,
    sight,
    entries,
    done.map(({ result }) => result),
    known,
  );
  return done.map(({ result, made }) => ({
    ...result,
    ...(result.details && { details: teller.details(result.details) }),
    ...(made.length > 0 &&
      imageOf(
        made.map((entry) => teller.entry(entry)),
        vault,
        result.target,
      )),
  }));
}
