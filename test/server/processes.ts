/** Servers as processes, and what speaks to them. */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Launch, Place, Started } from '../faults/processes.ts';

export type Running = Started & {
  readonly url: string;
  readonly port: number;
  /** Lines of the request log so far. */
  log(): string[];
};

const servers = new Set<ChildProcess>();
// A test that failed before it stopped its server leaves none behind.
afterAll(() => {
  for (const child of servers) child.kill('SIGKILL');
});

/** Until it says where it serves. */
export async function serving(place: Place, args: readonly string[] = [], more: Launch = {}): Promise<Running> {
  const started = place.launch(['serve', '--listen', '127.0.0.1:0', ...args], more);
  servers.add(started.child);
  void started.ended.then(() => servers.delete(started.child));
  const { stdout, stderr } = started.child;
  let logged = '';
  stdout?.on('data', (part) => (logged += part));
  let said = '';
  while (!said.includes(';')) {
    const [part] = (await Promise.race([
      once(stderr!, 'data'),
      started.ended.then(({ stderr }) => Promise.reject(new Error(`it ended: ${stderr}`))),
    ])) as [Buffer];
    said += part;
  }
  const url = /https?:\/\/\S+?(?=;)/.exec(said)?.[0] ?? '';
  return { ...started, url, port: Number(new URL(url).port), log: () => logged.split('\n').filter(Boolean) };
}

export async function stopped(running: Started, signal: NodeJS.Signals = 'SIGTERM') {
  running.child.kill(signal);
  return await running.ended;
}

/** One that nobody listens on, a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A key and a certificate of its own for this machine. */
export function certificate(folder: string, name = 'tls'): { readonly cert: string; readonly key: string } {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const { status, stderr } = spawnSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout ${key} -out ${cert}`.split(
      ' ',
    ),
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return { cert, key };
}

/** Whether a program is there; a test that needs it says so. */
export const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).error === undefined;
