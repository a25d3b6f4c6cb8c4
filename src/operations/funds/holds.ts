import { holdKind } from '../../domain/funds/records.ts';
import { defineList, filterFlag } from '../listing.ts';

const side = (name: 'payer' | 'payee') => ({
  ...filterFlag(holdKind, name, 'HOLDER'),
  help: {
    en: `only of this ${name}: an account, or agency:ID, … (several: a,b, or repeated)`,
    zh: `按${holdKind.fields[name]?.label.zh}筛选：账户，或 agency:编号 等（多个用逗号分隔或重复）`,
  },
});

export const holdsFunds = defineList({
  name: 'funds.holds',
  summary: { en: 'List holds in every state, newest first', zh: '列出各种状态的预占，最新在前' },
  kind: 'hold',
  right: 'funds.see',
  filters: { payer: side('payer'), payee: side('payee'), state: filterFlag(holdKind, 'state') },
  named: { payer: 'payer', payee: 'payee', state: 'state' },
  examples: [
    { command: 'adctl funds holds --state open', does: { en: 'what is held now', zh: '当前的预占' } },
    {
      command: 'adctl funds holds --payer agency:a_bluefocus --count',
      does: { en: 'how many an agency has', zh: '某代理商的预占数' },
    },
  ],
});
