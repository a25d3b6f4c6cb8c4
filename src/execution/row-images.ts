/** What rows of a batch changed, as its reader may see it: from the log, by row. */
import type { Fields } from '../domain/audit.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { fromStored } from '../domain/stored.ts';
import type { RowImage } from '../operations/define.ts';
import type { ReadTx, Sight } from '../store/port.ts';
import { imageOf } from './image.ts';
import { Teller } from './told.ts';
import type { Vault } from './vault.ts';
import { personOf } from './view.ts';

type Asked = { readonly batch: string; readonly first: number; readonly last: number; readonly mine: boolean };
type Found = {
  readonly row: number;
  readonly kind: KindName;
  readonly key: Key;
  readonly before: Fields | null;
  readonly after: Fields | null;
};

const fieldsOf = (text: unknown) => fromStored<Fields | null>(typeof text === 'string' ? text : 'null');

export async function rowImages(tx: ReadTx, sight: Sight, vault: Vault, asked: Asked): Promise<Map<number, RowImage>> {
  const entries =
    asked.mine || sight.scope.all ? await ownEntries(tx, sight, asked) : await seenEntries(tx, sight, asked);
  const persons = [...new Set(entries.map(({ kind, key }) => personOf(kind, key)))];
  vault.accept(persons, await tx.personKeys(persons));
  const rows = new Map<number, Found[]>();
  for (const entry of entries) {
    const own = rows.get(entry.row);
    if (own) own.push(entry);
    else rows.set(entry.row, [entry]);
  }
  const found = new Map<number, RowImage>();
  for (const [row, own] of rows) {
    const { before, after } = imageOf(own, vault);
    const keys = own.map(({ key }) => key);
    found.set(row, { before: JSON.stringify(before), after: JSON.stringify(after), keys });
  }
  vault.forget();
  return found;
}

/** All of them: whoever ran the batch saw that its rows were changed. */
async function ownEntries(tx: ReadTx, sight: Sight, { batch, first, last }: Asked): Promise<Found[]> {
  const stored = await tx.entriesOf(batch, first, last);
  const entries = stored.map((one) => ({ ...one, before: fieldsOf(one.before), after: fieldsOf(one.after) }));
  const teller = await Teller.of(tx, sight, entries, []);
  return entries.map((entry) => teller.entry(entry));
}

/** Those that the log shows, as it shows them. */
async function seenEntries(tx: ReadTx, sight: Sight, { batch, first, last }: Asked): Promise<Found[]> {
  const transactions = await tx.transactionsOf(batch, first, last);
  if (transactions.length === 0) return [];
  const filters = [
    { field: 'seq', op: 'in', values: transactions },
    { field: 'batch', op: '=', values: [batch] },
    { field: 'row', op: 'between', values: [first, last] },
  ] as const;
  const columns = ['row', 'kind', 'target', 'before', 'after'];
  const found: Found[] = [];
  for await (const page of tx.list({ kind: 'entry', columns, filters, sort: ['row', 'seq', 'n'] }, sight)) {
    for (const [row, kind, key, before, after] of page.rows) {
      const image = { before: fieldsOf(before), after: fieldsOf(after) };
      found.push({ row: Number(row), kind: kind as KindName, key: String(key), ...image });
    }
  }
  return found;
}
