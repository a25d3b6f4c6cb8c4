import { FLAGS } from '../../domain/members.ts';
import { refuse } from '../../domain/refusal.ts';
import { PRINCIPAL_ROLES } from '../../domain/rights.ts';
import { MEMBER_FIELDS, memberNamed } from '../address.ts';
import { defineChange } from '../define.ts';
import { askedOf, GRANT_ROW, loadPlaces, notNominating, placeOf, placesAround, roleOrFlag } from '../grants.ts';
import { loadMemberPlaces } from '../member-places.ts';

const { login: _, ...OPTIONS } = GRANT_ROW;

export const revokeMembers = defineChange({
  kind: 'change',
  name: 'members.revoke',
  summary: { en: 'Revoke a role or flag from members', zh: '收回成员的角色或标记' },
  past: { en: 'revoked', zh: '已收回' },
  options: OPTIONS,
  row: GRANT_ROW,
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: (row, options) => (askedOf(row, options).flag ? 'flag.grant' : 'member.grant'),
  effect: 'reversible',
  examples: [
    {
      command: 'adctl members revoke wang.wei --role eC --org 珠海格力电器股份有限公司',
      does: { en: 'a collaborator', zh: '收回协作者' },
    },
    {
      command: 'adctl members revoke wang.wei --flag auditor --org 珠海格力电器股份有限公司 --dry-run',
      does: { en: 'rehearse a flag', zh: '预演标记' },
    },
  ],
  async load(l, rows, options) {
    const logins = rows.map((row) => row.login);
    await l.need({ kind: 'member', by: 'key', values: logins, fields: MEMBER_FIELDS });
    await loadMemberPlaces(l, logins);
    await loadPlaces(l, [...rows.map((row) => row.org), options.org]);
  },
  subject(v, row, options) {
    const missing = memberNamed(v, row.login);
    if (missing) return missing;
    const asked = askedOf(row, options);
    if (asked.role && asked.flag) return refuse('ROLE_OR_FLAG');
    const role = roleOrFlag(asked);
    if (typeof role !== 'string') return role;
    const place = placeOf(v, role, asked.org);
    if (typeof place !== 'string') return place;
    return { target: row.login, places: placesAround(v, place), ...(!PRINCIPAL_ROLES.has(role) && { role }) };
  },
  decide(v, ctx, row, options, _keep, subject) {
    const asked = askedOf(row, options);
    const role = roleOrFlag(asked);
    if (typeof role !== 'string') return role;
    const place = placeOf(v, role, asked.org);
    if (typeof place !== 'string') return place;
    const foreign = role in FLAGS ? undefined : notNominating(v, ctx, subject, place);
    if (foreign) return foreign;
    const key = `${row.login}/${role}/${place}`;
    if (!v.list('grant', 'member', row.login).includes(key)) return { unchanged: 'SAME' };
    if (PRINCIPAL_ROLES.has(role)) return refuse('PRINCIPAL_HAND_OVER', { role });
    return { ok: [{ remove: 'grant', key }] };
  },
});
