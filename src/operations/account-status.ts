/** Suspending, resuming and closing accounts: one state machine, whoever writes the status (ACC-1). */
import { type AccountStatus, STATUS_MOVES } from '../domain/accounts.ts';
import { holderOf } from '../domain/funds/books.ts';
import type { Key, Row, Value } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { isOperator, type Right, type Subject } from '../domain/rights.ts';
import {
  ACCOUNT_ROW,
  type AccountRow,
  activeAgency,
  loadAccounts,
  visibleAccount,
  WHERE_ACCOUNTS,
} from './account-rows.ts';
import { loadWaitingClaims, voidedByClosing } from './claim-requests.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { bookedFault, loadMoneyLeft, moneyFault } from './money-left.ts';

const statusRight = (to: AccountStatus): Right => (to === 'active' ? 'account.resume' : 'account.status');

/** Why the account may not get this status from this actor, with the right that the status needs besides. */
export function statusFault(
  v: ReadView,
  ctx: Pick<Pure, 'actor' | 'may'>,
  subject: Subject,
  to: AccountStatus,
): Refusal | undefined {
  const account = subject.target;
  const from = v.get('account', account)?.['status'] as AccountStatus;
  if (!ctx.may(statusRight(to), subject)) return refuse('FORBIDDEN', { right: statusRight(to), target: account });
  if (!STATUS_MOVES[from].includes(to)) return refuse('ACCOUNT_STATUS', { account, from, to });
  if (from === 'pending_review' && to === 'active' && !isOperator(ctx.actor))
    return refuse('FORBIDDEN', { right: 'account.resume', target: account });
  if (from === 'suspended' && to === 'active' && !ctx.may('account.status', subject))
    return refuse('FORBIDDEN', { right: 'account.status', target: account });
  if (to === 'closed' && activeAgency(v, account)) return refuse('ACCOUNT_AUTHORISED', { account });
  return undefined;
}

/** Nothing is closed over money that is still in it (ACC-1). */
export const closingFault = (v: ReadView, account: Key, to: unknown): Refusal | undefined =>
  to === 'closed' ? moneyFault(v, holderOf('account', account)) : undefined;

/** Why what a row writes may not be: its status, and what money of the account keeps as it is. */
export function writtenFault(
  v: ReadView,
  ctx: Pick<Pure, 'actor' | 'may'>,
  subject: Subject,
  old: Row,
  changed: Readonly<Record<string, Value>>,
): Refusal | undefined {
  const { status } = changed;
  const fault = status === undefined ? undefined : statusFault(v, ctx, subject, status as AccountStatus);
  return fault ?? closingFault(v, subject.target, status) ?? bookedFault(v, subject.target, old, changed);
}

export async function loadKeeping(
  l: Loader,
  rows: readonly { readonly status?: string; readonly currency?: string; readonly time_zone?: string }[],
  accounts: readonly Key[],
): Promise<void> {
  if (rows.some(({ status }) => status === 'closed')) await loadClosing(l, accounts);
  if (rows.some(({ currency, time_zone }) => (currency ?? time_zone) !== undefined))
    await l.held(accounts.map((account) => holderOf('account', account)));
}

const loadClosing = async (l: Loader, accounts: readonly Key[]): Promise<void> => {
  await loadWaitingClaims(l, accounts);
  await loadMoneyLeft(
    l,
    accounts.map((account) => holderOf('account', account)),
  );
};

function decideStatus(v: ReadView, ctx: Pure, subject: Subject, to: AccountStatus): Decision {
  const key = subject.target;
  if (v.get('account', key)?.['status'] === to) return { unchanged: 'SAME' };
  const closing = voidedByClosing(v, key, to);
  const fault = statusFault(v, ctx, subject, to) ?? closingFault(v, key, to);
  return fault ?? { ok: [{ set: 'account', key, fields: { status: to } }, ...closing] };
}

/** What the three verbs have in common: all but their words. */
export const statusChange = (to: AccountStatus) => ({
  options: {},
  row: ACCOUNT_ROW,
  argument: 'id' as const,
  where: WHERE_ACCOUNTS,
  right: statusRight(to),
  effect: 'reversible' as const,
  async load(l: Loader, rows: readonly AccountRow[]) {
    const accounts = await loadAccounts(l, rows, []);
    if (to === 'closed') await loadClosing(l, accounts);
  },
  subject: (v: ReadView, row: AccountRow, _options: unknown, _keep: unknown, ctx: Pure) => visibleAccount(v, row, ctx),
  decide: (v: ReadView, ctx: Pure, _row: AccountRow, _options: unknown, _keep: unknown, subject: Subject) =>
    decideStatus(v, ctx, subject, to),
});
