/** What the operations on clients share: how a row names account and agency, which side the actor is on (ACC-7). */
import { CLIENT_DATA } from '../domain/clients.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Right, Subject } from '../domain/rights.ts';
import type { Schema } from '../domain/schema.ts';
import { ACCOUNT_REF, accountIn, accountNamed, accountSubject, loadAccounts } from './account-rows.ts';
import { addressed, loadAddresses, notFound } from './address.ts';
import type { Ctx, Loader, ReadView } from './define.ts';

export const AUTHORISATION_FIELDS = [
  'account',
  'agency',
  'data',
  'state',
  'until',
  'ended',
  'reason',
  'source',
  'due_at',
  'due_state',
];

export const AGENCY = {
  agency: {
    type: 'org',
    label: { en: 'agency', zh: '代理商' },
    help: {
      en: 'which agency: id, licence or name of it or of its entity',
      zh: '代理商：其或其主体的编号、证照号码或名称',
    },
    headers: ['agency_name', '代理商名称'],
    metavar: 'ORG',
  },
} as const satisfies Schema;

export const DATA = {
  data: {
    type: 'enum',
    values: CLIENT_DATA,
    label: { en: 'data', zh: '数据授权' },
    help: { en: 'of a client: what of its data besides', zh: '对已授权的商家，另行申请的数据' },
  },
} as const satisfies Schema;

export const CLIENT_ROW = { ...ACCOUNT_REF, ...AGENCY } as const satisfies Schema;

type Asked = { readonly account: string; readonly platform?: string; readonly agency?: string };
/** What names the agency, in a row or for all of them. */
const agencyIn = (row: Asked): string => row.agency ?? '';

export async function loadClients(l: Loader, rows: readonly Asked[]): Promise<readonly Key[]> {
  await loadAddresses(l, 'org', rows.map(agencyIn), ['agency']);
  const keys = await loadAccounts(l, rows.map(accountIn), ['time_zone']);
  await l.need({ kind: 'authorisation', by: 'account', values: keys, fields: AUTHORISATION_FIELDS });
  const pending = keys.flatMap((key) =>
    l.view
      .list('authorisation', 'account', key)
      .filter((id) => l.view.get('authorisation', id)?.['state'] === 'pending'),
  );
  await l.need({ kind: 'request', by: 'authorisation', values: pending, fields: ['state', 'due_at', 'due_state'] });
  return keys;
}

/** By its exact id an agency is found that is seen nowhere: so a client asks one, and an agency asks for an account. */
function agencyNamed(v: ReadView, row: Asked): Key | Refusal {
  const found = addressed(v, 'org', agencyIn(row), ['agency']);
  if (typeof found === 'string') return found;
  const id = agencyIn(row).replace(/^agency:/, '');
  const there = v.get('org', id);
  return there?.['kind'] === 'agency' && there['status'] === 'active' ? id : found;
}

const AGENCY_ROLES: ReadonlySet<string> = new Set(['aM', 'aA', 'aE']);

export type Pair = { readonly account: Key; readonly agency: Key };

/** `hidden`: whether an account that the actor does not see may be meant by an agency's people. */
export function pairNamed(
  v: ReadView,
  row: Asked,
  ctx: Pick<Ctx, 'actor'>,
  hidden: (account: Key, agency: Key) => boolean,
): Pair | Refusal {
  const agency = agencyNamed(v, row);
  if (typeof agency !== 'string') return agency;
  const exact = row.platform !== undefined || row.account.includes(':');
  const ours = ctx.actor.grants.some(({ role, place }) => AGENCY_ROLES.has(role) && place === agency);
  const account = accountNamed(
    v,
    accountIn(row),
    (key) => v.sees('account', key) || (exact && ours && hidden(key, agency)),
  );
  // Whether or not it is there: an account that is not seen is named in full.
  if (typeof account !== 'string')
    return account.refuse === 'NOT_FOUND' && ours && !exact ? refuse('ACCOUNT_UNSEEN', account.details) : account;
  // An agency that the actor does not see is met through an account of the actor's own alone.
  if (!v.sees('org', agency) && !clientSide(v, account, ctx)) return notFound('org', agencyIn(row));
  return { account, agency };
}

const CLIENT_ROLES: ReadonlySet<string> = new Set(['eP', 'eA']);

function clientSide(v: ReadView, account: Key, { actor }: Pick<Ctx, 'actor'>): boolean {
  const entity = v.get('account', account)?.['entity'];
  return actor.grants.some(({ role, place }) => CLIENT_ROLES.has(role) && place === entity);
}

/** Both sides of it, and neither another agency nor a group that has no say. */
export function pairSubject(v: ReadView, { account, agency }: Pair, ctx: Pick<Ctx, 'actor'>): Subject {
  const entity = v.get('account', account)?.['entity'];
  const places = [entity, agency].filter((place): place is string => typeof place === 'string');
  return { ...accountSubject(v, account, ctx), shared: false, places };
}

/** Whether the actor has the right for the client, and for the agency. */
export function sidesOf(
  v: ReadView,
  ctx: { may(right: Right, subject: Subject): boolean },
  { account, agency }: Pair,
  rights: { readonly client: Right; readonly agency: Right },
): { readonly client: boolean; readonly agency: boolean } {
  const entity = v.get('account', account)?.['entity'];
  const at = (right: Right, places: readonly string[]) => ctx.may(right, { target: account, places });
  return {
    client: at(rights.client, typeof entity === 'string' ? [entity] : []),
    agency: at(rights.agency, [agency]),
  };
}

/** Of the account's authorisations those of one data, to whatever agency. */
export const authorisationsOf = (v: ReadView, account: Key, data: string | null): readonly Key[] =>
  v.list('authorisation', 'account', account).filter((id) => v.get('authorisation', id)?.['data'] === data);

/** The request by which a pending authorisation was asked for. */
export const requestOf = (v: ReadView, authorisation: Key): Key | undefined =>
  v.list('request', 'authorisation', authorisation).find((id) => v.get('request', id)?.['state'] === 'pending');
