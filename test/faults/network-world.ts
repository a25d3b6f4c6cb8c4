/** A state behind a server behind a bad network, and a client in front of it. One number makes all of it. */
import { AdctlError } from '../../src/domain/refusal.ts';
import type { ChangeCall, Event, RowResult, Summary } from '../../src/execution/link.ts';
import { localLink, type ServingLink } from '../../src/execution/local.ts';
import { type RemoteLink, remoteLink } from '../../src/execution/remote.ts';
import { Vault } from '../../src/execution/vault.ts';
import { operationNamed } from '../../src/operations/registry.ts';
import type { Store } from '../../src/store/port.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { fixture } from '../helpers/fixture.ts';
import { type Serving, served, tokenOf } from '../helpers/served.ts';
import { KEY, type State, TZ } from '../helpers/state.ts';
import { type Random, randomOf } from './campaign.ts';
import { type Act, IDS, pick, type Told } from './network-commands.ts';
import { FaultProxy, faultOf } from './proxy.ts';

const HOUR_MS = 3_600_000;
/** Short, so that ten thousand schedules come to an end. */
const TIMES = { patienceMs: 1_000, firstPatienceMs: 500, silenceMs: 400, lookEveryMs: 30 };

/** Numbers that have nothing to do with those of the next one. */
function randomFrom(...of: readonly number[]): Random {
  let mixed = 0x9e3779b9;
  for (const one of of) {
    mixed = Math.imul(mixed ^ one, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return randomOf(mixed);
}

export class World {
  readonly seed: number;
  readonly random: Random;
  readonly proxy: FaultProxy;
  readonly bugs: unknown[] = [];
  /** Not over the network: what is so. */
  readonly local: ServingLink;
  restarts = 0;
  readonly state: State;
  private readonly stores: Store[] = [];
  private readonly servers: Serving[] = [];
  private restarting: Promise<void> | undefined;
  private remote: RemoteLink | undefined;

  private constructor(seed: number, state: State) {
    this.seed = seed;
    this.state = state;
    this.random = randomFrom(seed);
    // How rough it is, and whether servers go: of a thousand requests.
    const [often, restart] = [pick(this.random, [100, 250, 500, 900]), pick(this.random, [0, 0, 40, 120])];
    this.local = this.linkTo(state.store);
    this.proxy = new FaultProxy((nth) => {
      const random = randomFrom(seed, nth);
      if (random(1_000) < restart) this.restart(random(2) === 0);
      return faultOf(random, often);
    });
  }

  static async open(seed: number): Promise<World> {
    const world = new World(seed, await fixture());
    await world.serve(world.local);
    const chunkRows = 1 + world.random(5);
    const server = { url: await world.proxy.listen(), token: tokenOf('owner'), version: '0.0.0', chunkRows, ...TIMES };
    world.remote = remoteLink(server, operationNamed);
    return world;
  }

  private linkTo(store: Store): ServingLink {
    return localLink({ store, vault: async () => new Vault(KEY), clock: () => this.state.now }, operationNamed);
  }

  private async serve(link: ServingLink): Promise<void> {
    const server = await served(link, { stopMs: 200 }, { clock: () => this.state.now });
    this.servers.push(server);
    this.proxy.upstream = Number(new URL(server.url).port);
  }

  /** In good order, or as where a machine dies: then what it was at goes on in the dark for a while, and another begins. */
  private restart(inOrder: boolean): void {
    if (this.restarting) return;
    this.restarts++;
    const old = this.servers.at(-1) as Serving;
    this.restarting = (async () => {
      if (inOrder) await old.stop();
      else this.proxy.cutAll();
      const store = await openStore({ file: this.state.file, create: false, now: () => this.state.now });
      this.stores.push(store);
      await this.serve(this.linkTo(store));
      this.restarting = undefined;
    })();
  }

  /** From now on nothing goes wrong; what was held back on the way has come. */
  async calm(): Promise<void> {
    await this.restarting;
    await this.proxy.settle();
    await this.restarting;
  }

  async close(): Promise<void> {
    this.remote?.close();
    await this.proxy.close();
    for (const server of this.servers) {
      await server.stop();
      this.bugs.push(...server.bugs);
    }
    for (const store of this.stores) store.close();
    this.state.close();
  }

  later(ms = HOUR_MS): void {
    this.state.now += ms;
  }

  /** Tells what the caller was told; `again`: it is the same command once more. */
  async run(act: Act, more: Partial<ChangeCall> = {}, stopAfterMs?: number): Promise<Told> {
    const stop = new AbortController();
    const timer = stopAfterMs === undefined ? undefined : setTimeout(() => stop.abort(), stopAfterMs);
    const rows: RowResult[] = [];
    try {
      const events: AsyncGenerator<Event, Summary> = (this.remote as RemoteLink).change(
        { ...act.call, ...more },
        stop.signal,
      );
      for (;;) {
        const next = await events.next();
        if (next.done) return { rows, summary: next.value };
        if (next.value.type === 'results') rows.push(...next.value.rows);
      }
    } catch (error) {
      if (!(error instanceof AdctlError)) throw error;
      return { rows, error };
    } finally {
      clearTimeout(timer);
    }
  }

  /** A list over the network, and what it must say unless it says that it cannot. */
  async list(): Promise<void> {
    const [operation, input] = pick(this.random, [
      ['accounts.list', { columns: ['id', 'name', 'status', 'tags', 'note'], sort: 'id' }],
      ['accounts.list', { count: 'true' }],
      ['orgs.list', {}],
      ['accounts.show', { id: [pick(this.random, IDS)] }],
    ] as const);
    const asked = { operation, input, actor: 'owner', tz: TZ };
    const read = async (from: ServingLink | RemoteLink) => {
      const answers = from.query(asked);
      const pages: unknown[] = [];
      for (;;) {
        const next = await answers.next();
        if (next.done) return JSON.stringify([pages.flat(), next.value]);
        pages.push(next.value.rows);
      }
    };
    const before = await read(this.local);
    try {
      const told = await read(this.remote as RemoteLink);
      // Something that came late may have been done meanwhile.
      if (told !== before && told !== (await read(this.local)))
        throw new Error(`${operation} told ${told} for ${before}`);
    } catch (error) {
      if (!(error instanceof AdctlError)) throw error;
    }
  }
}
