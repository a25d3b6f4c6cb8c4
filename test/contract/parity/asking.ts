/** Random calls of random operations, that mean something about half of the time. */
import { createHash } from 'node:crypto';
import { KINDS } from '../../../src/domain/kinds.ts';
import type { InputField, RawRow, Schema } from '../../../src/domain/schema.ts';
import type { ChangeCall, QueryCall } from '../../../src/execution/link.ts';
import type { Change, Operation, Query } from '../../../src/operations/define.ts';
import { filledBy } from '../../../src/server/decode.ts';
import { type Draw, ME, type Plan } from '../../helpers/random-world.ts';
import { TZ } from '../../helpers/state.ts';

export type Asked = {
  readonly op: Operation;
  readonly actor: string;
  /** The call, as often as it is wanted. */
  readonly call: () => QueryCall | ChangeCall;
};

const JUNK = ['', ' ', 'x', '0', '-1', '1e5', 'a;b', '藏', '=1+1', "it's", '2027-02-30', 'null', 'tencent:', '%', 'É'];
const VERBS = ['=', '!=', '>', '<=', '~', 'in', 'between', 'is empty', 'is not empty', '~~'];

export class Asking {
  private readonly draw: Draw;
  private readonly world: Plan;
  private readonly operations: readonly Operation[];
  private readonly money: readonly Operation[];
  private readonly words: readonly string[];
  /** Ids of holds, lots, transactions and requests that were told, by their first letter. */
  private readonly ids = new Map<string, string[]>();
  private readonly batches: string[] = ['b_NOTHERE1'];
  private readonly cursors = new Map<string, string>();
  private made = 0;

  constructor(draw: Draw, world: Plan, operations: readonly Operation[]) {
    this.draw = draw;
    this.world = world;
    this.operations = operations;
    this.money = operations.filter(({ name }) => /^funds\.|^requests\.(apply|plan)$/.test(name));
    this.words = [
      ...JUNK,
      ...[
        'active',
        'suspended',
        'pending',
        'me',
        'owner',
        '名',
        '5',
        '12.50',
        '2026-12-31',
        'tencent',
        '重点',
        'accounts',
      ],
      ...world.accounts.map(({ id }) => id),
    ];
  }

