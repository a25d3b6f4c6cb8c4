/** Claims that wait for approval (ACC-3): who assigns accounts there decides, and everything is decided again then. */
import type { Key, Row } from '../domain/kind.ts';
import { refuse } from '../domain/refusal.ts';
import { waiting } from '../domain/requests.ts';
import { type Actor, may, type Subject } from '../domain/rights.ts';
import { ACCOUNT_FIELDS, accountSubject, loadSurroundings } from './account-rows.ts';
import { GRANT_FIELDS, MEMBER_FIELDS } from './address.ts';
import type { Loader, Patch, Pure, ReadView } from './define.ts';
import { setManager } from './manager.ts';
import type { RequestRules } from './request-types.ts';

const accountOf = (request: Row): Key => String(request['account']);
const memberOf = (request: Row): string => String(request['member']);

/** A member as it stands now, for what is decided about somebody who does not act; its grants are loaded. */
export function actorOf(v: ReadView, login: string, without?: Key): Actor {
  const held = v.list('grant', 'member', login).filter((key) => key !== without);
  const grants = held.map((key) => v.get('grant', key) as Actor['grants'][number] & Row);
  return { login, verified: v.get('member', login)?.['verified'] != null, grants };
}

export async function loadClaimants(l: Loader, logins: readonly string[]): Promise<void> {
  const values = [...new Set(logins)];
  await l.need(
    { kind: 'member', by: 'key', values, fields: MEMBER_FIELDS },
    { kind: 'grant', by: 'member', values, fields: GRANT_FIELDS },
  );
}

/** Whether the member could claim the account now. */
export const mayClaim = (v: ReadView, account: Key, actor: Actor): boolean =>
  actor.verified && may(actor, 'account.claim', accountSubject(v, account, { actor }));

/** What waits for a decision on accounts. */
export async function loadWaitingClaims(l: Loader, accounts: readonly Key[]): Promise<void> {
  const fields = ['type', 'state', 'member', 'account', 'decided_by', 'decided', 'answer'];
  await l.need({ kind: 'request', by: 'account', values: accounts.map(waiting), fields });
}

export const waitingClaims = (v: ReadView, account: Key): Key[] =>
  v.list('request', 'account', waiting(account)).filter((key) => {
    const row = v.get('request', key);
    return row?.['type'] === 'claim' && row['state'] === 'pending';
  });

export const voided = (keys: readonly Key[]): Patch[] =>
  keys.map((key) => ({ set: 'request', key, fields: { state: 'void' } }));

/** No claim outlives its account. */
export const voidedByClosing = (v: ReadView, account: Key, to: unknown): Patch[] =>
  to === 'closed' ? voided(waitingClaims(v, account)) : [];

export const CLAIM_REQUESTS: RequestRules = {
  async load(l, requests) {
    const rows = requests.map((key) => l.view.get('request', key) as Row);
    const accounts = [...new Set(rows.map(accountOf))];
    await l.need({ kind: 'account', by: 'key', values: accounts, fields: ACCOUNT_FIELDS });
    await loadSurroundings(l, accounts);
    await loadClaimants(l, rows.map(memberOf));
    await loadWaitingClaims(l, accounts);
  },
  decider: (v, ctx, request) => ({
    right: 'account.assign',
    subject: { ...accountSubject(v, accountOf(request), ctx), target: String(request['id']) } satisfies Subject,
  }),
  approve(v, ctx, key, request) {
    const [account, member] = [accountOf(request), memberOf(request)];
    const row = v.get('account', account);
    if (v.get('member', member)?.['status'] !== 'active') return refuse('MEMBER_REMOVED', { member });
    if (v.get('member', member)?.['verified'] == null) return refuse('MEMBER_UNVERIFIED', { member });
    if (!mayClaim(v, account, actorOf(v, member))) return refuse('MEMBER_OUTSIDE', { member, account });
    if (row?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account });
    if (row?.['manager'] != null && row['manager'] !== member) return refuse('ACCOUNT_MANAGED', { account });
    return [
      ...(row?.['manager'] === member ? [] : setManager(v, account, member, 'claimed', String(request['system']))),
      ...others(v, ctx, account, key),
    ];
  },
};

/** One manager: the other claims on the account are rejected with the approval of this one. */
function others(v: ReadView, ctx: Pure, account: Key, approved: Key): Patch[] {
  const fields = { state: 'rejected', decided_by: ctx.actor.login, decided: ctx.now };
  return waitingClaims(v, account)
    .filter((key) => key !== approved)
    .map((key) => ({ set: 'request', key, fields }));
}
