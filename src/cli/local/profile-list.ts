import { configDir } from '../../config/paths.ts';
import { readProfiles } from '../../config/profile-file.ts';
import { listProfiles } from '../../config/profiles.ts';
import { defineLocal } from './define.ts';
import { writeRows } from './settings-block.ts';

export const listProfile = defineLocal({
  kind: 'local',
  name: 'profile.list',
  summary: { en: 'List profiles', zh: '列出配置档' },
  arguments: [],
  options: {},
  examples: [
    { command: 'adctl profile list', does: { en: 'all profiles', zh: '全部配置档' } },
    { command: 'adctl profile list --format json', does: { en: 'for a script', zh: '供脚本使用' } },
  ],
  async run(session) {
    const profiles = listProfiles(await readProfiles(configDir(session.io.env)));
    await writeRows(
      session,
      [
        ['name', { en: 'Name', zh: '名称' }],
        ['current', { en: 'Current', zh: '当前' }],
        ['db', { en: 'State', zh: '状态文件' }],
      ],
      profiles.map(({ name, current, settings }) => [
        name,
        current ? '*' : null,
        typeof settings.db === 'string' ? settings.db : null,
      ]),
    );
    return 0;
  },
});
