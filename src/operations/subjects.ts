/** How any record stands to the actor: what rights on it depend on, by kind. An undo needs it for whatever a batch touched. */
import { type Holder, holderOf } from '../domain/funds/books.ts';
import type { Key, KindName } from '../domain/kind.ts';
import type { Subject } from '../domain/rights.ts';
import { accountSubject, loadSurroundings } from './account-rows.ts';
import { pairSubject } from './client-rows.ts';
import type { Ctx, Loader, ReadView } from './define.ts';
import { holderSubject, loadHolderKeys, seesHolder } from './fund-holders.ts';
import { placesAround } from './grants.ts';
import { loadMemberPlaces, placesOfMember } from './member-places.ts';
import { loadRequests, rulesOf } from './request-types.ts';
import { unitPlaces } from './unit-accounts.ts';

type Pointer = { readonly kind: KindName; readonly key: Key };

const ORG = ['kind', 'name', 'parent', 'status'];
const UNIT = ['type', 'name', 'org', 'status'];
const ACCOUNT = ['platform', 'id', 'entity', 'unit', 'manager', 'status'];

const FUNDS: ReadonlySet<KindName> = new Set([
  'transaction',
  'split',
  'reconciliation',
  'hold',
  'wallet',
  'deposit',
  'caps',
]);

/** Whose money a record is about. */
function holderIn(
  v: ReadView,
  { kind, key }: Pointer,
  fields: Readonly<Record<string, unknown>> | null,
): Holder | undefined {
  if (!FUNDS.has(kind)) return undefined;
  const row = { ...fields, ...v.get(kind, key) };
  if (kind === 'wallet') return key.split('/')[0];
  if (kind === 'deposit') return holderOf('agency', key.split('/')[0] as Key);
  if (kind === 'caps') return holderOf('entity', key.split('/')[0] as Key);
  const holder = kind === 'hold' || kind === 'split' ? row['payer'] : row['holder'];
  return typeof holder === 'string' ? holder : undefined;
}

/** The account that a relation or an authorisation belongs to. */
function accountOf(
  v: ReadView,
  { kind, key }: Pointer,
  fields: Readonly<Record<string, unknown>> | null,
): Key | undefined {
  if (kind === 'account') return key;
  if (kind === 'relation') return key.slice(0, key.indexOf('/'));
  if (kind === 'asset' || kind === 'asset_grant') return owner(v, { kind, key }, fields, 'account');
  if (kind !== 'authorisation' && kind !== 'qualification') return undefined;
  return String(fields?.['account'] ?? v.get(kind, key)?.['account'] ?? '');
}

const assetOf = (key: Key): Key => key.split('/')[0] as Key;

/** The unit or the account that an asset belongs to. */
function owner(
  v: ReadView,
  { kind, key }: Pointer,
  fields: Readonly<Record<string, unknown>> | null,
  which: 'unit' | 'account',
): Key | undefined {
  const asset = v.get('asset', assetOf(key)) ?? (kind === 'asset' ? fields : undefined);
  return typeof asset?.[which] === 'string' ? asset[which] : undefined;
}

export type Touched = Pointer & { readonly fields: Readonly<Record<string, unknown>> | null };

