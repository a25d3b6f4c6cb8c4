import { bookName, type Holder } from '../../domain/funds/books.ts';
import { holderNamed as shownHolder } from '../../domain/funds/funds.ts';
import { revokeBonus } from '../../domain/funds/moving.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, amountOf, decideMoney, NOTE } from '../fund-change.ts';
import { holderSubject } from '../fund-holders.ts';
import { HOLDER_OF_LOT, LOT_FIELD, loadLots, lotNamed } from '../fund-lots.ts';

const FIELDS = {
  holder: HOLDER_OF_LOT,
  amount: {
    ...AMOUNT,
    help: { en: 'how much of it; default: what is left', zh: '收回金额，默认全部剩余' },
  },
  ...NOTE,
} as const;

export const bonusRevokeFunds = defineChange({
  kind: 'change',
  name: 'funds.bonus-revoke',
  summary: { en: 'Revoke lots of bonus, or part of one', zh: '收回红包批次，可部分收回' },
  past: { en: 'revoked', zh: '已收回' },
  options: FIELDS,
  row: { lot: LOT_FIELD, ...FIELDS },
  fills: ['holder', 'amount', 'note'],
  argument: 'lot',
  writes: true,
  money: true,
  right: 'funds.bonus_revoke',
  effect: 'compensated',
  examples: [
    {
      command:
        'adctl funds statement 20000001 --type bonus --columns lot,holder --limit 1 --csv | adctl funds bonus-revoke --from - --reference revoke-1 --dry-run',
      does: { en: 'rehearse what an account has left of its last lot', zh: '预演收回账户最近一批红包的剩余' },
    },
    {
      command:
        'adctl funds statement 20000001 --type bonus --columns lot --limit 1 --csv | adctl funds bonus-revoke --from - --holder 20000001 --amount 10 --reference revoke-2 --dry-run',
      does: { en: 'rehearse part of it', zh: '预演部分收回' },
    },
  ],
  load: (l, rows) => loadLots(l, rows),
  subject(v, row, _options, _keep, ctx) {
    const book = lotNamed(v, ctx, row);
    return 'refuse' in book ? book : holderSubject(v, book.holder as Holder, ctx);
  },
  decide(v, ctx, row) {
    const { lot } = row;
    const book = lotNamed(v, ctx, row);
    if ('refuse' in book) return book;
    const { holder, currency, purse, kind } = book;
    const asked = row.amount === undefined ? undefined : amountOf(row.amount, currency);
    if (typeof asked === 'object') return asked;
    const note = row.note === undefined ? {} : { note: row.note };
    const intent = { movement: 'bonus_revoke', holder, currency, purse, ...note } as const;
    const besides = [lot, ...(asked === undefined ? ['all'] : [])];
    return decideMoney(v, ctx, { ...intent, amounts: [[kind, asked ?? 0n]], besides }, (draft) => {
      const left = v.funds.lots(bookName(book)).find((held) => held.lot === lot)?.amount ?? 0n;
      if (left === 0n) return refuse('LOT_EMPTY', { lot, holder: shownHolder(holder) });
      return revokeBonus(draft, holder, kind, lot, asked) ?? { amount: asked ?? left };
    });
  },
});
