import { refuse } from '../../domain/refusal.ts';
import type { Schema } from '../../domain/schema.ts';
import { ACCOUNT_ROW } from '../account-rows.ts';
import { loadAddresses } from '../address.ts';
import { defineChange } from '../define.ts';
import { MOVE_OPTION } from '../unit-accounts.ts';
import { decideUnit, loadUnits, subjectOfUnit, UNIT_ROW, unitKeep } from '../unit-write.ts';

const LIST = (en: string, zh: string, metavar: string) =>
  ({
    type: 'list',
    label: { en, zh },
    help: { en, zh },
    several: { en: ', repeatable', zh: '，可重复' },
    metavar,
  }) as const;

const OPTIONS = {
  org: UNIT_ROW.org,
  track: UNIT_ROW.track,
  note: UNIT_ROW.note,
  id: UNIT_ROW.id,
  name: { ...UNIT_ROW.name, help: { en: 'name of the unit', zh: '业务单元名称' } },
  admin: LIST('unit admin', '业务单元管理员', 'LOGIN'),
  member: LIST('unit collaborator', '业务单元协作者', 'LOGIN'),
  ...MOVE_OPTION,
} as const satisfies Schema;

export const createUnits = defineChange({
  kind: 'change',
  name: 'units.create',
  summary: { en: 'Create a unit, with accounts and members', zh: '创建业务单元，可同时加入账户和成员' },
  past: { en: 'created', zh: '已创建' },
  options: OPTIONS,
  first: 'name',
  row: UNIT_ROW,
  feed: { flag: 'accounts', row: ACCOUNT_ROW, map: { id: 'account', platform: 'platform' } },
  where: { kind: 'account', fields: { account: 'id', platform: 'platform' } },
  writes: true,
  right: 'unit.create',
  effect: 'reversible',
  atomic: 'always',
  examples: [
    {
      command: 'adctl units create 试点单元 --org 珠海格力电器股份有限公司 --track 家电',
      does: { en: 'an empty unit', zh: '创建空的业务单元' },
    },
    {
      command:
        "adctl units create 暂停账户 --org 珠海格力电器股份有限公司 --accounts-where 'status = suspended' --accounts-where 'entity_name = 珠海格力电器股份有限公司' --move --dry-run",
      does: { en: 'rehearse one from a selection', zh: '预演以筛选结果创建' },
    },
  ],
  lead: (options) =>
    options.name === undefined
      ? []
      : [
          { name: options.name, org: options.org, track: options.track, note: options.note, id: options.id },
          ...(options.admin ?? []).map((member) => ({ member, role: 'uA' })),
          ...(options.member ?? []).map((member) => ({ member, role: 'uC' })),
        ],
  loadHead: async (l, _ctx, options) => {
    await loadAddresses(l, 'org', [options.org]);
    if (options.name) await loadAddresses(l, 'unit', [options.name, options.id]);
  },
  head(v, ctx, options) {
    if (options.name !== undefined && !options.org)
      return refuse('MISSING', { field: UNIT_ROW.org.label, option: '--org' });
    const alone = (['id', 'admin', 'member'] as const).find((name) => options[name] !== undefined);
    if (options.name === undefined && alone)
      return refuse('USAGE', {
        message: { en: `--${alone} needs the NAME of one unit`, zh: `--${alone} 需要指定一个业务单元的名称` },
      });
    return unitKeep(v, ctx, options);
  },
  load: (l, rows, options, keep, ctx) => loadUnits(l, rows, options, keep, ctx),
  subject: (v, row, options, keep, ctx) => subjectOfUnit(v, row, options, keep, ctx),
  decide: (v, ctx, row, options, keep, subject) => decideUnit(v, ctx, row, options, keep, subject),
});
