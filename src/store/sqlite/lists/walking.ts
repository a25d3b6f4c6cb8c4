/**
 * Indexes walked in the order asked for, each entry tested, until the page is full: one index, or the lanes of one that
 * begins with another column (the platforms, where ids lead; the entities of a reader, where names do). It goes in
 * stretches. From what the first has found it is reckoned what the rest will take, and where that is more than to
 * collect all hits the walk is given up.
 */
import { KINDS } from '../../../domain/kinds.ts';
import type { Branch } from '../branches.ts';
import { and, join, raw, type Sql, sql, TRUE } from '../sql.ts';
import type { Asked } from './asked.ts';
import { filterCondition } from './filters.ts';
import { COST, LIMITS } from './limits.ts';
import { bind, entriesOf, indexed, is, merged, named, orderOfPart, unled, valuesOfTerms } from './page-sql.ts';
import type { Part } from './parts.ts';
import { chain, rowAfter, type Term } from './sorting.ts';
import { BRANCHES, type Fixed, type Way, wayAlong, waysOf } from './walks.ts';

const RANGES: ReadonlySet<string> = new Set(['>', '>=', '<', '<=', 'between']);

/** The values that an index is entered by, and how its entries are ordered. */
type Lane = { readonly fixed: Fixed; readonly way: Way };
export type Walk = {
  readonly part: Part;
  readonly lanes: readonly Lane[];
  /** Few rows that no lane has. */
  readonly rest: readonly Branch[];
  /** Lanes and rest may have the same rows. */
  readonly overlap: boolean;
};

export class Walking {
  private readonly asked: Asked;

  constructor(asked: Asked) {
    this.asked = asked;
  }

  walkOf(part: Part): Walk | undefined {
    return this.branches(part) ?? this.plain(part);
  }

  /** The rows of a page, or undefined where the walk was given up. */
  rows(walk: Walk, wanted: number): Sql | undefined {
    if (this.untested(walk)) return this.query(walk, wanted);
    const each = this.entryCost(walk);
    // Begun anew each time: to go on from an entry costs more for each of the others than the few before it.
    for (let far = Math.ceil(LIMITS.stretch / each); far * each <= LIMITS.walk; ) {
      const until = this.bound(walk, Math.ceil(far / walk.lanes.length));
      const query = this.query(walk, wanted, until);
      if (!until) return query;
      const found = this.asked.session.all<[number]>(query).map(([seq]) => seq);
      if (found.length === wanted) return sql`SELECT value AS seq FROM json_each(${JSON.stringify(found)})`;
      far = Math.ceil((far / found.length) * wanted * LIMITS.spare);
    }
    return undefined;
  }

  query({ part, lanes, rest, overlap }: Walk, wanted: number, until?: readonly unknown[]): Sql {
    const order = orderOfPart(part, part.terms);
    const bound = (free: boolean) => (until ? before(part, until, free) : TRUE);
    const each = lanes.map((lane) => this.entries(part, lane, bound(false)));
    if (each.length === 1 && rest.length === 0) return sql`${each[0]} ORDER BY ${order} LIMIT ${wanted}`;
    // What may come twice, or has to be sorted, is cut first; else all are read in step, no further than needed.
    const step = !overlap && lanes.every(({ way }) => way.whole);
    const cut = (query: Sql) => sql`SELECT * FROM (${query} ORDER BY ${order} LIMIT ${wanted})`;
    const others = rest.map((branch) => {
      const [table, lead] = entriesOf(branch);
      return sql`SELECT * FROM (${this.asked.sorted(part, table, [...lead, bound(true)], wanted)})`;
    });
    const all = [...(step ? each : each.map(cut)), ...others];
    return sql`SELECT seq FROM (${merged(all, overlap ? ' UNION ' : ' UNION ALL ', part.terms, wanted)})`;
  }

  /** In microseconds. Only entries that pass what their own index answers are tested further; the first show how many. */
  entryCost({ part, lanes: [lane] }: Walk): number {
    const { asked } = this;
    if (!lane || lane.way.walk.bare) return COST.row;
    const rest = asked.restCost;
    const tests = rest > 0 ? asked.quick() : [];
    if (tests.length === 0) return COST.entry + rest;
    const where = and([...place(lane), ...range(part, lane.way)]);
    const order = orderOfPart(part, part.terms.slice(0, 1));
    const first = sql`SELECT seq, platform, id, entity, unit, manager, status FROM ${indexed(lane.way.walk.index)} WHERE ${where} ORDER BY ${order} LIMIT ${LIMITS.sample}`;
    const count = sql`SELECT count(*), count(*) FILTER (WHERE ${and(tests)}) FROM (${first}) t`;
    const [rows, hits] = asked.session.first<[number, number]>(count) ?? [0, 0];
    return COST.entry + rest * (rows === 0 ? 1 : hits / rows);
  }

  /** Where nothing is tested, each entry is a row of the page: the walk ends with it, however long the list is. */
  private untested({ part, lanes }: Walk): boolean {
    const at = (name: string) => lanes.every(({ fixed, way }) => fixed.has(name) && way.at.includes(name));
    return (
      this.asked.conditions.length === 0 && [...part.fixed.keys()].every(at) && lanes.every(({ way }) => way.whole)
    );
  }

