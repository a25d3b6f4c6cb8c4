import { STATE_OWNER } from '../../domain/members.ts';
import { PRINCIPAL_ROLES } from '../../domain/rights.ts';
import { MEMBER_FIELDS, memberNamed } from '../address.ts';
import { defineChange, type ReadView } from '../define.ts';
import { caresFor, loadCare, notCaredFor, rolesCaredFor } from '../member-care.ts';
import { loadBelongings, ownsStill, sharedOf } from '../member-leave.ts';
import { grantsOf, placesOfMember } from '../member-places.ts';
import { UNIT_MEMBER_ROW } from '../unit-members.ts';

/** Removed, perhaps erased besides. */
const isGone = (v: ReadView, login: string): boolean => (v.get('member', login)?.['status'] ?? 'active') !== 'active';

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
  decide(v, ctx, row, _options, _keep, subject) {
    const { login } = row;
    const forbidden = login === STATE_OWNER || !caresFor(v, ctx, login, 'member.remove');
    // A principal is judged by who may administer at all: that the role is handed over first is said after that.
    const principal = grantsOf(v, login).some(({ role }) => PRINCIPAL_ROLES.has(role));
    if (forbidden && !(principal && login === ctx.actor.login)) return notCaredFor(ctx, subject, 'member.remove');
    if (isGone(v, login)) return { unchanged: 'SAME' };
    const owned = ownsStill(v, login);
    if (owned) return owned;
    return {
      ok: [
        { set: 'member', key: login, fields: { status: 'removed' } },
        ...rolesCaredFor(v, ctx, login, 'member.remove').map(({ key }) => ({ remove: 'grant' as const, key })),
        ...sharedOf(v, login).map((key) => ({ remove: 'relation' as const, key })),
      ],
    };
  },
});
