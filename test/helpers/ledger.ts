/** Money in a state under test: books that are filled past every operation, and all balances as they are stored. */
import Database from 'better-sqlite3';
import { type Holder, WORLD } from '../../src/domain/funds/books.ts';
import { Draft } from '../../src/domain/funds/funds.ts';
import type { FundKind, Purse } from '../../src/domain/funds/words.ts';
import { View } from '../../src/execution/view.ts';
import { writeOf } from '../../src/execution/write-of.ts';
import type { State } from './state.ts';

type Lot = { readonly id: string; readonly validFrom?: string; readonly validTo: string };
export type Gift = {
  readonly holder: Holder;
  readonly kind: FundKind;
  /** Minor units. */
  readonly amount: bigint;
  readonly purse?: Purse;
  readonly currency?: string;
  readonly lot?: Lot;
  /** Frozen for an order. */
  readonly order?: string;
};

let gifts = 0;

/** From the world, as one transaction each. */
export async function give(state: State, ...given: readonly Gift[]): Promise<void> {
  for (const { holder, kind, amount, purse = 'general', currency = 'CNY', lot, order } of given)
    await state.store.write({ timeoutMs: 1_000 }, async (tx) => {
      const view = new View();
      const states = order === undefined ? [] : ([`order:${order}`] as const);
      const needs = [
        { holder: WORLD, currency },
        { holder, currency, states },
      ];
      view.funds.accept(await tx.funds(needs, state.now));
      const draft = new Draft(view.funds, { currency, purse, now: 0 });
      if (lot) draft.grant(lot.id, lot.validTo);
      draft.pair(draft.world(kind), draft.book(holder, kind, states[0]), amount, lot?.id);
      view.begin();
      const post = {
        id: `t_given${gifts++}`,
        movement: lot ? 'bonus_grant' : kind === 'overdraft' ? 'adjust' : 'recharge',
        currency,
        purse,
        holder,
        amount,
        ...(lot && { lot: { kind, validFrom: '2000-01-01', ...lot } }),
        postings: draft.postings,
      } as const;
      view.fold({ post, at: state.now });
      await tx.apply(view.entries(0).map(writeOf));
    });
}

/** A shared wallet that is switched on, or was once. */
export async function wallet(state: State, holder: Holder, on: 'enabled' | 'disabled' = 'enabled', currency = 'CNY') {
  await state.store.write({ timeoutMs: 1_000 }, async (tx) => {
    const fields = { holder, currency, state: on, created: state.now };
    await tx.apply([{ op: 'insert', kind: 'wallet', key: `${holder}/${currency}`, fields }]);
  });
}

type Stored = [holder: string, currency: string, purse: string, kind: string, state: string, balance: bigint];

/** Every book that is not empty, the world's apart, by `holder kind`, with purse, state and currency where they are not the usual. */
export function balancesIn(state: State): Record<string, string> {
  const db = new Database(state.file, { readonly: true }).defaultSafeIntegers(true);
  try {
    const rows = db
      .prepare(
        `SELECT h.holder, b.currency, b.purse, b.kind, b.state, b.balance FROM books b JOIN holders h ON h.id = b.holder
         WHERE b.balance <> 0 AND h.kind <> 'world' ORDER BY 1, 2, 3, 4, 5`,
      )
      .raw()
      .all() as Stored[];
    return Object.fromEntries(
      rows.map(([holder, currency, purse, kind, held, balance]) => [
        [
          holder.replace('account:tencent:', ''),
          kind,
          ...(purse === 'general' ? [] : [purse]),
          ...(held === 'available' ? [] : [held]),
          ...(currency === 'CNY' ? [] : [currency]),
        ].join(' '),
        (Number(balance) / 100).toFixed(2),
      ]),
    );
  } finally {
    db.close();
  }
}

/** What is wrong in the ledger as it is stored: sums, floors, lots. Nothing, whatever was done. */
export function faultsIn(state: State): unknown[] {
  const db = new Database(state.file, { readonly: true });
  try {
    return [
      ...db
        .prepare(
          `SELECT 'transaction' what, e.txn FROM ledger_entries e JOIN books b ON b.id = e.book
           GROUP BY e.txn, b.currency, b.kind HAVING sum(e.amount) <> 0`,
        )
        .all(),
      ...db
        .prepare(
          `SELECT 'balance' what, b.id FROM books b LEFT JOIN ledger_entries e ON e.book = b.id
           GROUP BY b.id HAVING b.balance <> ifnull(sum(e.amount), 0)`,
        )
        .all(),
      ...db
        .prepare(
          `SELECT 'floor' what, b.id FROM books b WHERE b.holder <> 1
             AND CASE WHEN kind IN ('owed', 'overdraft') THEN balance > 0 ELSE balance < 0 END`,
        )
        .all(),
      ...db
        .prepare(
          `SELECT 'lots' what, b.id FROM books b LEFT JOIN lot_books l ON l.book = b.id
           WHERE b.holder <> 1 AND b.kind IN ('bonus', 'traffic_bonus')
           GROUP BY b.id HAVING b.balance <> ifnull(sum(l.amount), 0)`,
        )
        .all(),
      ...db
        .prepare(
          `SELECT 'unsealed' what, txn FROM ledger_entries WHERE txn NOT IN (SELECT seq FROM ledger_transactions)`,
        )
        .all(),
    ];
  } finally {
    db.close();
  }
}

/** Of every lot: what is left of it in each book. */
export function lotsIn(state: State): Record<string, string> {
  const db = new Database(state.file, { readonly: true });
  try {
    const rows = db
      .prepare(
        `SELECT l.lot, h.holder, b.state, l.amount, l.expired FROM lot_books l JOIN books b ON b.id = l.book
         JOIN holders h ON h.id = b.holder ORDER BY 1, 2, 3`,
      )
      .raw()
      .all() as [string, string, string, number, number][];
    return Object.fromEntries(
      rows.map(([lot, holder, held, amount, expired]) => [
        [lot, holder.replace('account:tencent:', ''), ...(held === 'available' ? [] : [held])].join(' '),
        `${(amount / 100).toFixed(2)} expired ${(expired / 100).toFixed(2)}`,
      ]),
    );
  } finally {
    db.close();
  }
}

export const accountHolder = (id: string): Holder => `account:tencent:${id}`;
