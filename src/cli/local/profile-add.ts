import { resolve } from 'node:path';
import { configDir } from '../../config/paths.ts';
import { addProfile } from '../../config/profiles.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { defineLocal } from './define.ts';

export const addProfiles = defineLocal({
  kind: 'local',
  name: 'profile.add',
  summary: { en: 'Add a profile for a state file', zh: '为状态文件添加配置档' },
  arguments: ['<name>'],
  options: {},
  examples: [
    { command: 'adctl profile add shop --db shop.db', does: { en: 'a profile for a file', zh: '为文件添加配置档' } },
    { command: 'adctl profile list', does: { en: 'which there are', zh: '查看已有配置档' } },
  ],
  async run(session, args) {
    const name = args[0] as string;
    const db = session.options['db'];
    if (typeof db !== 'string') throw new AdctlError('MISSING', { field: '--db FILE' });
    await addProfile(configDir(session.io.env), name, { db: resolve(db) });
    await session.note(
      session.say({
        en: `added profile ${name}; use it with: adctl profile use ${name}`,
        zh: `已添加配置档 ${name}；启用：adctl profile use ${name}`,
      }),
    );
    return 0;
  },
});
