/** What the plan of a page rests on (plan.ts): counts that are stopped early and ids that are gathered, each once. */

import { type Branch, branchRows } from '../branches.ts';
import type { Session } from '../session.ts';
import { column, or, raw, type Sql, sql, TRUE, valuesOf } from '../sql.ts';
import type { Condition } from './condition.ts';
import { Gathered } from './gathered.ts';
import { LIMITS } from './limits.ts';
import { is } from './page-sql.ts';
import { valuesIn } from './parts.ts';
import { indexOn } from './walks.ts';

type Counted = { readonly size: number; readonly most: number };

export class Facts {
  readonly accounts: number;
  private readonly session: Session;
  private readonly sizes = new Map<Condition | Branch | string, Counted>();
  private readonly gathered = new Map<Condition, Gathered>();
  private readonly lights = new Map<Condition, Sql>();
  private known: readonly string[] | undefined;

  constructor(session: Session) {
    this.session = session;
    this.accounts = session.first<[number]>(sql`SELECT accounts FROM meta`)?.[0] ?? 0;
  }

  /** How many rows a condition leads to: the limit, where they may be more. */
  size(condition: Condition, most: number): number {
    const { leads } = condition;
    if (!leads) throw new Error('a condition that leads nowhere has no size');
    if (leads.ids) return this.idsOf(condition).upTo(this.session, leads.ids, most);
    return this.once(condition, most, () => {
      if (!leads.branches) return this.count(leads.size, most);
      let size = 0;
      for (const branch of leads.branches) if (size < most) size += this.of(branch, most - size);
      return size;
    });
  }

  /** The same of those that have a value. */
  having(name: string, value: string | number | null, most: number): number {
    const index = raw(`accounts t INDEXED BY ${indexOn(name)}`);
    return this.once(`${name} ${value}`, most, () =>
      this.count(sql`SELECT 1 FROM ${index} WHERE ${is(name, value)}`, most),
    );
  }

  /** A branch by whose index, or few rows, all of it is found. */
  led(branch: Branch): boolean {
    return 'column' in branch || this.of(branch, LIMITS.fewRows) < LIMITS.fewRows;
  }

  empty(branch: Branch): boolean {
    return 'rows' in branch && this.of(branch, LIMITS.fewRows) === 0;
  }

  /** The platforms that accounts are of; undefined where they are too many to go by each. */
  get platforms(): readonly string[] | undefined {
    if (!this.known) {
      const found: string[] = [];
      for (const value of valuesIn(this.session, 'platform', false, undefined))
        if (found.push(String(value)) > LIMITS.mostBranches) break;
      this.known = found;
    }
    return this.known.length > LIMITS.mostBranches ? undefined : this.known;
  }

  /** The condition as a test that asks memory alone, as far as is known by now. */
  atOnce(condition: Condition): Sql | undefined {
    return this.light(condition) ?? (condition.leads?.sure ? this.held(condition) : undefined);
  }

  /** Whether a row is among the ids that were gathered, which may be more than the condition's. */
  held(condition: Condition): Sql | undefined {
    return this.isGathered(condition) ? this.idsOf(condition).holds : undefined;
  }

  isGathered(condition: Condition): boolean {
    return this.gathered.get(condition)?.whole === true;
  }

  /** Gathers the ids of a condition where there are fewer than `most`, as far as that shows before. */
  gathers(condition: Condition, most: number): boolean {
    const { ids: all } = condition.leads ?? {};
    if (!all) return false;
    const ids = this.idsOf(condition);
    ids.upTo(this.session, all, Math.min(LIMITS.fewRows, most));
    if (ids.likely(this.accounts) < 2 * most) ids.upTo(this.session, all, most);
    return ids.whole;
  }

  /** No row but these is a hit of all that was gathered; undefined where nothing was, or too much to be listed. */
  listed(
    conditions: readonly Condition[],
  ): { readonly ids: readonly number[]; readonly of: ReadonlySet<Condition> } | undefined {
    const of = conditions.filter((one) => this.isGathered(one));
    const all = of.map((one) => this.idsOf(one));
    if (all.length === 0 || all.every(({ size }) => size > LIMITS.mostListed)) return undefined;
    return { ids: Gathered.common(all), of: new Set(of) };
  }

  /** The scope as a test of the columns that lead to it, where what else is shared with the reader is little enough to gather. */
  private light(condition: Condition): Sql | undefined {
    const { branches, sure } = condition.leads ?? {};
    if (!sure || !branches) return undefined;
    const known = this.lights.get(condition);
    if (known) return known === TRUE ? undefined : known;
    const little = branches.every((branch) => this.led(branch));
    const each = branches.filter((branch) => !this.empty(branch)).map(member);
    this.lights.set(condition, little ? or(each) : TRUE);
    return little ? or(each) : undefined;
  }

  private idsOf(condition: Condition): Gathered {
    const ids = this.gathered.get(condition) ?? new Gathered();
    this.gathered.set(condition, ids);
    return ids;
  }

  private of(branch: Branch, most: number): number {
    return this.once(branch, most, () => {
      // Entries of an index alone are counted to their end in half the time that it takes up to a limit.
      if ('rows' in branch) return this.count(branch.most ?? branch.rows, most);
      if (most <= LIMITS.fewIds) return this.count(branchRows(branch), most);
      const all = sql`SELECT count(*) FROM accounts WHERE ${raw(branch.column)} IN ${valuesOf(branch.values)}`;
      return this.session.first<[number]>(all)?.[0] ?? 0;
    });
  }

  private once(what: Condition | Branch | string, most: number, count: () => number): number {
    const known = this.sizes.get(what);
    if (known && known.size < known.most) return known.size;
    if (known && most <= known.most) return most;
    const size = count();
    this.sizes.set(what, { size, most: size > most ? Number.POSITIVE_INFINITY : most });
    return size;
  }

  private count(rows: Sql, most: number): number {
    return this.session.first<[number]>(sql`SELECT count(*) FROM (${rows} LIMIT ${most})`)?.[0] ?? 0;
  }
}

/** Few values are compared one by one, which is quicker than to look them up. */
function member(branch: Branch): Sql {
  if ('rows' in branch) return sql`+t.seq IN (${branch.rows})`;
  const value = column('t', branch.column);
  if (branch.values.length > LIMITS.fewValues) return sql`+${value} IN ${valuesOf(branch.values)}`;
  return or(branch.values.map((one) => sql`+${value} = ${one}`));
}
