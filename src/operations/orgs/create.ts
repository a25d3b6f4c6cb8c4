import { defineChange } from '../define.ts';
import { ORG_ROW } from '../org-row.ts';
import { decideOrg, loadOrgs, ORG_RIGHTS, orgRight, subjectOfOrg } from '../org-write.ts';

export const createOrgs = defineChange({
  kind: 'change',
  name: 'orgs.create',
  summary: { en: 'Create a group, an entity or an agency', zh: '创建集团、主体或代理商' },
  past: { en: 'created', zh: '已创建' },
  options: {},
  row: ORG_ROW,
  argument: 'name',
  rowFlags: true,
  writes: true,
  right: orgRight,
  rights: ORG_RIGHTS,
  effect: 'reversible',
  examples: [
    { command: 'adctl orgs create 测试集团 --kind group', does: { en: 'a group', zh: '创建集团' } },
    {
      command: 'adctl orgs create 测试科技有限公司 --kind entity --licence 91110000600037341L --dry-run',
      does: { en: 'rehearse an entity', zh: '预演创建主体' },
    },
  ],
  load: (l, rows, _options, _keep, ctx) => loadOrgs(l, rows, ctx),
  subject: (v, row) => subjectOfOrg(v, row),
  decide: (v, ctx, row, _options, _keep, subject) => decideOrg(v, ctx, row, subject),
});
