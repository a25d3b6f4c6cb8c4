/** The one manager of an account: patches that keep account and relations in step (ACC-3). */
import type { Key } from '../domain/kind.ts';
import { keyOf } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import type { Patch, ReadView } from './define.ts';

/** Removes the managing relations of an account, whoever holds them. */
export function dropManager(v: ReadView, account: Key): Patch[] {
  return v
    .list('relation', 'account', account)
    .filter((key) => ['claimed', 'assigned'].includes(String(v.get('relation', key)?.['source'])))
    .map((key) => ({ remove: 'relation', key }));
}

export function setManager(
  v: ReadView,
  account: Key,
  member: string,
  source: 'claimed' | 'assigned',
  system: string,
): Patch[] {
  const row = { account, member, source, system };
  return [
    { set: 'account', key: account, fields: { manager: member } },
    ...dropManager(v, account),
    { insert: 'relation', key: keyOf(KINDS.relation, row), row },
  ];
}

export function clearManager(v: ReadView, account: Key): Patch[] {
  return [{ set: 'account', key: account, fields: { manager: null } }, ...dropManager(v, account)];
}
