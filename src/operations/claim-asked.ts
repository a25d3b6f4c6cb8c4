/** Claims where the account's entity wants to approve them (ACC-3). */
import type { Key } from '../domain/kind.ts';
import { loadWaitingClaims, waitingClaims } from './claim-requests.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { askedAlready, newRequest } from './request-types.ts';

/** Of accounts that are loaded: what their entities ask for, and what waits where they ask for approval. */
export async function loadPolicies(l: Loader, accounts: readonly Key[]): Promise<void> {
  const entityOf = (key: Key) => l.view.get('account', key)?.['entity'];
  const entities = new Set(accounts.map(entityOf).filter((entity) => typeof entity === 'string'));
  await l.need({ kind: 'org', by: 'key', values: [...entities], fields: ['claim_policy'] });
  const asking = accounts.filter((key) => asksFirst(l.view, entityOf(key)));
  if (asking.length > 0) await loadWaitingClaims(l, asking);
}

export const asksFirst = (v: ReadView, entity: unknown): boolean =>
  typeof entity === 'string' && v.get('org', entity)?.['claim_policy'] === 'approval';

export function askToClaim(v: ReadView, ctx: Pure, account: Key, system: string): Decision {
  const { login } = ctx.actor;
  const asked = waitingClaims(v, account).find((key) => v.get('request', key)?.['member'] === login);
  if (asked) return askedAlready(asked);
  const request = newRequest(ctx, 'claim', { named: account, account, system });
  return { pending: [request], id: request.key };
}
