/**
 * A new state key (PII-1): every person's key is sealed under it, and every blind index made anew, in one transaction.
 * What persons' keys seal stays as it is, in the records and in the log; so an undo of an older change still works.
 */
import type { LogHeader } from '../domain/audit.ts';
import type { KindName } from '../domain/kind.ts';
import { PERSONAL_KINDS } from '../domain/kinds.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { ReadTx, Store, Write, WriteOptions, WriteTx } from '../store/port.ts';
import { readOnce } from './read-once.ts';
import { acceptRows, sealedRows } from './sealed-rows.ts';
import { Vault } from './vault.ts';

const PAGE = 500;

export type Rekeyed = { readonly persons: number; readonly records: number };
export type RekeyOptions = {
  readonly store: Store;
  /** The key that opens the state now; undefined where nothing is sealed yet. */
  readonly from: Buffer | undefined;
  /** Makes the new key, durable before it returns. Called once, when nobody else writes. */
  readonly to: () => Promise<Buffer>;
  readonly writing: WriteOptions;
  readonly header: LogHeader;
  readonly told?: (records: number) => void;
};

export async function rekey({ store, from, to, writing, header, told }: RekeyOptions): Promise<Rekeyed> {
  let key: Buffer | undefined;
  return await store.write(writing, async (tx) => {
    key ??= await to();
    const [old, next] = [new Vault(from), new Vault(key)];
    const persons = await rewrapAll(tx, old, next, (keys) => tx.savePersonKeys(keys));
    let records = 0;
    for (const kind of PERSONAL_KINDS) records += await reblindAll(tx, kind, next, (done) => told?.(records + done));
    await tx.saveStateMark(next.mark());
    const { id } = await store.identity();
    await tx.log(header, [{ row: 0, kind: 'batch', key: id, before: {}, after: { rows: persons } }]);
    return { persons, records };
  });
}

/** What it would do: every key is tried, nothing is written. */
export async function rehearseRekey(store: Store, from: Buffer | undefined): Promise<Rekeyed> {
  return await readOnce(store, async (tx) => {
    const old = new Vault(from);
    const persons = await rewrapAll(tx, old, old, async () => {});
    let records = 0;
    for (const kind of PERSONAL_KINDS) for await (const rows of sealedRows(tx, kind)) records += rows.length;
    return { persons, records };
  });
}

async function rewrapAll(
  tx: ReadTx,
  from: Vault,
  to: Vault,
  save: (keys: ReadonlyMap<string, Uint8Array>) => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const page = await tx.allPersonKeys(after, PAGE);
    if (page.size === 0) return count;
    const keys = new Map<string, Uint8Array>();
    for (const [person, sealed] of page) {
      const wrapped = from.rewrap(to, person, sealed);
      // One that was lost before must not be lost for good by giving up the key that may open it.
      if (!wrapped) throw new AdctlError('KEY_PARTLY', { person });
      keys.set(person, wrapped);
      after = person;
    }
    await save(keys);
    count += keys.size;
  }
}

async function reblindAll(tx: WriteTx, kind: KindName, vault: Vault, told: (records: number) => void): Promise<number> {
  let done = 0;
  for await (const rows of sealedRows(tx, kind)) {
    await acceptRows(tx, vault, rows);
    const writes = rows.map(({ key, person, fields }): Write => {
      const blind = fields.map(({ field, sealed }) => {
        // Of a person whose key is gone nothing is found any more.
        const value = sealed === null ? undefined : vault.unseal(person, field, sealed);
        return [`${field}_bi`, value === undefined ? null : vault.blind(field, value)];
      });
      return { op: 'set', kind, key, fields: Object.fromEntries(blind) };
    });
    await tx.apply(writes);
    vault.forget();
    told((done += rows.length));
  }
  return done;
}
