/** What a platform cannot be called: accounts are made with the platform's name before their id. */
import { kindSaid } from '../domain/funds/books.ts';
import { HOLDER_KINDS } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { ACCOUNT_ROW } from './account-rows.ts';

/** What stands before a colon says which kind of holder is meant (FUND-2): of a platform it would say two things. */
export function platformFault(key: Key): Refusal | undefined {
  const platform = kindSaid(key);
  if (platform === undefined) return undefined;
  const words = Object.keys(HOLDER_KINDS).join(', ');
  return refuse('VALUE_INVALID', {
    field: ACCOUNT_ROW.platform.label,
    value: platform,
    expected: { en: `another name than ${words}, which say who holds money`, zh: `不能是表示资金持有方的 ${words}` },
  });
}
