/**
 * How the first page of a long list of accounts is found within milliseconds, however the list is filtered, sorted and
 * scoped. Left alone, SQLite collects every hit and sorts it. What is chosen here rests on counts, each stopped early:
 *
 * 1. A condition that few rows meet (an id, a small scope, a rare word): those rows are read and sorted.
 * 2. Entities, units or managers, sorted by name: an index holds each one's accounts in that order; they are merged.
 * 3. Else an index is walked in the order asked for, and each row tested, until the page is full: quick where hits
 *    are spread out. Where they are not (a company's names all begin alike) the walk is given up after a while.
 * 4. Then the rows of the smallest condition are collected and sorted after all; if every condition is wide, the walk
 *    goes on to its end, or the table is read as it lies.
 *
 * A page is exact in each: a way that is given up has shown nothing. Conditions never choose an index by themselves
 * (`+`), the index of a walk is named, and a test (test/store/plans.test.ts) compares all ways with the whole list.
 */

import { KINDS } from '../../domain/kinds.ts';
import type { Question } from '../../domain/question.ts';
import { Facts } from './facts.ts';
import { type Condition, conditionsOf, filterCondition } from './filters.ts';
import { LIMITS } from './limits.ts';
import { bind, direction, entriesOf, indexed, is, named, orderOfPart, unled, valuesOfTerms } from './page-sql.ts';
import type { Part } from './parts.ts';
import type { Branch, Lens } from './scope.ts';
import type { Session } from './session.ts';
import { chain, rowAfter, type Term } from './sorting.ts';
import { and, join, raw, type Sql, sql, TRUE } from './sql.ts';
import { BRANCHES, type Fixed, indexOn, type Way, wayAlong, waysOf } from './walks.ts';

/** What a row costs in microseconds: in an index that has all, in the table by its key, in the table as it lies. */
const COST = { entry: 0.25, row: 3, scanned: 0.6, enough: 20_000 };

const RANGES: ReadonlySet<string> = new Set(['>', '>=', '<', '<=', 'between']);

export class PagePlan {
  private readonly session: Session;
  private readonly lens: Lens;
  private readonly question: Question;
  readonly conditions: readonly Condition[];
  readonly facts: Facts;
  private wanted = 0;
  private long = false;

  constructor(session: Session, lens: Lens, question: Question) {
    this.session = session;
    this.lens = lens;
    this.question = question;
    this.conditions = conditionsOf(lens, KINDS.account, question, undefined);
    this.facts = new Facts(session, this.conditions);
  }

  /** The condition that few rows meet, if there is one: then the list needs no parts. */
  get few(): Condition | undefined {
    let least: Condition | undefined;
    // Hits of a search are counted last: several grams have to be compared for each.
    for (const condition of this.conditions.toSorted((a, b) => Number(!a.near) - Number(!b.near))) {
      if (!condition.size || (least && !condition.near)) continue;
      const size = this.facts.size(condition, LIMITS.fewRows);
      if (size < LIMITS.fewRows && (!least || size < this.facts.size(least, LIMITS.fewRows))) least = condition;
    }
    return least;
  }

  /** Values that the filters leave to a column; one value is as good as a place in every index. */
  get listed(): Map<string, readonly (string | number)[]> {
    const listed = new Map<string, readonly (string | number)[]>();
    for (const { field, op, values } of this.question.filters) {
      const def = KINDS.account.fields[field];
      if (!def || def.derived || def.type === 'list' || def.type === 'amount' || !indexOn(field)) continue;
      if (op === '=' || op === 'in') listed.set(field, values);
    }
    return listed;
  }

  fixed(): Fixed {
    return new Map([...this.listed].flatMap(([name, values]) => (values.length === 1 ? [[name, values[0]!]] : [])));
  }

  /** The row ids of the page: a query of one column `seq`, in no order. */
  rows(part: Part, wanted: number): Sql {
    this.wanted = wanted;
    return this.fewRows(part) ?? this.merged(part) ?? this.walked(part) ?? this.collected(part);
  }

  /** The rows of a condition, all tested and sorted. */
  driven(condition: Condition, part: Part, wanted = this.wanted): Sql {
    this.wanted = wanted;
    return this.sorted(part, sql`accounts t`, [condition.drive ?? condition.test], condition);
  }

  private fewRows(part: Part): Sql | undefined {
    for (const [name, value] of part.fixed) {
      if ((value === null && name in BRANCHES) || this.facts.having(name, value, LIMITS.fewRows) >= LIMITS.fewRows)
        continue;
      return this.sorted(part, indexed(indexOn(name) ?? ''), [is(name, value)]);
    }
    const compact = this.conditions.find((one) =>
      one.branches?.every((branch) => 'column' in branch || this.facts.small(branch)),
    );
    if (!compact || this.facts.size(compact, LIMITS.fewEntries) >= LIMITS.fewEntries || !this.facts.near(false))
      return undefined;
    return this.unionOf(compact, part, (branch) => this.sorted(part, ...entriesOf(branch)));
  }

