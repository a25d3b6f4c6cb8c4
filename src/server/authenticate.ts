/** Whose a token is, from the state: whoever reads the state's file cannot act with what it holds of it. */
import { timingSafeEqual } from 'node:crypto';
import { addressAllowed } from '../domain/ip-ranges.ts';
import { EVERYTHING } from '../domain/scope.ts';
import { hashOf, looksLikeToken, TOKEN_AUTH_FIELDS } from '../domain/tokens.ts';
import { readOnce } from '../execution/read-once.ts';
import type { Store } from '../store/port.ts';
import type { Authenticate, Identity } from './identity.ts';

const FIELDS = [...TOKEN_AUTH_FIELDS, 'hash', 'due_at'];
/** When a token was last used is known to the minute. */
const FLUSH_MS = 60_000;
const WRITE_MS = 5_000;

export type Authenticating = { readonly authenticate: Authenticate; stop(): Promise<void> };

export function authenticating(store: Store, clock: () => number): Authenticating {
  const used = new Map<string, number>();
  const flush = () => keepUses(store, used).catch(() => {});
  const timer = setInterval(flush, FLUSH_MS);
  timer.unref();
  return {
    async authenticate(token, address) {
      const now = clock();
      const who = looksLikeToken(token) ? await identityOf(store, hashOf(token), address, now) : undefined;
      if (who) used.set(who.token, now);
      return who;
    },
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}

async function identityOf(store: Store, hash: string, address: string, now: number): Promise<Identity | undefined> {
  return await readOnce(store, async (tx) => {
    const sight = { scope: EVERYTHING, now };
    const [found] = await tx.rows({ kind: 'token', by: 'hash', values: [hash], fields: FIELDS }, sight);
    // The index has compared it; what is let in does not depend on how it compares.
    if (!found || !same(String(found.row['hash']), hash)) return undefined;
    const { member, name, state, read_only: readOnly, addresses, due_at: due } = found.row;
    const login = String(member);
    const [whose] = await tx.rows({ kind: 'member', by: 'key', values: [login], fields: ['status'] }, sight);
    const from = Array.isArray(addresses) ? addresses.map(String) : [];
    const accepted = state === 'active' && whose?.row['status'] === 'active' && addressAllowed(from, address);
    if (!accepted) return undefined;
    const expires = typeof due === 'number' ? due : null;
    return {
      member: login,
      token: found.key,
      name: String(name),
      expires,
      readOnly: readOnly === 'yes',
      bound: from.length > 0,
    };
  });
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** No entry of the log: it says nothing of what anybody did. */
async function keepUses(store: Store, used: Map<string, number>): Promise<void> {
  if (used.size === 0) return;
  const uses = [...used];
  used.clear();
  try {
    await store.write({ timeoutMs: WRITE_MS }, async (tx) => {
      const ids = uses.map(([id]) => id);
      const need = { kind: 'token', by: 'key', values: ids, fields: ['last_used'], recorded: true } as const;
      const there = new Set((await tx.rows(need, { scope: EVERYTHING, now: 0 })).map(({ key }) => key));
      await tx.apply(
        uses
          .filter(([id]) => there.has(id))
          .map(([key, time]) => ({ op: 'set', kind: 'token', key, fields: { last_used: time } })),
      );
    });
  } catch (error) {
    // Another process holds the state: they are kept the next time.
    for (const [id, time] of uses) if (!used.has(id)) used.set(id, time);
    throw error;
  }
}
