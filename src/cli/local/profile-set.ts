import { configDir } from '../../config/paths.ts';
import { setSetting, unsetSetting } from '../../config/profiles.ts';
import { assertNotInClear, serverUrl } from '../../config/server-url.ts';
import { settingKey } from '../../config/setting-keys.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { defineLocal } from './define.ts';

export const setProfile = defineLocal({
  kind: 'local',
  name: 'profile.set',
  summary: { en: 'Keep a setting in the profile', zh: '在配置档中保存设置' },
  arguments: ['<key>', '[value]'],
  options: {
    unset: { type: 'flag', label: { en: 'unset', zh: '清除' }, help: { en: 'forget the setting', zh: '清除该设置' } },
  },
  examples: [
    { command: 'adctl profile set lang zh', does: { en: 'messages in Chinese', zh: '使用中文消息' } },
    { command: 'adctl profile set lang --unset', does: { en: 'forget it again', zh: '清除该设置' } },
  ],
  async run(session, args, options) {
    const [key, value] = args as [string, string | undefined];
    const { env } = session.io;
    const dir = configDir(env);
    const { profile } = session.settings.values;
    let gone: readonly string[] = [];
    if (options.unset) await unsetSetting(dir, profile, key);
    else if (value === undefined) throw new AdctlError('MISSING', { field: 'VALUE' });
    else {
      const url = settingKey(key) === 'url' ? serverUrl(value) : undefined;
      if (url !== undefined) assertNotInClear(url, env);
      gone = await setSetting(dir, profile, key, value);
    }
    await session.note(
      `${profile}: ${key} ${options.unset ? session.say({ en: 'unset', zh: '已清除' }) : `= ${value}`}`,
    );
    for (const one of gone) await session.note(`${profile}: ${one} ${session.say({ en: 'unset', zh: '已清除' })}`);
    return 0;
  },
});
