import { CAP_FIELDS, raises } from '../../domain/funds/caps.ts';
import { parseMoved } from '../../domain/money.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { addressed } from '../address.ts';
import { defineChange } from '../define.ts';
import { currencyOf, PURSE_CURRENCY } from '../fund-change.ts';
import { loadOrgRows, ORG_REF_ROW, orgSubject } from '../org-address.ts';

const cap = (en: string, zh: string, headers: readonly string[]) =>
  ({
    type: 'text',
    label: { en, zh },
    help: { en: `${en}, or none`, zh: `${zh}；none 为不限` },
    question: { en, zh },
    headers,
    metavar: 'X',
  }) as const;

const FIELDS = {
  per_movement: cap('most in one movement', '单笔限额', ['单笔限额']),
  per_day: cap('most in a day', '每日限额', ['每日限额']),
  per_batch: cap('most rows in a batch', '单批行数上限', ['单批行数上限']),
  currency: {
    ...PURSE_CURRENCY.currency,
    help: {
      en: 'of which they are; others stay without, until set too; default CNY',
      zh: '限额的币种，其他币种须另行设置，否则不限；默认 CNY',
    },
  },
} as const;

const NONE: ReadonlySet<string> = new Set(['none', '不限', '无']);

/** Minor units, rows, or null for no cap. */
function capOf(name: (typeof CAP_FIELDS)[number], text: string, currency: string): number | null | Refusal {
  if (NONE.has(text.toLowerCase())) return null;
  if (name !== 'per_batch') {
    const parsed = parseMoved(text, currency);
    return 'refuse' in parsed ? refuse(parsed.refuse, { ...parsed.details, cap: FIELDS[name].label }) : parsed.minor;
  }
  const expected = { en: 'a whole number from 1 on, or none: without a cap', zh: '不小于 1 的整数；none 为不限' };
  return /^[1-9]\d{0,8}$/.test(text)
    ? Number(text)
    : refuse('VALUE_INVALID', { field: FIELDS.per_batch.label, value: text, expected });
}

const RAISED = { en: 'raising a cap takes two', zh: '提高限额须由两人完成' };

export const capsFunds = defineChange({
  kind: 'change',
  name: 'funds.caps',
  summary: {
    en: 'Set beyond which amounts a second person applies what an organisation moves; without amounts: list them',
    zh: '设置组织资金操作须第二人执行的限额；不带金额则列出',
  },
  past: { en: 'set', zh: '已设置' },
  after: {
    en: 'caps are of one currency (--currency, else CNY): others have none until they are set too',
    zh: '限额仅适用于该币种（--currency，默认 CNY）：其他币种未另设限额时不受限制',
  },
  lasting: {
    en: 'raising them again takes two: no undo, but adctl funds caps, which waits for a second person',
    zh: '重新提高限额须由两人完成：不能撤销，请用 adctl funds caps 提出，由第二人执行',
  },
  options: FIELDS,
  row: { ...ORG_REF_ROW, ...FIELDS },
  fills: ['per_movement', 'per_day', 'per_batch', 'currency'],
  sets: [...CAP_FIELDS],
  reads: 'funds.caps-list',
  argument: 'org',
  writes: true,
  gated: true,
  right: 'funds.caps',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl funds caps agency:a_bluefocus',
      does: { en: 'which are set, and what of today is used', zh: '查看限额及今日用量' },
    },
    {
      command: 'adctl funds caps agency:a_bluefocus --per-movement 50000 --per-day 200000 --dry-run',
      does: { en: 'rehearse caps of an agency', zh: '预演代理商限额' },
    },
    {
      command: 'adctl funds caps agency:a_bluefocus --per-movement 5000 --currency USD --dry-run',
      does: { en: 'of another currency, which needs caps of its own', zh: '其他币种，须单独设置限额' },
    },
    {
      command: 'adctl funds caps agency:a_bluefocus --per-batch 1000 --dry-run',
      does: { en: 'rehearse how many rows a file may have', zh: '预演单批行数上限' },
    },
  ],
  async load(l, rows) {
    await loadOrgRows(l, rows);
    const values = rows.flatMap(({ org, currency }) => {
      const key = addressed(l.view, 'org', org);
      return typeof key === 'string' ? [`${key}/${currencyOf(l.view, `agency:${key}`, currency)}`] : [];
    });
    await l.need({ kind: 'caps', by: 'key', values, fields: CAP_FIELDS });
  },
  subject: (v, row) => orgSubject(v, row),
  decide(v, _ctx, row, _options, _keep, subject) {
    const org = addressed(v, 'org', row.org) as string;
    const currency = currencyOf(v, `agency:${org}`, row.currency);
    if (typeof currency !== 'string') return currency;
    const key = `${org}/${currency}`;
    const before = v.get('caps', key);
    const wanted: Record<string, number | null> = {};
    for (const name of CAP_FIELDS) {
      const text = row[name];
      if (text === undefined) continue;
      const value = capOf(name, text, currency);
      if (value !== null && typeof value === 'object') return value;
      if ((before?.[name] ?? null) !== value) wanted[name] = value;
    }
    if (Object.keys(wanted).length === 0) return { unchanged: 'SAME', of: [{ kind: 'caps', key }] };
    const patch = before
      ? ({ set: 'caps', key, fields: wanted } as const)
      : ({ insert: 'caps', key, row: { org: subject.target, currency, ...wanted } } as const);
    return { ok: [patch], ...(raises(before, wanted) && { plan: RAISED }) };
  },
});
