import { configDir } from '../../config/paths.ts';
import { useProfile } from '../../config/profiles.ts';
import { defineLocal } from './define.ts';

export const useProfiles = defineLocal({
  kind: 'local',
  name: 'profile.use',
  summary: { en: 'Make a profile the current one', zh: '切换当前配置档' },
  arguments: ['<name>'],
  options: {},
  examples: [
    { command: 'adctl profile use demo', does: { en: 'work on the demo', zh: '使用演示状态' } },
    { command: 'adctl profile use default', does: { en: 'back to the own state', zh: '切回默认' } },
  ],
  async run(session, args) {
    await useProfile(configDir(session.io.env), args[0] as string);
    await session.note(session.say({ en: `current profile: ${args[0]}`, zh: `当前配置档：${args[0]}` }));
    return 0;
  },
});
