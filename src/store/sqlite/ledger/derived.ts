/** Fields of the lists of money that no table holds: names, marks, and what is there by now, once what is due is taken off. */
import type { KindName } from '../../../domain/kind.ts';
import { isClient } from '../clients.ts';
import type { Derived } from '../derived.ts';
import { accountIs, accountKey, type Lens } from '../lens.ts';
import { agencyOfClientSeen, holderSeen, visible, visibleKey } from '../scope.ts';
import { and, column, FALSE, or, raw, type Sql, sql, TRUE } from '../sql.ts';
import { accountOf, ByNow, isAccount } from './by-now.ts';
import { depositSeen } from './deposits.ts';
import { FROZEN_DERIVED } from './frozen.ts';

const place = (holder: Sql): Sql => sql`substr(${holder}, instr(${holder}, ':') + 1)`;

/** Of a holder that is seen, so that its name is. */
export function holderName(lens: Lens, holder: Sql): Sql {
  const [a, u, o] = [lens.alias(), lens.alias(), lens.alias()];
  return sql`CASE substr(${holder}, 1, instr(${holder}, ':') - 1)
    WHEN 'account' THEN (SELECT ${column(a, 'name')} FROM accounts ${raw(a)} WHERE ${accountIs(a, accountOf(holder))})
    WHEN 'unit' THEN (SELECT ${column(u, 'name')} FROM units ${raw(u)} WHERE ${column(u, 'id')} = ${place(holder)})
    ELSE (SELECT ${column(o, 'name')} FROM orgs ${raw(o)} WHERE ${column(o, 'id')} = ${place(holder)}) END`;
}

function pidOf(lens: Lens, t: string): Sql {
  const a = lens.alias();
  const holder = column(t, 'holder');
  return sql`CASE WHEN ${isAccount(holder)} THEN (SELECT ${column(a, 'pid')} FROM accounts ${raw(a)} WHERE ${accountIs(a, accountOf(holder))}) END`;
}

/** Whose client an account is. */
function agencyOf(lens: Lens, t: string): Sql {
  const holder = column(t, 'holder');
  const agency = raw('z.agency');
  const seen = agencyOfClientSeen(lens, agency, accountOf(holder));
  return sql`CASE WHEN ${isAccount(holder)} THEN (SELECT ${agency} FROM authorisations z WHERE z.account = ${accountOf(holder)} AND ${isClient(lens, 'z')} AND ${seen} LIMIT 1) END`;
}

/** Whoever is on the other side is named where the reader sees it, an account's own agency among them (MEM-4). */
function otherSeen(lens: Lens, other: Sql, holder: Sql): Sql {
  return sql`CASE substr(${other}, 1, instr(${other}, ':') - 1)
    WHEN 'account' THEN ${visibleKey(lens, 'account', place(other))}
    WHEN 'unit' THEN ${visibleKey(lens, 'unit', place(other))}
    WHEN 'world' THEN 1
    WHEN 'agency' THEN ${agencyOfOwn(lens, place(other), accountOf(holder))}
    ELSE ${visibleKey(lens, 'org', place(other))} END`;
}

/** Also to the client whose agency it is, or was. */
function agencyOfOwn(lens: Lens, agency: Sql, account: Sql): Sql {
  const z = lens.alias();
  const theirs = sql`EXISTS (SELECT 1 FROM authorisations ${raw(z)} WHERE ${column(z, 'account')} = ${account} AND ${column(z, 'agency')} = ${agency})`;
  return or([visibleKey(lens, 'org', agency), and([theirs, agencyOfClientSeen(lens, agency, account)])]);
}

const ACCOUNT: Readonly<Record<string, Derived>> = {
  name: { value: (lens, t) => holderName(lens, column(t, 'holder')) },
  pid: { value: pidOf },
};
const other = (t: string): Sql => column(t, 'counterparty');
const otherShown = (lens: Lens, t: string): Sql => otherSeen(lens, other(t), column(t, 'holder'));
/** `other…`: they are asked for, and found by what leads to them (lists/facing.ts). */
const OTHER: Readonly<Record<string, Derived>> = {
  counterparty: { value: (_, t) => other(t), guard: otherShown },
  counterparty_name: { value: (lens, t) => holderName(lens, other(t)), guard: otherShown },
  ...Object.fromEntries(
    ['other', 'other_pid', 'other_words'].map((name) => [name, { value: (_, t) => other(t), guard: () => FALSE }]),
  ),
};
const mark: Derived = {
  value: (_, t) =>
    raw(`CASE WHEN ${t}.reverses IS NOT NULL THEN 'reversal'
    WHEN EXISTS (SELECT 1 FROM ledger_transactions r WHERE r.reverses = ${t}."transaction") THEN 'reversed' END`),
};

/** Of a hold that is posted in part the rest is the payer's again: the other entry of the pair is in a book of the same. */
const stays = (
  t: string,
) => `(SELECT o.holder FROM ledger_entries x JOIN books b ON b.id = x.book JOIN holders o ON o.id = b.holder
    WHERE x.txn = ${t}.line >> 16 AND x.n = ${t}.n + CASE WHEN ${t}.amount < 0 THEN 1 ELSE -1 END) = ${t}.holder`;

const change: Derived = {
  value: (_, t) =>
    raw(`coalesce(${t}.part, CASE ${t}.movement
    WHEN 'bonus_grant' THEN 'grant' WHEN 'bonus_revoke' THEN 'revoke' WHEN 'consume' THEN 'consume'
    WHEN 'consume_return' THEN 'return' WHEN 'freeze' THEN 'freeze' WHEN 'hold' THEN 'freeze'
    WHEN 'unfreeze' THEN 'unfreeze' WHEN 'void' THEN 'unfreeze' WHEN 'hold_expire' THEN 'unfreeze'
    WHEN 'adjust' THEN 'adjust' WHEN 'post' THEN CASE WHEN ${stays(t)} THEN 'unfreeze'
      WHEN ${t}.amount > 0 THEN 'allocate_in' ELSE 'allocate_out' END
    ELSE CASE WHEN ${t}.amount > 0 THEN 'allocate_in' ELSE 'allocate_out' END END)`),
};

