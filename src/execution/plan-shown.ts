/** Rows of a plan as somebody reads them who did not write it: what others have in their books is left out (MEM-4). */
import { HIDDEN } from '../domain/covered.ts';
import type { BookName } from '../domain/funds/books.ts';
import type { PlanRow } from '../domain/plans.ts';
import { fromStored } from '../domain/stored.ts';
import type { ReadTx, Sight } from '../store/port.ts';

type Image = Readonly<Record<string, unknown>>;

const HOLDER = /^(account|agency|entity|group|unit):\S+/;

/** The book that `agency:a_… cash` says, as far as it matters to who sees it. */
function bookOf(text: string): BookName | undefined {
  const holder = HOLDER.exec(text)?.[0];
  return holder && `${holder}/${text.startsWith(`${holder} deposit`) ? 'deposit' : ''}/`;
}

/** Books as fields, and holders as values of records that change besides. */
function booksIn(value: unknown): BookName[] {
  if (typeof value === 'string') return [bookOf(value)].filter((book) => book !== undefined);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, of]) => [...booksIn(name), ...booksIn(of)]);
}

export async function plannedShown(tx: ReadTx, sight: Sight, rows: readonly PlanRow[]): Promise<PlanRow[]> {
  if (sight.scope.all) return [...rows];
  const images = rows.map(({ before, after }) => [before, after].map((text) => imageIn(text)));
  const shown = await tx.showingMoney([...new Set(booksIn(images))], sight);
  const of = (text: string) => {
    const book = bookOf(text);
    return book === undefined || shown.has(book);
  };
  return rows.map((row, i) => {
    const [before, after] = (images[i] as (Image | null)[]).map((image) => textOf(image, of));
    return { ...row, before: before ?? null, after: after ?? null };
  });
}

const imageIn = (text: string | null): Image | null => (text === null ? null : fromStored<Image>(text));

function textOf(image: Image | null, shown: (text: string) => boolean): string | null {
  return image && JSON.stringify(within(image, shown));
}

function within(value: unknown, shown: (text: string) => boolean): unknown {
  if (typeof value === 'string') return shown(value) ? value : HIDDEN;
  if (Array.isArray(value)) return value.map((one) => within(one, shown));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => shown(name));
  return Object.fromEntries(kept.map(([name, of]) => [name, within(of, shown)]));
}
