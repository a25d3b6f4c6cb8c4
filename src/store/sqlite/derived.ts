/** Fields that no table holds: computed from other records, within what the reader may see. */
import type { RELATION_SOURCES } from '../../domain/accounts.ts';
import type { KindName } from '../../domain/kind.ts';
import { isClient } from './clients.ts';
import { accountsOfOrg, accountsOfUnit } from './counted.ts';
import { BALANCE_OF_ORG, LEDGER_DERIVED, MONEY_OF_ACCOUNT } from './ledger/derived.ts';
import { MONEY_DERIVED } from './ledger/record-derived.ts';
import { accountIs, accountKey, among, type Lens } from './lens.ts';
import { agencySeen, membersShown, orgSeenInFull, peopleSeen, placeShown, visible, visibleKey } from './scope.ts';
import { and, column, or, raw, type Sql, sql, TRUE } from './sql.ts';

export type Derived = {
  readonly value: (lens: Lens, t: string) => Sql;
  /** Where it holds the field is shown, elsewhere it reads as empty. */
  readonly guard?: (lens: Lens, t: string) => Sql;
};

type Source = keyof typeof RELATION_SOURCES;

const inFull = (lens: Lens, t: string) => orgSeenInFull(lens, column(t, 'id'));
const counted = (lens: Lens, t: string) => and([inFull(lens, t), peopleSeen(lens, t)]);
/** Of an organisation that is seen by its name alone, what is one's own there is counted. */
const ownCounted = (lens: Lens, t: string) =>
  or([counted(lens, t), lens.scope.all ? TRUE : among(lens, lens.scope.names, column(t, 'id'))]);
/** A unit's collaborator sees its accounts, not who else is in it. */
const peopleOf = (lens: Lens, t: string) => membersShown(lens, column(t, 'id'));
const nobody = () => TRUE;

/** Members with a role or flag at the place itself. */
function membersAt(t: string, roles?: string): Sql {
  const only = roles ? ` AND g.role IN (${roles})` : '';
  return raw(`(SELECT count(DISTINCT g.member) FROM grants g WHERE g.place = ${t}.id${only})`);
}

function agencyOf(lens: Lens, t: string): Sql {
  const seen = agencySeen(lens, t, raw('z.agency'));
  return sql`(SELECT z.agency FROM authorisations z WHERE z.account = ${accountKey(t)} AND ${isClient(lens, 'z')} AND ${seen} LIMIT 1)`;
}

/** The id alone where it names one account among those that the reader sees, else with its platform. */
export function accountAddress(lens: Lens, t: string): Sql {
  const o = lens.alias();
  const other = sql`SELECT 1 FROM accounts ${raw(o)} WHERE ${raw(`${o}.id = ${t}.id AND ${o}.platform <> ${t}.platform`)} AND ${visible(lens, 'account', o)}`;
  return sql`CASE WHEN EXISTS (${other}) THEN ${accountKey(t)} ELSE ${column(t, 'id')} END`;
}

/** Of one's entity's agency one sees that there is one, not who its people are. */
function principalOf(lens: Lens, t: string): Sql {
  const shown = placeShown(lens, raw('g.member'), raw('g.place'));
  return sql`(SELECT min(g.member) FROM grants g WHERE ${raw(`g.place = ${t}.id AND g.role IN ('gP', 'eP', 'aM')`)} AND ${shown})`;
}

function rolesOf(lens: Lens, t: string): Sql {
  const shown = placeShown(lens, raw('g.member'), raw('g.place'));
  return sql`(SELECT json_group_array(g.role || '@' || g.place ORDER BY g.place, g.role) FROM grants g WHERE ${raw(`g.member = ${t}.login`)} AND ${shown})`;
}

/** Members with a relation of one source to the account. */
function membersWith(source: Source) {
  return (lens: Lens, t: string): Sql => {
    const seen = visibleKey(lens, 'member', raw('r.member'));
    return sql`(SELECT nullif(json_group_array(r.member ORDER BY r.member), '[]')
      FROM (SELECT DISTINCT r.member FROM relations r WHERE r.account = ${accountKey(t)} AND r.source = ${source} AND ${seen}) r)`;
  };
}

/** Accounts of a member that the reader sees: those that it manages, and those with a relation of one source. */
function managed(lens: Lens, t: string): Sql {
  return sql`(SELECT count(*) FROM accounts a WHERE ${raw(`a.manager = ${t}.login`)} AND ${visible(lens, 'account', 'a')})`;
}

