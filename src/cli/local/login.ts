import { existsSync } from 'node:fs';
import { keepCredential } from '../../config/credentials.ts';
import { configDir, defaultDb } from '../../config/paths.ts';
import { type Profile, readProfiles } from '../../config/profile-file.ts';
import { addProfile, showProfile, useProfile } from '../../config/profiles.ts';
import { assertNotInClear, profileNameFor } from '../../config/server-url.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { untilWords, warnExpiring } from '../expiry.ts';
import { assertToken } from '../server-token.ts';
import type { Session } from '../session.ts';
import { usage } from '../usage.ts';
import { defineLocal } from './define.ts';

export const login = defineLocal({
  kind: 'local',
  name: 'login',
  summary: { en: 'Log in to a server with a token', zh: '用令牌登录服务器' },
  arguments: [],
  options: {
    with_token: {
      type: 'flag',
      label: { en: 'with token', zh: '读取令牌' },
      help: { en: 'read the token from standard input', zh: '从标准输入读取令牌' },
    },
  },
  examples: [
    {
      command: 'adctl login --url https://adctl.example.com --profile office',
      does: { en: 'asks for the token and keeps it in a new profile', zh: '询问令牌并保存到新配置档' },
    },
    {
      command: 'adctl login --profile office --with-token < token.txt',
      does: { en: 'a new token for it, from a script', zh: '在脚本中更新令牌' },
    },
  ],
  async run(session, _args, options) {
    const { profile, url, isNew } = await placeOf(session);
    const { env } = session.io;
    assertNotInClear(url, env);
    const token = options.with_token ? await tokenRead(session) : await tokenAsked(session, url);
    const link = await session.serverWith(url, token);
    const { member, token: said } = await link.hello().finally(() => link.close());
    const dir = configDir(env);
    // Another login may have been first; what it added is what is wanted.
    if (isNew && (await keptProfile(dir, profile)) === undefined) await addProfile(dir, profile, { url });
    await keepCredential(dir, profile, { url, token, member, name: said.name, expires: said.expires });
    const until = untilWords(session, said.expires);
    await session.note(
      session.say({
        en: `logged in to ${url} as ${member}, ${until.en}`,
        zh: `已以 ${member} 登录 ${url}，${until.zh}`,
      }),
    );
    await warnExpiring(session, said.expires);
    if (isNew) await tellAdded(session, dir, profile);
    return 0;
  },
});

/** A machine that nothing is used on yet is there for this server: the next command goes to it, not to a state of its own. */
async function tellAdded(session: Session, dir: string, profile: string): Promise<void> {
  const { current } = await readProfiles(dir);
  if (current === profile) return;
  const used = current === undefined && !existsSync(defaultDb(session.io.env));
  if (used) await useProfile(dir, profile);
  await session.note(
    session.say(
      used
        ? { en: `added profile ${profile}, which is used from now on`, zh: `已添加并启用配置档 ${profile}` }
        : {
            en: `added profile ${profile}; use it with: adctl profile use ${profile}`,
            zh: `已添加配置档 ${profile}；启用：adctl profile use ${profile}`,
          },
    ),
  );
}

type Place = { readonly profile: string; readonly url: string; readonly isNew: boolean };

/** The profile that is to keep the token, and the server that it is for. */
async function placeOf(session: Session): Promise<Place> {
  const { values, origin } = session.settings;
  const { url } = values;
  const dir = configDir(session.io.env);
  if (url === undefined) {
    // Only an address makes a profile that is not there.
    if (origin.profile === 'option') showProfile(await readProfiles(dir), values.profile);
    throw new AdctlError('NOT_REMOTE', { profile: values.profile });
  }
  if (origin.url === 'environment')
    throw usage(session, {
      en: 'ADCTL_URL is set, and its token is ADCTL_TOKEN; unset it, or type --url, to keep a token in a profile',
      zh: '已设置 ADCTL_URL，其令牌取自 ADCTL_TOKEN；要在配置档中保存令牌，请取消该变量或输入 --url',
    });
  if (origin.url === 'profile') return { profile: values.profile, url, isNew: false };
  const profile = origin.profile === 'option' ? values.profile : profileNameFor(url);
  const kept = await keptProfile(dir, profile);
  const state = kept && (kept['url'] ?? kept['db'] ?? { en: 'a state on this machine', zh: '本机状态' });
  if (state !== undefined && state !== url) throw new AdctlError('PROFILE_ELSEWHERE', { profile, state });
  return { profile, url, isNew: state === undefined };
}

async function keptProfile(dir: string, name: string): Promise<Profile | undefined> {
  const { profiles } = await readProfiles(dir);
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}

async function tokenAsked(session: Session, url: string): Promise<string> {
  if (!session.asks)
    throw usage(session, {
      en: 'a token is asked for on a terminal; elsewhere: --with-token < FILE',
      zh: '令牌在终端中输入；其他情况请用：--with-token < 文件',
    });
  const { askSecret } = await import('../asking/prompts.ts');
  return assertToken(await askSecret(session, session.say({ en: `token for ${url}`, zh: `${url} 的令牌` })));
}

/** More than this is no token, whatever is piped in. */
const LONGEST = 4096;

async function tokenRead(session: Session): Promise<string> {
  let text = '';
  for await (const part of session.io.stdin) {
    text += part.toString();
    if (text.includes('\n') || text.length > LONGEST) break;
  }
  const token = text.split('\n', 1)[0]?.trim() ?? '';
  if (token === '')
    throw usage(session, { en: 'standard input has no token in its first line', zh: '标准输入首行没有令牌' });
  return assertToken(token);
}
