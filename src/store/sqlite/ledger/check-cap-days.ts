/** What is kept of each day for caps is what its transactions count (FUND-6). */
import { formatMinor } from '../../../domain/money.ts';
import type { Session } from '../session.ts';
import { exact } from './ahead.ts';
import { type CapDays, capDay } from './cap-days.ts';
import type { Found } from './check-walk.ts';

export function* capDaysKept(session: Session, { used: expected }: CapDays): Found {
  const lacking = new Map(expected);
  const days = exact<[string, string, string, bigint]>(session, 'SELECT org, currency, day, used FROM cap_days');
  for (const [org, currency, day, found] of days) {
    const name = capDay(org, currency, day);
    const used = lacking.get(name) ?? 0n;
    lacking.delete(name);
    if (used !== found) yield told(name, used, found);
  }
  for (const [name, used] of lacking) if (used !== 0n) yield told(name, used, 0n);
}

function told(name: string, expected: bigint, found: bigint) {
  const [org = '', currency = '', day = ''] = name.split('/');
  const [is, was] = [formatMinor(expected, currency), formatMinor(found, currency)];
  return { code: 'LEDGER_CAP_DAY', details: { org, currency, day, expected: is, found: was } };
}
