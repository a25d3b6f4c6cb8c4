/** The token for the server that the settings name, and why there is none. */
import { type Credential, isOpenToOthers, readCredentials } from '../config/credentials.ts';
import { configDir, credentialsFile, type Env } from '../config/paths.ts';
import { assertNotInClear } from '../config/server-url.ts';
import type { Resolved } from '../config/settings.ts';
import { AdctlError } from '../domain/refusal.ts';
import { shellWord } from '../domain/shell-word.ts';
import { looksLikeToken } from '../domain/tokens.ts';
import type { Session } from './session.ts';

/** What cannot be a token, being mistyped, cut or another secret, is neither sent nor said. */
export function assertToken(text: string): string {
  if (!looksLikeToken(text)) throw new AdctlError('TOKEN_INVALID');
  return text;
}

/** What is kept for the profile; `open`: others may read it. Undefined: nothing, or for another address than it has now. */
type Found = {
  readonly credential: Credential | undefined;
  readonly other: string | undefined;
  readonly open: boolean;
};

async function keptFor({ values }: Resolved, env: Env): Promise<Found> {
  const dir = configDir(env);
  const credentials = await readCredentials(dir);
  const kept = Object.hasOwn(credentials, values.profile) ? credentials[values.profile] : undefined;
  const open = kept !== undefined && (await isOpenToOthers(dir));
  return kept?.url === values.url
    ? { credential: kept, other: undefined, open }
    : { credential: undefined, other: kept?.url, open };
}

/** A server that no profile names has its token in the environment, and a profile's server never that one. */
export async function findToken(
  settings: Resolved,
  env: Env,
  url: string,
): Promise<{ readonly token: string; readonly open: boolean }> {
  assertNotInClear(url, env);
  const { profile } = settings.values;
  if (settings.origin.url !== 'profile') {
    const token = env['ADCTL_TOKEN']?.trim();
    if (token) return { token: assertToken(token), open: false };
    throw new AdctlError('NOT_LOGGED_IN', {
      url,
      reason: { en: 'ADCTL_TOKEN is not set', zh: '未设置 ADCTL_TOKEN' },
      advice: {
        en: `set it, or keep a token in a profile: adctl login --url ${url}`,
        zh: `请设置该变量，或将令牌保存到配置档：adctl login --url ${url}`,
      },
    });
  }
  const { credential, other, open } = await keptFor(settings, env);
  if (credential) return { token: credential.token, open };
  const named = settings.origin.profile === 'option' ? ` --profile ${profile}` : '';
  throw new AdctlError('NOT_LOGGED_IN', {
    url,
    reason:
      other === undefined
        ? { en: `profile ${profile} has no token`, zh: `配置档 ${profile} 没有令牌` }
        : { en: `the token of profile ${profile} is for ${other}`, zh: `配置档 ${profile} 的令牌属于 ${other}` },
    advice: { en: `adctl login${named}`, zh: `adctl login${named}` },
  });
}

export async function tokenFor(session: Session, url: string): Promise<string> {
  const { env } = session.io;
  const { token, open } = await findToken(session.settings, env, url);
  if (open) {
    const file = credentialsFile(configDir(env));
    await session.note(
      session.say({
        en: `warning: others on this machine may read the tokens in ${file}: chmod 600 ${shellWord(file)}`,
        zh: `警告：本机其他用户可读取 ${file} 中的令牌：chmod 600 ${shellWord(file)}`,
      }),
    );
  }
  return token;
}
