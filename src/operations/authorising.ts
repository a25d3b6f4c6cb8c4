/** When an authorisation that begins will end by itself (ACC-7, TIME-2). */
import { lastOf } from '../domain/days.ts';
import type { Key } from '../domain/kind.ts';
import { activeClient } from './account-rows.ts';
import type { ReadView } from './define.ts';

type End = { readonly until: string | null; readonly due_at: number | null; readonly due_state: string | null };

/** After its last day where the account is; data with the client relation that it hangs on at the latest. */
export function endOf(
  v: ReadView,
  { account, data, until }: { readonly account: Key; readonly data: unknown; readonly until: unknown },
): End {
  const zone = String(v.get('account', account)?.['time_zone']);
  const own = typeof until === 'string' ? { until, due_at: lastOf(until, zone) } : undefined;
  const client = data === null ? undefined : activeClient(v, account);
  const above = client ? v.get('authorisation', client) : undefined;
  const [first] = [own, above as Partial<End> | undefined]
    .filter((end) => typeof end?.due_at === 'number')
    .toSorted((a, b) => Number(a?.due_at) - Number(b?.due_at));
  return first ? { until: first.until ?? null, due_at: Number(first.due_at), due_state: 'expired' } : NEVER;
}

/** In place of a last day. */
export const NO_END = { en: 'it is ended', zh: '解约' } as const;
const NEVER: End = { until: null, due_at: null, due_state: null };
