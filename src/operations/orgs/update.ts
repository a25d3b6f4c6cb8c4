import { archivedRefusal } from '../../domain/invariants.ts';
import { APPLICATION_STATES, CLAIM_POLICIES } from '../../domain/orgs.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineChange } from '../define.ts';
import { loadOrgRows, ORG_REF_ROW, orgSubject, WHERE_ORGS } from '../org-address.ts';
import { ORG_ROW } from '../org-row.ts';
import { nothingToSet, settingOf, setWhatDiffers } from '../setting.ts';

/** What an agency says of itself (ACC-11). */
const PROFILE = {
  application_state: {
    type: 'enum',
    values: APPLICATION_STATES,
    label: { en: 'application', zh: '入驻申请状态' },
    help: { en: 'of an agency: how far its application is', zh: '代理商的入驻申请状态' },
    metavar: 'STATE',
  },
  certification: {
    type: 'text',
    label: { en: 'certification', zh: '代理商认证' },
    help: { en: 'of an agency: what it is certified as', zh: '代理商的认证' },
    metavar: 'TEXT',
  },
  certificate: {
    type: 'text',
    label: { en: 'authorisation certificate', zh: '授权证书' },
    help: { en: 'of an agency: number of its certificate', zh: '代理商的授权证书编号' },
    metavar: 'N',
  },
  merchant_mark: {
    type: 'text',
    label: { en: 'merchant mark', zh: '商家标识' },
    help: { en: 'of an agency: the mark it is shown with', zh: '代理商的商家标识' },
    metavar: 'TEXT',
  },
} as const;
const PROFILE_FIELDS = Object.keys(PROFILE) as (keyof typeof PROFILE)[];

const SETS = {
  name: { ...ORG_ROW.name, help: { en: 'new name', zh: '新名称' } },
  group_type: ORG_ROW.group_type,
  claim_policy: {
    type: 'enum',
    values: CLAIM_POLICIES,
    label: { en: 'claim policy', zh: '认领策略' },
    help: { en: "of an entity: claims of its accounts at once, or by an admin's approval", zh: '主体账户的认领方式' },
    metavar: 'POLICY',
  },
  ...PROFILE,
} as const;
const FIELDS = ['name', 'group_type', 'claim_policy', ...PROFILE_FIELDS] as const;

export const updateOrgs = defineChange({
  kind: 'change',
  name: 'orgs.update',
  summary: {
    en: 'Change the name, type or claim policy of organisations, or the profile of agencies',
    zh: '修改组织的名称、集团类型、认领策略，或代理商资料',
  },
  past: { en: 'updated', zh: '已更新' },
  options: SETS,
  row: { ...ORG_REF_ROW, ...SETS },
  argument: 'org',
  writes: true,
  sets: FIELDS,
  where: WHERE_ORGS,
  right: 'org.update',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl orgs update 华夏消费集团 --group-type customer --dry-run',
      does: { en: 'rehearse another type of a group', zh: '预演修改集团类型' },
    },
    {
      command: "printf 'org,name\\ne_gree,格力电器\\n' | adctl orgs update --from - --dry-run",
      does: { en: 'rehearse new names from a file', zh: '预演从文件改名' },
    },
  ],
  async load(l, rows, options) {
    const keys = await loadOrgRows(l, rows);
    await l.need({ kind: 'org', by: 'key', values: keys, fields: ['claim_policy', ...PROFILE_FIELDS] });
    const names = rows.map((row) => settingOf(row, options, FIELDS).name).filter((name) => typeof name === 'string');
    await l.need({ kind: 'org', by: 'name', values: names, fields: ['kind', 'name'] });
  },
  subject: (v, row) => orgSubject(v, row),
  decide(v, _ctx, row, options, _keep, { target }) {
    const org = v.get('org', target);
    const wanted = settingOf(row, options, FIELDS);
    if (Object.keys(wanted).length === 0) return nothingToSet(FIELDS);
    if (org?.['status'] === 'archived') return archivedRefusal('org', target, org);
    const { name, group_type, claim_policy } = wanted;
    const group = org?.['kind'] === 'group';
    if (claim_policy !== undefined && org?.['kind'] !== 'entity')
      return refuse('VALUE_INVALID', {
        field: SETS.claim_policy.label,
        value: claim_policy,
        expected: { en: 'only an entity has one', zh: '仅主体可设置' },
      });
    const profile = PROFILE_FIELDS.find((field) => wanted[field] !== undefined);
    if (profile !== undefined && org?.['kind'] !== 'agency')
      return refuse('VALUE_INVALID', {
        field: PROFILE[profile].label,
        value: wanted[profile],
        expected: { en: 'only an agency has one', zh: '仅代理商可设置' },
      });
    if (group_type !== undefined && !group)
      return refuse('VALUE_INVALID', {
        field: SETS.group_type.label,
        value: group_type,
        expected: { en: 'only a group has one', zh: '仅集团可设置' },
      });
    const other = name && group && v.list('org', 'name', name).find((key) => v.get('org', key)?.['kind'] === 'group');
    if (other && other !== target) return refuse('ORG_EXISTS', { name });
    return setWhatDiffers('org', target, org, wanted);
  },
});
