import { forgetCredential } from '../../config/credentials.ts';
import { configDir } from '../../config/paths.ts';
import { readProfiles } from '../../config/profile-file.ts';
import { removeProfile, showProfile } from '../../config/profiles.ts';
import { sureOf } from '../asking/sure.ts';
import { defineLocal } from './define.ts';

export const removeProfiles = defineLocal({
  kind: 'local',
  name: 'profile.remove',
  summary: { en: 'Remove a profile and its token; its state stays', zh: '删除配置档及其令牌（状态保留）' },
  arguments: ['<name>'],
  options: {},
  examples: [
    { command: 'adctl profile list', does: { en: 'which there are', zh: '查看已有配置档' } },
    { command: 'adctl profile remove shop --yes', does: { en: 'without asking', zh: '不询问直接删除' } },
  ],
  async run(session, args) {
    const name = args[0] as string;
    const dir = configDir(session.io.env);
    // Nobody is asked about what is not there.
    const { settings } = showProfile(await readProfiles(dir), name);
    await sureOf(
      session,
      settings['url'] === undefined
        ? { en: `this removes profile ${name}; its state file stays`, zh: `将删除配置档 ${name}，状态文件保留` }
        : { en: `this removes profile ${name} and the token in it`, zh: `将删除配置档 ${name} 及其令牌` },
    );
    await removeProfile(dir, name);
    // A later profile of this name starts without one.
    await forgetCredential(dir, name);
    await session.note(session.say({ en: `removed profile ${name}`, zh: `已删除配置档 ${name}` }));
    return 0;
  },
});
