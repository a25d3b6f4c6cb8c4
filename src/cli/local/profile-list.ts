import { readCredentials } from '../../config/credentials.ts';
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
    const dir = configDir(session.io.env);
    const profiles = listProfiles(await readProfiles(dir));
    const credentials = await readCredentials(dir);
    const textOf = (setting: unknown): string | null => (typeof setting === 'string' ? setting : null);
    await writeRows(
      session,
      [
        ['name', { en: 'Name', zh: '名称' }],
        ['current', { en: 'Current', zh: '当前' }],
        ['db', { en: 'State', zh: '状态文件' }],
        ['url', { en: 'Server', zh: '服务器' }],
        ['member', { en: 'Logged in as', zh: '登录成员' }],
        { key: 'expires', type: 'instant', label: { en: 'Until', zh: '有效期至' } },
      ],
      profiles.map(({ name, current, settings }) => {
        const url = textOf(settings['url']);
        const kept = url !== null && Object.hasOwn(credentials, name) ? credentials[name] : undefined;
        const login = kept?.url === url ? kept : undefined;
        return [name, current ? '*' : null, textOf(settings['db']), url, login?.member ?? null, login?.expires ?? null];
      }),
    );
    return 0;
  },
});
