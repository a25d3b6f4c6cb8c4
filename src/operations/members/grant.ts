import { FLAGS } from '../../domain/members.ts';
import { refuse } from '../../domain/refusal.ts';
import { isOwner, PRINCIPAL_ROLES } from '../../domain/rights.ts';
import { defineChange } from '../define.ts';
import { grantNamed, grantRight, grantSubject, loadGrants } from '../grant-rows.ts';
import { GRANT_ROW, grantPatch, notNominating } from '../grants.ts';
import { grantsOf } from '../member-places.ts';

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
  right: grantRight,
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
  load: (l, rows, options) => loadGrants(l, rows, options),
  subject: (v, row, options) => grantSubject(v, row, options),
  decide(v, ctx, row, options, _keep, subject) {
    const grant = grantNamed(v, row, options);
    if ('refuse' in grant) return grant;
    const { key, role, place } = grant;
    const foreign = role in FLAGS ? undefined : notNominating(v, ctx, subject, place);
    if (foreign) return foreign;
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
