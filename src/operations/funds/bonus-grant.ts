import { endOfDay } from '../../domain/days.ts';
import { grantBonus } from '../../domain/funds/moving.ts';
import type { FundKind } from '../../domain/funds/words.ts';
import { refuse } from '../../domain/refusal.ts';
import { dayIn } from '../../domain/zone.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, amountOf, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { AMOUNTS, HOLDER_ROW, WHERE_HOLDERS, withPlatform } from '../fund-moves.ts';
import { type OwnRow, ownMovement } from '../fund-own.ts';

const { bonus, traffic_bonus } = AMOUNTS.kind.values;
const FIELDS = {
  kind: {
    ...AMOUNTS.kind,
    values: { bonus, traffic_bonus },
    help: { en: 'bonus or traffic_bonus', zh: '普通红包（bonus）或流量红包（traffic_bonus）' },
    question: { en: 'kind: bonus or traffic_bonus', zh: '红包类型' },
  },
  amount: AMOUNT,
  valid_from: {
    type: 'day',
    label: { en: 'valid from', zh: '生效日期' },
    help: { en: 'its first day; default today, where the holder is', zh: '首个有效日，默认持有方时区的今天' },
    question: { en: 'its first day', zh: '首个有效日' },
    headers: ['生效日', '开始日期', '有效期起'],
    metavar: 'DAY',
  },
  valid_to: {
    type: 'day',
    label: { en: 'valid to', zh: '失效日期' },
    help: { en: 'its last day, where the holder is', zh: '最后一个有效日，按持有方时区' },
    question: { en: 'its last day', zh: '最后一个有效日' },
    headers: ['有效期', '有效期至', '结束日期', '到期日'],
    metavar: 'DAY',
  },
  ...PURSE_CURRENCY,
  ...NOTE,
} as const;

type Row = OwnRow & {
  readonly kind?: string;
  readonly amount?: string;
  readonly valid_from?: string;
  readonly valid_to?: string;
};

export const bonusGrantFunds = defineChange({
  kind: 'change',
  name: 'funds.bonus-grant',
  summary: { en: 'Grant bonus: a lot that is valid for some days', zh: '发放红包，限有效期内使用' },
  past: { en: 'granted', zh: '已发放' },
  options: FIELDS,
  row: { ...HOLDER_ROW, ...FIELDS },
  fills: ['kind', 'amount', 'valid_from', 'valid_to', 'purse', 'currency', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  right: 'funds.bonus_grant',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds bonus-grant agency:a_bluefocus --kind bonus --amount 1000 --valid-to 2099-12-31 --dry-run',
      does: { en: 'rehearse a lot for an agency, which allocates it', zh: '预演向代理商发放，由其划拨' },
    },
    {
      command: 'adctl funds bonus-grant 20000001 --kind traffic_bonus --amount 50.00 --valid-to 2099-03-31 --dry-run',
      does: { en: 'rehearse one for an account', zh: '预演向账户发放流量红包' },
    },
  ],
  ...ownMovement<Row>({
    movement: 'bonus_grant',
    plan(row, { v, ctx, holder, currency }) {
      if (row.kind === undefined) return refuse('MISSING', { field: FIELDS.kind.label, option: '--kind' });
      if (row.valid_to === undefined) return refuse('MISSING', { field: FIELDS.valid_to.label, option: '--valid-to' });
      const kind = row.kind as FundKind;
      const amount = amountOf(row.amount, currency);
      if (typeof amount !== 'bigint') return amount;
      const to = row.valid_to;
      const zone = v.funds.zone(holder);
      const from = row.valid_from ?? dayIn(zone, ctx.now);
      const end = endOfDay(FIELDS.valid_to, to, zone, ctx.now);
      const id = ctx.id('l_', 2, 16);
      return {
        amounts: [[kind, amount]],
        besides: [`to=${to}`, ...(row.valid_from === undefined ? [] : [`from=${from}`])],
        compose(draft) {
          if ('refuse' in end && end.refuse !== 'DAY_OVER') return end;
          if ('refuse' in end || from > to) return refuse('LOT_VALIDITY', { from, to });
          const lot = { id, validFrom: from, validTo: to };
          return grantBonus(draft, holder, kind, amount, lot) ?? { lot: { ...lot, kind }, id };
        },
      };
    },
  }),
});
