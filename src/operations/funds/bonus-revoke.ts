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
        "printf 'lot,amount\\nl_unknown,10.00\\n' | adctl funds bonus-revoke --from - --reference revoke-1 --dry-run",
      does: { en: 'rehearse a file; a lot that is not there fails', zh: '预演从文件收回；不存在的批次将失败' },
    },
    {
      command:
        "printf 'lot,holder\\nl_unknown,agency:a_bluefocus\\n' | adctl funds bonus-revoke --from - --reference revoke-2 --dry-run",
      does: { en: 'what is left of it at one of its holders', zh: '收回某一持有方的全部剩余' },
    },
  ],
  load: (l, rows) => loadLots(l, rows),
  subject(v, row, _options, _keep, ctx) {
    const book = lotNamed(v, row);
    return 'refuse' in book ? book : holderSubject(v, book.holder as Holder, ctx);
  },
  decide(v, ctx, row) {
    const { lot } = row;
    const book = lotNamed(v, row);
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
