/** Whether a server's door opens, without a word to it: how long that takes, and what its certificate is worth. */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { isPlain } from '../config/server-url.ts';

export type Reached = {
  readonly ms: number;
  readonly tls?: { readonly protocol: string; readonly until: number };
};

/** `reason`: what the system or the certificate says, as a word. */
export async function reach(url: string, timeoutMs: number): Promise<Reached | { readonly reason: string }> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const plain = isPlain(url);
  const at = { host, port: Number(port || (plain ? 80 : 443)), timeout: timeoutMs };
  const begun = performance.now();
  const socket: Socket | TLSSocket = plain ? connectPlain(at) : connectTls(at);
  try {
    return await new Promise<Reached | { readonly reason: string }>((resolve) => {
      socket.once('error', (error: NodeJS.ErrnoException) => resolve({ reason: error.code ?? error.message }));
      socket.once('timeout', () => resolve({ reason: 'ETIMEDOUT' }));
      socket.once(plain ? 'connect' : 'secureConnect', () => {
        const ms = Math.round(performance.now() - begun);
        resolve({ ms, ...('getPeerCertificate' in socket && { tls: tlsOf(socket) }) });
      });
    });
  } finally {
    socket.destroy();
  }
}

const tlsOf = (socket: TLSSocket): Required<Reached>['tls'] => ({
  protocol: socket.getProtocol() ?? '',
  until: Date.parse(socket.getPeerCertificate().valid_to),
});
