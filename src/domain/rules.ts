/** The numbers marked (r) in the contract: defaults, kept in the state where they were changed. */
import { nearest } from './nearest.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Text } from './text.ts';

export type RuleDef = { readonly default: number; readonly least: number; readonly most: number; readonly label: Text };

export const RULES = {
  batch_interrupted_seconds: {
    default: 30,
    least: 5,
    most: 3600,
    label: {
      en: 'seconds without progress after which a batch counts as interrupted',
      zh: '批次无进展多少秒后视为中断',
    },
  },
  results_days: {
    default: 30,
    least: 1,
    most: 3650,
    label: {
      en: 'days that row results of a finished batch are kept; state compact drops older ones',
      zh: '已结束批次的逐行结果保留天数；更早的由 state compact 清理',
    },
  },
  authorisation_lapse_days: {
    default: 30,
    least: 1,
    most: 365,
    label: {
      en: 'days after which an authorisation that nobody has decided lapses',
      zh: '授权申请多少天无人处理即失效',
    },
  },
  plan_lapse_hours: {
    default: 24,
    least: 1,
    most: 720,
    label: {
      en: 'hours after which a plan that nobody has applied lapses',
      zh: '资金方案多少小时无人执行即失效',
    },
  },
  qualification_expiring_days: {
    default: 30,
    least: 1,
    most: 365,
    label: {
      en: 'days before its end that a qualification counts as expiring',
      zh: '资质到期前多少天视为即将到期',
    },
  },
  hold_days: {
    default: 7,
    least: 1,
    most: 365,
    label: {
      en: 'days that an amount is held where its hold does not say for how long',
      zh: '预占未指定有效期时的默认天数',
    },
  },
} as const satisfies Record<string, RuleDef>;

export type Rules = { readonly [K in keyof typeof RULES]: number };

export const DEFAULT_RULES = Object.fromEntries(
  Object.entries(RULES).map(([key, rule]) => [key, rule.default]),
) as Rules;

export function noRule(key: string): Refusal {
  return refuse('NOT_FOUND', {
    kind: { en: 'rule', zh: '规则' },
    value: key,
    nearest: nearest(key, Object.keys(RULES)),
  });
}
