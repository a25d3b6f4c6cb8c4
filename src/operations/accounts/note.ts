import { refuse } from '../../domain/refusal.ts';
import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';

const LABEL = { en: 'note', zh: '备注' } as const;

export const noteAccounts = defineChange({
  kind: 'change',
  name: 'accounts.note',
  summary: { en: 'Write the note of accounts', zh: '填写账户备注' },
  past: { en: 'noted', zh: '已备注' },
  options: {
    text: {
      type: 'text',
      label: LABEL,
      help: { en: "the note; '' clears it", zh: '备注内容；空字符串表示清除' },
      question: { en: 'the note', zh: '备注内容' },
      keepEmpty: true,
      clears: true,
      metavar: 'TEXT',
    },
  },
  row: {
    ...ACCOUNT_ROW,
    note: {
      type: 'text',
      label: LABEL,
      help: { en: 'the note of this row', zh: '本行的备注' },
      headers: ['备注', '备注信息'],
    },
  },
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.note',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts note --from claims.csv --text 2026年接管 --dry-run',
      does: { en: 'rehearse a note', zh: '预演备注' },
    },
    {
      command: "adctl accounts note --where 'status = suspended' --text 待跟进 --yes",
      does: { en: 'note a selection', zh: '为筛选结果写备注' },
    },
  ],
  load: async (l, rows) => void (await loadAccounts(l, rows, ['note'])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide(v, _ctx, row, options, _keep, subject) {
    const text = options.text ?? row.note;
    if (text === undefined) return refuse('MISSING', { field: LABEL, option: '--text' });
    const note = text === '' ? null : text;
    if (v.get('account', subject.target)?.['note'] === note) return { unchanged: 'SAME' };
    return { ok: [{ set: 'account', key: subject.target, fields: { note } }] };
  },
});
