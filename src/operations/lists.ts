/** The list of a kind, whose inputs select what a change is about (BULK-1). */
import type { KindName } from '../domain/kind.ts';
import type { Query } from './define.ts';
import { operationNamed } from './registry.ts';

export const LISTS: Partial<Record<KindName, string>> = {
  account: 'accounts.list',
  org: 'orgs.list',
  unit: 'units.list',
  member: 'members.list',
  authorisation: 'clients.list',
  asset: 'assets.list',
  qualification: 'qualifications.list',
  request: 'requests.list',
  token: 'tokens.list',
  hold: 'funds.holds',
};

export async function listOf(kind: KindName): Promise<Query> {
  const list = await operationNamed(LISTS[kind] ?? '');
  if (list.kind !== 'query') throw new Error(`${list.name} is no list`);
  return list;
}
