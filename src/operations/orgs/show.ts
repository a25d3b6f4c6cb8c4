import { defineQuery } from '../define.ts';
import { REVEAL } from '../listing.ts';
import { seenAs, showRecords } from '../showing.ts';

export const showOrgs = defineQuery({
  kind: 'query',
  name: 'orgs.show',
  summary: { en: 'Show organisations in full', zh: '查看组织详情' },
  input: {
    org: {
      type: 'list',
      required: true,
      label: { en: 'organisation', zh: '组织' },
      help: { en: 'id, kind:id, licence or name', zh: '编号、类型:编号、证照号码或名称' },
      metavar: 'ORG',
    },
    reveal: REVEAL,
  },
  argument: { field: 'org', many: true },
  columns: { kind: 'org' },
  right: 'org.read',
  single: true,
  reveals: true,
  examples: [
    { command: 'adctl orgs show 华夏消费集团', does: { en: 'by name', zh: '按名称查看' } },
    {
      command: 'adctl orgs show 珠海格力电器股份有限公司 --format json',
      does: { en: 'for a script', zh: '供脚本使用' },
    },
  ],
  async *run(tx, _ctx, input) {
    const { keys, missing } = await seenAs(tx, 'org', input.org);
    return yield* showRecords(tx, 'org', keys, missing);
  },
});
