/**
 * How many a cut list has in all, as far as that is found out in the time of a page: exactly, or that there are more
 * than a round number, or not at all. `--count` counts to the end.
 */
import type { Tail } from '../../../domain/question.ts';
import { and, column, join, raw, type Sql, sql, valuesOf } from '../sql.ts';
import type { Asked } from './asked.ts';
import type { Condition, Lead } from './condition.ts';
import { LIMITS } from './limits.ts';
import { among } from './page-sql.ts';
import { BRANCHES, type Fixed, indexOn } from './walks.ts';

export function totalOf(asked: Asked): Pick<Tail, 'total' | 'atLeast'> {
  const { session, conditions, facts } = asked;
  const { accounts } = facts;
  if (conditions.length === 0) return { total: accounts };
  if (asked.none) return { total: 0 };
  const tested = (all: readonly Condition[]) => and(all.map((one) => facts.atOnce(one) ?? one.test));
  if (accounts <= LIMITS.small) {
    const [total] = session.first<[number]>(sql`SELECT count(*) FROM accounts t WHERE ${tested(conditions)}`) ?? [0];
    return { total };
  }
  const base = smallest(asked, LIMITS.counted);
  if (!base?.leads) return {};
  const { sure, ids, at, branches } = base.leads;
  const tests = conditions.filter((condition) => condition !== base || !sure);
  // Nothing more is asked of its rows, each of which was listed once when the plan was made.
  if (tests.length === 0 && ids) return told(facts.size(base, LIMITS.fewRows), LIMITS.fewRows);
  const indexed = at || branches?.every((one) => facts.led(one));
  const asking = tests.some((one) => one.asks !== 'entry' && !facts.atOnce(one));
  const far = !asked.near || !indexed ? LIMITS.countedReading : asking ? LIMITS.countedAsking : LIMITS.counted;
  const rows = rowsOf(base.leads, facts.listed([base])?.ids, asked.fixed, tested(tests));
  const counted = sql`SELECT count(*), coalesce(sum(hit), 0) FROM (${rows} LIMIT ${far})`;
  const [seen, hits] = session.first<[number, number]>(counted) ?? [0, 0];
  return told(hits, far, seen);
}

/** What so many hits say of the total, where no more than `far` rows were looked at; all that were looked at are `seen`. */
export function told(hits: number, far: number, seen = hits): Pick<Tail, 'total' | 'atLeast'> {
  if (seen < far) return { total: hits };
  const round = LIMITS.round.find((one) => hits >= one);
  return round === undefined ? {} : { total: round, atLeast: true };
}

function smallest(asked: Asked, far: number): Condition | undefined {
  // Of equals, first those that an index tells apart further.
  const rank = (one: Condition) =>
    Math.min(asked.facts.size(one, far), far) -
    (one.leads?.branches ? 0.5 : 0) +
    (one.leads?.at === 'platform' ? 0.5 : 0);
  return asked.conditions.filter((one) => one.leads).toSorted((a, b) => rank(a) - rank(b))[0];
}

/** Each row once: what an earlier branch has is left out of the later ones, so that nothing is gathered. */
function rowsOf({ rows, at, branches }: Lead, ids: readonly number[] | undefined, fixed: Fixed, test: Sql): Sql {
  const hit = sql`coalesce(${test}, 0) AS hit`;
  const single = (rows: Sql, where: Sql) =>
    sql`SELECT ${hit} FROM (SELECT DISTINCT seq FROM (${rows})) d CROSS JOIN accounts t ON t.seq = d.seq WHERE ${where}`;
  const before: Sql[] = [];
  const unseen = () => and(before.map((one) => sql`coalesce(${one}, 0) = 0`));
  if (at) {
    const same = [...fixed].map(([name, value]) => sql`${column('t', name)} = ${value}`);
    return sql`SELECT ${hit} FROM ${raw(`accounts t INDEXED BY ${indexOn(at)}`)} WHERE ${and(same)}`;
  }
  if (ids) return sql`SELECT ${hit} FROM accounts t WHERE ${among(ids)}`;
  if (!branches) return single(rows, unseen());
  const queries = branches.map((branch) => {
    if ('rows' in branch) return single(branch.rows, unseen());
    const led = column('t', branch.column);
    const others = unseen();
    before.push(sql`+${led} IN ${valuesOf(branch.values)}`);
    const entries = raw(`accounts t INDEXED BY ${BRANCHES[branch.column].index}`);
    return sql`SELECT ${hit} FROM ${entries} WHERE ${and([sql`${led} IN ${valuesOf(branch.values)}`, others])}`;
  });
  return join(queries, ' UNION ALL ');
}
