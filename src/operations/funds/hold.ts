import { endOfDay } from '../../domain/days.ts';
import { freeze } from '../../domain/funds/moving.ts';
import { holdOf } from '../../domain/funds/records.ts';
import type { FundKind } from '../../domain/funds/words.ts';
import { refuse } from '../../domain/refusal.ts';
import { DAY_MS, dayIn } from '../../domain/zone.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, NOTE, PURSE_CURRENCY, purseOf } from '../fund-change.ts';
import { holderNamed } from '../fund-holders.ts';
import { stateOfHold } from '../fund-holds.ts';
import { AMOUNTS, decideSided, loadMoves, SIDES } from '../fund-moves.ts';
import { ownSubject } from '../fund-own.ts';

const FIELDS = {
  amount: AMOUNT,
  kind: AMOUNTS.kind,
  expires: {
    type: 'day',
    label: { en: 'expires', zh: '有效期至' },
    help: {
      en: 'its last day, where the payer is; default: adctl rules show hold_days',
      zh: '最后一个有效日，按付款方时区；默认天数见 adctl rules show hold_days',
    },
    question: { en: 'its last day', zh: '最后一个有效日' },
    headers: ['有效期', '有效期至', '到期日'],
    metavar: 'DAY',
  },
  ...PURSE_CURRENCY,
  ...NOTE,
} as const;

export const holdFunds = defineChange({
  kind: 'change',
  name: 'funds.hold',
  summary: { en: 'Hold an amount for a payee, to be posted or voided', zh: '为收款方预占资金，待入账或撤销' },
  past: { en: 'held', zh: '已预占' },
  options: { ...SIDES, ...FIELDS },
  row: { payer: { ...SIDES.payer, required: true }, payee: { ...SIDES.payee, required: true }, ...FIELDS },
  fills: ['payer', 'payee', 'amount', 'kind', 'expires', 'purse', 'currency', 'note'],
  rowFlags: true,
  writes: true,
  money: true,
  moves: 'hold',
  right: 'funds.hold',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds hold --payer agency:a_bluefocus --payee 20000001 --amount 100.00 --dry-run',
      does: { en: 'rehearse one for the usual time', zh: '预演默认期限的预占' },
    },
    {
      command:
        'adctl funds hold --payer agency:a_bluefocus --payee 20000001 --amount 100 --expires 2099-12-31 --dry-run',
      does: { en: 'rehearse one until a day', zh: '预演指定有效期的预占' },
    },
  ],
  load: (l, rows, _options, _keep, ctx) => loadMoves(l, ctx, rows),
  subject: (v, row, _options, _keep, ctx) => ownSubject(v, { holder: row.payer }, ctx),
  decide(v, ctx, row) {
    const payer = holderNamed(v, row.payer);
    const payee = holderNamed(v, row.payee);
    if (typeof payer !== 'string') return payer;
    if (typeof payee !== 'string') return payee;
    if (payer === payee) return refuse('SAME_HOLDER', {});
    const kind = (row.kind as FundKind | undefined) ?? 'cash';
    return decideSided(v, ctx, row, {
      movement: 'hold',
      about: payer,
      other: payee,
      amounts: (amount) => [[kind, amount]],
      ...(row.expires !== undefined && { besides: [`expires=${row.expires}`] }),
      compose(draft, amount, transaction) {
        const hold = holdOf(transaction);
        const zone = v.funds.zone(payer);
        const expires = row.expires ?? dayIn(zone, ctx.now + ctx.rules.hold_days * DAY_MS);
        const end = endOfDay(FIELDS.expires, expires, zone, ctx.now);
        if ('refuse' in end) return end;
        const refused = freeze(draft, payer, kind, stateOfHold(hold), amount);
        if (refused) return refused;
        const record = {
          id: hold,
          payer,
          payee,
          currency: draft.currency,
          purse: purseOf(row),
          kind,
          amount: Number(amount),
          state: 'open',
          expires,
          created: ctx.now,
          due_at: end.ends,
          due_state: 'expired',
        };
        return { patches: [{ insert: 'hold', key: hold, row: record }], id: hold };
      },
    });
  },
});
