import { defineChange } from '../define.ts';
import { decideMember, loadMembers, MEMBER_ROW, subjectOfMember } from '../member-write.ts';

export const importMembers = defineChange({
  kind: 'change',
  name: 'members.import',
  summary: { en: 'Create members from a file', zh: '从文件创建成员' },
  past: { en: 'created', zh: '已创建' },
  options: {},
  row: MEMBER_ROW,
  argument: 'login',
  writes: true,
  right: 'member.import',
  effect: 'reversible',
  examples: [
    { command: 'adctl members import --template', does: { en: 'the columns', zh: '查看所需的列' } },
    {
      command: "printf 'login,name\\nli.si,李四\\n' | adctl members import --from - --dry-run",
      does: { en: 'rehearse an import', zh: '预演导入' },
    },
  ],
  load: (l, rows) => loadMembers(l, rows),
  subject: (v, row, _options, _keep, ctx) => subjectOfMember(v, row, ctx),
  decide: (v, ctx, row, _options, _keep, subject) => decideMember(v, ctx, row, subject),
});
