import type { Value } from '../../domain/kind.ts';
import { isMasked } from '../../domain/mask.ts';
import { refuse } from '../../domain/refusal.ts';
import { memberNamed } from '../address.ts';
import { defineChange } from '../define.ts';
import { caresFor, loadCare, notCaredFor } from '../member-care.ts';
import { placesOfMember } from '../member-places.ts';
import { checkFields, folded, MEMBER_ROW, MEMBER_WRITE_FIELDS, PERSONAL } from '../member-write.ts';
import { CLEAR_OPTION, notClearable, nothingToSet, settingOf, setWhatDiffers } from '../setting.ts';

const { login, name: NAME, phone, email, wechat, id_number } = MEMBER_ROW;
const { required: _, ...name } = NAME;
const SETS = {
  name: { ...name, keepEmpty: true },
  phone: { ...phone, keepEmpty: true },
  email: { ...email, keepEmpty: true },
  wechat: { ...wechat, keepEmpty: true },
  id_number: { ...id_number, keepEmpty: true },
} as const;
const FIELDS = ['name', ...PERSONAL] as const;

export const updateMembers = defineChange({
  kind: 'change',
  name: 'members.update',
  summary: { en: 'Change the profile of members, or one’s own', zh: '修改成员资料或本人资料' },
  past: { en: 'updated', zh: '已更新' },
  options: { ...SETS, ...CLEAR_OPTION },
  row: { login, ...SETS },
  argument: 'login',
  writes: true,
  sets: FIELDS,
  right: 'member.update',
  effect: 'reversible',
  // Everybody edits their own profile (ORG-4); anybody else's is refused below.
  unverified: true,
  examples: [
    {
      command: 'adctl members update wang.wei --phone 13800009999 --email wang.wei@example.com',
      does: { en: 'phone and e-mail', zh: '修改手机号和邮箱' },
    },
    {
      command: 'adctl members update sun.li --as sun.li --name 孙莉',
      does: { en: 'one’s own name, verified or not', zh: '本人修改姓名，无需实名' },
    },
    {
      command: 'adctl members update wang.wei --clear wechat --dry-run',
      does: { en: 'rehearse clearing a field', zh: '预演清空字段' },
    },
  ],
  head: (_v, _ctx, options) => notClearable(options, PERSONAL) ?? { keep: undefined },
  async load(l, rows) {
    const logins = rows.map((row) => row.login);
    await l.need({ kind: 'member', by: 'key', values: logins, fields: MEMBER_WRITE_FIELDS });
    await loadCare(l, logins);
  },
  subject(v, row, _options, _keep, ctx) {
    const own = row.login === ctx.actor.login;
    if (!own && !ctx.actor.verified) return refuse('MEMBER_UNVERIFIED', { member: ctx.actor.login });
    const missing = memberNamed(v, row.login);
    return missing ?? { target: row.login, places: placesOfMember(v, row.login).places, own };
  },
  decide(v, ctx, row, options, _keep, subject) {
    const { own } = subject;
    if (!own && !caresFor(v, ctx, row.login, 'member.update')) return notCaredFor(ctx, subject, 'member.update');
    const shown = PERSONAL.filter((field) => isMasked(row[field] ?? ''));
    const open = Object.fromEntries(Object.entries(row).filter(([field]) => !shown.includes(field as never)));
    const { name: called, ...contact } = settingOf(open, options, FIELDS);
    const given = Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== null));
    const bad = checkFields({ login: row.login, ...given });
    if (bad) return bad;
    // What a list shows instead of a value leaves as is what is there.
    if (called == null && Object.keys(contact).length === 0)
      return shown.length > 0 ? { unchanged: 'SAME', of: [] } : nothingToSet(FIELDS);
    const personal = Object.entries(contact).map(([field, value]) => [
      field,
      value && folded(field as (typeof PERSONAL)[number], value),
    ]);
    const wanted: Record<string, Value> = { ...ctx.seal('member', row.login, Object.fromEntries(personal)) };
    if (called) wanted['name'] = called;
    return setWhatDiffers('member', row.login, v.get('member', row.login), wanted);
  },
});
