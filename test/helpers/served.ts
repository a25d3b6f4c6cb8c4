/** A state behind a real server on loopback, and links to it: in place of a token the server takes a member's login. */
import { AdctlError } from '../../src/domain/refusal.ts';
import type { Link } from '../../src/execution/link.ts';
import type { ServingLink } from '../../src/execution/local.ts';
import { type RemoteLink, remoteLink, type Server } from '../../src/execution/remote.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import type { Entry } from '../../src/server/app.ts';
import type { Limits } from '../../src/server/limits.ts';
import { type Served, type ServeOptions, serve } from '../../src/server/serve.ts';

export const tokenOf = (login: string): string => Buffer.from(login).toString('base64url');

export type Serving = Served & {
  /** What the request log says. */
  readonly log: Entry[];
  /** What went wrong that must not. */
  readonly bugs: unknown[];
  link(login: string, more?: Partial<Server>): RemoteLink;
};

export async function served(
  link: ServingLink,
  limits: Partial<Limits> = {},
  more: Partial<ServeOptions> = {},
): Promise<Serving> {
  const log: Entry[] = [];
  const bugs: unknown[] = [];
  const links: RemoteLink[] = [];
  let batches = 0;
  const server = await serve({
    link,
    load: operationNamed,
    operations: Object.keys(REGISTRY),
    authenticate: async (token) => ({
      member: Buffer.from(token, 'base64url').toString(),
      token: `t_${token.slice(0, 8)}`,
      name: 'test',
      expires: null,
      readOnly: token.endsWith('.ro'),
      bound: false,
    }),
    ready: async () => true,
    newBatch: () => `b_SERVER${String(++batches).padStart(20, '0')}`,
    tell: ({ code, details }) => ({ code, message: code, details }),
    unexpected: (error) => {
      bugs.push(error);
      return new AdctlError('BUG', { message: error instanceof Error ? error.message : String(error) });
    },
    openApi: async () => ({}),
    log: (entry) => void log.push(entry),
    clock: () => Date.now(),
    version: '0.0.0',
    behindProxy: false,
    host: '127.0.0.1',
    port: 0,
    limits: { callsPerSecond: 1e9, callsPerToken: 1_000, ...limits },
    ...more,
  });
  return {
    ...server,
    log,
    bugs,
    link(login, options = {}) {
      const one = remoteLink({ url: server.url, token: tokenOf(login), version: '0.0.0', ...options }, operationNamed);
      links.push(one);
      return one;
    },
    async stop() {
      for (const one of links) one.close();
      await server.stop();
    },
  };
}

/** The same link over the wire: each caller by a token of its own. Served when it is first asked. */
export function overTheWire(local: ServingLink): Link {
  const links = new Map<string, RemoteLink>();
  let serving: Promise<Serving> | undefined;
  const as = async (login: string): Promise<Link> => {
    serving ??= served(local);
    const { link } = await serving;
    let one = links.get(login);
    if (!one) links.set(login, (one = link(login)));
    return one;
  };
  return {
    async *query(call, signal, told) {
      return yield* (await as(call.actor)).query(call, signal, told);
    },
    async *change(call, signal) {
      return yield* (await as(call.actor)).change(call, signal);
    },
    batch: async (actor, ref, narrow) => (await as(actor)).batch(actor, ref, narrow),
    actor: async (login, narrow) => (await as(login)).actor(login, narrow),
    close() {
      void serving?.then((one) => one.stop());
    },
  };
}
