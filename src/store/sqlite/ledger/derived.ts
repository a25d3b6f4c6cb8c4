/** Fields of the lists of money that no table holds: names, marks, and what is there by now, once what is due is taken off. */
import type { KindName } from '../../../domain/kind.ts';
import { isClient } from '../clients.ts';
import type { Derived } from '../derived.ts';
import { accountIs, accountKey, type Lens } from '../lens.ts';
import { agencyOfClientSeen, holderSeen, visible, visibleKey } from '../scope.ts';
import { and, column, or, raw, type Sql, sql, TRUE } from '../sql.ts';
import { depositSeen } from './deposits.ts';
import { FROZEN_DERIVED } from './frozen.ts';

/** Behind `account:`. */
const ACCOUNT_AT = 9;
const accountOf = (holder: Sql): Sql => sql`substr(${holder}, ${raw(String(ACCOUNT_AT))})`;
const isAccount = (holder: Sql): Sql => sql`substr(${holder}, 1, 8) = 'account:'`;
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
const mark: Derived = {
  value: (_, t) =>
    raw(`CASE WHEN ${t}.reverses IS NOT NULL THEN 'reversal'
    WHEN EXISTS (SELECT 1 FROM ledger_transactions r WHERE r.reverses = ${t}."transaction") THEN 'reversed' END`),
};

const change: Derived = {
  value: (_, t) =>
    raw(`coalesce(${t}.part, CASE ${t}.movement
    WHEN 'bonus_grant' THEN 'grant' WHEN 'bonus_revoke' THEN 'revoke' WHEN 'consume' THEN 'consume'
    WHEN 'consume_return' THEN 'return' WHEN 'freeze' THEN 'freeze' WHEN 'hold' THEN 'freeze'
    WHEN 'unfreeze' THEN 'unfreeze' WHEN 'void' THEN 'unfreeze' WHEN 'hold_expire' THEN 'unfreeze'
    WHEN 'adjust' THEN 'adjust'
    ELSE CASE WHEN ${t}.amount > 0 THEN 'allocate_in' ELSE 'allocate_out' END END)`),
};

type Sums = 'cash' | 'credit' | 'bonus' | 'traffic_bonus';

/** Holds past their time, whose amounts are the payer's again (TIME-2). */
function dueHolds(lens: Lens, t: string, what: string): Sql {
  return sql`FROM holds d WHERE ${raw(`d.payer = ${t}.holder AND d.state = 'open' AND d.due_at <=`)} ${lens.sight.now} AND ${raw(`d.currency = ${t}.currency${what}`)}`;
}

/** What holders have by now of a kind. What nobody froze cannot come back, and what has no lots cannot be over. */
function byNow(lens: Lens, t: string, kind: Sums): Sql {
  const booked = raw(`${t}.${kind}_booked`);
  if (kind === 'cash' || kind === 'credit') {
    const due = dueHolds(lens, t, ` AND d.kind = '${kind}'`);
    return sql`(${booked} + CASE WHEN ${raw(`${t}.frozen_booked = 0`)} THEN 0 ELSE (SELECT coalesce(sum(d.amount), 0) ${due}) END)`;
  }
  const open = sql`(b.state = 'available' OR substr(b.state, 1, 5) = 'hold:' AND substr(b.state, 6) IN (SELECT d.id ${dueHolds(lens, t, '')}))`;
  const lots = sql`SELECT coalesce(sum(l.amount), 0) FROM books b INDEXED BY books_filled CROSS JOIN lot_books l ON l.book = b.id
    WHERE b.balance <> 0 AND ${raw(`b.holder = ${t}.party AND b.currency = ${t}.currency AND b.kind = '${kind}'`)} AND ${open}
      AND l.amount > 0 AND l.expires > ${lens.sight.now}`;
  return sql`(CASE WHEN ${booked} = 0 AND ${raw(`${t}.frozen_booked = 0`)} THEN 0 ELSE (${lots}) END)`;
}

const OWN = ['cash', 'bonus', 'traffic_bonus'] as const;
const plus = (parts: readonly Sql[]): Sql =>
  parts.slice(1).reduce((sum, part) => sql`${sum} + ${part}`, parts[0] as Sql);
const available = (lens: Lens, t: string): Sql => sql`(${plus(OWN.map((kind) => byNow(lens, t, kind)))})`;
const ifFrozen = (t: string, amount: Sql): Sql =>
  sql`(CASE WHEN ${raw(`${t}.frozen_booked = 0`)} THEN 0 ELSE ${amount} END)`;
const creditFrozen = (
  lens: Lens,
  t: string,
): Sql => sql`(SELECT coalesce(sum(b.balance), 0) FROM books b INDEXED BY books_filled
    WHERE b.balance <> 0 AND ${raw(`b.holder = ${t}.party AND b.currency = ${t}.currency AND b.kind = 'credit' AND b.state <> 'available'`)})
      - (SELECT coalesce(sum(d.amount), 0) ${dueHolds(lens, t, " AND d.kind = 'credit'")})`;
const frozenCredit = (lens: Lens, t: string): Sql => ifFrozen(t, creditFrozen(lens, t));
/** Of what is the holder's own, as is what is available: credit is not (FUND-7). */
const frozen = (lens: Lens, t: string): Sql =>
  ifFrozen(
    t,
    sql`${raw(`${t}.frozen_booked`)} - (SELECT coalesce(sum(d.amount), 0) ${dueHolds(lens, t, '')}) - (${creditFrozen(lens, t)})`,
  );

/** Cash of the shared wallets that an account uses: of its unit, of the group where its unit is one of a group, of its entity (FUND-9);
 * what is in those that the reader does not see is not told (MEM-4). */