  private merged(part: Part): Sql | undefined {
    for (const condition of this.conditions) {
      const ways: { readonly value: string; readonly name: keyof typeof BRANCHES; readonly way: Way }[] = [];
      const rest: Branch[] = [];
      for (const branch of condition.branches ?? []) {
        if ('rows' in branch) rest.push(branch);
        else
          for (const value of branch.values) {
            const way = wayAlong(BRANCHES[branch.column], part.terms, new Map([...part.fixed, [branch.column, value]]));
            if (way?.at.includes(branch.column)) ways.push({ value, name: branch.column, way });
            else rest.push(branch);
          }
      }
      if (
        ways.length === 0 ||
        ways.length > LIMITS.mostBranches ||
        !rest.every((one) => 'rows' in one && this.facts.small(one))
      )
        continue;
      return this.union(part, [
        ...ways.map(({ way, value, name }) =>
          this.walk({ ...part, fixed: new Map([...part.fixed, [name, value]]) }, way, TRUE),
        ),
        ...rest.map((branch) => this.sorted(part, ...entriesOf(branch))),
      ]);
    }
    return undefined;
  }

  private walked(part: Part): Sql | undefined {
    const way = this.way(part);
    if (!way) return undefined;
    // Where nothing is tested, each entry is a row of the page: the walk ends with it, however long the list is.
    const untested = this.conditions.length === 0 && [...part.fixed.keys()].every((name) => way.at.includes(name));
    if (untested && way.whole) return this.walk(part, way, TRUE);
    const far = this.facts.near(false, this.bare(way, part)) ? LIMITS.far : LIMITS.farReading;
    const bound = this.bound(part, way, far);
    const query = this.walk(part, way, bound ?? TRUE);
    if (!bound) return query;
    const found = this.session.all<[number]>(query);
    return found.length < this.wanted
      ? undefined
      : sql`SELECT value AS seq FROM json_each(${JSON.stringify(found.map(([seq]) => seq))})`;
  }

  private collected(part: Part): Sql {
    this.long = true;
    try {
      return this.all(part);
    } finally {
      this.long = false;
    }
  }

  /** The cheapest of all ways that end for certain, by what each row of them costs. */
  private all(part: Part): Sql {
    const { facts } = this;
    const read = facts.near(true) ? COST.entry : COST.row;
    const ways: { readonly cost: number; readonly query: () => Sql }[] = [
      { cost: facts.accounts * COST.scanned, query: () => this.sorted(part, sql`accounts t NOT INDEXED`, []) },
    ];
    for (const one of this.conditions) {
      if (one.branches?.every((branch) => 'column' in branch || facts.small(branch))) {
        const query = () => this.unionOf(one, part, (branch) => this.sorted(part, ...entriesOf(branch)));
        const cost = facts.about(one, LIMITS.manyEntries) * read;
        // To compare it would take as long.
        if (cost < COST.enough) return query();
        ways.push({ cost, query });
      } else if (one.drive)
        ways.push({ cost: facts.about(one, LIMITS.manyRows) * COST.row, query: () => this.driven(one, part) });
    }
    for (const [name, value] of part.fixed) {
      if (value === null && name in BRANCHES) continue;
      const index = indexOn(name) ?? '';
      const query = () => this.sorted(part, indexed(index), [is(name, value)]);
      ways.push({ cost: facts.aboutHaving(name, value, LIMITS.manyEntries) * read, query });
    }
    const way = this.way(part);
    if (way) {
      const each = facts.near(true, this.bare(way, part)) ? COST.entry : COST.row;
      // Half of it, as far as anybody knows.
      ways.push({ cost: (facts.accounts * each) / 2, query: () => this.walk(part, way, TRUE) });
    }
    return ways.reduce((best, one) => (one.cost < best.cost ? one : best)).query();
  }

  /** Whether the index of the walk lacks what tests ask. */
  private bare(way: Way, part: Part): 'bare' | 'bare and fixed' | undefined {
    if (!way.walk.bare) return undefined;
    return [...part.fixed.keys()].every((name) => way.walk.columns.includes(name)) ? 'bare' : 'bare and fixed';
  }

  /** Of the walks in the order of the part, the one that the fewest rows are on. */
  private way(part: Part): Way | undefined {
    const ways = waysOf(part.terms, part.fixed);
    const whole = ways.some((way) => way.whole);
    const most = Math.max(...ways.map((way) => (way.whole === whole ? way.at.length : 0)));
    const best = ways.filter((way) => way.whole === whole && way.at.length === most);
    if (best.length <= 1 || most === 0) return best[0];
    const size = ({ at: [name] }: Way) =>
      name ? this.facts.having(name, part.fixed.get(name) ?? null, LIMITS.far) : LIMITS.far;
    return best.toSorted((a, b) => size(a) - size(b))[0];
  }

