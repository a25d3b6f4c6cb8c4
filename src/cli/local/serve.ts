import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isLoopback } from '../../domain/ip-ranges.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { reasonOf } from '../../files/handle.ts';
import { type OutStream, put } from '../io.ts';
import { defineLocal } from './define.ts';

const DEFAULT = '127.0.0.1:7420';
const RATE = 'calls per second of one token, over a longer time; default 100';

/** The state has become another under it: a server knows the one that it began with, and ends so as to be begun again. */
const OVER = ['STATE_RESTORED', 'STATE_UPGRADED', 'KEY_ROTATED'] as const;

/** An address and a port; an IPv6 address stands in brackets. */
function addressOf(text: string): { readonly host: string; readonly port: number } {
  const found = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text.trim());
  const port = Number(found?.[3]);
  const host = found?.[1] ?? found?.[2];
  if (host !== undefined && port < 65_536) return { host, port };
  throw new AdctlError('OPTION_VALUE', {
    option: '--listen',
    value: text,
    expected: { en: `ADDRESS:PORT, such as ${DEFAULT} or [::1]:7420`, zh: `地址:端口，例如 ${DEFAULT} 或 [::1]:7420` },
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

async function pem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT' && { en: 'there is none', zh: '文件不存在' };
    throw new AdctlError(
      'FILE_UNREADABLE',
      { file, reason: absent || (reasonOf(error) ?? String(error)) },
      { cause: error },
    );
  }
}

/** Lines that wait to be written; whoever reads the log too slowly misses those beyond. */
const MOST_LINES = 10_000;

function keeping(out: OutStream): (line: string) => void {
  let waiting = 0;
  return (line) => {
    if (waiting >= MOST_LINES) return;
    waiting++;
    void put(out, `${line}\n`).finally(() => waiting--);
  };
}

export const serve = defineLocal({
  kind: 'local',
  name: 'serve',
  summary: { en: 'Serve this state to others over HTTP', zh: '通过 HTTP 提供此状态的服务' },
  arguments: [],
  options: {
    listen: {
      type: 'text',
      label: { en: 'listen', zh: '监听' },
      help: { en: 'where; port 0: any that is free', zh: '监听地址；端口 0 为任意空闲端口' },
      default: DEFAULT,
      metavar: 'ADDRESS:PORT',
    },
    tls_cert: {
      type: 'file',
      label: { en: 'certificate', zh: '证书' },
      help: { en: 'certificate with its chain, PEM', zh: '证书及证书链，PEM 文件' },
      metavar: 'FILE',
    },
    tls_key: {
      type: 'file',
      label: { en: 'key', zh: '私钥' },
      help: { en: 'its key, PEM', zh: '证书私钥，PEM 文件' },
      metavar: 'FILE',
    },
    insecure_behind_proxy: {
      type: 'flag',
      label: { en: 'behind a proxy', zh: '位于代理之后' },
      help: {
        en: 'a proxy in front of it does TLS and sets X-Forwarded-For',
        zh: '由前置代理处理 TLS 并设置 X-Forwarded-For',
      },
    },
    rate: {
      type: 'integer',
      label: { en: 'rate', zh: '速率' },
      help: { en: RATE, zh: '每个令牌每秒的调用数（长期平均），默认 100' },
      least: 1,
      metavar: 'N',
    },
  },
  examples: [
    {
      command: 'adctl serve',
      does: { en: 'for programs on this machine, until Ctrl-C', zh: '供本机程序使用，Ctrl-C 停止' },
    },
    {
      command: 'adctl serve --listen 0.0.0.0:7420 --tls-cert server.crt --tls-key server.key',
      does: { en: 'for other machines; adctl help deploy says more', zh: '供其他机器使用；详见 adctl help deploy' },
    },
  ],
  async run(session, _args, options) {
    const { host, port } = addressOf(options.listen);
    const { tls_cert: cert, tls_key: key, insecure_behind_proxy: behindProxy, rate } = options;
    if ((cert === undefined) !== (key === undefined))
      throw new AdctlError('MISSING', { field: cert === undefined ? '--tls-cert' : '--tls-key' });
    if (cert === undefined && !behindProxy && !isLoopback(host))
      throw new AdctlError('LISTEN_INSECURE', { address: host });
    const { io } = session;
    const { values } = session.settings;
    const tls = cert !== undefined && key !== undefined ? { cert: await pem(cert), key: await pem(key) } : undefined;
    // One that is typed and not there is mistyped; a container begins with an empty volume.
    if (session.settings.origin.db === 'option' && !existsSync(String(values.db)))
      throw new AdctlError('STATE_ABSENT', { file: String(values.db) });
    const link = await session.stateLink('adctl serve');
    const over = new AbortController();
    const keep = keeping(io.stdout);
    const served = await session.serve(link, {
      host,
      port,
      behindProxy,
      ...(tls && { tls }),
      ...(rate !== undefined && { callsPerSecond: rate }),
      log(line, code) {
        keep(line);
        const why = OVER.find((one) => one === code);
        if (why) over.abort(new AdctlError(why, { file: String(values.db) }));
      },
    });
    await session.note(
      session.say({
        en: `serving ${values.db} at ${served.url}; Ctrl-C stops it`,
        zh: `正在 ${served.url} 提供 ${values.db} 的服务；按 Ctrl-C 停止`,
      }),
    );
    await Promise.race([over.signal, io.signal ?? AbortSignal.abort()].map(aborted));
    await session.note(
      session.say({ en: 'stopping: what runs is finished first', zh: '正在停止：先完成正在执行的部分' }),
    );
    await served.stop();
    over.signal.throwIfAborted();
    return 0;
  },
});
