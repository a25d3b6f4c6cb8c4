/** Composition root of completion alone: a small bundle of its own, for it starts anew at each press of Tab. */
import { type CompletingIo, complete, type Look, type Looked } from './cli/completion/complete.ts';
import { outputTo } from './cli/output.ts';
import { proxiesOf } from './config/proxies.ts';
import { VERSION } from './domain/version.ts';
import { executeQuery } from './execution/query.ts';
import { Vault } from './execution/vault.ts';
import type { Operation } from './operations/define.ts';
import { openStore } from './store/sqlite/open.ts';

/** The lists that candidates come from. */
const LISTS: Readonly<Record<string, () => Promise<Operation>>> = {
  'accounts.list': async () => (await import('./operations/accounts/list.ts')).listAccounts,
  'orgs.list': async () => (await import('./operations/orgs/list.ts')).listOrgs,
  'units.list': async () => (await import('./operations/units/list.ts')).listUnits,
  'members.list': async () => (await import('./operations/members/list.ts')).listMembers,
  'batches.list': async () => (await import('./operations/batches/list.ts')).listBatches,
  'tokens.list': async () => (await import('./operations/tokens/list.ts')).listTokens,
  'funds.holds': async () => (await import('./operations/funds/holds.ts')).holdsFunds,
  'funds.splits': async () => (await import('./operations/funds/splits.ts')).splitsFunds,
  'views.list': async () => (await import('./operations/views/list.ts')).listViews,
};

async function listNamed(name: string): Promise<Operation> {
  const load = LISTS[name];
  if (!load) throw new Error(`${name} is no list`);
  return await load();
}

/** Never makes or changes anything, and does without the key: who only looks sees contact data masked. */
const lookAt = async (file: string, clock: () => number): Promise<Looked> => {
  const store = await openStore({ file, create: false, look: true, now: clock });
  const env = { store, vault: async () => new Vault(undefined), clock };
  return {
    async *query(call) {
      const op = await listNamed(call.operation);
      if (op.kind !== 'query') throw new Error(`${call.operation} is no list`);
      return yield* executeQuery(env, op, call);
    },
    close: () => store.close(),
  };
};

const look: Look = {
  file: lookAt,
  server: async (url, token, env) => {
    const { remoteLink } = await import('./execution/remote.ts');
    return remoteLink({ url, token, version: VERSION, proxied: proxiesOf(env) }, listNamed);
  },
};

export const completing = (argv: readonly string[], io: CompletingIo): Promise<number> => complete(argv, io, look);

/** The process. A reader that has gone needs no candidates, and whoever types no message. */
export async function run(exit: (code: number) => void = process.exit): Promise<void> {
  const stdout = outputTo(1, () => process.stdout);
  process.exitCode = await completing(process.argv.slice(3), { env: process.env, stdout, clock: Date.now });
  // As in main.ts: an end of its own accord takes longer.
  if (!stdout.pending) exit(process.exitCode);
}
