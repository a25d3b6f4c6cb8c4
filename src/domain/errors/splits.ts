/** What is refused of splits (FUND-13). */
import { errors } from './define.ts';

const conflict = { exit: 5, http: 409, status: 'conflict' } as const;
const invalid = { exit: 2, http: 422, status: 'invalid' } as const;

export const SPLIT_ERRORS = errors({
  SPLIT_SHARE: {
    ...invalid,
    message: { en: '"{value}" is no share', zh: '“{value}”不是有效的分账份额' },
    hint: {
      en: 'HOLDER=33.3333% (at most four places) or HOLDER=10.00; NAME/HOLDER=50% within a split of its own',
      zh: '持有方=33.3333%（最多四位小数）或 持有方=10.00；下级分账写作 名称/持有方=50%',
    },
  },
  SPLIT_LEVELS: {
    ...invalid,
    message: { en: '"{value}" lies too deep: {most} levels at most', zh: '“{value}”层级过深：最多 {most} 级' },
    hint: { en: 'name the receivers of the last level directly', zh: '请直接列出最后一级的收款方' },
  },
  SPLIT_PARENT: {
    ...invalid,
    message: { en: 'nothing goes to "{value}", which has receivers', zh: '“{value}”有下级收款方，但未分得份额' },
    hint: { en: 'add --to {value}=SHARE', zh: '请加 --to {value}=份额' },
  },
  SPLIT_TWICE: {
    ...invalid,
    message: { en: '"{value}" is named twice', zh: '“{value}”重复' },
    hint: { en: 'one share for each receiver', zh: '每个收款方只写一个份额' },
  },
  SPLIT_OVER: {
    ...invalid,
    message: { en: 'the percents sum to {percent}', zh: '百分比合计为 {percent}' },
    hint: { en: 'to 100% at most; what is less stays with the payer', zh: '合计不得超过 100%，不足部分留在付款方' },
  },
  SPLIT_COUNTED: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'counts as refunded, though of so little no receiver has anything to give back',
      zh: '已计入退回金额；金额过小，各收款方无需退还',
    },
    brief: { en: 'counted; no receiver has anything to give back', zh: '已计入；各收款方无需退还' },
  },
  SPLIT_NOTHING: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    told: true,
    message: {
      en: 'of {amount} {currency} no receiver gets as much as the smallest unit: it stays with the payer',
      zh: '{amount} {currency} 过小，各收款方均分不到最小单位，资金留在付款方',
    },
    brief: {
      en: 'of so little no receiver gets anything: it stays with the payer',
      zh: '金额过小，各收款方均分不到，资金留在付款方',
    },
  },
  SPLIT_FIXED: {
    ...conflict,
    message: {
      en: 'fixed amounts sum to {fixed} {currency}, beyond the {amount} that is split',
      zh: '固定金额合计 {fixed} {currency}，超过分账金额 {amount}',
    },
    brief: { en: 'fixed amounts are beyond what is split', zh: '固定金额超过分账金额' },
    hint: { en: 'split more, or fix less', zh: '请提高分账金额或减少固定金额' },
  },
  SPLIT_PAYER: {
    ...invalid,
    message: {
      en: 'split {split} was paid by {payer}, and comes back to no other: not to {holder}',
      zh: '分账 {split} 的付款方是 {payer}，只能退回给该付款方，不能退给 {holder}',
    },
    brief: { en: 'a split comes back to its payer alone', zh: '分账只能退回给其付款方' },
    hint: { en: 'name the payer that adctl funds splits shows', zh: '请填写 adctl funds splits 所示的付款方' },
  },
  SPLIT_REFUNDED: {
    ...conflict,
    message: {
      en: '{amount} {currency} is to come back of split {split}, but only {there} is left of it',
      zh: '要退回 {amount} {currency}，但分账 {split} 仅剩 {there} 未退',
    },
    brief: { en: 'more comes back than was split', zh: '退回超过分账金额' },
    hint: { en: 'adctl funds splits shows what was refunded', zh: '用 adctl funds splits 查看已退回金额' },
  },
});
