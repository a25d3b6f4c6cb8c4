/**
 * The same call is answered the same here and behind a server: random operations with random options, rows, filters and
 * actors on random worlds. Equal are the results of all rows, summaries, pages, tails, codes and details of errors, and in
 * the end what the two states hold. ADCTL_WORLDS says how many worlds are tried, ADCTL_SEED repeats them.
 */
import '../helpers/seed.ts';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import type { ChangeCall, Link, QueryCall } from '../../src/execution/link.ts';
import { localLink } from '../../src/execution/local.ts';
import { Vault } from '../../src/execution/vault.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { drawing, planOf, writesOf } from '../helpers/random-world.ts';
import { served } from '../helpers/served.ts';
import { KEY, NOW, newFolder } from '../helpers/state.ts';
import { Asking } from './parity/asking.ts';
import { sealedApart, storedApart } from './parity/compare.ts';
import { COLUMNS, SEALED } from './parity/exempt.ts';

const WORLDS = Number(process.env['ADCTL_WORLDS'] ?? 16);
const CALLS = 60;
const met = new Map<string, { fine: number; refused: number }>();
let calls = 0;
afterAll(() => {
  const both = [...met.values()].filter(({ fine, refused }) => fine > 0 && refused > 0).length;
  console.log(
    `parity: ${calls} random calls on both links, of ${met.size} operations; ${both} were answered and refused`,
  );
});

const NOT_COMPARED = new Set(COLUMNS.map(({ column }) => column));
const OPERATIONS = await Promise.all(Object.keys(REGISTRY).map(operationNamed));

async function opened(file: string, world: ReturnType<typeof planOf>) {
  const store = await openStore({ file, create: true, now: () => NOW });
  await store.write({ timeoutMs: 1_000 }, (tx) => tx.apply(writesOf(world)));
  return store;
}

type Answered = { readonly fine: boolean; readonly told: string };

async function answered(asking: () => Promise<unknown>): Promise<Answered> {
  try {
    return { fine: true, told: JSON.stringify(await asking()) };
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    // What is damaged or a bug is neither fine nor an answer.
    if (error.code === 'STATE_DAMAGED' || error.code === 'BUG') throw error;
    return { fine: false, told: JSON.stringify([error.code, error.details]) };
  }
}

async function query(link: Link, call: QueryCall): Promise<unknown> {
  const pages = link.query(call);
  const rows: unknown[] = [];
  let columns: unknown;
  for (;;) {
    const next = await pages.next();
    if (next.done) return { columns, rows, tail: next.value };
    const keys = next.value.columns;
    columns = keys;
    rows.push(
      ...next.value.rows.map((row) => row.map((cell, i) => (NOT_COMPARED.has(keys[i] as string) ? '…' : cell))),
    );
  }
}

async function change(link: Link, call: ChangeCall): Promise<unknown> {
  const events = link.change(call);
  const results: unknown[] = [];
  const began: unknown[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) {
      // How many rows the next chunk should have is said to a link, and by it to nobody.
      const { take: _, ...summary } = next.value;
      return { began, results, summary };
    }
    if (next.value.type === 'results') results.push(...next.value.rows);
    if (next.value.type === 'started' || next.value.type === 'clock_back') began.push(next.value);
  }
}

test('every call is answered the same over both links', { timeout: WORLDS * 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(2 ** 31), async (seed) => {
      const draw = drawing(seed);
      const world = planOf(draw);
      const folder = newFolder();
      const states = [join(folder, 'here.db'), join(folder, 'there.db')] as const;
      const first = await opened(states[0], world);
      await first.backup(states[1]);
      const stores = [first, await openStore({ file: states[1], create: false, now: () => NOW })];
      let now = NOW;
      const links = stores.map((store) =>
        localLink({ store, vault: async () => new Vault(KEY), clock: () => now }, operationNamed),
      ) as [ReturnType<typeof localLink>, ReturnType<typeof localLink>];
      const server = await served(links[1]);
      const over = new Map<string, Link>();
      const asking = new Asking(draw, world, OPERATIONS);
      try {
        for (let i = 0; i < CALLS; i++) {
          now += 1_000 + draw(5) * 60_000;
          const { op, actor, call } = asking.next();
          let there = over.get(actor);
          if (!there) over.set(actor, (there = server.link(actor)));
          const run = (link: Link) => () =>
            op.kind === 'query' ? query(link, call() as QueryCall) : change(link, call() as ChangeCall);
          const { rows: _, ...asked } = call() as QueryCall;
          const known = (error: unknown) => {
            throw new Error(`${JSON.stringify(asked)}: ${String(error)}`, { cause: error });
          };
          const one = await answered(run(links[0])).catch(known);
          const other = await answered(run(there)).catch(known);
          const plain = ({ told }: Answered) =>
            sealedApart(states) ? told.replace(SEALED.pattern, SEALED.word) : told;
          expect([asked, plain(other)]).toEqual([asked, plain(one)]);
          asking.hear(op.name, one.told);
          calls++;
          const count = met.get(op.name) ?? { fine: 0, refused: 0 };
          count[one.fine ? 'fine' : 'refused']++;
          met.set(op.name, count);
        }
        expect(storedApart(states)).toEqual([]);
        expect(server.bugs).toEqual([]);
      } finally {
        await server.stop();
        for (const store of stores) store.close();
      }
    }),
    { numRuns: WORLDS, endOnFailure: true },
  );
  expect(met.size).toBeGreaterThan(WORLDS < 16 ? 20 : 80);
});