const ALL = new ByNow('all');
const EACH = new ByNow('purse');
export const purseUsed = (lens: Lens, t: string): Sql => EACH.used(lens, t);

const depositDue = (_: Lens, t: string): Sql =>
  raw(`CASE WHEN ${t}.holder_kind = 'agency' THEN (SELECT d.required FROM deposits d
    WHERE d.agency = substr(${t}.holder, 8) AND d.currency = ${t}.currency) - ${t}.deposit END`);

const depositShown = (lens: Lens, t: string): Sql => depositSeen(lens, column(t, 'holder'));

/** Of an account what the overview says of it; nothing was ever there: zero. Wallets pay also where it has no book. */
function ofAccount(what: (lens: Lens, o: string) => Sql): Derived {
  return {
    value(lens, t) {
      const o = lens.alias();
      const of = sql`${raw(`${o}.holder = 'account:' ||`)} ${accountKey(t)} AND ${raw(`${o}.currency = ${t}.currency`)}`;
      return sql`coalesce((SELECT ${what(lens, o)} FROM booked_funds ${raw(o)} WHERE ${of}), 0)`;
    },
    guard: (lens, t) => lens.throughBalances((inner) => visible(inner, 'account', t)) ?? TRUE,
  };
}
const usableOwn = ofAccount((lens, o) => ALL.usableOwn(lens, o));

/** What an organisation has itself, in the currency that most have. */
const ofOrg: Derived = {
  value(lens, t) {
    const o = lens.alias();
    return sql`(SELECT ${ALL.own(lens, o)} FROM booked_funds ${raw(o)} WHERE ${raw(`${o}.holder = ${t}.kind || ':' || ${t}.id AND ${o}.currency = 'CNY'`)})`;
  },
  guard: (lens, t) => holderSeen(lens, raw(`(${t}.kind || ':' || ${t}.id)`)),
};

/** Of the overview, of all purses or of each. */
const fundsBy = (by: ByNow): Readonly<Record<string, Derived>> => ({
  ...ACCOUNT,
  available: { value: (lens, t) => by.available(lens, t) },
  total: { value: (lens, t) => by.own(lens, t) },
  frozen: { value: (lens, t) => by.frozen(lens, t) },
  frozen_credit: { value: (lens, t) => by.frozenCredit(lens, t) },
  cash: { value: (lens, t) => by.kind(lens, t, 'cash') },
  bonus: { value: (lens, t) => by.kind(lens, t, 'bonus') },
  traffic_bonus: { value: (lens, t) => by.kind(lens, t, 'traffic_bonus') },
  credit: { value: (lens, t) => by.kind(lens, t, 'credit') },
  usable: { value: (lens, t) => by.usable(lens, t) },
  deposit: { value: (_, t) => column(t, 'deposit'), guard: depositShown },
  agency: { value: agencyOf },
});

/** By kind; of kinds that have other derived fields as well, these are added to them. */
export const MONEY_OF_ACCOUNT: Readonly<Record<string, Derived>> = {
  balance: ofAccount((lens, o) => ALL.own(lens, o)),
  available: ofAccount((lens, o) => ALL.available(lens, o)),
  usable: {
    ...usableOwn,
    value: (lens, t) => sql`(${usableOwn.value(lens, t)} + ${ALL.wallets(lens, t, accountKey(t))})`,
  },
};
export const BALANCE_OF_ORG = ofOrg;

export const LEDGER_DERIVED: Partial<Record<KindName, Readonly<Record<string, Derived>>>> = {
  statement: {
    ...ACCOUNT,
    mark,
    ...OTHER,
    deposit_after: { value: (_, t) => column(t, 'deposit_after'), guard: depositShown },
    available_after: { value: (_, t) => raw(`(${t}.cash_after + ${t}.bonus_after + ${t}.traffic_bonus_after)`) },
    postpaid: { value: (_, t) => raw(`(${t}.owed <> 0 OR ${t}.credit <> 0 OR ${t}.movement = 'repay')`) },
    ...FROZEN_DERIVED,
  },
  lot_line: { ...ACCOUNT, ...OTHER, mark, change },
  settlement: {
    holder: {
      value: (_, t) => column(t, 'holder'),
      guard: (lens, t) => otherSeen(lens, column(t, 'holder'), column(t, 'payer')),
    },
    payer: {
      value: (_, t) => column(t, 'payer'),
      guard: (lens, t) => otherSeen(lens, column(t, 'payer'), column(t, 'holder')),
    },
  },
  posting: {
    holder: {
      value: (_, t) => column(t, 'holder'),
      guard: (lens, t) => or([sql`${column(t, 'holder')} = 'world:platform'`, holderSeen(lens, column(t, 'holder'))]),
    },
  },
  spent_day: ACCOUNT,
  spent_month: ACCOUNT,
  funds: {
    ...fundsBy(ALL),
    external_cash: { value: (lens, t) => ALL.cashIn(lens, t, 'external') },
    deposit_due: { value: depositDue, guard: depositShown },
  },
  purse_funds: fundsBy(EACH),
  order_funds: {
    ...ACCOUNT,
    agency: { value: agencyOf },
    frozen_for: { value: (_, t) => raw(`coalesce(${t}.order_id, ${t}.hold)`) },
  },
};
