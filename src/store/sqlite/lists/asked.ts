/** What is asked of a page of accounts, as all ways to it share it (plan.ts): the conditions, in the order that costs least. */
import { KINDS } from '../../../domain/kinds.ts';
import type { Question } from '../../../domain/question.ts';
import type { Lens } from '../lens.ts';
import type { Session } from '../session.ts';
import { and, raw, type Sql, sql } from '../sql.ts';
import type { Condition } from './condition.ts';
import { Facts } from './facts.ts';
import { conditionsOf } from './filters.ts';
import { COST, LIMITS } from './limits.ts';
import { is, named, orderOfPart, unled } from './page-sql.ts';
import type { Part } from './parts.ts';
import { chain } from './sorting.ts';
import { type Fixed, indexOn } from './walks.ts';

type Besides = {
  /** Holds for all rows anyway. */
  readonly sure?: Condition;
  /** The rows are among the ids of these. */
  readonly listed?: ReadonlySet<Condition>;
  /** The column that the rows come by: conditions on it may narrow the walk. */
  readonly lead?: string | undefined;
  /** Columns that the rows are looked up by. */
  readonly at?: readonly string[];
};

export class Asked {
  readonly session: Session;
  readonly lens: Lens;
  readonly question: Question;
  readonly conditions: readonly Condition[];
  readonly facts: Facts;
  /** Values that the filters leave to a column; one value is as good as a place in every index. */
  readonly listed: ReadonlyMap<string, readonly (string | number)[]>;

  constructor(session: Session, lens: Lens, question: Question) {
    this.session = session;
    this.lens = lens;
    this.question = question;
    this.conditions = conditionsOf(lens, KINDS.account, question, undefined);
    this.facts = new Facts(session);
    this.listed = listedIn(question);
  }

  /** Filters that contradict each other let nothing through. */
  get none(): boolean {
    return [...this.listed.values()].some((values) => values.length === 0);
  }

  get fixed(): Fixed {
    return new Map([...this.listed].flatMap(([name, values]) => (values.length === 1 ? [[name, values[0]!]] : [])));
  }

  /** Whether no test reads the row, given an index with all that lists are filtered by. */
  get near(): boolean {
    return this.conditions.every((one) => one.asks !== 'row' || (one.leads?.sure && this.facts.isGathered(one)));
  }

  /** What the tests of an entry cost that its own index does not answer. */
  get restCost(): number {
    if (!this.near) return COST.row;
    return this.conditions.some((one) => !this.atOnce(one)) ? COST.asked : 0;
  }

  /** Gathers what is worth it before so many rows are tested, so that no test of it reads a row. */
  gather(most: number): void {
    for (const one of this.conditions) if (one.asks === 'row' || most > LIMITS.fewIds) this.facts.gathers(one, most);
  }

  /** The tests that any index of a walk answers by itself. */
  quick(): Sql[] {
    return this.conditions.flatMap((one) => this.atOnce(one) ?? []);
  }

  private atOnce(one: Condition): Sql | undefined {
    return this.facts.atOnce(one) ?? (one.asks === 'entry' ? one.test : undefined);
  }

  tests(part: Part, { sure, listed, lead, at = [] }: Besides = {}): Sql[] {
    const { facts, conditions } = this;
    const all = lead === undefined ? conditions : conditionsOf(this.lens, KINDS.account, this.question, lead);
    // Matched by place: one left out would skip another's test, perhaps the scope's.
    if (all.length !== conditions.length) throw new Error('a lead changes conditions, and never how many there are');
    const each = all.flatMap((one, i): { readonly test: Sql; readonly rank: number }[] => {
      const known = conditions[i] as Condition;
      if (known === sure) return [];
      if (listed?.has(known)) return known.leads?.sure ? [] : [{ test: one.test, rank: 3 }];
      const atOnce = this.atOnce(known);
      if (atOnce) return [{ test: atOnce === known.test ? one.test : atOnce, rank: 0 }];
      const held = facts.held(known);
      return [{ test: held ? and([held, one.test]) : one.test, rank: held ? 1 : one.asks === 'row' ? 3 : 2 }];
    });
    return [
      ...[...part.fixed].flatMap(([name, value]) => (at.includes(name) ? [] : [is(name, value, '+')])),
      ...each.toSorted((a, b) => a.rank - b.rank).map(({ test }) => test),
    ];
  }

  /** Rows that one index leads to, all tested, and sorted as far as they are wanted. */
  sorted(part: Part, table: Sql, lead: readonly Sql[], wanted: number, besides?: Besides): Sql {
    const [first] = part.terms;
    const range = [
      ...(part.filled && first ? [sql`+${first.value} IS NOT NULL`] : []),
      ...(part.beyond !== undefined && first
        ? [sql`+${first.value} ${raw(first.descending ? '<' : '>')} ${part.beyond}`]
        : []),
      ...(part.after ? [chain(part.terms.map(unled), part.after)] : []),
    ];
    const where = and([...lead, ...range, ...this.tests(part, besides)]);
    const order = orderOfPart(part, part.terms.map(unled));
    return sql`SELECT t.seq AS seq${named(part.terms)} FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ${wanted}`;
  }
}

function listedIn({ filters }: Question): Map<string, readonly (string | number)[]> {
  const listed = new Map<string, readonly (string | number)[]>();
  for (const { field, op, values } of filters) {
    const def = KINDS.account.fields[field];
    if (!def || def.derived || def.type === 'list' || def.type === 'amount' || !indexOn(field)) continue;
    if (op !== '=' && op !== 'in') continue;
    const others = listed.get(field);
    listed.set(field, others ? others.filter((value) => values.includes(value)) : values);
  }
  return listed;
}
