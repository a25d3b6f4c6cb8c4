/** Lots of bonus by their ids: which of the books that one lies in a row means. */
import { AVAILABLE, type Book, bookName, type Holder } from '../domain/funds/books.ts';
import type { FundKind, Purse } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { InputField } from '../domain/schema.ts';
import { notFound } from './address.ts';
import type { Loader, Pure, ReadView } from './define.ts';
import { HOLDER_FIELD, holderNamed, loadHolderKeys, loadHolders } from './fund-holders.ts';

export const LOT_FIELD = {
  type: 'text',
  required: true,
  label: { en: 'lot', zh: '红包批次' },
  help: { en: 'id of the lot, as granting it told', zh: '红包批次编号，发放时返回' },
  headers: ['id', 'lot_id', '批次', '红包批次', '批次编号'],
  metavar: 'LOT',
} as const satisfies InputField;

export const HOLDER_OF_LOT = {
  ...HOLDER_FIELD,
  help: { en: 'whose part of it, where several have one', zh: '持有方；批次分属多方时须指定' },
  question: { en: 'whose part of it', zh: '哪一方持有的部分' },
  headers: ['account', '账户', '账户ID', '持有方'],
} as const satisfies InputField;

type Row = { readonly lot: string; readonly holder?: string };

const FIELDS = ['holder', 'currency', 'purse', 'kind', 'state'];

/** The books with it that are not frozen. */
function booksOf(v: ReadView, lot: Key): readonly Book[] {
  const found = v.list('lot', 'lot', lot).map((key) => v.get('lot', key));
  return found
    .filter((row) => row?.['state'] === AVAILABLE)
    .map((row) => ({
      holder: row?.['holder'] as Holder,
      currency: String(row?.['currency']),
      purse: row?.['purse'] as Purse,
      kind: row?.['kind'] as FundKind,
      state: AVAILABLE,
    }));
}

/** Where something is left of it by now, else wherever it was (TIME-2). */
function leftIn(v: ReadView, lot: Key, books: readonly Book[]): readonly Book[] {
  const left = books.filter((book) =>
    v.funds.lots(bookName(book)).some((held) => held.lot === lot && held.amount > 0n),
  );
  return left.length > 0 ? left : books;
}

export async function loadLots(l: Loader, rows: readonly Row[]): Promise<void> {
  const lots = rows.map(({ lot }) => lot);
  await l.need({ kind: 'lot', by: 'lot', values: lots, fields: FIELDS });
  await loadHolders(
    l,
    rows.map(({ holder }) => holder),
  );
  const books = lots.flatMap((lot) => booksOf(l.view, lot));
  await loadHolderKeys(
    l,
    books.map(({ holder }) => holder),
  );
  await l.funds(books.map(({ holder, currency }) => ({ holder, currency })));
}

/** Of whom it was revoked under this reference: sent again it means the same, wherever the lot lies by now (FUND-5). */
function revokedOf(v: ReadView, { reference }: Pick<Pure, 'reference'>, books: readonly Book[]): Holder | undefined {
  const used = reference === undefined ? [] : v.list('transaction', 'reference', reference);
  const revoked = used.map((key) => v.get('transaction', key)).filter((row) => row?.['movement'] === 'bonus_revoke');
  return books.find((book) => revoked.some((row) => row?.['holder'] === book.holder))?.holder;
}

export function lotNamed(v: ReadView, ctx: Pick<Pure, 'reference'>, { lot, holder }: Row): Book | Refusal {
  const all = v.list('lot', 'lot', lot).filter((key) => v.sees('lot', key));
  const everywhere = all.length === 0 ? [] : booksOf(v, lot);
  const of = holder === undefined ? revokedOf(v, ctx, everywhere) : holderNamed(v, holder);
  if (typeof of === 'object') return of;
  const there = leftIn(
    v,
    lot,
    everywhere.filter((book) => of === undefined || book.holder === of),
  );
  const [book, ...others] = there;
  if (!book) return notFound('lot', lot);
  return others.length === 0
    ? book
    : refuse('AMBIGUOUS', { value: lot, candidates: there.slice(0, 5).map((one) => one.holder) });
}