export async function loadSubjects(l: Loader, touched: readonly Touched[]): Promise<void> {
  const keys = (kind: KindName) => touched.filter((one) => one.kind === kind).map(({ key }) => key);
  // A change of one names only what it changed.
  await l.need(
    { kind: 'authorisation', by: 'key', values: keys('authorisation'), fields: ['account', 'agency', 'data'] },
    { kind: 'qualification', by: 'key', values: keys('qualification'), fields: ['account'] },
  );
  await l.need({ kind: 'token', by: 'key', values: keys('token'), fields: ['member'] });
  const assets = [...keys('asset'), ...keys('asset_grant').map(assetOf)];
  await l.need({ kind: 'asset', by: 'key', values: assets, fields: ['unit', 'account'] });
  const accounts = [
    ...new Set(touched.map((one) => accountOf(l.view, one, one.fields)).filter((key): key is string => !!key)),
  ];
  await l.need({ kind: 'account', by: 'key', values: accounts, fields: ACCOUNT });
  await loadSurroundings(l, accounts);
  const grants = touched.filter(({ kind }) => kind === 'grant').map(({ key }) => key.split('/'));
  const places = grants.map((parts) => parts[2] as string);
  await loadMemberPlaces(l, [...keys('member'), ...grants.map((parts) => parts[0] as string)]);
  const owning = touched
    .filter(({ kind }) => kind === 'asset' || kind === 'asset_grant')
    .map((one) => owner(l.view, one, one.fields, 'unit'))
    .filter((unit) => unit !== undefined);
  const units = [...new Set([...keys('unit'), ...places, ...owning])];
  await l.need({ kind: 'unit', by: 'key', values: units, fields: UNIT });
  const homes = units
    .map((key) => l.view.get('unit', key)?.['org'])
    .filter((org): org is string => typeof org === 'string');
  const newUnits = touched
    .filter(({ kind }) => kind === 'unit')
    .map(({ fields }) => fields?.['org'])
    .filter((org): org is string => typeof org === 'string');
  await l.need({ kind: 'org', by: 'key', values: [...keys('org'), ...places, ...homes, ...newUnits], fields: ORG });
  await loadRequests(l, keys('request'));
  const of = touched.filter(({ kind }) => FUNDS.has(kind));
  await l.need(
    { kind: 'transaction', by: 'key', values: keys('transaction'), fields: ['holder'] },
    { kind: 'hold', by: 'key', values: keys('hold'), fields: ['payer'] },
    { kind: 'reconciliation', by: 'key', values: keys('reconciliation'), fields: ['holder'] },
    { kind: 'split', by: 'key', values: keys('split'), fields: ['payer'] },
    { kind: 'wallet', by: 'key', values: keys('wallet'), fields: ['state'] },
    { kind: 'deposit', by: 'key', values: keys('deposit'), fields: ['required'] },
    { kind: 'caps', by: 'key', values: keys('caps'), fields: ['per_batch'] },
  );
  await loadHolderKeys(
    l,
    of.map((one) => holderIn(l.view, one, one.fields)).filter((holder) => holder !== undefined),
  );
}

export function subjectOf(v: ReadView, ctx: Pick<Ctx, 'actor'>, one: Touched): Subject {
  const account = accountOf(v, one, one.fields);
  if (account && one.kind === 'authorisation') {
    const agency = v.get('authorisation', one.key)?.['agency'] ?? one.fields?.['agency'];
    return pairSubject(v, { account, agency: String(agency) }, ctx);
  }
  if (account) return accountSubject(v, account, ctx);
  const holder = holderIn(v, one, one.fields);
  if (holder !== undefined) {
    const subject = holderSubject(v, holder, ctx);
    // Whoever sees it from its other side knows it by its id alone.
    return seesHolder(v, holder) ? subject : { ...subject, target: one.key };
  }
  switch (one.kind) {
    case 'org': {
      const row = { ...one.fields, ...v.get('org', one.key) };
      // An agency is not administered by the admins of its entity: they are two roles of one legal person.
      const parent = row['kind'] === 'agency' ? undefined : (row['parent'] ?? one.fields?.['parent']);
      return { target: one.key, places: [one.key, ...(typeof parent === 'string' ? [parent] : [])] };
    }
    case 'unit': {
      const org = one.fields?.['org'];
      if (v.get('unit', one.key)) return { target: one.key, places: unitPlaces(v, one.key) };
      const group = typeof org === 'string' ? v.get('org', org)?.['parent'] : undefined;
      return { target: one.key, places: [org, group].filter((place): place is string => typeof place === 'string') };
    }
    case 'grant': {
      const [member, role, place] = one.key.split('/') as [string, string, string];
      return { target: member, places: placesAround(v, place), role: role as never };
    }
    case 'member': {
      const { places } = placesOfMember(v, one.key);
      return { target: one.key, places, own: one.key === ctx.actor.login };
    }
    case 'token': {
      const member = v.get('token', one.key)?.['member'] ?? one.fields?.['member'];
      return { target: one.key, places: [], own: member === ctx.actor.login };
    }
    case 'request': {
      const request = v.get('request', one.key);
      if (!request) return { target: one.key, places: [] };
      const decider = rulesOf(request).decider(v, ctx, { ...request, id: one.key }, {});
      const at = 'refuse' in decider ? { places: [] } : decider.subject;
      return { ...at, target: one.key, own: request['member'] === ctx.actor.login };
    }
    case 'asset':
    case 'asset_grant': {
      const unit = owner(v, one, one.fields, 'unit');
      return { target: one.key, places: unit === undefined ? [] : unitPlaces(v, unit) };
    }
    default:
      return { target: one.key, places: [] };
  }
}