function walletsOf(lens: Lens, account: Sql, currency: Sql): Sql {
  const o = lens.alias();
  const there = raw(`${o}.holder = w.holder AND ${o}.currency = w.currency`);
  return sql`(SELECT coalesce(sum(${byNow(lens, o, 'cash')}), 0) FROM accounts a LEFT JOIN units u ON u.id = a.unit
    CROSS JOIN wallets w ON w.holder IN ('unit:' || a.unit, 'entity:' || a.entity, 'group:' || u.org)
      AND w.currency = ${currency} AND w.state = 'enabled'
    CROSS JOIN fund_overviews ${raw(o)} ON ${there}
    WHERE ${accountIs('a', account)} AND ${holderSeen(lens, raw('w.holder'))})`;
}

/** Neither overdraft nor what is frozen can be used; what is owed has been. */
const usable = (lens: Lens, t: string): Sql =>
  sql`CASE WHEN ${isAccount(column(t, 'holder'))} THEN ${available(lens, t)} + ${byNow(lens, t, 'credit')} + ${walletsOf(lens, accountOf(column(t, 'holder')), column(t, 'currency'))} END`;

const depositDue = (_: Lens, t: string): Sql =>
  raw(`CASE WHEN ${t}.holder_kind = 'agency' THEN (SELECT d.required FROM deposits d
    WHERE d.agency = substr(${t}.holder, 8) AND d.currency = ${t}.currency) - ${t}.deposit END`);

const depositShown = (lens: Lens, t: string): Sql => depositSeen(lens, column(t, 'holder'));

const externalCash = (lens: Lens, t: string): Sql => {
  const booked =
    raw(`(SELECT coalesce(sum(b.balance), 0) FROM books b WHERE b.holder = ${t}.party AND b.currency = ${t}.currency
    AND b.state = 'available' AND b.purse = 'external' AND b.kind = 'cash')`);
  const due = dueHolds(lens, t, " AND d.kind = 'cash' AND d.purse = 'external'");
  return sql`(${booked} + ${ifFrozen(t, sql`(SELECT coalesce(sum(d.amount), 0) ${due})`)})`;
};

/** Of an account what the overview says of it; nothing was ever there: zero. Wallets pay also where it has no book. */
function ofAccount(what: (lens: Lens, o: string) => Sql): Derived {
  return {
    value(lens, t) {
      const o = lens.alias();
      const of = sql`${raw(`${o}.holder = 'account:' ||`)} ${accountKey(t)} AND ${raw(`${o}.currency = ${t}.currency`)}`;
      return sql`coalesce((SELECT ${what(lens, o)} FROM fund_overviews ${raw(o)} WHERE ${of}), 0)`;
    },
    guard: (lens, t) => lens.throughBalances((inner) => visible(inner, 'account', t)) ?? TRUE,
  };
}
const own = (lens: Lens, t: string): Sql => sql`(${available(lens, t)} + ${frozen(lens, t)})`;
const withCredit = (lens: Lens, t: string): Sql => sql`(${available(lens, t)} + ${byNow(lens, t, 'credit')})`;
const usableOwn = ofAccount(withCredit);

/** What an organisation has itself, in the currency that most have. */
const ofOrg: Derived = {
  value(lens, t) {
    const o = lens.alias();
    return sql`(SELECT ${own(lens, o)} FROM fund_overviews ${raw(o)} WHERE ${raw(`${o}.holder = ${t}.kind || ':' || ${t}.id AND ${o}.currency = 'CNY'`)})`;
  },
  guard: (lens, t) => holderSeen(lens, raw(`(${t}.kind || ':' || ${t}.id)`)),
};

/** By kind; of kinds that have other derived fields as well, these are added to them. */
export const MONEY_OF_ACCOUNT: Readonly<Record<string, Derived>> = {
  balance: ofAccount(own),
  available: ofAccount(available),
  usable: {
    ...usableOwn,
    value: (lens, t) => sql`(${usableOwn.value(lens, t)} + ${walletsOf(lens, accountKey(t), column(t, 'currency'))})`,
  },
};
export const BALANCE_OF_ORG = ofOrg;

export const LEDGER_DERIVED: Partial<Record<KindName, Readonly<Record<string, Derived>>>> = {
  statement: {
    ...ACCOUNT,
    mark,
    counterparty: {
      value: (_, t) => column(t, 'counterparty'),
      guard: (lens, t) => otherSeen(lens, column(t, 'counterparty'), column(t, 'holder')),
    },
    available_after: { value: (_, t) => raw(`(${t}.cash_after + ${t}.bonus_after + ${t}.traffic_bonus_after)`) },
    postpaid: { value: (_, t) => raw(`(${t}.owed <> 0 OR ${t}.credit <> 0 OR ${t}.movement = 'repay')`) },
    ...FROZEN_DERIVED,
  },
  lot_line: { ...ACCOUNT, mark, change },
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
    ...ACCOUNT,
    available: { value: available },
    total: {
      value: own,
    },
    frozen: { value: frozen },
    frozen_credit: { value: frozenCredit },
    cash: { value: (lens, t) => byNow(lens, t, 'cash') },
    external_cash: { value: externalCash },
    bonus: { value: (lens, t) => byNow(lens, t, 'bonus') },
    traffic_bonus: { value: (lens, t) => byNow(lens, t, 'traffic_bonus') },
    credit: { value: (lens, t) => byNow(lens, t, 'credit') },
    usable: { value: usable },
    deposit_due: { value: depositDue, guard: depositShown },
    deposit: { value: (_, t) => column(t, 'deposit'), guard: depositShown },
    agency: { value: agencyOf },
  },
};
