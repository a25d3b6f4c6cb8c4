import { adjust } from '../../domain/funds/moving.ts';
import { FUND_KINDS } from '../../domain/funds/words.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, amountOf, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { HOLDER_ROW, WHERE_HOLDERS, withPlatform } from '../fund-moves.ts';
import { type OwnRow, ownMovement } from '../fund-own.ts';

/** Bonus is the sum of its lots: a lot is granted or revoked. */
const { cash, credit, owed, deposit, overdraft } = FUND_KINDS;
const ADJUSTED = { cash, credit, owed, deposit, overdraft };
type Adjusted = keyof typeof ADJUSTED;

const FIELDS = {
  kind: {
    type: 'enum',
    values: ADJUSTED,
    label: { en: 'kind', zh: '资金类型' },
    help: { en: 'which book; default cash', zh: '调整哪个科目，默认现金' },
    question: { en: 'which book', zh: '调整哪个科目' },
    headers: ['类型', '资金类型', '科目'],
    metavar: 'KIND',
  },
  add: {
    ...AMOUNT,
    label: { en: 'add', zh: '调增' },
    help: {
      en: 'so much more of it; of owed and overdraft, so much more is owed',
      zh: '调增金额；对后付和透支指欠款增加',
    },
    headers: ['调增', '调增金额'],
  },
  take: {
    ...AMOUNT,
    label: { en: 'take', zh: '调减' },
    help: {
      en: 'so much less of it; of owed and overdraft, so much less is owed',
      zh: '调减金额；对后付和透支指欠款减少',
    },
    headers: ['调减', '调减金额'],
  },
  ...PURSE_CURRENCY,
  ...NOTE,
} as const;

type Row = OwnRow & { readonly kind?: string; readonly add?: string; readonly take?: string };

export const adjustFunds = defineChange({
  kind: 'change',
  name: 'funds.adjust',
  summary: {
    en: 'Adjust one book against the platform, with a reason',
    zh: '调账：以平台为对方调整单个科目，须填原因',
  },
  past: { en: 'adjusted', zh: '已调账' },
  options: FIELDS,
  row: { ...HOLDER_ROW, ...FIELDS },
  fills: ['kind', 'add', 'take', 'purse', 'currency', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  right: 'funds.adjust',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds adjust agency:a_bluefocus --add 0.01 --reason 尾差调整 --dry-run',
      does: { en: 'rehearse a cent more of cash', zh: '预演现金调增一分' },
    },
    {
      command: 'adctl funds adjust 20000001 --kind owed --add 3.20 --reason 补记 --dry-run',
      does: { en: 'rehearse that more is owed', zh: '预演欠款调增' },
    },
  ],
  head(_v, ctx) {
    return ctx.reason === ''
      ? refuse('MISSING', { field: { en: 'reason', zh: '原因' }, option: '--reason' })
      : { keep: null };
  },
  ...ownMovement<Row>({
    movement: 'adjust',
    plan(row, { ctx, holder, currency }) {
      const { add, take } = row;
      if ((add === undefined) === (take === undefined)) return refuse('ADJUST_SIDE', {});
      const amount = amountOf(add ?? take, currency);
      if (typeof amount !== 'bigint') return amount;
      const kind = (row.kind as Adjusted | undefined) ?? 'cash';
      // A book of what is owed lies below zero: more of it is further down.
      const grows = FUND_KINDS[kind].floor === 'positive' ? 1n : -1n;
      const signed = add === undefined ? -amount * grows : amount * grows;
      return {
        amounts: [[kind, amount]],
        besides: [add === undefined ? 'take' : 'add'],
        note: row.note ?? ctx.reason,
        compose: (draft) => adjust(draft, holder, kind, signed),
      };
    },
  }),
});
