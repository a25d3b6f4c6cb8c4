import type { Purse } from '../../domain/funds/words.ts';
import { defineChange } from '../define.ts';
import { PURSE_CURRENCY } from '../fund-change.ts';
import { holderNamed } from '../fund-holders.ts';
import { AMOUNTS, decideMove, loadMoves, SIDES } from '../fund-moves.ts';
import { ownSubject } from '../fund-own.ts';

const FIELDS = {
  ...AMOUNTS,
  to_purse: {
    ...PURSE_CURRENCY.purse,
    label: { en: 'to purse', zh: '转入钱包' },
    help: { en: 'which purse it goes into; default the same', zh: '转入的钱包，默认同一钱包' },
    headers: ['转入钱包'],
  },
} as const;

export const transferFunds = defineChange({
  kind: 'change',
  name: 'funds.transfer',
  summary: { en: 'Transfer funds between holders, or between purses of one', zh: '在持有方之间或其钱包之间转账' },
  past: { en: 'transferred', zh: '已转账' },
  options: {
    payer: { ...SIDES.payer, required: undefined },
    payee: { ...SIDES.payee, required: undefined },
    ...FIELDS,
  },
  row: { payer: { ...SIDES.payer, required: true }, payee: { ...SIDES.payee, required: true }, ...FIELDS },
  fills: [
    'payer',
    'payee',
    'amount',
    'kind',
    'cash',
    'credit',
    'bonus',
    'traffic_bonus',
    'purse',
    'to_purse',
    'currency',
    'note',
  ],
  rowFlags: true,
  writes: true,
  money: true,
  moves: 'transfer',
  right: 'funds.transfer',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds transfer --payer agency:a_bluefocus --payee 20000001 --amount 100.00 --dry-run',
      does: { en: 'rehearse one between two holders', zh: '预演两方之间的转账' },
    },
    {
      command:
        'adctl funds transfer --payer agency:a_bluefocus --payee agency:a_bluefocus --to-purse external --amount 100 --dry-run',
      does: { en: 'rehearse one between two purses', zh: '预演钱包之间的转账' },
    },
  ],
  load: (l, rows, _options, _keep, ctx) => loadMoves(l, ctx, rows),
  subject: (v, row, _options, _keep, ctx) => ownSubject(v, { holder: row.payer }, ctx),
  decide(v, ctx, row) {
    const payer = holderNamed(v, row.payer);
    const payee = holderNamed(v, row.payee);
    if (typeof payer !== 'string') return payer;
    if (typeof payee !== 'string') return payee;
    const to = row.to_purse as Purse | undefined;
    return decideMove(v, ctx, row, {
      movement: 'transfer',
      payer,
      payee,
      about: payer,
      ...(to && { to }),
    });
  },
});
