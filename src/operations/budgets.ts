/** Daily budgets: an amount above 0, or unlimited (ACC-8). */
import { parseAmount } from '../domain/money.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';

export const BUDGET_ROW = {
  daily_budget: {
    type: 'amount',
    label: { en: 'daily budget', zh: '日预算' },
    help: { en: 'amount per day, or unlimited', zh: '每日金额，或 unlimited（不限）' },
    headers: ['budget', 'amount', '日预算', '预算', '账户日预算'],
    metavar: 'A',
  },
} as const satisfies Schema;

const UNLIMITED: ReadonlySet<string> = new Set(['unlimited', '不限']);

/** Minor units, or null for unlimited. */
export function budgetOf(text: string, currency: string): { readonly minor: number | null } | Refusal {
  if (UNLIMITED.has(text.toLowerCase())) return { minor: null };
  const parsed = parseAmount(text, currency);
  if ('refuse' in parsed) return parsed;
  return parsed.minor === 0
    ? refuse('AMOUNT_INVALID', {
        value: text,
        reason: {
          en: '0 is no budget; say unlimited, or suspend the account',
          zh: '预算不能为 0；请用 unlimited 或暂停账户',
        },
      })
    : { minor: parsed.minor };
}
