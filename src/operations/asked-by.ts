/** What somebody asked for ends with the place it was asked from: all of it with the member, a claim with the role (ACC-3). */
import type { Key, Row } from '../domain/kind.ts';
import { waiting } from '../domain/requests.ts';
import { ACCOUNT_FIELDS, loadSurroundings } from './account-rows.ts';
import { actorOf, loadClaimants, mayClaim, voided } from './claim-requests.ts';
import type { Loader, Patch, ReadView } from './define.ts';
import { loadTokensOf, tokensEnded } from './token-rows.ts';

function asked(v: ReadView, login: string, types: readonly string[]): { readonly key: Key; readonly row: Row }[] {
  return v.list('request', 'member', waiting(login)).flatMap((key) => {
    const row = v.get('request', key);
    return row?.['state'] === 'pending' && types.includes(String(row['type'])) ? [{ key, row }] : [];
  });
}
const claims = (v: ReadView, login: string) => asked(v, login, ['claim']);

export async function loadAskedBy(l: Loader, logins: readonly string[]): Promise<void> {
  const fields = ['type', 'state', 'member', 'org', 'account', 'decided_by'];
  await l.need({ kind: 'request', by: 'member', values: [...new Set(logins)].map(waiting), fields });
  const claimants = logins.filter((login) => claims(l.view, login).length > 0);
  if (claimants.length === 0) return;
  const accounts = claimants.flatMap((login) => claims(l.view, login).map(({ row }) => String(row['account'])));
  await l.need({ kind: 'account', by: 'key', values: [...new Set(accounts)], fields: ACCOUNT_FIELDS });
  await loadSurroundings(l, [...new Set(accounts)]);
  await loadClaimants(l, claimants);
}

/** What ends with a member, besides its roles and relations. */
export async function loadEnding(l: Loader, logins: readonly string[]): Promise<void> {
  await loadAskedBy(l, logins);
  await loadTokensOf(l, logins);
}

/** An authorisation is asked for on behalf of an organisation: it outlives whoever asked. */
export const endedWithMember = (v: ReadView, login: string): Patch[] => [
  ...voided(asked(v, login, ['join', 'claim']).map(({ key }) => key)),
  ...tokensEnded(v, login),
];

/** Claims on accounts that the member could not claim without this role. */
export function endedWithRole(v: ReadView, login: string, grant: Key): Patch[] {
  const waits = claims(v, login);
  if (waits.length === 0) return [];
  const without = actorOf(v, login, grant);
  return voided(waits.filter(({ row }) => !mayClaim(v, String(row['account']), without)).map(({ key }) => key));
}
