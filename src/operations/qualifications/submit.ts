import { refuse } from '../../domain/refusal.ts';
import {
  ACCOUNT_REF,
  accountIn,
  accountNamed,
  loadAccounts,
  visibleAccount,
  WHERE_ACCOUNT_REF,
} from '../account-rows.ts';
import { defineChange } from '../define.ts';
import { CONTENT, loadNumbered, submitted } from '../qualification-rows.ts';

const FIELDS = {
  kind: {
    type: 'text',
    label: { en: 'kind', zh: '资质类型' },
    help: { en: 'what it is: a licence, a permit, a trade mark', zh: '资质名称，如营业执照、许可证、商标' },
    headers: ['资质名称'],
    metavar: 'K',
  },
  ...CONTENT,
} as const;

export const submitQualifications = defineChange({
  kind: 'change',
  name: 'qualifications.submit',
  summary: { en: 'Submit qualifications of accounts for review', zh: '提交账户资质待审核' },
  past: { en: 'submitted', zh: '已提交' },
  options: FIELDS,
  row: { ...ACCOUNT_REF, ...FIELDS },
  fills: ['kind', 'number', 'valid_until'],
  argument: 'account',
  where: WHERE_ACCOUNT_REF,
  writes: true,
  right: 'qualification.submit',
  effect: 'reversible',
  examples: [
    {
      command:
        'adctl qualifications submit 20000001 --kind 食品经营许可证 --number JY10000001 --valid-until 2099-12-31',
      does: { en: 'one', zh: '提交一条' },
    },
    {
      command:
        "printf 'account,kind,number\\n20000002,营业执照,9144X\\n' | adctl qualifications submit --from - --dry-run",
      does: { en: 'rehearse those of a file', zh: '预演文件中的资质' },
    },
  ],
  async load(l, rows) {
    await loadAccounts(l, rows.map(accountIn), ['time_zone']);
    const like = rows.flatMap((row) => {
      const account = accountNamed(l.view, accountIn(row));
      return typeof account === 'string' ? [{ account, number: row.number }] : [];
    });
    await loadNumbered(l, like);
  },
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, accountIn(row), ctx),
  decide(v, ctx, row, _options, _keep, subject) {
    if (row.kind === undefined) return refuse('MISSING', { field: FIELDS.kind.label, option: '--kind' });
    return submitted(v, ctx, subject.target, row);
  },
});
