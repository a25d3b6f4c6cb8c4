import { defineChange } from '../define.ts';
import { loadLivingInOrgs, orgArchiveFault } from '../in-use.ts';
import { loadOrgRows, ORG_REF_ROW, orgSubject, WHERE_ORGS } from '../org-address.ts';

export const archiveOrgs = defineChange({
  kind: 'change',
  name: 'orgs.archive',
  summary: { en: 'Archive organisations that hold nothing alive', zh: '归档已无有效内容的组织' },
  past: { en: 'archived', zh: '已归档' },
  options: {},
  row: ORG_REF_ROW,
  argument: 'org',
  where: WHERE_ORGS,
  right: 'org.archive',
  effect: 'reversible',
  examples: [
    {
      command: "adctl orgs archive --where 'kind = entity' --where 'accounts = 0' --dry-run",
      does: { en: 'rehearse all entities without accounts', zh: '预演归档没有账户的主体' },
    },
    {
      command: "printf 'org\\ne_gree\\n' | adctl orgs archive --from - --dry-run",
      does: { en: 'what is in the way of one', zh: '查看哪些内容阻碍归档' },
    },
  ],
  async load(l, rows) {
    await loadLivingInOrgs(l, await loadOrgRows(l, rows));
  },
  subject: (v, row) => orgSubject(v, row),
  decide(v, _ctx, _row, _options, _keep, { target }) {
    if (v.get('org', target)?.['status'] === 'archived') return { unchanged: 'SAME' };
    return orgArchiveFault(v, target) ?? { ok: [{ set: 'org', key: target, fields: { status: 'archived' } }] };
  },
});
