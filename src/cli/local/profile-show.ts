import { configDir } from '../../config/paths.ts';
import { readProfiles } from '../../config/profile-file.ts';
import { showProfile } from '../../config/profiles.ts';
import { SETTING_KEYS } from '../../config/setting-keys.ts';
import { defineLocal } from './define.ts';
import { writeRows } from './settings-block.ts';

export const showProfiles = defineLocal({
  kind: 'local',
  name: 'profile.show',
  summary: { en: 'Show each setting and where it comes from', zh: '查看各项设置及其来源' },
  arguments: ['[name]'],
  options: {},
  examples: [
    { command: 'adctl profile show', does: { en: 'settings as they hold now', zh: '当前生效的设置' } },
    { command: 'adctl profile show demo', does: { en: 'what a profile keeps', zh: '某配置档保存的设置' } },
  ],
  async run(session, args) {
    const { values, origin } = session.settings;
    const columns = [
      ['key', { en: 'Setting', zh: '设置' }],
      ['value', { en: 'Value', zh: '值' }],
      ['from', { en: 'From', zh: '来源' }],
    ] as const;
    if (args[0] !== undefined) {
      const { settings } = showProfile(await readProfiles(configDir(session.io.env)), args[0]);
      await writeRows(
        session,
        columns,
        Object.entries(settings).map(([key, value]) => [key, String(value), 'profile']),
      );
      return 0;
    }
    const keys = ['profile', ...SETTING_KEYS] as const;
    await writeRows(
      session,
      columns,
      keys.map((key) => [key, values[key] === undefined ? null : String(values[key]), origin[key]]),
    );
    return 0;
  },
});
