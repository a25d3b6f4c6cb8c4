/** The columns of an account as users write it, in a file or as flags (ACC-1). */
import { ACCOUNT_KINDS, ACCOUNT_STATUSES } from '../domain/accounts.ts';
import { nearest } from '../domain/nearest.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { InputField, InputOf, Schema } from '../domain/schema.ts';
import { ACCOUNT_ROW } from './account-rows.ts';
import { BUDGET_ROW } from './budgets.ts';
import { TAG_ROW } from './tags.ts';

const text = (en: string, zh: string, headers: readonly string[] = []) =>
  ({ type: 'text', label: { en, zh }, help: { en, zh }, headers, keepEmpty: true }) as const;

export const ACCOUNT_WRITE_ROW = {
  ...ACCOUNT_ROW,
  kind: {
    type: 'enum',
    values: ACCOUNT_KINDS,
    label: { en: 'kind', zh: '账户类型' },
    help: { en: 'direct or sub_client', zh: '直客或子客' },
  },
  name: {
    type: 'text',
    label: { en: 'name', zh: '账户名称' },
    help: { en: 'name, needed for a new account', zh: '账户名称，新账户必填' },
    question: { en: 'name of the account', zh: '账户名称' },
    headers: ['账户名称', '名称'],
  },
  login: text('login', '登录名', ['登录账号']),
  pid: text('pid', 'PID'),
  email: text('e-mail', '邮箱', ['email', 'mail']),
  entity: { ...text('entity', '主体', ['公司', '公司名称', '公司全称', '企业名称']), metavar: 'ORG' },
  entity_name: text('entity name', '主体名称'),
  agency: { ...text('agency', '代理商', ['代理商名称']), metavar: 'ORG' },
  unit: { ...text('unit', '业务单元'), metavar: 'UNIT' },
  unit_name: text('unit name', '业务单元名称'),
  manager: { ...text('manager', '管理人', ['负责人']), metavar: 'LOGIN' },
  industry: text('industry', '行业'),
  status: {
    type: 'enum',
    values: ACCOUNT_STATUSES,
    label: { en: 'status', zh: '状态' },
    help: { en: 'status', zh: '状态' },
    headers: ['账户状态'],
  },
  daily_budget: { ...BUDGET_ROW.daily_budget, keepEmpty: true },
  currency: {
    type: 'text',
    label: { en: 'currency', zh: '币种' },
    help: { en: 'ISO 4217, default CNY', zh: 'ISO 4217 币种，默认 CNY' },
    question: { en: 'currency (ISO 4217)', zh: '币种（ISO 4217）' },
  },
  time_zone: {
    type: 'text',
    label: { en: 'time zone', zh: '时区' },
    help: { en: 'IANA zone, default Asia/Shanghai', zh: 'IANA 时区，默认 Asia/Shanghai' },
    question: { en: 'time zone (IANA)', zh: '时区（IANA）' },
  },
  tags: { ...TAG_ROW.tags, keepEmpty: true },
  note: text('note', '备注', ['备注信息']),
} as const satisfies Schema;

export type AccountWrite = InputOf<typeof ACCOUNT_WRITE_ROW>;

export const entityOf = (row: AccountWrite): string | undefined => row.entity || row.entity_name;
export const unitOf = (row: AccountWrite): string | undefined => row.unit || row.unit_name;

/** Columns that may be empty, so that `--clear` may name them; an empty budget is an unlimited one. */
const CLEARABLE = [
  'login',
  'pid',
  'email',
  'entity',
  'unit',
  'manager',
  'industry',
  'daily_budget',
  'tags',
  'note',
] as const satisfies readonly (keyof typeof ACCOUNT_WRITE_ROW)[];

/** Unlike an update, whose `--clear` empties a field on its own, an import clears only where the cell is there and empty. */
export const CLEAR_EMPTY_OPTION = {
  clear: {
    type: 'list',
    label: { en: 'clear', zh: '清空列' },
    help: { en: 'columns in which an empty cell clears', zh: '空单元格表示清空的列' },
    question: { en: 'columns', zh: '列' },
    metavar: 'COL',
  },
} as const satisfies Schema;

/** The columns that `--clear` names, by key or by header. */
export function clearColumns(texts: readonly string[] = []): { readonly keep: readonly string[] } | Refusal {
  const keep: string[] = [];
  for (const text of texts) {
    const found = CLEARABLE.find((name) => {
      const { label, headers } = ACCOUNT_WRITE_ROW[name] as InputField;
      const spelt = text.toLowerCase().replaceAll('-', '_');
      // The name of an entity or a unit stands for it.
      const behind = name === 'entity' || name === 'unit' ? ACCOUNT_WRITE_ROW[`${name}_name`] : undefined;
      return [name, label.zh, ...(headers ?? []), behind?.label.zh].some((one) => one === spelt || one === text);
    });
    if (!found)
      return refuse('VALUE_INVALID', {
        field: CLEAR_EMPTY_OPTION.clear.label,
        value: text,
        expected: [...CLEARABLE],
        nearest: nearest(text, CLEARABLE),
      });
    keep.push(found);
  }
  return { keep };
}

export type WriteMode = {
  readonly only?: string;
  readonly clear?: readonly string[];
  readonly platform?: string;
  /** `create`: what exists with other content is a conflict; `import`: it is updated. */
  readonly existing: 'conflict' | 'update';
  /** An account that is in another unit goes into the row's (UNIT-1). */
  readonly move?: boolean;
};
