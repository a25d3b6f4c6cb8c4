import { ACCOUNT_WRITE_ROW, CLEAR_EMPTY_OPTION, clearColumns, type WriteMode } from '../account-columns.ts';
import { decideWrite, loadForWrite, subjectForWrite } from '../account-write.ts';
import { defineChange } from '../define.ts';
import { MOVE_OPTION } from '../unit-accounts.ts';

type Options = {
  readonly only?: string;
  readonly clear?: readonly string[];
  readonly platform?: string;
  readonly move: boolean;
};
const modeOf = (options: Options, clear: readonly string[]): WriteMode => ({ ...options, clear, existing: 'update' });

export const importAccounts = defineChange({
  kind: 'change',
  name: 'accounts.import',
  summary: { en: 'Create and update accounts from a file', zh: '从文件创建和更新账户' },
  past: { en: 'imported', zh: '已导入' },
  options: {
    only: {
      type: 'enum',
      values: { create: { en: 'create', zh: '新建' }, update: { en: 'update', zh: '更新' } },
      label: { en: 'only', zh: '仅' },
      help: { en: 'only new accounts, or only existing ones', zh: '仅新建或仅更新' },
      question: { en: 'new accounts or existing ones', zh: '新建还是更新' },
    },
    ...CLEAR_EMPTY_OPTION,
    ...MOVE_OPTION,
    platform: {
      type: 'platform',
      label: { en: 'platform', zh: '平台' },
      help: { en: 'for rows without one', zh: '未写平台的行使用此平台' },
      question: { en: 'platform', zh: '平台' },
    },
  },
  row: ACCOUNT_WRITE_ROW,
  argument: 'id',
  writes: true,
  right: 'account.import',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts import --template --labels --lang zh',
      does: { en: 'the columns, in Chinese', zh: '查看中文列名' },
    },
    {
      command: 'adctl accounts import --from claims.csv --only update --dry-run',
      does: { en: 'what an import would change', zh: '预演更新已有账户' },
    },
  ],
  head: (_v, _ctx, options) => clearColumns(options.clear),
  load: (l, rows, options, clear: readonly string[]) => loadForWrite(l, rows, modeOf(options, clear)),
  subject: (v, row, options, clear, ctx) => subjectForWrite(v, row, modeOf(options, clear), ctx),
  decide: (v, ctx, row, options, clear, subject) => decideWrite(v, ctx, row, modeOf(options, clear), subject),
});
