/** Proxies that the environment names, as curl and others read them. */
import type { Env } from './paths.ts';

export type Proxies = { readonly httpProxy?: string; readonly httpsProxy?: string; readonly noProxy?: string };

export function proxiesOf(env: Env): Proxies | undefined {
  // In upper case a web server would set it from a header of whoever asks.
  const httpProxy = env['http_proxy'];
  const httpsProxy = env['https_proxy'] || env['HTTPS_PROXY'];
  const noProxy = env['no_proxy'] || env['NO_PROXY'];
  if (!httpProxy && !httpsProxy) return undefined;
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), ...(noProxy && { noProxy }) };
}
