/**
 * How the first page of a long list of accounts is found within milliseconds, however the list is filtered, sorted and
 * scoped. Left alone, SQLite collects every hit and sorts it. What is chosen here rests on counts, each stopped early:
 *
 * 1. A condition that few rows meet (an id, a small scope, a rare word): those rows are read and sorted.
 * 2. Else an index is walked in the order asked for, and each row tested (walking.ts): quick where hits are spread
 *    out. Where they are not (a company's names all begin alike) the walk is given up after a while.
 * 3. Then the rows of the cheapest condition are collected and sorted after all; if every condition is wide, the walk
 *    goes on to its end, or the table is read as it lies.
 *
 * A page is exact in each, for two rules hold: a row belongs to exactly one part (parts.ts), and every way tests what
 * the part has fixed; and a test is left out only where each row that the way finds is known to pass it. A way that is
 * given up has shown nothing. Conditions never choose an index by themselves
 * (`+`), the index of a walk is named, and a test (test/store/plans.test.ts) compares all ways with the whole list.
 */

import { type Sql, sql } from '../sql.ts';
import type { Asked } from './asked.ts';
import type { Condition } from './condition.ts';
import { COST, LIMITS } from './limits.ts';
import { among, entriesOf, indexed, is, merged } from './page-sql.ts';
import type { Part } from './parts.ts';
import { Walking } from './walking.ts';
import { BRANCHES, indexOn } from './walks.ts';

/** Rows counted up to a limit, what each costs, and the query that reads them. */
type Candidate = {
  readonly count: (most: number) => number;
  readonly each: number;
  readonly query: () => Sql;
};

export class PagePlan {
  private readonly asked: Asked;
  private readonly walking: Walking;
  private wanted = 0;

  constructor(asked: Asked) {
    this.asked = asked;
    this.walking = new Walking(asked);
  }

  /** The condition that few rows meet, if there is one: then the list needs no parts. */
  get few(): Condition | undefined {
    const { facts, conditions } = this.asked;
    let least: Condition | undefined;
    for (const condition of conditions.toSorted((a, b) => rank(a) - rank(b))) {
      if (!condition.leads || (least && condition.asks === 'row')) continue;
      const size = facts.size(condition, LIMITS.fewRows);
      if (size < LIMITS.fewRows && (!least || size < facts.size(least, LIMITS.fewRows))) least = condition;
    }
    return least;
  }

  /** The row ids of the page: a query of one column `seq`, in no order. */
  rows(part: Part, wanted: number): Sql {
    this.wanted = wanted;
    return this.fewRows(part) ?? this.walked(part) ?? this.collected(part);
  }

  /** The rows of a condition, all tested and sorted. */
  driven(condition: Condition, part: Part, wanted = this.wanted): Sql {
    return this.asked.sorted(part, sql`accounts t`, [condition.leads?.drive ?? condition.test], wanted, {
      sure: condition,
    });
  }

  private fewRows(part: Part): Sql | undefined {
    for (const [name, value] of part.fixed)
      if (leads(name, value) && this.asked.facts.having(name, value, LIMITS.fewRows) < LIMITS.fewRows)
        return this.having(part, name, value);
    if (!this.asked.near) return undefined;
    const compact = this.asked.conditions.find((one) => this.led(one));
    if (!compact || this.asked.facts.size(compact, LIMITS.fewEntries) >= LIMITS.fewEntries) return undefined;
    return this.union(compact, part);
  }

  private walked(part: Part): Sql | undefined {
    this.asked.gather(LIMITS.fewIds);
    const walk = this.walking.walkOf(part);
    return walk && this.walking.rows(walk, this.wanted);
  }

  /** The cheapest of all ways that end for certain. Ids are gathered only where no way is cheap without them. */
  private collected(part: Part): Sql {
    const cheap = this.cheapest(this.candidates(part), LIMITS.cheap);
    if (cheap) return cheap.query();
    this.asked.gather(LIMITS.manyIds);
    return (this.cheapest(this.candidates(part), Number.POSITIVE_INFINITY) as Candidate).query();
  }

  /** The cheapest that costs less than `most`. What is not counted to its end may have any number of rows. */
  private cheapest(all: readonly Candidate[], most: number): Candidate | undefined {
    let best: Candidate | undefined;
    let least = most;
    for (const one of all) {
      const limit = Math.ceil(Math.min(least / one.each, LIMITS.counting));
      const size = one.count(limit);
      const cost = (size === limit ? this.asked.facts.accounts : size) * one.each;
      if (cost < least) [best, least] = [one, cost];
    }
    return best;
  }

  private candidates(part: Part): Candidate[] {
    const { asked } = this;
    const { facts, conditions } = asked;
    const read = COST.entry + asked.restCost;
    const all: Candidate[] = [
      {
        count: () => facts.accounts,
        each: COST.scanned,
        query: () => asked.sorted(part, sql`accounts t NOT INDEXED`, [], this.wanted),
      },
    ];
    const walk = this.walking.walkOf(part);
    if (walk) {
      // Half of it, as far as anybody knows.
      const count = () => facts.accounts / 2;
      all.push({ count, each: this.walking.entryCost(walk), query: () => this.walking.query(walk, this.wanted) });
    }
    const listed = facts.listed(conditions);
    if (listed) {
      const { ids, of } = listed;
      const query = () => asked.sorted(part, sql`accounts t`, [among(ids)], this.wanted, { listed: of });
      all.push({ count: () => ids.length, each: COST.read + asked.restCost, query });
    }
    for (const one of conditions) {
      const count = (most: number) => facts.size(one, most);
      if (this.led(one)) all.push({ count, each: read, query: () => this.union(one, part) });
      else if (one.leads && !facts.isGathered(one))
        all.push({ count, each: COST.row, query: () => this.driven(one, part) });
    }
    for (const [name, value] of part.fixed)
      if (leads(name, value) && !(name in BRANCHES)) {
        const count = (most: number) => facts.having(name, value, most);
        all.push({ count, each: read, query: () => this.having(part, name, value) });
      }
    return all;
  }

  private led(condition: Condition): boolean {
    return condition.leads?.branches?.every((branch) => this.asked.facts.led(branch)) === true;
  }

  private having(part: Part, name: string, value: string | number | null): Sql {
    return this.asked.sorted(part, indexed(indexOn(name) ?? ''), [is(name, value)], this.wanted);
  }

  private union(condition: Condition, part: Part): Sql {
    const { branches = [], sure: certain } = condition.leads ?? {};
    const filled = branches.filter((branch) => !this.asked.facts.empty(branch));
    const sure = certain && { sure: condition };
    const each = (filled.length > 0 ? filled : branches).map((branch) =>
      this.asked.sorted(part, ...entriesOf(branch), this.wanted, sure),
    );
    if (each.length === 1) return each[0] as Sql;
    const cut = each.map((query) => sql`SELECT * FROM (${query})`);
    return sql`SELECT seq FROM (${merged(cut, ' UNION ', part.terms, this.wanted)})`;
  }
}

/** What asks the row itself, such as a search, is counted last: several grams have to be compared for each. */
const rank = ({ asks }: Condition): number => Number(asks === 'row');

/** Whether an index leads from the value to the rows: those of the branches leave out rows without one. */
function leads(name: string, value: string | number | null): boolean {
  return indexOn(name) !== undefined && (value !== null || !(name in BRANCHES));
}
