import { refuse } from '../../domain/refusal.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { HOLDER_FIELD } from '../fund-holders.ts';
import { ownSubject } from '../fund-own.ts';
import { decideSplit, decideSplitRefund, loadSplit } from '../fund-split.ts';

const PAYER = {
  en: 'who pays, and of a refund gets it back (PAYER in adctl funds splits): account, or agency:ID, entity:ID, unit:ID, group:ID',
  zh: '付款方，退回时也是收款方（见 adctl funds splits 的付款方）：账户，或 agency:编号、entity:编号、unit:编号、group:编号',
};
const RECEIVERS = { en: 'receivers', zh: '收款方' };
const NO_RECEIVERS = {
  en: 'none with a refund: it comes back from those whom the split paid',
  zh: '退回时不填：从该笔分账的收款方退回',
};
const FIELDS = { amount: AMOUNT, ...PURSE_CURRENCY, ...NOTE } as const;

export const splitFunds = defineChange({
  kind: 'change',
  name: 'funds.split',
  summary: { en: 'Split cash among receivers, by percent or fixed amounts', zh: '按比例或固定金额分账' },
  past: ({ refund }) => (refund === undefined ? { en: 'split', zh: '已分账' } : { en: 'refunded', zh: '已退回' }),
  options: {
    ...FIELDS,
    to: {
      type: 'list',
      label: RECEIVERS,
      help: {
        en: 'HOLDER=33.3333% or HOLDER=10.00; NAME=40% with NAME/HOLDER=50% for a split of its own',
        zh: '持有方=33.3333% 或 持有方=10.00；下级分账：名称=40% 与 名称/持有方=50%',
      },
      question: { en: 'who gets how much', zh: '收款方及份额' },
      several: { en: ', repeatable', zh: '，可重复' },
      metavar: 'SHARE',
    },
    rule: {
      type: 'file',
      linesOf: 'to',
      label: { en: 'rule', zh: '规则文件' },
      help: { en: 'file with one such share a line', zh: '每行一个份额的文件' },
      metavar: 'FILE',
    },
    refund: {
      type: 'text',
      label: { en: 'refund', zh: '退回' },
      help: { en: 'takes the amount back of this split', zh: '从该笔分账退回金额' },
      metavar: 'SPLIT',
    },
  },
  row: { holder: { ...HOLDER_FIELD, help: PAYER, required: true }, ...FIELDS },
  fills: ['amount', 'purse', 'currency', 'note'],
  argument: 'holder',
  writes: true,
  money: true,
  moves: 'split',
  right: 'funds.split',
  effect: 'compensated',
  examples: [
    {
      command:
        'adctl funds split agency:a_bluefocus --amount 100.00 --to entity:e_haier=60% --to entity:e_bluefocus=10.00 --dry-run',
      does: { en: 'rehearse one: 10.00 first, then 60 percent of the rest', zh: '预演：先付 10.00，余额的 60%' },
    },
    {
      command: 'adctl funds split agency:a_bluefocus --refund $(adctl funds splits --limit 1 -q) --amount 1 --dry-run',
      does: { en: 'rehearse taking part of a split back to its payer', zh: '预演：从一笔分账退回部分给付款方' },
    },
    {
      command: 'adctl funds splits --limit 3',
      does: { en: 'splits that were made, to refund one', zh: '已有的分账，用于退回' },
    },
  ],
  load: (l, rows, options) => loadSplit(l, rows, options),
  subject: (v, row, _options, _keep, ctx) => ownSubject(v, row, ctx),
  decide(v, ctx, row, options) {
    const { refund, to = [] } = options;
    if (refund === undefined) return decideSplit(v, ctx, row, options);
    if (to.length === 0) return decideSplitRefund(v, ctx, row, refund);
    return refuse('VALUE_INVALID', { field: RECEIVERS, value: to.join(' '), expected: NO_RECEIVERS });
  },
});
