import { defineChange } from '../define.ts';
import { decideMember, loadMembers, MEMBER_ROW, subjectOfMember } from '../member-write.ts';

export const createMembers = defineChange({
  kind: 'change',
  name: 'members.create',
  summary: { en: 'Create a member', zh: '创建成员' },
  past: { en: 'created', zh: '已创建' },
  options: {},
  row: MEMBER_ROW,
  argument: 'login',
  rowFlags: true,
  writes: true,
  right: 'member.create',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl members create li.lei --name 李雷 --phone 13800001234',
      does: { en: 'a member without a role', zh: '创建无角色成员' },
    },
    {
      command: 'adctl members create han.meimei --name 韩梅梅 --verified 人脸 --role eC --org 珠海格力电器股份有限公司',
      does: { en: 'a verified collaborator', zh: '创建已实名的协作者' },
    },
  ],
  load: (l, rows) => loadMembers(l, rows),
  subject: (v, row, _options, _keep, ctx) => subjectOfMember(v, row, ctx),
  decide: (v, ctx, row, _options, _keep, subject) => decideMember(v, ctx, row, subject),
});
