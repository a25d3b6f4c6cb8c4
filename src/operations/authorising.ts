/** When an authorisation that begins will end by itself (ACC-7, TIME-2). */
import { lastOf } from '../domain/days.ts';
import type { Key } from '../domain/kind.ts';
import { activeClient } from './account-rows.ts';
import type { ReadView } from './define.ts';

/** After its last day where the account is; data with the client relation that it hangs on at the latest. */
export function dueOf(
  v: ReadView,
  { account, data, until }: { readonly account: Key; readonly data: unknown; readonly until: unknown },
): { readonly due_at: number | null; readonly due_state: string | null } {
  const zone = String(v.get('account', account)?.['time_zone']);
  const own = typeof until === 'string' ? lastOf(until, zone) : undefined;
  const client = data === null ? undefined : activeClient(v, account);
  const above = client && v.get('authorisation', client)?.['due_at'];
  const ends = [own, above].filter((end): end is number => typeof end === 'number');
  return ends.length === 0 ? { due_at: null, due_state: null } : { due_at: Math.min(...ends), due_state: 'expired' };
}