  private plain(part: Part): Walk | undefined {
    const lane = (fixed: Fixed): Lane[] => {
      const way = this.way(part.terms, fixed);
      return way ? [{ fixed, way }] : [];
    };
    const lanes = lane(part.fixed);
    const bare = lanes[0]?.way.walk.bare && (this.asked.conditions.length > 0 || part.fixed.size > 0);
    const platforms = bare && !part.fixed.has('platform') ? this.asked.facts.platforms : undefined;
    const spread = platforms?.flatMap((one) => lane(new Map([...part.fixed, ['platform', one]])));
    return lanes.length > 0 ? { part, lanes: spread ?? lanes, rest: [], overlap: false } : undefined;
  }

  /** The lanes that have all of what a filter or the scope leads to, where an index has each of them in order. */
  private branches(part: Part): Walk | undefined {
    const { conditions, facts } = this.asked;
    for (const { leads } of conditions) {
      const { branches = [] } = leads ?? {};
      const lanes: Lane[] = [];
      const led = branches.flatMap((branch) => ('column' in branch ? [branch] : (branch.within ?? [])));
      const rest = branches.filter((branch) => 'rows' in branch && !branch.within && !facts.empty(branch));
      const each = led.flatMap(({ column, values }) =>
        values.map((value) => [`${column} ${value}`, { column, value }] as const),
      );
      // A part keeps the value that it has: of that column no other lane has rows of it.
      const values = [...new Map(each).values()].filter(
        ({ column, value }) => !part.fixed.has(column) || part.fixed.get(column) === value,
      );
      for (const { column, value } of values) {
        const fixed: Fixed = new Map([...part.fixed, [column, value]]);
        const way = wayAlong(BRANCHES[column], part.terms, fixed);
        if (way?.at.includes(column)) lanes.push({ fixed, way });
      }
      const few = lanes.length > 0 && lanes.length <= LIMITS.mostBranches && lanes.length === values.length;
      if (few && rest.every((branch) => facts.led(branch)))
        return { part, lanes, rest, overlap: rest.length > 0 || led.length > 1 };
    }
    return undefined;
  }

  private entries(part: Part, { fixed, way }: Lane, bound: Sql): Sql {
    const tests = this.asked.tests({ ...part, fixed }, { lead: part.terms[0]?.column, at: way.at });
    const where = and([...place({ fixed, way }), ...range(part, way), bound, ...tests]);
    return sql`SELECT t.seq AS seq${named(part.terms)} FROM ${indexed(way.walk.index)} WHERE ${where}`;
  }

  /** Of the walks in the order of the terms, the one that the fewest rows are on. */
  private way(terms: readonly Term[], fixed: Fixed): Way | undefined {
    const ways = waysOf(terms, fixed);
    const whole = ways.some((way) => way.whole);
    const most = Math.max(...ways.map((way) => (way.whole === whole ? way.at.length : 0)));
    const best = ways.filter((way) => way.whole === whole && way.at.length === most);
    if (best.length <= 1 || most === 0) return best[0];
    const size = ({ at: [name] }: Way) =>
      name ? this.asked.facts.having(name, fixed.get(name) ?? null, LIMITS.fewEntries) : LIMITS.fewEntries;
    return best.toSorted((a, b) => size(a) - size(b))[0];
  }

  /** The order of the entry that ends a stretch of so many in each lane; undefined where all lanes end sooner. */
  private bound({ part, lanes }: Walk, far: number): readonly unknown[] | undefined {
    const terms = lanes.every(({ way }) => way.whole) && oneWay(part.terms) ? part.terms : part.terms.slice(0, 1);
    const lead = part.terms[0]?.column;
    const asked = this.asked.question.filters
      .filter(({ field, op }) => field === lead && RANGES.has(op))
      .map((filter) => filterCondition(this.asked.lens, KINDS.account, filter, lead).test);
    const ends = lanes.map((lane) => {
      const where = and([...place(lane), ...range(part, lane.way), ...asked]);
      return sql`SELECT * FROM (SELECT ${namedAlone(terms)} FROM ${indexed(lane.way.walk.index)} WHERE ${where} ORDER BY ${orderOfPart(part, terms)} LIMIT 1 OFFSET ${far})`;
    });
    const order = terms.map(({ descending }, i) => raw(`o${i}${descending ? ' DESC' : ''}`));
    return this.asked.session.first(sql`${join(ends, ' UNION ALL ')} ORDER BY ${join(order, ', ')} LIMIT 1`);
  }
}

const place = ({ fixed, way }: Lane): Sql[] => way.at.map((name) => is(name, fixed.get(name) ?? null));

const namedAlone = (terms: readonly Term[]): Sql =>
  join(
    terms.map(({ value }, i) => sql`${value} AS ${raw(`o${i}`)}`),
    ', ',
  );

function before(part: Part, until: readonly unknown[], free: boolean): Sql {
  const terms = part.terms.slice(0, until.length).map((term) => (free ? unled(term) : term));
  return sql`(${valuesOfTerms(terms)}) ${raw(terms[0]?.descending ? '>=' : '<=')} (${bind(until)})`;
}

/** The part of the order that the list goes on from, as a range of the walk. */
function range(part: Part, way: Way): Sql[] {
  const [first] = part.terms;
  if (!first) return [];
  const { value, descending } = first;
  const filled = part.filled ? [sql`${value} IS NOT NULL`] : [];
  if (part.beyond !== undefined) return [...filled, sql`${value} ${raw(descending ? '<' : '>')} ${part.beyond}`];
  if (!part.after) return filled;
  if (way.whole && oneWay(part.terms)) return [...filled, rowAfter(part.terms, part.after)];
  return [...filled, sql`${value} ${raw(descending ? '<=' : '>=')} ${part.after[0]}`, chain(part.terms, part.after)];
}

const oneWay = (terms: readonly Term[]): boolean => terms.every((term) => term.descending === terms[0]?.descending);
