import type { Key } from '../../domain/kind.ts';
import { FLAGS } from '../../domain/members.ts';
import { refuse } from '../../domain/refusal.ts';
import { isOwner } from '../../domain/rights.ts';
import { defineChange, type Patch, type ReadView } from '../define.ts';
import { GRANT_RIGHTS, grantNamed, grantRight, grantSubject, loadGrants } from '../grant-rows.ts';
import { closedToRoles, GRANT_ROW, grantPatch, notNominating, reasonLacking } from '../grants.ts';
import { grantsOf } from '../member-places.ts';

const { login: _, ...OPTIONS } = GRANT_ROW;

/** What a principal stays when the role goes on: it keeps its sight of the organisation. */
const AFTERWARDS = { gP: 'gA', eP: 'eA', aM: 'aA' } as const;
const isPrincipal = (role: string): role is keyof typeof AFTERWARDS => role in AFTERWARDS;

function handedOver(v: ReadView, former: string, role: keyof typeof AFTERWARDS, place: Key): Patch[] {
  const admin = grantPatch(former, AFTERWARDS[role], place);
  const has = v.list('grant', 'place', place).includes(admin.key);
  return [{ remove: 'grant', key: `${former}/${role}/${place}` }, ...(has ? [] : [admin])];
}

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
      help: {
        en: 'hand over a principal role; its holder stays as admin',
        zh: '移交主管理员角色；原持有人保留管理员角色',
      },
    },
  },
  row: GRANT_ROW,
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: grantRight,
  rights: GRANT_RIGHTS,
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
    if (held.includes(key)) return { unchanged: 'SAME', of: [{ kind: 'grant', key }] };
    if (role in FLAGS && !grantsOf(v, row.login).some((grant) => grant.place === place))
      return refuse('FLAG_NEEDS_ROLE', { member: row.login });
    const closed = closedToRoles(v, place);
    if (closed) return closed;
    const silent = reasonLacking(ctx, subject, role);
    if (!isPrincipal(role)) return silent ?? { ok: [grantPatch(row.login, role, place)] };
    if (!options.hand_over) return refuse('PRINCIPAL_HAND_OVER', { role });
    const holder = held.find((other) => v.get('grant', other)?.['role'] === role);
    const former = holder && String(v.get('grant', holder)?.['member']);
    // The holder hands it over; where there is none, the operator (ORG-9) or the group of an entity names one.
    const may = former === undefined && ctx.may('member.handover', { ...subject, role });
    if (!may && former !== ctx.actor.login && !isOwner(ctx.actor))
      return refuse('FORBIDDEN', { right: 'member.grant', target: row.login });
    // Who hands its own role over nominates nobody.
    if (silent && former === undefined) return silent;
    return { ok: [...(former ? handedOver(v, former, role, place) : []), grantPatch(row.login, role, place)] };
  },
});
