import { loadAddresses } from '../address.ts';
import { defineChange } from '../define.ts';
import { closedToRoles, grantPatch } from '../grants.ts';
import { UNIT_OPTION, unitHead } from '../unit-head.ts';
import { loadUnitMembers, UNIT_MEMBER_ROW, UNIT_ROLES, unitMemberSubject } from '../unit-members.ts';

export const addMembersUnits = defineChange({
  kind: 'change',
  name: 'units.add-members',
  summary: { en: 'Add members to a unit', zh: '向业务单元添加成员' },
  past: { en: 'added', zh: '已添加' },
  options: {
    ...UNIT_OPTION,
    role: {
      type: 'enum',
      values: UNIT_ROLES,
      default: 'uC',
      label: { en: 'role', zh: '角色' },
      help: { en: 'admin uA or collaborator uC', zh: '管理员 uA 或协作者 uC' },
    },
  },
  first: 'unit',
  row: UNIT_MEMBER_ROW,
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: 'unit.update',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl units add-members 华东大区 wang.wei --role uA',
      does: { en: 'an admin', zh: '添加管理员' },
    },
    {
      command: "adctl units add-members 华东大区 --where 'roles ~ eC@e_gree' --dry-run",
      does: { en: 'rehearse all collaborators of an entity', zh: '预演添加某主体的全部协作者' },
    },
  ],
  loadHead: (l, _ctx, options) => loadAddresses(l, 'unit', [options.unit]),
  head: (v, _ctx, options) => unitHead(v, options.unit),
  load: (l, rows, _options, unit: string) => loadUnitMembers(l, rows, unit),
  subject: (v, row, _options, unit) => unitMemberSubject(v, row, unit),
  decide(v, _ctx, row, { role }, unit) {
    const key = `${row.login}/${role}/${unit}`;
    if (v.list('grant', 'place', unit).includes(key)) return { unchanged: 'SAME', of: [{ kind: 'grant', key }] };
    return closedToRoles(v, unit) ?? { ok: [grantPatch(row.login, role, unit)] };
  },
});
