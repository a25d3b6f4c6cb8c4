import { FLAGS } from '../../domain/members.ts';
import { refuse } from '../../domain/refusal.ts';
import { PRINCIPAL_ROLES } from '../../domain/rights.ts';
import { endedWithRole, loadAskedBy } from '../asked-by.ts';
import { defineChange } from '../define.ts';
import { GRANT_RIGHTS, type Grant, grantNamed, grantRight, grantSubject, loadGrants } from '../grant-rows.ts';
import { GRANT_ROW, notNominating } from '../grants.ts';
import { leftBehind, loadLeftBehind } from '../left-behind.ts';

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
  right: grantRight,
  rights: GRANT_RIGHTS,
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
    await loadGrants(l, rows, options);
    await loadAskedBy(
      l,
      rows.map(({ login }) => login),
    );
    await loadLeftBehind(
      l,
      rows.map((row) => grantNamed(l.view, row, options)).filter((grant): grant is Grant => !('refuse' in grant)),
    );
  },
  subject: (v, row, options) => grantSubject(v, row, options),
  decide(v, ctx, row, options, _keep, subject) {
    const grant = grantNamed(v, row, options);
    if ('refuse' in grant) return grant;
    const { key, role, place } = grant;
    const foreign = role in FLAGS ? undefined : notNominating(v, ctx, subject, place);
    if (foreign) return foreign;
    if (!v.list('grant', 'member', row.login).includes(key)) return { unchanged: 'SAME', of: [{ kind: 'grant', key }] };
    if (PRINCIPAL_ROLES.has(role)) return refuse('PRINCIPAL_HAND_OVER', { role });
    const patches = [{ remove: 'grant' as const, key }, ...endedWithRole(v, row.login, key)];
    const left = leftBehind(v, row.login, place);
    return left > 0 ? { ok: patches, note: 'MANAGES_STILL', details: { member: row.login } } : { ok: patches };
  },
});
