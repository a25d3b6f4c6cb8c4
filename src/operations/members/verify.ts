import { MEMBER_FIELDS, memberNamed } from '../address.ts';
import { defineChange } from '../define.ts';
import { loadMemberPlaces, placesOfMember } from '../member-places.ts';

export const verifyMembers = defineChange({
  kind: 'change',
  name: 'members.verify',
  summary: { en: 'Record that members are verified', zh: '登记成员已实名' },
  past: { en: 'verified', zh: '已实名' },
  options: {
    method: {
      type: 'text',
      required: true,
      label: { en: 'method', zh: '实名方式' },
      help: { en: 'how it was verified', zh: '实名的方式' },
      metavar: 'TEXT',
    },
  },
  row: {
    login: {
      type: 'member',
      required: true,
      label: { en: 'member', zh: '成员' },
      help: { en: 'login', zh: '登录名' },
      headers: ['member'],
      metavar: 'LOGIN',
    },
  },
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: 'member.verify',
  effect: 'reversible',
  examples: [
    { command: 'adctl members verify sun.li --method 人脸', does: { en: 'one member', zh: '一个成员' } },
    {
      command: "adctl members verify --where 'verified is empty' --method 集中核验 --dry-run",
      does: { en: 'rehearse all', zh: '预演全部' },
    },
  ],
  async load(l, rows) {
    const logins = rows.map((row) => row.login);
    await l.need({ kind: 'member', by: 'key', values: logins, fields: [...MEMBER_FIELDS, 'verified_method'] });
    await loadMemberPlaces(l, logins);
  },
  subject: (v, row) => memberNamed(v, row.login) ?? { target: row.login, ...placesOfMember(v, row.login) },
  decide(v, ctx, row, options) {
    if (v.get('member', row.login)?.['verified'] !== null) return { unchanged: 'SAME' };
    return { ok: [{ set: 'member', key: row.login, fields: { verified: ctx.now, verified_method: options.method } }] };
  },
});
