import { forgetCredential } from '../../config/credentials.ts';
import { configDir } from '../../config/paths.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { usage } from '../usage.ts';
import { defineLocal } from './define.ts';

export const logout = defineLocal({
  kind: 'local',
  name: 'logout',
  summary: { en: 'Forget the token for a server', zh: '清除服务器的令牌' },
  arguments: [],
  options: {},
  examples: [
    { command: 'adctl logout', does: { en: 'of the current profile', zh: '清除当前配置档的令牌' } },
    { command: 'adctl logout --profile office', does: { en: 'of another one', zh: '清除其他配置档的令牌' } },
  ],
  async run(session) {
    const { values, origin } = session.settings;
    const { profile, url } = values;
    if (url !== undefined && origin.url !== 'profile')
      throw usage(session, {
        en: 'no token is kept for --url and ADCTL_URL: theirs is ADCTL_TOKEN; --profile NAME says which one to forget',
        zh: '--url 与 ADCTL_URL 的令牌取自 ADCTL_TOKEN，未作保存；请用 --profile 名称 指定要清除的令牌',
      });
    const gone = await forgetCredential(configDir(session.io.env), profile);
    if (!gone && url === undefined) throw new AdctlError('NOT_REMOTE', { profile });
    if (!gone) {
      await session.note(session.say({ en: `profile ${profile} was not logged in`, zh: `配置档 ${profile} 尚未登录` }));
      return 0;
    }
    await session.note(
      session.say({
        en: `forgot the token of ${gone.member} for ${gone.url}`,
        zh: `已清除 ${gone.member} 在 ${gone.url} 的令牌`,
      }),
    );
    await session.note(
      session.say({
        en: `the token itself works until it is revoked: adctl tokens revoke ${shellWord(gone.name)}`,
        zh: `该令牌在吊销前仍然有效：adctl tokens revoke ${shellWord(gone.name)}`,
      }),
    );
    return 0;
  },
});
