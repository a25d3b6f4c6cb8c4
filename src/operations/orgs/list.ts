import { orgKind } from '../../domain/orgs.ts';
import { defineList, filterFlag, MINE } from '../listing.ts';

export const listOrgs = defineList({
  name: 'orgs.list',
  summary: { en: 'List groups, entities and agencies', zh: '列出集团、主体和代理商' },
  kind: 'org',
  right: 'org.read',
  reveals: true,
  filters: {
    kind: filterFlag(orgKind, 'kind'),
    status: filterFlag(orgKind, 'status'),
    parent: filterFlag(orgKind, 'parent', 'ORG'),
    group: {
      type: 'text',
      label: { en: 'group', zh: '集团' },
      help: {
        en: 'only entities of this group (several: a,b, or repeated)',
        zh: '只看该集团的主体（多个用逗号分隔或重复）',
      },
      metavar: 'ORG',
      repeats: ',',
    },
    principal: filterFlag(orgKind, 'principal', 'LOGIN'),
    mine: { ...MINE, help: { en: 'only where I hold a role myself', zh: '只看我本人任职的组织' } },
  },
  named: { kind: 'kind', status: 'status', parent: 'parent', group: 'parent', principal: 'principal' },
  more: (input, ctx) => (input.mine ? { mine: ctx.actor.login } : {}),
  // Other accounts have no row here as they have in the tree: rows of a list are what changes of its noun are fed with.
  async beside(tx, ctx) {
    const others = { kind: 'account', columns: ['id'], filters: [], sort: [], other: ctx.actor.login } as const;
    const count = await tx.count(others);
    return count > 0 ? { others: count } : {};
  },
  examples: [
    {
      command: 'adctl orgs list --kind entity --sort -accounts --limit 5',
      does: { en: 'the largest entities', zh: '账户最多的主体' },
    },
    { command: 'adctl orgs list --search 集团', does: { en: 'by a part of the name', zh: '按名称搜索' } },
  ],
});
