/** What the plan of a page rests on (plan.ts): counts that are stopped early, each made once. */
import type { Condition } from './filters.ts';
import { LIMITS } from './limits.ts';
import { is } from './page-sql.ts';
import { type Branch, branchRows } from './scope.ts';
import type { Session } from './session.ts';
import { column, or, raw, type Sql, sql, TRUE, valuesOf } from './sql.ts';
import { indexOn } from './walks.ts';

export class Facts {
  readonly accounts: number;
  private readonly session: Session;
  private readonly conditions: readonly Condition[];
  private readonly sizes = new Map<Condition, { readonly size: number; readonly most: number }>();
  private readonly lights = new Map<Condition, Sql>();
  private readonly values = new Map<string, number>();

  constructor(session: Session, conditions: readonly Condition[]) {
    this.session = session;
    this.conditions = conditions;
    this.accounts = session.first<[number]>(sql`SELECT accounts FROM meta`)?.[0] ?? 0;
  }

  /** How many rows a condition leads to, counted up to a limit. */
  size(condition: Condition, most: number): number {
    const known = this.sizes.get(condition);
    if (known && (known.size < known.most || most <= known.most)) return known.size;
    if (!condition.size) throw new Error('a condition that leads nowhere has no size');
    const { branches } = condition;
    const parts = branches ? branches.map(branchRows) : [condition.size];
    let size = 0;
    for (const rows of parts) if (size < most) size += this.count(rows, most - size);
    this.sizes.set(condition, { size, most });
    return size;
  }

  /** How many rows have a value, counted up to a limit. */
  having(name: string, value: string | number | null, most: number): number {
    const key = `${name} ${value} ${most}`;
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const index = raw(`accounts t INDEXED BY ${indexOn(name)}`);
    const size = this.count(sql`SELECT 1 FROM ${index} WHERE ${is(name, value)}`, most);
    this.values.set(key, size);
    return size;
  }

  /** The same to reckon with: what was not counted to the end may be any number. */
  about(condition: Condition, most: number): number {
    const { branches } = condition;
    // Entries of an index alone are counted four times as quickly to their end as to a limit.
    if (branches?.every((branch) => 'column' in branch || this.small(branch)))
      return branches.reduce((sum, branch) => sum + this.entries(branch), 0);
    const size = this.size(condition, most);
    return size < most ? size : this.accounts;
  }

  aboutHaving(name: string, value: string | number | null, most: number): number {
    const size = this.having(name, value, most);
    return size < most ? size : this.accounts;
  }

  small(branch: Branch): boolean {
    return this.count(branchRows(branch), LIMITS.fewRows) < LIMITS.fewRows;
  }

  /** The scope as a test that asks sets in memory, where what is shared with the reader is little enough to gather. */
  light(condition: Condition): Sql | undefined {
    if (!condition.sure) return undefined;
    const known = this.lights.get(condition);
    if (known) return known === TRUE ? undefined : known;
    const { branches = [] } = condition;
    const little = branches.every((branch) => 'column' in branch || this.small(branch));
    const each = branches.map((branch) =>
      'column' in branch
        ? sql`+${column('t', branch.column)} IN ${valuesOf(branch.values)}`
        : sql`+t.seq IN (${branch.rows})`,
    );
    const test = little ? or(each) : TRUE;
    this.lights.set(condition, test);
    return little ? test : undefined;
  }

  /** Whether the ids of a condition are worth gathering in memory. */
  gathers(condition: Condition, most: number): boolean {
    return condition.among !== undefined && this.size(condition, most) < most;
  }

  /**
   * Whether no test reads the row; `whole`: the walk goes to its end, where it pays to gather more ids before.
   * `bare`: an index that has the row id and its own columns alone, with or without other columns to be tested.
   */
  near(whole: boolean, bare?: 'bare' | 'bare and fixed'): boolean {
    if (bare === 'bare and fixed') return false;
    return this.conditions.every(
      (one) => (one.near && !bare) || this.gathers(one, whole ? LIMITS.manyIds : LIMITS.fewIds),
    );
  }

  private entries(branch: Branch): number {
    if ('rows' in branch) return this.count(branch.rows, LIMITS.fewRows);
    const held = sql`SELECT count(*) FROM accounts WHERE ${raw(branch.column)} IN ${valuesOf(branch.values)}`;
    return this.session.first<[number]>(held)?.[0] ?? 0;
  }

  private count(rows: Sql, most: number): number {
    return this.session.first<[number]>(sql`SELECT count(*) FROM (${rows} LIMIT ${most})`)?.[0] ?? 0;
  }
}
