/** Commands at random, for a bad network: rows of a file, single ones, selections, rehearsals, undos. */
import type { AdctlError } from '../../src/domain/refusal.ts';
import type { RawRow } from '../../src/domain/schema.ts';
import type { ChangeCall, RowResult, Summary } from '../../src/execution/link.ts';
import { licence } from '../helpers/fixture.ts';
import { type Cells, TZ } from '../helpers/state.ts';
import type { Random } from './campaign.ts';

/** Those of the fixture that anybody may note, on one platform. */
export const IDS = [
  ...[20000101, 20000201, 20000301, 20000401].flatMap((first) => [0, 1, 2, 3, 4, 5].map((i) => String(first + i))),
];
const NOWHERE = '99999999';

export type Told = {
  readonly rows: readonly RowResult[];
  readonly summary?: Summary;
  readonly error?: AdctlError;
};
export type Act = {
  readonly call: ChangeCall;
  /** How many rows there are, and which number each has; unknown where the state says. */
  readonly rows: number | undefined;
  told: Told;
};

export const pick = <T>(random: Random, all: readonly T[]): T => all[random(all.length)] as T;

function listed(cells: readonly Cells[]): AsyncIterable<readonly RawRow[]> {
  return {
    async *[Symbol.asyncIterator]() {
      for (let i = 0; i < cells.length; i += 4)
        yield cells.slice(i, i + 4).map((row, j): RawRow => ({ row: i + j + 1, cells: row }));
    },
  };
}

export class Commands {
  readonly acts: Act[] = [];
  private readonly random: Random;
  private batches = 0;
  private made = 0;

  constructor(random: Random) {
    this.random = random;
  }

  private call(operation: string, more: Partial<ChangeCall>): ChangeCall {
    return {
      operation,
      batch: `b_NET${String(++this.batches).padStart(4, '0')}${'0'.repeat(19)}`,
      options: {},
      rows: listed([]),
      source: { type: 'none' },
      actor: 'owner',
      tz: TZ,
      origin: 'cli',
      lockTimeoutMs: 2_000,
      ...more,
    };
  }

  private ofRows(operation: string, cells: readonly Cells[], more: Partial<ChangeCall> = {}): Act {
    const source = { type: 'file', path: '/rows.csv', bytes: 1, sha256: '0', rows: cells.length } as const;
    return {
      call: this.call(operation, { rows: listed(cells), source, ...more }),
      rows: cells.length,
      told: { rows: [] },
    };
  }

  private notes(most: number, faulty = true): Cells[] {
    const ids = new Set(Array.from({ length: 1 + this.random(most) }, () => pick(this.random, IDS)));
    const rows: Cells[] = [...ids].map((id) => ({ id, note: `记 ${++this.made}` }));
    // One that is not there, and one twice: the second time it is there already.
    if (faulty && this.random(3) === 0) rows.splice(this.random(rows.length), 0, { id: NOWHERE, note: 'x' });
    if (faulty && this.random(3) === 0) rows.push(rows[0] as Cells);
    return rows;
  }

  /** A command at random. */
  next(): Act {
    const { random } = this;
    const text = () => ({ text: `记 ${++this.made}` });
    const where = (more: Partial<ChangeCall> = {}): Act => ({
      call: this.call('accounts.note', {
        options: text(),
        source: { type: 'where' },
        selection: { where: [`entity = ${pick(random, ['e_bee', 'e_cat', 'e_dog', 'e_elk'])}`] },
        ...more,
      }),
      rows: undefined,
      told: { rows: [] },
    });
    const kinds: readonly (() => Act)[] = [
      () => this.ofRows('accounts.note', this.notes(12)),
      () => this.ofRows('accounts.note', this.notes(12)),
      () => this.ofRows('accounts.note', this.notes(1, false)),
      () => this.ofRows('accounts.create', this.accounts(1 + random(9))),
      () => this.ofRows('accounts.create', this.accounts(1)),
      () =>
        this.ofRows('orgs.create', [
          { kind: 'entity', name: `网络${++this.made}公司`, licence: licence(500 + this.made) },
        ]),
      () => this.ofRows('orgs.import', this.orgs()),
      () => this.ofRows('accounts.note', this.notes(12, random(2) === 0), { atomic: true }),
      () => this.ofRows('accounts.note', this.notes(12), { dryRun: true, atomic: random(2) === 0 }),
      () => where(),
      () => where({ atomic: true }),
      () => where({ dryRun: true }),
      () => this.undo(),
      () => this.undo(),
    ];
    return pick(random, kinds)();
  }

  private accounts(count: number): Cells[] {
    return Array.from({ length: count }, () => ({
      id: String(30_000_000 + ++this.made),
      platform: 'tencent',
      name: `新 ${this.made}`,
    }));
  }

  /** Groups stand behind their entities and are made before them. */
  private orgs(): Cells[] {
    const [group, entity] = [`g_n${++this.made}`, `e_n${++this.made}`];
    const ofGroup = { kind: 'entity', id: entity, name: `组员${this.made}`, licence: licence(500 + this.made), group };
    return [ofGroup, { kind: 'group', id: group, name: `组${this.made}` }];
  }

  private undo(): Act {
    const last = this.acts.filter(({ call }) => !call.dryRun && call.operation !== 'orgs.import').at(-1);
    if (!last) return this.next();
    const call = this.call('batches.undo', { options: { batch: last.call.batch } });
    return { call, rows: undefined, told: { rows: [] } };
  }
}