function accountsWith(source: Source) {
  return (lens: Lens, t: string): Sql => {
    const seen = visibleKey(lens, 'account', raw('r.account'));
    return sql`(SELECT count(DISTINCT r.account) FROM relations r WHERE ${raw(`r.member = ${t}.login`)} AND r.source = ${source} AND ${seen})`;
  };
}

function unitsOf(lens: Lens, t: string): Sql {
  const shown = placeShown(lens, raw('g.member'), raw('g.place'));
  return sql`(SELECT count(DISTINCT g.place) FROM grants g JOIN units u ON u.id = g.place WHERE ${raw(`g.member = ${t}.login`)} AND ${shown})`;
}

/** A field of the account that a record is of: of one that the reader sees. */
function ofAccount(name: string, also: (lens: Lens, value: Sql) => Sql = () => TRUE): Derived {
  const value = (t: string) =>
    sql`(SELECT ${column('a', name)} FROM accounts a WHERE ${accountIs('a', column(t, 'account'))})`;
  return {
    value: (_, t) => value(t),
    guard: (lens, t) => and([visibleKey(lens, 'account', column(t, 'account')), also(lens, value(t))]),
  };
}

const entityOfAccount = ofAccount('entity', (lens, value) => visibleKey(lens, 'org', value));

/** What a request for an authorisation asks for, as long as it is there: both sides read it (ACC-7). */
const ofAuthorisation = (name: string): Derived => ({
  value: (_, t) => sql`(SELECT ${column('z', name)} FROM authorisations z WHERE z.id = ${column(t, 'authorisation')})`,
});

/** Of a join the entity to join, else that of the account. */
const entityAsked: Derived = {
  value: (lens, t) =>
    sql`CASE WHEN ${column(t, 'type')} = 'join' THEN ${column(t, 'org')} ELSE ${entityOfAccount.value(lens, t)} END`,
  guard: (lens, t) =>
    sql`CASE WHEN ${column(t, 'type')} = 'join' THEN ${visibleKey(lens, 'org', column(t, 'org'))} ELSE ${entityOfAccount.guard?.(lens, t) ?? TRUE} END`,
};

/** Fields of an account that list who has a relation to it, by the source of that. */
export const RELATED: Readonly<Record<string, Source>> = {
  collaborators: 'collaborator',
  self_run: 'self_run',
  bound: 'bound',
};
const related = Object.entries(RELATED).map(([name, source]) => [name, { value: membersWith(source), guard: nobody }]);

function grantedTo(lens: Lens, t: string): Sql {
  const seen = visibleKey(lens, 'account', raw('g.account'));
  return sql`(SELECT nullif(json_group_array(g.account ORDER BY g.account), '[]') FROM asset_grants g WHERE g.asset = ${column(t, 'id')} AND ${seen})`;
}

export const DERIVED: Partial<Record<KindName, Readonly<Record<string, Derived>>>> = {
  ...LEDGER_DERIVED,
  ...MONEY_DERIVED,
  account: { agency: { value: agencyOf, guard: nobody }, ...MONEY_OF_ACCOUNT, ...Object.fromEntries(related) },
  asset: { granted_to: { value: grantedTo } },
  authorisation: {
    entity: entityOfAccount,
    pid: ofAccount('pid'),
    email: ofAccount('email'),
  },
  request: { entity: entityAsked, data: ofAuthorisation('data'), until: ofAuthorisation('until') },
  org: {
    principal: {
      value: principalOf,
      guard: inFull,
    },
    members: { value: (_, t) => membersAt(t), guard: counted },
    accounts: { value: accountsOfOrg, guard: ownCounted },
    units: { value: (_, t) => raw(`(SELECT count(*) FROM units u WHERE u.org = ${t}.id)`), guard: inFull },
    // What accounts spend is told by statements of consumption.
    spend: { value: () => raw('NULL') },
    balance: BALANCE_OF_ORG,
  },
  unit: {
    admins: { value: (_, t) => membersAt(t, "'uA'"), guard: peopleOf },
    members: { value: (_, t) => membersAt(t, "'uA', 'uC'"), guard: peopleOf },
    accounts: { value: (_, t) => accountsOfUnit(t) },
  },
  member: {
    roles: { value: rolesOf },
    managed: { value: managed },
    collaborated: { value: accountsWith('collaborator') },
    self_run: { value: accountsWith('self_run') },
    bound: { value: accountsWith('bound') },
    units: { value: unitsOf },
  },
};
