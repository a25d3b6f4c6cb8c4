import { configDir } from '../../config/paths.ts';
import { addProfile, STATE_OPTIONS } from '../../config/profiles.ts';
import { assertNotInClear } from '../../config/server-url.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { defineLocal } from './define.ts';

export const addProfiles = defineLocal({
  kind: 'local',
  name: 'profile.add',
  summary: { en: 'Add a profile for a state file or a server', zh: '为状态文件或服务器添加配置档' },
  arguments: ['<name>'],
  options: {},
  examples: [
    { command: 'adctl profile add shop --db shop.db', does: { en: 'a profile for a file', zh: '为文件添加配置档' } },
    {
      command: 'adctl profile add office --url https://adctl.example.com',
      does: { en: 'one for a server', zh: '为服务器添加配置档' },
    },
    { command: 'adctl profile list', does: { en: 'which there are', zh: '查看已有配置档' } },
  ],
  async run(session, args) {
    const name = args[0] as string;
    const { env } = session.io;
    const { values, origin } = session.settings;
    if (origin.db !== 'option' && origin.url !== 'option') throw new AdctlError('MISSING', { field: STATE_OPTIONS });
    const { db, url } = values;
    if (url !== undefined) assertNotInClear(url, env);
    await addProfile(configDir(env), name, { ...(db !== undefined && { db }), ...(url !== undefined && { url }) });
    await session.note(
      session.say(
        url === undefined
          ? {
              en: `added profile ${name}; use it with: adctl profile use ${name}`,
              zh: `已添加配置档 ${name}；启用：adctl profile use ${name}`,
            }
          : {
              en: `added profile ${name}; log in with: adctl login --profile ${name}`,
              zh: `已添加配置档 ${name}；登录：adctl login --profile ${name}`,
            },
      ),
    );
    return 0;
  },
});
