/** The view that somebody asked for (CTX-1): one of its organisations, or one of its clients. Loaded where one is asked for. */
import { AdctlError } from '../domain/refusal.ts';
import { type Actor, type Grant, isOperator } from '../domain/rights.ts';
import { EVERYTHING, type Scope } from '../domain/scope.ts';
import { activeAgency, bareId, loadAccounts } from '../operations/account-rows.ts';
import { addressed, loadAddresses, notFound } from '../operations/address.ts';
import type { Narrow, View } from '../operations/define.ts';
import type { ReadTx } from '../store/port.ts';
import { readingLoader } from './view-loader.ts';

export type Narrowed = { readonly actor: Actor; readonly view: View };

/** What an actor is in the view that was asked for; `whole` is what it sees as all that it is. */
export async function narrowed(tx: ReadTx, now: number, actor: Actor, narrow: Narrow, whole: Scope): Promise<Narrowed> {
  const { org, client } = narrow;
  if (client !== undefined) return await asClient(tx, now, actor, client, whole);
  return await atOrg(tx, now, actor, org as string, whole);
}

async function atOrg(tx: ReadTx, now: number, actor: Actor, text: string, whole: Scope): Promise<Narrowed> {
  const look = readingLoader(tx, { scope: whole, now });
  await loadAddresses(look, 'org', [text], ['agency']);
  await loadAddresses(look, 'org', [text]);
  const place = addressed(look.view, 'org', text);
  if (typeof place !== 'string') throw new AdctlError(place.refuse, place.details);
  const row = look.view.get('org', place);
  const kind = row?.['kind'] as 'group' | 'entity' | 'agency';
  const view = { of: 'org', kind, place, chosen: true } as const;
  if (isOperator(actor)) return { actor, view };
  const grants = await grantsAt(tx, now, actor, place, kind, row?.['parent']);
  if (grants.length === 0) throw new AdctlError('NO_ROLE_THERE', { org: row?.['name'] ?? place, member: actor.login });
  return { actor: { ...actor, grants }, view };
}

/** The roles held at the organisation and at what lies in it; an entity's from its group are held for the entity alone. */
async function grantsAt(
  tx: ReadTx,
  now: number,
  actor: Actor,
  place: string,
  kind: string,
  parent: unknown,
): Promise<Grant[]> {
  const sight = { scope: EVERYTHING, now };
  const within = new Set([place]);
  if (kind === 'group') {
    const children = await tx.rows({ kind: 'org', by: 'parent', values: [place], fields: [] }, sight);
    for (const { key } of children) within.add(key);
  }
  const units = actor.grants.filter(({ role }) => role.startsWith('u')).map((grant) => grant.place);
  const homes = await tx.rows({ kind: 'unit', by: 'key', values: units, fields: ['org'] }, sight);
  for (const { key, row } of homes) if (within.has(String(row['org']))) within.add(key);
  return actor.grants.flatMap((grant): Grant[] => {
    if (within.has(grant.place)) return [grant];
    return kind === 'entity' && grant.place === parent ? [{ ...grant, place }] : [];
  });
}

/** One account that an agency has, as a client viewer bound to it would see it. */
async function asClient(tx: ReadTx, now: number, actor: Actor, text: string, whole: Scope): Promise<Narrowed> {
  const look = readingLoader(tx, { scope: whole, now });
  await loadAccounts(look, [{ id: text }], []);
  const colon = text.indexOf(':');
  const platform = colon > 0 ? text.slice(0, colon + 1) : '';
  const keys = look.view
    .list('account', 'id', bareId(text))
    .filter((key) => key.startsWith(platform) && look.view.sees('account', key));
  if (keys.length > 1) throw new AdctlError('AMBIGUOUS', { value: text, candidates: keys });
  const [account] = keys;
  if (account === undefined) throw new AdctlError('NOT_FOUND', notFound('account', text).details);
  const place = activeAgency(look.view, account);
  if (place === undefined) throw new AdctlError('NO_CLIENT', { account });
  const view = { of: 'client', account, place } as const;
  return { actor: { ...actor, grants: [{ role: 'cv', place }], client: account }, view };
}
