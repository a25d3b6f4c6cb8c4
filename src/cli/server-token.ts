/** The token for the server that the settings name, and why there is none. */
import { type Credential, isOpenToOthers, readCredentials } from '../config/credentials.ts';
import { configDir, credentialsFile } from '../config/paths.ts';
import { assertNotInClear } from '../config/server-url.ts';
import { AdctlError } from '../domain/refusal.ts';
import { shellWord } from '../domain/shell-word.ts';
import { looksLikeToken } from '../domain/tokens.ts';
import type { Session } from './session.ts';

/** What cannot be a token, being mistyped, cut or another secret, is neither sent nor said. */
export function assertToken(text: string): string {
  if (!looksLikeToken(text)) throw new AdctlError('TOKEN_INVALID');
  return text;
}

/** What is kept for the profile; undefined: nothing, or for another address than the profile has now. */
export async function credentialOf(session: Session): Promise<Credential | undefined> {
  const { url, profile } = session.settings.values;
  const dir = configDir(session.io.env);
  const credentials = await readCredentials(dir);
  const kept = Object.hasOwn(credentials, profile) ? credentials[profile] : undefined;
  if (kept && (await isOpenToOthers(dir))) await warnOpen(session, credentialsFile(dir));
  return kept?.url === url ? kept : undefined;
}

async function warnOpen(session: Session, file: string): Promise<void> {
  await session.note(
    session.say({
      en: `warning: others on this machine may read the tokens in ${file}: chmod 600 ${shellWord(file)}`,
      zh: `警告：本机其他用户可读取 ${file} 中的令牌：chmod 600 ${shellWord(file)}`,
    }),
  );
}

/** A server that no profile names has its token in the environment, and a profile's server never that one. */
export async function tokenFor(session: Session, url: string): Promise<string> {
  const { env } = session.io;
  assertNotInClear(url, env);
  const { profile } = session.settings.values;
  if (session.settings.origin.url !== 'profile') {
    const token = env['ADCTL_TOKEN']?.trim();
    if (token) return assertToken(token);
    throw new AdctlError('NOT_LOGGED_IN', {
      url,
      reason: { en: 'ADCTL_TOKEN is not set', zh: '未设置 ADCTL_TOKEN' },
      advice: {
        en: `set it, or keep a token in a profile: adctl login --url ${url}`,
        zh: `请设置该变量，或将令牌保存到配置档：adctl login --url ${url}`,
      },
    });
  }
  const kept = await credentialOf(session);
  if (kept) return kept.token;
  const other = (await readCredentials(configDir(env)))[profile]?.url;
  const named = session.settings.origin.profile === 'option' ? ` --profile ${profile}` : '';
  throw new AdctlError('NOT_LOGGED_IN', {
    url,
    reason:
      other === undefined
        ? { en: `profile ${profile} has no token`, zh: `配置档 ${profile} 没有令牌` }
        : { en: `the token of profile ${profile} is for ${other}`, zh: `配置档 ${profile} 的令牌属于 ${other}` },
    advice: { en: `adctl login${named}`, zh: `adctl login${named}` },
  });
}
