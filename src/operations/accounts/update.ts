import { ACCOUNT_WRITE_ROW, type AccountWrite, clearColumns, type WriteMode } from '../account-columns.ts';
import { visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { decideWrite, loadForWrite } from '../account-write.ts';
import { defineChange } from '../define.ts';
import { CLEAR_OPTION, nothingToSet } from '../setting.ts';
import { MOVE_OPTION } from '../unit-accounts.ts';

/** What has no verb of its own is set by option; a file may hold every column of an import. */
const { name, kind, login, pid, email, entity, industry, daily_budget, currency, time_zone } = ACCOUNT_WRITE_ROW;
const SETS = {
  name: { ...name, help: { en: 'the new name', zh: '新的账户名称' } },
  kind,
  login,
  pid,
  email,
  entity: { ...entity, help: { en: 'the entity it belongs to from now on', zh: '改属的主体' } },
  industry,
  daily_budget,
  currency: {
    ...currency,
    help: { en: 'ISO 4217; with a budget in it, where there is one', zh: 'ISO 4217 币种；已有日预算时需一并给出' },
    question: { en: 'currency (ISO 4217)', zh: '币种（ISO 4217）' },
  },
  time_zone: { ...time_zone, help: { en: 'IANA zone', zh: 'IANA 时区' } },
};
type Sets = { readonly [K in keyof typeof SETS]?: string };

const modeOf = (clear: readonly string[], move?: boolean): WriteMode => ({
  clear,
  move,
  only: 'update',
  existing: 'update',
});

/** The row with what the options set or clear for every row; what is typed comes before a cell. */
function filled(row: AccountWrite, options: Sets, clear: readonly string[]): AccountWrite {
  const cells: Readonly<Record<string, unknown>> = row;
  const sets = Object.keys(SETS).flatMap((field) => {
    const value = options[field as keyof Sets];
    return value === undefined ? [] : [[field, value] as const];
  });
  const cleared = clear.flatMap((field) =>
    cells[field] === undefined ? [[field, field === 'tags' ? [] : ''] as const] : [],
  );
  return { ...Object.fromEntries(cleared), ...row, ...Object.fromEntries(sets) };
}

export const updateAccounts = defineChange({
  kind: 'change',
  name: 'accounts.update',
  summary: { en: 'Change fields of accounts', zh: '修改账户信息' },
  past: { en: 'updated', zh: '已修改' },
  options: { ...SETS, ...CLEAR_OPTION, ...MOVE_OPTION },
  row: ACCOUNT_WRITE_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  writes: true,
  sets: Object.keys(SETS),
  elsewhere: {
    status: 'adctl accounts suspend | resume | close',
    manager: 'adctl accounts assign --to LOGIN | unassign',
    unit: 'adctl units add-accounts UNIT ID… [--move] | remove-accounts',
    agency: 'adctl accounts import --from FILE (agency)',
    tag: 'adctl accounts tag --tag T | untag --tag T',
    tags: 'adctl accounts tag --tag T | untag --tag T',
    note: 'adctl accounts note --text T',
  },
  right: 'account.update',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts update 20000001 --name 新名称 --industry 家电 --dry-run',
      does: { en: 'two fields of one account', zh: '修改一个账户的两项信息' },
    },
    {
      command: "adctl accounts update --where 'industry is empty' --industry 其他 --max-rows 50000 --dry-run",
      does: { en: 'fill in what is missing', zh: '补全缺少的行业' },
    },
    {
      command: "printf '账户ID,标签\\n20000001,旧系统\\n' | adctl accounts tag --from - --dry-run",
      does: {
        en: 'add the tags of a file; update and import put them in place of those held',
        zh: '添加文件中的标签；update 和 import 会以其替换原有标签',
      },
    },
  ],
  head(_v, _ctx, options) {
    return clearColumns(options.clear);
  },
  load: (l, rows, options, clear: readonly string[]) =>
    loadForWrite(
      l,
      rows.map((row) => filled(row, options, clear)),
      modeOf(clear),
    ),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide(v, ctx, row, options, clear, subject) {
    const wanted = filled(row, options, clear);
    const given = Object.keys(wanted).some((field) => field !== 'id' && field !== 'platform');
    if (!given) return nothingToSet(Object.keys(SETS));
    return decideWrite(v, ctx, wanted, modeOf(clear, options.move), subject);
  },
});
