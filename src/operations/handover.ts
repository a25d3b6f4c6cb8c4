/**
 * What somebody who leaves hands over (MEM-5): each role, managed account, bound client and shared account is a row, and
 * goes by the rules of the operation that would move it alone.
 */
import { MANAGING_SOURCES, SHARED_SOURCES } from '../domain/accounts.ts';
import { RELATION_FIELDS } from '../domain/invariants.ts';
import { type Key, type KindName, keyOf } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { FLAGS, ROLES } from '../domain/members.ts';
import type { Question } from '../domain/question.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { BOUND_ROLES, isOwner, PRINCIPAL_ROLES, type Right, type Subject } from '../domain/rights.ts';
import { ACCOUNT_FIELDS, accountSubject, activeAgency, loadSurroundings } from './account-rows.ts';
import { GRANT_FIELDS, MEMBER_FIELDS } from './address.ts';
import { endedWithRole, loadAskedBy } from './asked-by.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { closedToRoles, grantPatch, notNominating, placesAround } from './grants.ts';
import { managesAt, managingPlaces, setManager } from './manager.ts';
import { grantsOf, loadMemberPlaces } from './member-places.ts';

/** What may be chosen to go, in the order in which it goes: whoever gets a role may then be given what needs it. */
export const BELONGINGS = {
  roles: { en: 'roles and flags', zh: '角色和标记' },
  accounts: { en: 'managed accounts', zh: '管理的账户' },
  clients: { en: 'bound clients', zh: '绑定的商家' },
  shared: { en: 'shared accounts', zh: '共享的账户' },
} as const;
export type Belonging = keyof typeof BELONGINGS;

/** `turn`: its place among all rows, by which what is shared out goes round. */
export type HandoverRow = { readonly kind: string; readonly key: Key; readonly turn: number };
export type Handing = { readonly leaver: string; readonly to: readonly string[] };

export function belongingsOf(leaver: string, what: readonly Belonging[]): Question[] {
  const of = (kind: KindName, field: string, ...more: Question['filters'][number][]): Question => ({
    kind,
    columns: KINDS[kind].key,
    filters: [{ field, op: '=', values: [leaver] }, ...more],
    sort: KINDS[kind].key,
  });
  const from = (...values: string[]) => of('relation', 'member', { field: 'source', op: 'in', values });
  const held = (values: readonly string[]) => of('grant', 'member', { field: 'role', op: 'in', values });
  const questions: Readonly<Record<Belonging, readonly Question[]>> = {
    // A flag stands beside a role.
    roles: [held(Object.keys(ROLES)), held(Object.keys(FLAGS))],
    accounts: [of('account', 'manager', { field: 'status', op: '!=', values: ['closed'] })],
    clients: [from('bound')],
    shared: [from(...SHARED_SOURCES)],
  };
  return (Object.keys(BELONGINGS) as Belonging[])
    .filter((name) => what.includes(name))
    .flatMap((name) => questions[name]);
}

const isFlag = (role: string): boolean => role in FLAGS;
const roleIn = (key: Key): string => key.split('/')[1] as string;
const placeIn = (key: Key): Key => key.split('/')[2] as Key;
const accountIn = (key: Key): Key => key.slice(0, key.indexOf('/'));

/** What moving it alone would ask for. */
export function handoverRight({ kind, key }: { readonly kind: string; readonly key: Key }): Right {
  if (kind === 'grant') return isFlag(roleIn(key)) ? 'flag.grant' : 'member.handover';
  if (kind === 'member') return 'member.remove';
  return kind === 'relation' && key.includes('/bound/') ? 'account.bind' : 'account.assign';
}
export const HANDOVER_RIGHTS = [
  'member.handover',
  'flag.grant',
  'account.assign',
  'account.bind',
  'member.remove',
] as const;

export async function loadHandover(l: Loader, rows: readonly HandoverRow[], { leaver, to }: Handing): Promise<void> {
  const people = [leaver, ...to];
  await l.need({ kind: 'member', by: 'key', values: people, fields: MEMBER_FIELDS });
  await loadMemberPlaces(l, people);
  const of = (kind: KindName) => rows.filter((row) => row.kind === kind).map(({ key }) => key);
  const places = [...new Set(of('grant').map(placeIn))];
  if (places.length > 0) await loadAskedBy(l, [leaver]);
  await l.need(
    { kind: 'grant', by: 'key', values: of('grant'), fields: GRANT_FIELDS },
    { kind: 'grant', by: 'place', values: places, fields: GRANT_FIELDS },
    { kind: 'unit', by: 'key', values: places, fields: ['type', 'name', 'org', 'status'] },
    { kind: 'org', by: 'key', values: places, fields: ['kind', 'name', 'parent', 'status'] },
    { kind: 'relation', by: 'key', values: of('relation'), fields: RELATION_FIELDS },
  );
  const accounts = [...new Set([...of('account'), ...of('relation').map(accountIn)])];
  await l.need({ kind: 'account', by: 'key', values: accounts, fields: ACCOUNT_FIELDS });
  await loadSurroundings(l, accounts);
}

