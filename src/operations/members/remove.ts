import { MEMBER_FIELDS, memberNamed } from '../address.ts';
import { defineChange } from '../define.ts';
import { caresFor, loadCare } from '../member-care.ts';
import { loadBelongings } from '../member-leave.ts';
import { placesOfMember } from '../member-places.ts';
import { isGone, removal } from '../member-removal.ts';
import { UNIT_MEMBER_ROW } from '../unit-members.ts';

export const removeMembers = defineChange({
  kind: 'change',
  name: 'members.remove',
  summary: { en: 'Remove members who have handed over what was theirs', zh: '移除已完成移交的成员' },
  past: { en: 'removed', zh: '已移除' },
  options: {},
  row: UNIT_MEMBER_ROW,
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: 'member.remove',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl members remove sun.li --dry-run',
      does: { en: 'rehearse one member, with its roles', zh: '预演移除成员及其角色' },
    },
    {
      command:
        "adctl members remove --where 'roles is empty' --where 'status = active' --where 'login != owner' --dry-run",
      does: { en: 'rehearse all without a role', zh: '预演移除没有角色的成员' },
    },
  ],
  async load(l, rows) {
    const logins = rows.map((row) => row.login);
    await l.need({ kind: 'member', by: 'key', values: logins, fields: MEMBER_FIELDS });
    await loadCare(l, logins);
    await loadBelongings(l, logins);
  },
  subject(v, row) {
    const { login } = row;
    // Whoever still sees one that was removed asks for what is done; to all others there is nobody (MEM-4).
    const missing = isGone(v, login) && v.sees('member', login) ? undefined : memberNamed(v, login);
    return missing ?? { target: login, places: placesOfMember(v, login).places };
  },
  decide: (v, ctx, { login }, _options, _keep, subject) =>
    removal(v, ctx, login, caresFor(v, ctx, login, 'member.remove'), subject),
});
