import { FLAGS } from '../../domain/members.ts';
import { refuse } from '../../domain/refusal.ts';
import { isOwner, PRINCIPAL_ROLES } from '../../domain/rights.ts';
import { MEMBER_FIELDS, memberNamed } from '../address.ts';
import { defineChange } from '../define.ts';
import {
  askedOf,
  GRANT_ROW,
  grantPatch,
  loadPlaces,
  notNominating,
  placeOf,
  placesAround,
  roleOrFlag,
} from '../grants.ts';
import { grantsOf, loadMemberPlaces } from '../member-places.ts';

const { login: _, ...OPTIONS } = GRANT_ROW;

export const grantMembers = defineChange({
  kind: 'change',
  name: 'members.grant',
  summary: { en: 'Grant a role or flag to members', zh: '授予成员角色或标记' },
  past: { en: 'granted', zh: '已授予' },
  options: {
    ...OPTIONS,
    hand_over: {
      type: 'flag',
      label: { en: 'hand over', zh: '移交' },
      help: { en: 'hand over a principal role', zh: '移交主管理员角色' },
    },
  },
  row: GRANT_ROW,
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: (row, options) => (askedOf(row, options).flag ? 'flag.grant' : 'member.grant'),
  effect: 'reversible',
  examples: [
    {
      command: 'adctl members grant wang.wei --role eC --org 珠海格力电器股份有限公司',
      does: { en: 'a collaborator', zh: '授予协作者' },
    },
    {
      command: 'adctl members grant wang.wei --flag auditor --org 珠海格力电器股份有限公司 --dry-run',
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
    const handed = options.hand_over && PRINCIPAL_ROLES.has(role);
    return {
      target: row.login,
      places: placesAround(v, place),
      ...(!handed && !PRINCIPAL_ROLES.has(role) && { role }),
    };
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
    const held = v.list('grant', 'place', place);
    if (held.includes(key)) return { unchanged: 'SAME' };
    if (role in FLAGS && !grantsOf(v, row.login).some((grant) => grant.place === place))
      return refuse('FLAG_NEEDS_ROLE', { member: row.login });
    if (!PRINCIPAL_ROLES.has(role)) return { ok: [grantPatch(row.login, role, place)] };
    if (!options.hand_over) return refuse('PRINCIPAL_HAND_OVER', { role });
    const holder = held.find((other) => v.get('grant', other)?.['role'] === role);
    const mine = holder !== undefined && v.get('grant', holder)?.['member'] === ctx.actor.login;
    if (!mine && !isOwner(ctx.actor)) return refuse('FORBIDDEN', { right: 'member.grant', target: row.login });
    return { ok: [...(holder ? [{ remove: 'grant' as const, key: holder }] : []), grantPatch(row.login, role, place)] };
  },
});
