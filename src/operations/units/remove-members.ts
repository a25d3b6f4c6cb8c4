import { loadAddresses } from '../address.ts';
import { defineChange } from '../define.ts';
import { UNIT_OPTION, unitHead } from '../unit-head.ts';
import { loadUnitMembers, UNIT_MEMBER_ROW, UNIT_ROLES, unitMemberSubject } from '../unit-members.ts';

export const removeMembersUnits = defineChange({
  kind: 'change',
  name: 'units.remove-members',
  summary: { en: 'Remove members from a unit', zh: '从业务单元移除成员' },
  past: { en: 'removed', zh: '已移除' },
  options: {
    ...UNIT_OPTION,
    role: {
      type: 'enum',
      values: UNIT_ROLES,
      label: { en: 'role', zh: '角色' },
      help: { en: 'only this role; both if not given', zh: '只移除该角色；不填则移除两者' },
      question: { en: 'role', zh: '角色' },
    },
  },
  first: 'unit',
  row: UNIT_MEMBER_ROW,
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: 'unit.update',
  effect: 'reversible',
  examples: [
    { command: 'adctl units remove-members 华东大区 wang.wei', does: { en: 'one member', zh: '移除一个成员' } },
    {
      command: "adctl units remove-members 华东大区 --where 'verified is empty' --dry-run",
      does: { en: 'rehearse all who are not verified', zh: '预演移除未实名成员' },
    },
  ],
  loadHead: (l, _ctx, options) => loadAddresses(l, 'unit', [options.unit]),
  head: (v, _ctx, options) => unitHead(v, options.unit),
  load: (l, rows, _options, unit: string) => loadUnitMembers(l, rows, unit),
  subject: (v, row, _options, unit) => unitMemberSubject(v, row, unit),
  decide(v, _ctx, row, { role }, unit) {
    const roles = role ? [role] : Object.keys(UNIT_ROLES);
    const keys = roles.map((name) => `${row.login}/${name}/${unit}`);
    const held = v.list('grant', 'place', unit).filter((key) => keys.includes(key));
    if (held.length === 0) return { unchanged: 'UNIT_ABSENT', of: keys.map((key) => ({ kind: 'grant', key })) };
    return { ok: held.map((key) => ({ remove: 'grant', key })) };
  },
});
