import { defineQuery } from '../define.ts';
import { REVEAL } from '../listing.ts';
import { seenAs, showRecords } from '../showing.ts';

export const showMembers = defineQuery({
  kind: 'query',
  name: 'members.show',
  summary: { en: 'Show members in full', zh: '查看成员详情' },
  input: {
    login: {
      type: 'list',
      required: true,
      label: { en: 'member', zh: '成员' },
      help: { en: 'login', zh: '登录名' },
      metavar: 'LOGIN',
    },
    reveal: REVEAL,
  },
  argument: { field: 'login', many: true },
  columns: { kind: 'member' },
  right: 'member.read',
  single: true,
  reveals: true,
  examples: [
    { command: 'adctl members show owner', does: { en: 'one member', zh: '查看一个成员' } },
    { command: 'adctl members show owner --format json', does: { en: 'for a script', zh: '供脚本使用' } },
  ],
  async *run(tx, _ctx, input) {
    const { keys, missing } = await seenAs(tx, 'member', input.login);
    return yield* showRecords(tx, 'member', keys, missing);
  },
});