/** Who holds a principal role hands it on, as `members grant --hand-over` has it: no right over principals is asked for. */
export function handoverSubject(v: ReadView, { kind, key }: HandoverRow, { leaver }: Handing, ctx: Pure): Subject {
  if (kind !== 'grant') return accountSubject(v, kind === 'relation' ? accountIn(key) : key, ctx);
  const [role, place] = [roleIn(key), placeIn(key)];
  const subject = { target: `${role}@${place}`, places: placesAround(v, place) };
  const own = PRINCIPAL_ROLES.has(role) && leaver === ctx.actor.login;
  return own || isFlag(role) ? subject : { ...subject, role: role as never };
}

export function decideHandover(v: ReadView, ctx: Pure, row: HandoverRow, handing: Handing, subject: Subject): Decision {
  if (!v.get(row.kind as KindName, row.key)) return { unchanged: 'SAME' };
  if (row.kind === 'grant') return role(v, ctx, row.key, handing, subject);
  return row.kind === 'account' ? managed(v, row, handing, subject) : related(v, row, handing);
}

/** In turn, the first who may have it; where nobody may, whoever's turn it was says why. */
function heirOf({ to }: Handing, turn: number, fault: (heir: string) => Refusal | undefined): string | Refusal {
  const at = (turn - 1) % to.length;
  const inTurn = [...to.slice(at), ...to.slice(0, at)];
  return inTurn.find((heir) => !fault(heir)) ?? (fault(inTurn[0] as string) as Refusal);
}

/** Nobody gets by a handover what it could not be given otherwise (ORG-4). */
const unverified = (v: ReadView, heir: string): Refusal | undefined =>
  v.get('member', heir)?.['verified'] === null ? refuse('MEMBER_UNVERIFIED', { member: heir }) : undefined;

/** Each of those who follow gets the role; a principal role the first of them alone (ORG-2). */
function role(v: ReadView, ctx: Pure, key: Key, { leaver, to }: Handing, subject: Subject): Decision {
  const [name, place] = [roleIn(key), placeIn(key)];
  const foreign =
    isFlag(name) || isOwner(ctx.actor) ? undefined : notNominating(v, ctx, subject, place, 'member.handover');
  const fault = foreign ?? closedToRoles(v, place);
  if (fault) return fault;
  const held = v.list('grant', 'place', place);
  const heirs = PRINCIPAL_ROLES.has(name) ? to.slice(0, 1) : to;
  const homeless = isFlag(name) && heirs.find((heir) => !grantsOf(v, heir).some((grant) => grant.place === place));
  if (homeless) return refuse('FLAG_NEEDS_ROLE', { member: homeless });
  const given = heirs.map((heir) => grantPatch(heir, name, place));
  const patches = given.filter((patch) => !held.includes(patch.key));
  const taken = [{ remove: 'grant', key } as const, ...endedWithRole(v, leaver, key)];
  return { ok: [...taken, ...patches], note: 'HANDED_ROLE' };
}

function managed(v: ReadView, { key, turn }: HandoverRow, handing: Handing, subject: Subject): Decision {
  const { leaver } = handing;
  const account = v.get('account', key);
  if (account?.['manager'] !== leaver) return { unchanged: 'SAME' };
  if (account['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account: key });
  const outside = (heir: string) =>
    managesAt(managingPlaces(v, heir), heir, subject.places)
      ? undefined
      : refuse('MEMBER_OUTSIDE', { member: heir, account: key });
  const heir = heirOf(handing, turn, (one) => unverified(v, one) ?? outside(one));
  if (typeof heir !== 'string') return heir;
  const systems = v.list('relation', 'account', key).map((one) => v.get('relation', one));
  const former = systems.find(
    (one) => one?.['member'] === leaver && MANAGING_SOURCES.some((source) => source === one['source']),
  );
  return {
    ok: setManager(v, key, heir, 'assigned', String(former?.['system'] ?? 'workbench')),
    note: 'HANDED_ACCOUNT',
  };
}

/** A relation of one's own, in the same system: bound as a client, or shared. */
function related(v: ReadView, { key, turn }: HandoverRow, handing: Handing): Decision {
  const relation = v.get('relation', key) as { account: string; source: string; system: string };
  const { account, source, system } = relation;
  const bound = source === 'bound';
  const unbindable = (heir: string) =>
    !bound || bindable(v, account, heir) ? undefined : refuse('NOT_BINDABLE', { member: heir, account });
  const heir = heirOf(handing, turn, (one) => unverified(v, one) ?? unbindable(one));
  if (typeof heir !== 'string') return heir;
  const row = { account, member: heir, source, system };
  const taken = { remove: 'relation', key } as const;
  const given = keyOf(KINDS.relation, row);
  const has = v.list('relation', 'account', account).includes(given);
  return {
    ok: [taken, ...(has ? [] : [{ insert: 'relation', key: given, row } as const])],
    note: bound ? 'HANDED_CLIENT' : 'HANDED_SHARE',
  };
}

/** Whose clients are given by bindings, at the agency that has the account (MEM-2). */
function bindable(v: ReadView, account: Key, heir: string): boolean {
  const agency = activeAgency(v, account);
  return grantsOf(v, heir).some(({ role, place }) => BOUND_ROLES.has(role) && place === agency);
}
