/** Fields of holds, lots, shared wallets and caps that no table holds. */
import type { Purse } from '../../../domain/funds/words.ts';
import type { KindName } from '../../../domain/kind.ts';
import type { Derived } from '../derived.ts';
import type { Lens } from '../lens.ts';
import { column, raw, type Sql, sql } from '../sql.ts';
import { holderOfBook } from './books.ts';
import { CAP_DERIVED } from './cap-days.ts';
import { holderShown, receiversShown } from './seen.ts';

/** A holder without its kind, an account without its platform: the last part. */
const placeOf = (name: string): Derived => ({
  value: (_, t) => raw(`replace(${t}.${name}, rtrim(${t}.${name}, replace(${t}.${name}, ':', '')), '')`),
  guard: (lens, t) => holderShown(lens, column(t, name)),
});

const ofBook = (name: string): Derived => ({
  value: (_, t) => raw(`(SELECT b.${name} FROM books b WHERE b.id = ${t}.book)`),
});

/** What it was made under. */
const referenceOf = (transaction: string): Sql =>
  raw(`(SELECT x.reference FROM ledger_transactions x WHERE x.id = ${transaction})`);

/** Those that were made under these references, by the index of references. */
export function madeUnder(kind: 'hold' | 'split', references: Sql): Sql {
  const id = raw(kind === 'hold' ? "'h_' || substr(x.id, 3)" : 'x.id');
  return sql`SELECT ${id} AS id FROM ledger_transactions x WHERE ${references} AND x.movement = ${kind}`;
}

/** By an index of just this, where the book is one whose lots expire where they are. */
const lotDue = (_: Lens, t: string): Sql => raw(`CASE WHEN ${t}.amount > 0 THEN ${t}.expires END`);

/** Cash of a shared wallet, with what a hold that is over gives back whether or not that is written yet (TIME-2). */
function inWallet(purse: Purse): Derived {
  return {
    value: (lens, t) => sql`((SELECT ifnull(sum(b.balance), 0) FROM books b JOIN holders h ON h.id = b.holder
      WHERE h.holder = ${column(t, 'holder')} AND b.currency = ${column(t, 'currency')} AND b.state = 'available'
        AND b.purse = ${purse} AND b.kind = 'cash')
      + (SELECT ifnull(sum(d.amount), 0) FROM holds d WHERE d.payer = ${column(t, 'holder')} AND d.state = 'open'
        AND d.due_at <= ${lens.sight.now} AND d.currency = ${column(t, 'currency')} AND d.purse = ${purse} AND d.kind = 'cash'))`,
  };
}

export const MONEY_DERIVED: Partial<Record<KindName, Readonly<Record<string, Derived>>>> = {
  hold: {
    reference: { value: (_, t) => referenceOf(`'t_' || substr(${t}.id, 3)`) },
    payer_id: placeOf('payer'),
    payee_id: placeOf('payee'),
  },
  split: {
    reference: { value: (_, t) => referenceOf(`${t}.id`) },
    rule: { value: (_, t) => column(t, 'rule'), guard: (lens, t) => receiversShown(lens, column(t, 'id')) },
  },
  lot: {
    ...Object.fromEntries(['currency', 'purse', 'kind', 'state'].map((name) => [name, ofBook(name)])),
    holder: { value: (_, t) => holderOfBook(t) },
    due_at: { value: lotDue },
  },
  caps: CAP_DERIVED,
  wallet: { general: inWallet('general'), external: inWallet('external') },
};
