/** The address of a server: what it may be, and whether a token may travel there. */
import { isLoopback } from '../domain/ip-ranges.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Env } from './paths.ts';

/** Without a slash at the end; undefined: no address of a server. A user, a question or a mark in it would be kept and sent. */
export function serverUrl(text: string): string | undefined {
  const typed = text.trim();
  if (!/^https?:\/\/[^/]/i.test(typed) || /[?#@\s\\]/.test(typed)) return undefined;
  try {
    const { origin, pathname } = new URL(typed);
    return origin + pathname.replace(/\/+$/, '');
  } catch {
    return undefined;
  }
}

/** A password that was typed into an address is not said again. */
export const withoutPassword = (text: string): string => text.replace(/\/\/[^/]*@/, '//***@');

export const isPlain = (url: string): boolean => url.startsWith('http:');

/** A token is read by everybody on the way of a plain connection; on the machine itself nobody stands there. */
export function assertNotInClear(url: string, env: Env): void {
  if (
    isPlain(url) &&
    !isLoopback(new URL(url).hostname) &&
    !/^(?:1|true|yes|on)$/i.test(env['ADCTL_INSECURE_HTTP'] ?? '')
  )
    throw new AdctlError('URL_IN_CLEAR', { url });
}

/** The name of a profile for it, where none is given. */
export const profileNameFor = (url: string): string =>
  new URL(url).host.replace(/[^a-z0-9._-]+/gi, '-').replace(/^[^a-z0-9]+|-+$/gi, '');
