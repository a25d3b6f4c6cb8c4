import { holdKind } from '../../domain/funds/records.ts';
import type { Filter } from '../../domain/question.ts';
import { holderText } from '../holder-text.ts';
import { defineList, filterFlag } from '../listing.ts';

const side = (name: 'payer' | 'payee') => ({
  ...filterFlag(holdKind, name, 'HOLDER'),
  help: {
    en: `only of this ${name}: an account, or agency:ID, … (several: a,b, or repeated)`,
    zh: `按${holdKind.fields[name]?.label.zh}筛选：账户，或 agency:编号 等（多个用逗号分隔或重复）`,
  },
});

/** An account may be named by its id alone. */
function sideFilters(name: 'payer' | 'payee', text: unknown): Filter[] {
  if (typeof text !== 'string') return [];
  const named = text
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map(holderText);
  const wholes = named.flatMap(({ whole }) => (whole === undefined ? [] : [whole]));
  const places: Filter = { field: `${name}_id`, op: 'in', values: named.map(({ place }) => place) };
  return wholes.length === named.length ? [{ field: name, op: 'in', values: wholes }] : [places];
}

export const holdsFunds = defineList({
  name: 'funds.holds',
  summary: { en: 'List holds in every state, newest first', zh: '列出各种状态的预占，最新在前' },
  kind: 'hold',
  right: 'funds.see',
  filters: { payer: side('payer'), payee: side('payee'), state: filterFlag(holdKind, 'state') },
  named: { state: 'state' },
  more: ({ payer, payee }) => ({ filters: [...sideFilters('payer', payer), ...sideFilters('payee', payee)] }),
  examples: [
    { command: 'adctl funds holds --state open', does: { en: 'what is held now', zh: '当前的预占' } },
    {
      command: 'adctl funds holds --payer agency:a_bluefocus --count',
      does: { en: 'how many an agency has', zh: '某代理商的预占数' },
    },
  ],
});
