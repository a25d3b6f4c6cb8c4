import type { Cell } from '../../domain/question.ts';
import { isOwner } from '../../domain/rights.ts';
import type { ColumnDef } from '../../operations/define.ts';
import { defineLocal } from './define.ts';
import { writeRows } from './settings-block.ts';

const COLUMNS: readonly ColumnDef[] = [
  { key: 'member', type: 'text', label: { en: 'Member', zh: '成员' } },
  { key: 'member_from', type: 'text', label: { en: 'Member from', zh: '成员来源' } },
  { key: 'verified', type: 'text', label: { en: 'Verified', zh: '已实名' } },
  { key: 'roles', type: 'list', label: { en: 'Roles', zh: '角色' } },
  { key: 'view', type: 'text', label: { en: 'View', zh: '视图' } },
  { key: 'profile', type: 'text', label: { en: 'Profile', zh: '配置档' } },
  { key: 'profile_from', type: 'text', label: { en: 'Profile from', zh: '配置档来源' } },
  { key: 'state', type: 'text', label: { en: 'State', zh: '状态文件' } },
  { key: 'state_from', type: 'text', label: { en: 'State from', zh: '状态文件来源' } },
];

export const whoami = defineLocal({
  kind: 'local',
  name: 'whoami',
  summary: { en: 'Who acts, on which state, and where that comes from', zh: '查看当前成员、状态文件及其来源' },
  arguments: [],
  options: {},
  examples: [
    { command: 'adctl whoami', does: { en: 'me', zh: '当前身份' } },
    { command: 'adctl whoami --as sun.li', does: { en: 'as another member', zh: '以其他成员身份' } },
  ],
  async run(session) {
    const { values, origin } = session.settings;
    const actor = await (await session.link()).actor(session.actor);
    const roles = isOwner(actor)
      ? ['state_owner', ...actor.grants.map(({ role, place }) => `${role}@${place}`)]
      : actor.grants.map(({ role, place }) => `${role}@${place}`);
    const everything = isOwner(actor) || actor.grants.some(({ role }) => role === 'op');
    const view = everything
      ? { en: 'everything', zh: '全部' }
      : { en: 'what these roles see', zh: '上述角色可见的内容' };
    const row: Cell[] = [
      actor.login,
      origin.as,
      actor.verified ? 'yes' : 'no',
      roles,
      session.word(view),
      values.profile,
      origin.profile,
      values.db,
      origin.db,
    ];
    await writeRows(session, COLUMNS, [row], { single: true });
    return 0;
  },
});
