/** Words of money (FUND-2, FUND-4): kinds of funds, purses, movements, what each entry of a transaction is for. */
import type { Text } from '../text.ts';

/** `floor`: which side of zero a book of this kind stays on; those of `world` have none (FUND-3). */
export const FUND_KINDS = {
  cash: { en: 'cash', zh: '现金', floor: 'positive' },
  credit: { en: 'credit', zh: '授信', floor: 'positive' },
  bonus: { en: 'bonus', zh: '普通红包', floor: 'positive' },
  traffic_bonus: { en: 'traffic bonus', zh: '流量红包', floor: 'positive' },
  deposit: { en: 'deposit', zh: '保证金', floor: 'positive' },
  owed: { en: 'owed', zh: '后付', floor: 'negative' },
  overdraft: { en: 'overdraft', zh: '透支', floor: 'negative' },
} as const satisfies Record<string, Text & { readonly floor: 'positive' | 'negative' }>;
export type FundKind = keyof typeof FUND_KINDS;

/** Kinds whose books are the sum of their lots. */
export const LOT_KINDS: ReadonlySet<string> = new Set(['bonus', 'traffic_bonus'] satisfies FundKind[]);

/** What moves between holders. */
export const MOVABLE_KINDS = ['cash', 'credit', 'bonus', 'traffic_bonus'] as const satisfies readonly FundKind[];
export type MovableKind = (typeof MOVABLE_KINDS)[number];

export const PURSES = {
  general: { en: 'general', zh: '通用钱包' },
  external: { en: 'external', zh: '外投钱包' },
} as const satisfies Record<string, Text>;
export type Purse = keyof typeof PURSES;
export const DEFAULT_PURSE: Purse = 'general';

export const HOLDER_KINDS = {
  account: { en: 'account', zh: '账户' },
  agency: { en: 'agency', zh: '代理商' },
  entity: { en: 'entity', zh: '主体' },
  group: { en: 'group', zh: '集团' },
  unit: { en: 'business unit', zh: '业务单元' },
  world: { en: 'world', zh: '平台' },
} as const satisfies Record<string, Text>;
export type HolderKind = keyof typeof HOLDER_KINDS;

/** What a transaction as a whole does. */
export const MOVEMENTS = {
  recharge: { en: 'recharge', zh: '充值' },
  refund: { en: 'refund', zh: '退款' },
  allocate: { en: 'allocate', zh: '划拨' },
  reclaim: { en: 'reclaim', zh: '回收' },
  transfer: { en: 'transfer', zh: '转账' },
  credit_limit: { en: 'credit limit', zh: '授信额度' },
  repay: { en: 'repay', zh: '还款' },
  bonus_grant: { en: 'bonus grant', zh: '发放红包' },
  bonus_revoke: { en: 'bonus revoke', zh: '收回红包' },
  expire: { en: 'expire', zh: '红包过期' },
  deposit_pay: { en: 'deposit pay', zh: '缴纳保证金' },
  deposit_return: { en: 'deposit return', zh: '退还保证金' },
  freeze: { en: 'freeze', zh: '冻结' },
  unfreeze: { en: 'unfreeze', zh: '解冻' },
  hold: { en: 'hold', zh: '预占' },
  post: { en: 'post', zh: '预占入账' },
  void: { en: 'void', zh: '预占撤销' },
  hold_expire: { en: 'hold expired', zh: '预占过期' },
  consume: { en: 'consume', zh: '消耗' },
  consume_return: { en: 'consume return', zh: '消耗退回' },
  split: { en: 'split', zh: '分账' },
  split_refund: { en: 'split refund', zh: '分账退回' },
  adjust: { en: 'adjust', zh: '调账' },
  reversal: { en: 'reversal', zh: '冲正' },
} as const satisfies Record<string, Text>;
export type Movement = keyof typeof MOVEMENTS;
/** What the lines of a day of an account are made of. */
export const isConsumption = (movement: string): boolean => movement === 'consume' || movement === 'consume_return';

/** What an entry is for, where that is not what its transaction does. */
export const PARTS = {
  settle: { en: 'clears overdraft', zh: '冲抵透支' },
  expire: { en: 'expires', zh: '过期' },
  unexpire: { en: 'comes back for a day when it was valid', zh: '追溯恢复' },
  repaid: { en: 'was owed, and is repaid by now', zh: '原为后付，已还款' },
  cleared: { en: 'was overdraft, and is cleared by now', zh: '原为透支，已冲抵' },
} as const satisfies Record<string, Text>;
export type Part = keyof typeof PARTS;

/** What is consumed for: where an ad is shown, and how it is bought. Any other word is kept. */
const CONSUMPTION_TYPES: Readonly<Record<string, readonly string[]>> = {
  omni: ['全域', '全域智投'],
  search: ['搜索'],
  brand: ['品牌'],
  app: ['应用'],
  outdoor: ['户外'],
};
const BUYING: Readonly<Record<string, readonly string[]>> = { rtb: ['竞价', '实时竞价'], gd: ['合约', '保量'] };

const wordIn = (words: Readonly<Record<string, readonly string[]>>, text: string): string | undefined =>
  Object.keys(words).find((word) => word === text || words[word]?.includes(text));

/**
 * A type in the words above, however it is written: `Search-RTB`, `搜索 竞价`, `ｓｅａｒｃｈ/rtb` and `search/rtb` are one. So
 * is any other word: by what one file calls `Video Ads` and another `video  ads`, a day would be booked twice.
 */
export function consumptionType(said: string): string {
  const text = said.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  const parts = text.split(/[\s/×+_-]+/).filter((part) => part !== '');
  const type = parts.map((part) => wordIn(CONSUMPTION_TYPES, part)).filter((word) => word !== undefined);
  const buying = parts.map((part) => wordIn(BUYING, part)).filter((word) => word !== undefined);
  const known = type.length < 2 && buying.length < 2 && type.length + buying.length === parts.length;
  return known ? [...type, ...buying].join('/') : text;
}

/** Who a platform's file is of, however it is written: what `Ocean` said is corrected by what `ocean` says. */
export const sourceNamed = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
