/** Listens, and stops in good order: no new calls, what runs ends at the edge of its chunk, then the doors are closed. */
import { createServer as createHttp, type ServerOptions } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { AdctlError } from '../domain/refusal.ts';
import { App, type AppOptions } from './app.ts';
import { LIMITS, type Limits } from './limits.ts';

export type ServeOptions = Omit<AppOptions, 'limits'> & {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** PEM. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly limits?: Partial<Limits>;
};

export type Served = {
  readonly url: string;
  stop(): Promise<void>;
};

const SERVER: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  // So often it is looked who is late with them.
  connectionsCheckingInterval: 5_000,
  // A body has a time of its own; an answer may take as long as it is read.
  requestTimeout: 0,
  keepAliveTimeout: 65_000,
  insecureHTTPParser: false,
};
const MOST_CONNECTIONS = 2_000;
const MOST_HEADERS = 64;
/** Connections that wait to be taken: whoever finds no room there comes again only after seconds. */
const BACKLOG = 4_096;
const STEP_MS = 20;

export async function serve(options: ServeOptions): Promise<Served> {
  const limits = { ...LIMITS, ...options.limits };
  const { tls, host, port } = options;
  const app = new App({ ...options, limits });
  let server: ReturnType<typeof createAdaptorServer>;
  try {
    server = createAdaptorServer({
      fetch: app.hono.fetch,
      // Standard ones serve, and leave those of the process alone.
      overrideGlobalObjects: false,
      ...(tls
        ? { createServer: createHttps, serverOptions: { ...SERVER, ...tls, minVersion: 'TLSv1.2' } }
        : { createServer: createHttp, serverOptions: SERVER }),
    });
  } catch (error) {
    throw new AdctlError('TLS_UNUSABLE', { reason: (error as Error).message }, { cause: error });
  }
  if ('maxConnections' in server)
    Object.assign(server, { maxConnections: MOST_CONNECTIONS, maxHeadersCount: MOST_HEADERS });
  await new Promise<void>((resolve, reject) => {
    // Also of what goes wrong later with a connection that is taken: the others go on.
    server.on('error', (error: NodeJS.ErrnoException) => {
      const address = `${host}:${port}`;
      reject(new AdctlError('LISTEN_FAILED', { address, reason: error.code ?? error.message }, { cause: error }));
    });
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `${tls ? 'https' : 'http'}://${name}:${bound}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      app.stop();
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      const until = performance.now() + limits.stopMs;
      while (app.open > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
