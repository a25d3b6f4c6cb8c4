import { FLAGS, STATE_OWNER } from '../../domain/members.ts';
import { refuse } from '../../domain/refusal.ts';
import { MEMBER_FIELDS, notFound } from '../address.ts';
import { endedWithMember } from '../asked-by.ts';
import { defineChange, type Pure, type ReadView } from '../define.ts';
import { placesAround } from '../grants.ts';
import { loadCare } from '../member-care.ts';
import { loadBelongings, ownsStill, sharedOf } from '../member-leave.ts';
import { grantsOf, placesOfMember } from '../member-places.ts';
import { PERSONAL } from '../member-write.ts';
import { UNIT_MEMBER_ROW } from '../unit-members.ts';

/** Every role that the member still holds is the eraser's to take; a flag goes with the role beside it. */
function mayErase(v: ReadView, ctx: Pick<Pure, 'may'>, login: string): boolean {
  return grantsOf(v, login)
    .filter(({ role }) => !(role in FLAGS))
    .every(({ role, place }) => ctx.may('member.erase', { target: login, places: placesAround(v, place), role }));
}

export const eraseMembers = defineChange({
  kind: 'change',
  name: 'members.erase',
  summary: { en: 'Destroy what is kept of members as persons, for good', zh: '永久清除成员的个人信息' },
  past: { en: 'erased', zh: '已清除' },
  options: {},
  row: UNIT_MEMBER_ROW,
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: 'member.erase',
  effect: 'final',
  after: {
    en: 'backups made before still hold them: delete those, or adctl state key --rotate and delete the key before it',
    zh: '此前的备份仍含其数据：请删除这些备份，或执行 adctl state key --rotate 并删除旧密钥',
  },
  examples: [
    { command: 'adctl members erase sun.li --dry-run', does: { en: 'rehearse one member', zh: '预演清除一个成员' } },
    {
      command: "adctl members erase --where 'status = removed' --dry-run",
      does: { en: 'rehearse all who were removed', zh: '预演清除所有已移除的成员' },
    },
  ],
  async load(l, rows) {
    const logins = rows.map((row) => row.login);
    const fields = [...MEMBER_FIELDS, ...PERSONAL.flatMap((field) => [field, `${field}_bi`])];
    await l.need({ kind: 'member', by: 'key', values: logins, fields });
    await loadCare(l, logins);
    await loadBelongings(l, logins);
  },
  subject(v, { login }) {
    if (!v.get('member', login) || !v.sees('member', login)) return notFound('member', login);
    return { target: login, places: placesOfMember(v, login).places };
  },
  decide(v, ctx, { login }) {
    if (login === STATE_OWNER || !mayErase(v, ctx, login))
      return refuse('FORBIDDEN', { right: 'member.erase', target: login });
    if (v.get('member', login)?.['status'] === 'erased') return { unchanged: 'SAME' };
    const owned = ownsStill(v, login);
    if (owned) return owned;
    const cleared = ctx.seal('member', login, Object.fromEntries(PERSONAL.map((field) => [field, null])));
    return {
      ok: [
        { set: 'member', key: login, fields: { ...cleared, name: null, status: 'erased' } },
        ...grantsOf(v, login).map(({ role, place }) => ({
          remove: 'grant' as const,
          key: `${login}/${role}/${place}`,
        })),
        ...sharedOf(v, login).map((key) => ({ remove: 'relation' as const, key })),
        ...endedWithMember(v, login),
      ],
      forget: [{ kind: 'member', key: login }],
    };
  },
});
