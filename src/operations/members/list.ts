import { memberKind } from '../../domain/members.ts';
import type { Filter } from '../../domain/question.ts';
import { defineQuery } from '../define.ts';
import { answer, filterFlag, LIST_INPUT, questionOf } from '../listing.ts';

export const listMembers = defineQuery({
  kind: 'query',
  name: 'members.list',
  summary: { en: 'List members', zh: '列出成员' },
  input: {
    ...LIST_INPUT,
    status: filterFlag(memberKind, 'status'),
    role: {
      type: 'text',
      label: { en: 'role', zh: '角色' },
      help: { en: 'only who holds this role anywhere', zh: '只看持有该角色的成员' },
      metavar: 'ROLE',
    },
    verified: {
      type: 'flag',
      label: { en: 'verified', zh: '已实名' },
      help: { en: 'only verified members', zh: '只看已实名成员' },
    },
    unverified: {
      type: 'flag',
      label: { en: 'unverified', zh: '未实名' },
      help: { en: 'only unverified members', zh: '只看未实名成员' },
    },
  },
  columns: { kind: 'member' },
  right: 'member.read',
  examples: [
    { command: 'adctl members list --role eP', does: { en: 'principal admins of entities', zh: '主体主管理员' } },
    { command: 'adctl members list --unverified', does: { en: 'who is not verified yet', zh: '未实名的成员' } },
  ],
  run(tx, ctx, input) {
    const question = questionOf('member', input, ctx, { status: 'status' });
    const more: Filter[] = [];
    if (input.role) more.push({ field: 'roles', op: '~', values: [`${input.role}@`] });
    if (input.verified) more.push({ field: 'verified', op: 'not_empty', values: [] });
    if (input.unverified) more.push({ field: 'verified', op: 'empty', values: [] });
    return answer(tx, { ...question, filters: [...question.filters, ...more] }, input);
  },
});
