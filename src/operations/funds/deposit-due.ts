import { holderParts } from '../../domain/funds/books.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, currencyOf, limitOf, PURSE_CURRENCY } from '../fund-change.ts';
import { AGENCY_ROW } from '../fund-deposits.ts';
import { holderNamed, loadHolders } from '../fund-holders.ts';
import { ownSubject } from '../fund-own.ts';

const FIELDS = {
  amount: {
    ...AMOUNT,
    label: { en: 'required', zh: '应缴金额' },
    help: { en: 'how much is to be deposited in all', zh: '应缴保证金总额' },
    question: { en: 'how much in all', zh: '应缴保证金总额' },
    headers: ['required', '金额', '应缴', '应缴金额'],
  },
  currency: PURSE_CURRENCY.currency,
} as const;

/** A record, no movement: what is due is this less what was paid (FUND-4). */
export const depositDueFunds = defineChange({
  kind: 'change',
  name: 'funds.deposit-due',
  summary: { en: 'Say how much an agency is to deposit', zh: '设定代理商应缴保证金' },
  past: { en: 'set', zh: '已设定' },
  options: FIELDS,
  row: { ...AGENCY_ROW, ...FIELDS },
  fills: ['amount', 'currency'],
  argument: 'holder',
  writes: true,
  right: 'funds.deposit_due',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl funds deposit-due agency:a_bluefocus --amount 50000 --dry-run',
      does: { en: 'rehearse one', zh: '预演设定' },
    },
    {
      command: 'adctl funds deposit-due agency:a_bluefocus --amount 0 --dry-run',
      does: { en: 'rehearse that none is asked for', zh: '预演免缴' },
    },
  ],
  async load(l, rows) {
    await loadHolders(
      l,
      rows.map(({ holder }) => holder),
    );
    const values = rows.flatMap((row) => {
      const holder = holderNamed(l.view, row.holder, ['agency']);
      const currency = typeof holder === 'string' ? currencyOf(l.view, holder, row.currency) : holder;
      return typeof holder === 'string' && typeof currency === 'string' ? [depositKey(holder, currency)] : [];
    });
    await l.need({ kind: 'deposit', by: 'key', values, fields: ['required'] });
  },
  subject: (v, row, _options, _keep, ctx) => ownSubject(v, row, ctx),
  decide(v, _ctx, row) {
    const holder = holderNamed(v, row.holder, ['agency']);
    if (typeof holder !== 'string') return holder;
    const currency = currencyOf(v, holder, row.currency);
    if (typeof currency !== 'string') return currency;
    const limit = limitOf(row.amount, currency);
    if (typeof limit !== 'bigint') return limit;
    const key = depositKey(holder, currency);
    const required = Number(limit);
    const there = v.get('deposit', key);
    if ((there?.['required'] ?? 0) === required)
      return { unchanged: 'SAME', ...(there && { id: key, of: [{ kind: 'deposit', key }] }) };
    const agency = holderParts(holder).place;
    if (there) return { ok: [{ set: 'deposit', key, fields: { required } }], id: key };
    return { ok: [{ insert: 'deposit', key, row: { agency, currency, required } }], id: key };
  },
});

const depositKey = (holder: string, currency: string): string => `${holderParts(holder).place}/${currency}`;
