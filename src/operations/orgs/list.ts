import { orgKind } from '../../domain/orgs.ts';
import { defineQuery } from '../define.ts';
import { answer, filterFlag, LIST_INPUT, questionOf } from '../listing.ts';

export const listOrgs = defineQuery({
  kind: 'query',
  name: 'orgs.list',
  summary: { en: 'List groups, entities and agencies', zh: '列出集团、主体和代理商' },
  input: {
    ...LIST_INPUT,
    kind: filterFlag(orgKind, 'kind'),
    status: filterFlag(orgKind, 'status'),
    parent: filterFlag(orgKind, 'parent', 'ORG'),
  },
  columns: { kind: 'org' },
  right: 'org.read',
  examples: [
    {
      command: 'adctl orgs list --kind entity --sort -accounts --limit 5',
      does: { en: 'the largest entities', zh: '账户最多的主体' },
    },
    { command: 'adctl orgs list --search 集团', does: { en: 'by a part of the name', zh: '按名称搜索' } },
  ],
  run: (tx, ctx, input) =>
    answer(tx, questionOf('org', input, ctx, { kind: 'kind', status: 'status', parent: 'parent' }), input),
});
