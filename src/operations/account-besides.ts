/** What a written account row changes besides the account itself, each by the rules of its own operation (MEM-3). */
import type { Key, Row, Value } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { isOperator, type Subject } from '../domain/rights.ts';
import type { Pointer } from '../store/port.ts';
import type { AccountWrite, WriteMode } from './account-columns.ts';
import { activeAgency, activeClient } from './account-rows.ts';
import { addressed, memberNamed } from './address.ts';
import type { Patch, Pure, ReadView } from './define.ts';
import { clearManager, managesAt, managingPlaces, setManager } from './manager.ts';

/**
 * Which agency has the account (ACC-7): an operator records it; an agency only for an account that it opens itself,
 * where no other client relation can be touched.
 */
export function authorise(v: ReadView, ctx: Pure, row: AccountWrite, key: Key, opens: boolean): Patch[] | Refusal {
  if (!row.agency) return [];
  const agency = addressed(v, 'org', row.agency, ['agency']);
  if (typeof agency !== 'string') return agency;
  const held = activeAgency(v, key);
  if (held === agency) return [];
  if (!opens && !isOperator(ctx.actor)) return refuse('FORBIDDEN', { right: 'client.authorize', target: key });
  if (held !== undefined) return refuse('CLIENT_TAKEN', { account: key });
  const id = ctx.id('z_', 1);
  const authorisation = { id, account: key, agency, state: 'active', source: 'import', created: ctx.now };
  return [{ insert: 'authorisation', key: id, row: authorisation }];
}

export function managerChange(
  v: ReadView,
  ctx: Pure,
  row: AccountWrite,
  mode: WriteMode,
  subject: Subject,
  old: Row,
): Patch[] | Refusal {
  const key = subject.target;
  if (row.manager && row.manager !== old['manager']) {
    if (old['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account: key });
    if (old['manager'] != null) return refuse('ACCOUNT_MANAGED', { account: key });
  }
  const clears = row.manager === '' && mode.clear?.includes('manager') && old['manager'] != null;
  if (!clears && (!row.manager || row.manager === old['manager'])) return [];
  if (!ctx.may('account.assign', subject)) return refuse('FORBIDDEN', { right: 'account.assign', target: key });
  if (clears) return clearManager(v, key);
  return managerPatches(v, ctx, key, row.manager as string, subject.places === 'any' ? [] : subject.places);
}

export function managerPatches(
  v: ReadView,
  ctx: Pure,
  key: Key,
  login: string,
  places: readonly string[],
): Patch[] | Refusal {
  const missing = memberNamed(v, login);
  if (missing) return missing;
  if (v.get('member', login)?.['verified'] === null) return refuse('MEMBER_UNVERIFIED', { member: login });
  if (!ctx.may('account.assign', { target: key, places }))
    return refuse('FORBIDDEN', { right: 'account.assign', target: key });
  if (!managesAt(managingPlaces(v, login), login, places))
    return refuse('MEMBER_OUTSIDE', { member: login, account: key });
  return setManager(v, key, login, 'assigned', 'workbench');
}

/** A manager who could not see the account where it would lie then does not come along (as MEMBER_OUTSIDE). */
export function leavesManager(v: ReadView, key: Key, old: Row, places: readonly string[]): Refusal | undefined {
  const login = old['manager'];
  if (typeof login !== 'string' || managesAt(managingPlaces(v, login), login, places)) return undefined;
  return refuse('MANAGER_OUTSIDE', { account: key });
}

/** The records that a row asks to change; one that only names its account asks for none. */
export function askedOf(
  v: ReadView,
  row: AccountWrite,
  mode: WriteMode,
  key: Key,
  fields: Readonly<Record<string, Value>>,
): readonly Pointer[] {
  const manager = row.manager || (row.manager === '' && mode.clear?.includes('manager'));
  const account = manager || Object.keys(fields).length > 0 ? [{ kind: 'account', key } as const] : [];
  const client = row.agency ? activeClient(v, key) : undefined;
  return client === undefined ? account : [...account, { kind: 'authorisation', key: client }];
}