  /** What was answered is asked about later: batches by their names, pages by their cursors. */
  hear(operation: string, told: string): void {
    for (const [, id = ''] of told.matchAll(/"([hltr]_[a-z0-9]{6,16})"/g))
      this.ids.set(id[0] as string, [...(this.ids.get(id[0] as string) ?? []), id]);
    const batch = /"batch":"(b_\w{26})"/.exec(told)?.[1];
    if (batch) this.batches.push(batch);
    const cursor = /"cursor":"([^"]+)"/.exec(told)?.[1];
    if (cursor) this.cursors.set(operation, cursor);
  }

  next(): Asked {
    // Money has to come before it can go.
    const op = this.one(this.chance(3) ? this.money : this.operations);
    // Most of what is asked for is allowed.
    const actor = this.draw(3) > 0 ? 'owner' : this.one([ME, ...this.world.members, 'nobody']);
    const narrow = this.narrow();
    const common = {
      operation: op.name,
      actor,
      tz: this.one([TZ, 'UTC', 'America/New_York']),
      ...(narrow && { narrow }),
    };
    return { op, actor, call: op.kind === 'query' ? this.query(op, common) : this.change(op, common) };
  }

  private one<T>(list: readonly T[]): T {
    return list[this.draw(list.length)] as T;
  }
  private chance(of: number): boolean {
    return this.draw(of) === 0;
  }

  private narrow() {
    if (!this.chance(6)) return undefined;
    return this.one([{ org: 'all' }, { org: this.org() }, { client: this.account() }, { org: 'e_none' }]);
  }

  private org(): string {
    const { groups, entities, agencies } = this.world;
    return this.one([...groups, ...entities.map(({ id }) => id), ...agencies.map(({ id }) => id), 'e_none']);
  }
  /** Few enough that what one brings another finds. */
  private holder(): string {
    const { agencies, units } = this.world;
    const known = [...agencies.map(({ id }) => `agency:${id}`), ...units.slice(0, 1).map(({ id }) => `unit:${id}`)];
    return this.one([...known, 'entity:e_w1', this.world.accounts[0]?.key ?? '', this.account(), 'agency:a_none']);
  }
  private idFor(name: string): string {
    const letter = name === 'id' ? 'r' : name === 'refund' ? 't' : (name[0] as string);
    return this.one(this.ids.get(letter) ?? [`${letter}_none`]);
  }
  private account(): string {
    const { id, key } = this.one(this.world.accounts);
    return this.one([id, key, id, key, '72999999']);
  }

  private query(op: Query, common: Pick<QueryCall, 'operation' | 'actor' | 'tz'>): () => QueryCall {
    const kind = 'kind' in op.columns ? op.columns.kind : undefined;
    const input = this.values(op.name, op.input, op.argument?.field ?? op.first, kind);
    const printed = this.chance(4) ? ['id', 'name', 'phone'] : undefined;
    const rows = op.rows && this.rows(op.rows.schema, 'id');
    return () => ({ ...common, input, ...(printed && { printed }), ...(rows && { rows: pages(rows) }) });
  }

  private change(op: Change, common: Pick<ChangeCall, 'operation' | 'actor' | 'tz'>): () => ChangeCall {
    const options = this.values(op.name, op.options, op.first);
    const selects = op.selects !== undefined;
    const selected = selects || (op.where !== undefined && !op.feed && this.chance(4));
    const argument = op.feed ? Object.values(op.feed.map)[0] : op.argument;
    // A link sends what a command line gives: no rows to what finds its own, and no columns that an operation fills itself.
    const rows = selected || op.expand ? [] : this.rows(filledBy(op), argument);
    const batch = `b_RANDM${String(++this.made).padStart(21, '0')}`;
    const more = {
      ...(this.chance(4) && { reference: this.one(['REF', 'é', 'a b']) }),
      ...(this.chance(4) && { reason: this.one(['为何', 'why']) }),
      ...(this.chance(8) && { maxRows: this.draw(6) }),
      ...(selected && !selects && { selection: { where: [this.where(op.where?.kind ?? 'account')] } }),
      dryRun: this.chance(4),
      atomic: this.chance(4),
    };
    return () => ({
      ...common,
      ...more,
      batch,
      options,
      rows: pages(rows),
      source: selected ? { type: 'where' } : { type: 'arguments', rows: rows.length },
      origin: 'cli',
      lockTimeoutMs: 5_000,
    });
  }

  private rows(schema: Schema, argument: string | undefined): RawRow[] {
    const count = this.one([0, 1, 1, 2, 3, 5, 8]);
    return Array.from({ length: count }, (_, i): RawRow => {
      const cells: Record<string, string> = {};
      for (const [name, field] of Object.entries(schema)) {
        const wanted = name === argument || field.required ? !this.chance(12) : this.chance(3);
        if (wanted) cells[name] = String(this.value(name, field));
      }
      if (this.chance(4)) cells['reference'] = `r${i}`;
      if (!this.chance(15)) return { row: i + 1, cells };
      return { row: i + 1, cells, bad: { code: 'ROW_SHAPE', details: { got: 3, expected: 2 } } };
    });
  }

  private values(
    operation: string,
    schema: Schema,
    first: string | undefined,
    kind = kindOf(operation),
  ): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(schema)) {
      const wanted = name === first || field.required ? !this.chance(12) : this.chance(7);
      if (!wanted) continue;
      if (name === 'where') values[name] = [this.where(kind)];
      else if (name === 'after') values[name] = this.cursors.get(operation) ?? 'nonsense';
      else values[name] = field.type === 'list' ? this.list(name, field) : this.value(name, field);
    }
    return values;
  }

  private list(name: string, field: InputField): string[] {
    return Array.from({ length: 1 + this.draw(3) }, () => String(this.value(name, { ...field, type: 'text' })));
  }

  private value(name: string, field: InputField): unknown {
    if (field.type === 'flag') return true;
    if (this.chance(8)) return this.one(this.words);
    if (name === 'hash')
      return createHash('sha256')
        .update(`${this.made}/${this.draw(1e6)}`)
        .digest('hex');
    if (field.values) return this.one(Object.keys(field.values));
    switch (field.type) {
      case 'account':
        return this.account();
      case 'platform':
        return this.one(['tencent', 'ocean']);
      case 'member':
        return this.one([...this.world.members, 'nobody']);
      case 'org':
        return this.org();
      case 'unit':
        return this.one([...this.world.units.map(({ id }) => id), 'u_none']);
      case 'batch':
        return this.one(this.batches);
      case 'amount':
        return this.one(['5', '12.50', '0', 'unlimited', '1.234']);
      case 'day':
        return this.one(['2026-12-31', '2027/1/2', '2020-01-01', '2026-01-04']);
      case 'integer':
        return String(this.draw(5));
      default:
        return this.text(name);
    }
  }

  /** Texts mean what their field is called. */
  private text(name: string): string {
    const { world } = this;
    if (/^(id|target|account|of|to|accounts)$/.test(name))
      return this.one([
        this.account(),
        this.one(world.members),
        `r_w${this.draw(6)}`,
        `q_w${this.draw(6)}`,
        `s_w${this.draw(6)}`,
        this.org(),
      ]);
    if (/^(holder|payer|payee)$/.test(name)) return this.holder();
    if (/^(hold|lot|refund|id)$/.test(name) && this.chance(2)) return this.idFor(name);
    if (/^(org|entity|group|agency|parent)$/.test(name)) return this.org();
    if (/unit/.test(name)) return this.one([...world.units.map(({ id }) => id), 'u_none']);
    if (/login|member|manager|principal|admin|with|actor/.test(name)) return this.one(world.members);
    if (/batch/.test(name)) return this.one(this.batches);
    if (/operation/.test(name)) return this.one(['accounts.claim', 'accounts.tag', 'members.grant', 'nothing']);
    if (/role/.test(name)) return this.one(['eC', 'eA', 'gA', 'uC', 'aD', 'xx']);
    if (name === 'sort') return this.one(['id', '-name', 'colour', 'name,-id']);
    if (name === 'columns') return this.one(['id', 'name', 'login', 'colour', 'created']);
    if (name === 'key') return this.one(['results_days', 'batch_interrupted_seconds', 'nonsense']);
    if (name === 'noun') return this.one(['accounts', 'orgs', 'nouns']);
    return this.one(this.words);
  }

  private where(kind: string): string {
    const { fields } = KINDS[kind as keyof typeof KINDS] ?? KINDS.account;
    const field = this.one([...Object.keys(fields), 'colour']);
    const verb = this.one(VERBS);
    if (verb.startsWith('is')) return `${field} ${verb}`;
    const word = this.one([...this.words, this.org(), this.one(this.world.members)]);
    if (verb === 'between') return `${field} between ${word}..${this.one(this.words)}`;
    return `${field} ${verb} ${word}`;
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  batches: 'batch',
  orgs: 'org',
  units: 'unit',
  members: 'member',
  requests: 'request',
  clients: 'authorisation',
  assets: 'asset',
  qualifications: 'qualification',
  tokens: 'token',
  views: 'view',
};
const kindOf = (operation: string): string => NOUNS[operation.split('.', 1)[0] as string] ?? 'account';

/** As often as wanted, as a command line gives them: what a server wants as a whole is sent once more. */
const pages = (rows: readonly RawRow[]): AsyncIterable<readonly RawRow[]> => ({
  async *[Symbol.asyncIterator]() {
    for (let i = 0; i < rows.length; i += 3) yield rows.slice(i, i + 3);
  },
});