  /** What lies before the entry where the walk is given up; undefined where it ends sooner. */
  private bound(part: Part, way: Way, far: number): Sql | undefined {
    const terms = way.whole ? part.terms : part.terms.slice(0, 1);
    const asked = this.asked(part.terms[0]?.column);
    const at = sql`${this.entries(part, way, terms, and(asked))} LIMIT 1 OFFSET ${far}`;
    const values = this.session.first(at);
    if (!values) return undefined;
    const [first] = terms as [Term];
    return sql`(${valuesOfTerms(terms)}) ${raw(first.descending ? '>=' : '<=')} (${bind(values)})`;
  }

  /** What the filters leave of the column that is walked by: the walk begins and ends there. */
  private asked(lead: string | undefined): Sql[] {
    return this.question.filters
      .filter(({ field, op }) => field === lead && RANGES.has(op))
      .map((filter) => filterCondition(this.lens, KINDS.account, filter, lead).test);
  }

  private entries(part: Part, way: Way, terms: readonly Term[], more: Sql): Sql {
    const place = way.at.map((name) => is(name, part.fixed.get(name) ?? null));
    const where = and([...place, ...this.range(part, way.whole), more]);
    return sql`SELECT ${valuesOfTerms(terms)} FROM ${indexed(way.walk.index)} WHERE ${where} ORDER BY ${orderOfPart(part, terms)}`;
  }

  private walk(part: Part, way: Way, bound: Sql): Sql {
    const place = way.at.map((name) => is(name, part.fixed.get(name) ?? null));
    const tests = this.tests(part, undefined, part.terms[0]?.column, way.at);
    const where = and([...place, ...this.range(part, way.whole), bound, ...tests]);
    return sql`SELECT t.seq AS seq${named(part.terms)} FROM ${indexed(way.walk.index)} WHERE ${where} ORDER BY ${orderOfPart(part, part.terms)} LIMIT ${this.wanted}`;
  }

  /** The part of the order that the list goes on from, as a range of the walk. */
  private range(part: Part, whole: boolean): Sql[] {
    const [first] = part.terms;
    if (!first) return [];
    const { value, descending } = first;
    const compare = raw(descending ? '<' : '>');
    const filled = part.filled ? [sql`${value} IS NOT NULL`] : [];
    if (part.beyond !== undefined) return [...filled, sql`${value} ${compare} ${part.beyond}`];
    if (!part.after) return filled;
    if (whole) return [...filled, rowAfter(part.terms, part.after)];
    return [...filled, sql`${value} ${raw(descending ? '<=' : '>=')} ${part.after[0]}`, chain(part.terms, part.after)];
  }

  private sorted(part: Part, table: Sql, lead: readonly Sql[], besides?: Condition): Sql {
    const [first] = part.terms;
    const range = [
      ...(part.filled && first ? [sql`+${first.value} IS NOT NULL`] : []),
      ...(part.beyond !== undefined && first
        ? [sql`+${first.value} ${raw(first.descending ? '<' : '>')} ${part.beyond}`]
        : []),
      ...(part.after ? [chain(part.terms.map(unled), part.after)] : []),
    ];
    const where = and([...lead, ...range, ...this.tests(part, besides, undefined, [])]);
    const order = orderOfPart(part, part.terms.map(unled));
    return sql`SELECT t.seq AS seq${named(part.terms)} FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ${this.wanted}`;
  }

  private tests(part: Part, besides: Condition | undefined, lead: string | undefined, at: readonly string[]): Sql[] {
    const { facts } = this;
    const all = lead === undefined ? this.conditions : conditionsOf(this.lens, KINDS.account, this.question, lead);
    const most = this.long ? LIMITS.manyIds : LIMITS.fewIds;
    // Matched by place: one left out would skip another's test, perhaps the scope's.
    if (all.length !== this.conditions.length)
      throw new Error('a lead changes conditions, and never how many there are');
    return [
      ...[...part.fixed].flatMap(([name, value]) => (at.includes(name) ? [] : [is(name, value, '+')])),
      ...all.flatMap((one, i) => {
        const known = this.conditions[i] as Condition;
        if (known === besides) return [];
        // Where the rows are few anyway, ids are not gathered; a quick test is worth it on a long way alone.
        const gather = !besides && (this.long || !one.near) && facts.gathers(known, most);
        return [...(gather ? [sql`+t.seq IN (${one.among})`] : []), facts.light(known) ?? one.test];
      }),
    ];
  }

  private unionOf(condition: Condition, part: Part, each: (branch: Branch) => Sql): Sql {
    return this.union(part, (condition.branches ?? []).map(each));
  }

  private union(part: Part, queries: readonly Sql[]): Sql {
    if (queries.length === 1) return queries[0] as Sql;
    const all = join(
      queries.map((query) => sql`SELECT * FROM (${query})`),
      ' UNION ',
    );
    const order = part.terms.map((term, i) => raw(`o${i}${direction(term)}`));
    return sql`SELECT seq FROM (${all}) ORDER BY ${join(order, ', ')} LIMIT ${this.wanted}`;
  }
}
