import { ORG_KINDS, ORG_STATUSES } from '../../domain/orgs.ts';
import type { Cell } from '../../domain/question.ts';
import { defineQuery } from '../define.ts';
import { loadTree, NODE_KEYS, type Node, nodeCells } from '../org-tree.ts';

const KIND_VALUES = {
  ...ORG_KINDS,
  unit: { en: 'unit', zh: '业务单元' },
  other: { en: 'other accounts', zh: '其他账户' },
  none: { en: 'accounts without entity', zh: '无主体账户' },
} as const;

export const treeOrgs = defineQuery({
  kind: 'query',
  name: 'orgs.tree',
  summary: {
    en: 'The map: groups, entities, units, and how many accounts',
    zh: '组织地图：集团、主体、业务单元及账户数',
  },
  input: {
    org: {
      type: 'text',
      label: { en: 'organisation or unit', zh: '组织或业务单元' },
      help: { en: 'open the map at this organisation or unit', zh: '从该组织或业务单元展开' },
      metavar: 'ORG|UNIT',
    },
    find: {
      type: 'text',
      label: { en: 'find', zh: '查找' },
      help: {
        en: 'only places whose name, id or licence holds this, and what is above them',
        zh: '只看名称、编号或证照号码含此文字的位置及其上级',
      },
      metavar: 'TEXT',
    },
    depth: {
      type: 'integer',
      label: { en: 'depth', zh: '层数' },
      help: { en: 'levels to open; what is below is counted', zh: '展开的层数；其下只计数' },
      metavar: 'N',
      least: 1,
    },
  },
  argument: { field: 'org' },
  columns: {
    columns: [
      { key: 'id', type: 'id', label: { en: 'ID', zh: '编号' } },
      { key: 'parent', type: 'id', label: { en: 'Parent', zh: '上级' } },
      { key: 'depth', type: 'integer', label: { en: 'Depth', zh: '层级' } },
      { key: 'kind', type: 'enum', values: KIND_VALUES, label: { en: 'Kind', zh: '类型' } },
      { key: 'name', type: 'text', label: { en: 'Name', zh: '名称' } },
      { key: 'accounts', type: 'integer', label: { en: 'Accounts', zh: '账户数' } },
      { key: 'members', type: 'integer', label: { en: 'Members', zh: '成员数' } },
      { key: 'below', type: 'integer', label: { en: 'Not shown below', zh: '未展开的下级数' } },
      { key: 'status', type: 'enum', values: ORG_STATUSES, label: { en: 'Status', zh: '状态' } },
    ],
  },
  tree: { name: 'name', kind: 'kind', drop: ['parent', 'depth', 'below'], narrow: ['kind', 'members', 'status'] },
  right: 'org.read',
  examples: [
    { command: 'adctl orgs tree --depth 2', does: { en: 'groups and entities', zh: '集团和主体' } },
    { command: 'adctl orgs tree --find 格力', does: { en: 'where something is', zh: '查找位置' } },
    { command: 'adctl orgs tree 华夏消费集团 --format csv', does: { en: 'one group, for a script', zh: '供脚本使用' } },
  ],
  async *run(tx, ctx, input) {
    const root = input.org === undefined ? undefined : await (await import('../showing.ts')).placeSeen(tx, input.org);
    // What is looked for is shown however deep it lies.
    const most = input.find === undefined && input.depth !== undefined ? input.depth : Number.POSITIVE_INFINITY;
    const tree = await loadTree(tx, ctx, { root, find: input.find });
    const rows: Cell[][] = [];
    const walk = (node: Node, depth: number, parent: string | null) => {
      const open = depth + 1 < most;
      rows.push(nodeCells(node, depth, parent, open));
      if (open) for (const child of node.children) walk(child, depth + 1, node.id);
    };
    for (const node of tree) walk(node, 0, null);
    for (let i = 0; i < rows.length; i += 500) yield { columns: NODE_KEYS, rows: rows.slice(i, i + 500) };
    return {};
  },
});
