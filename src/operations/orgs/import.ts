import { defineChange } from '../define.ts';
import { ORG_FILE_ROW, ORG_ROW, withGroupName } from '../org-row.ts';
import { decideOrg, loadOrgs, ORG_RIGHTS, orgRank, orgRight, subjectOfOrg } from '../org-write.ts';

/** For a file that has no column of it: a list of names alone, say. */
const { required: _, ...kind } = ORG_ROW.kind;

export const importOrgs = defineChange({
  kind: 'change',
  name: 'orgs.import',
  summary: { en: 'Create organisations from a file', zh: '从文件创建组织' },
  past: { en: 'created', zh: '已创建' },
  options: {
    kind,
    group_type: ORG_ROW.group_type,
    ignore_short_names: {
      type: 'flag',
      label: { en: 'ignore short names', zh: '忽略简称' },
      help: {
        en: 'leave out the column of short names (short_name): it names no groups',
        zh: '忽略简称列（证券简称、short_name 等）：不作为集团名称',
      },
    },
  },
  row: ORG_FILE_ROW,
  argument: 'name',
  fills: ['kind', 'group_type'],
  writes: true,
  right: orgRight,
  rights: ORG_RIGHTS,
  effect: 'reversible',
  rank: orgRank,
  examples: [
    { command: 'adctl orgs import --template', does: { en: 'the columns', zh: '查看所需的列' } },
    {
      command:
        "printf 'name\\n甲客户\\n乙客户\\n' | adctl orgs import --from - --kind group --group-type customer --dry-run",
      does: { en: 'a list of customer names', zh: '导入客户简称列表' },
    },
    {
      command:
        "printf '公司全称,证券简称\\n甲股份有限公司,甲股份\\n' | adctl orgs import --from - --kind group --group-type customer --dry-run",
      does: { en: 'a list of companies by their short names: groups first', zh: '公司清单：先按简称导入集团' },
    },
    {
      command: "printf 'kind,name\\ngroup,新集团\\n' | adctl orgs import --from - --dry-run",
      does: { en: 'rehearse an import', zh: '预演导入' },
    },
  ],
  shape: (row, options) => withGroupName(row, options.ignore_short_names),
  load: (l, rows, _options, _keep, ctx) => loadOrgs(l, rows, ctx),
  subject: (v, row) => subjectOfOrg(v, row),
  decide: (v, ctx, row, _options, _keep, subject) => decideOrg(v, ctx, row, subject),
});
