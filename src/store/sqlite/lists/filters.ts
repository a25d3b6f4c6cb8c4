/** Filters, the search and the scope as conditions of a list. */
import type { KindDef } from '../../../domain/kind.ts';
import { KINDS } from '../../../domain/kinds.ts';
import type { Filter, Question } from '../../../domain/question.ts';
import { rowsBeside } from '../beside.ts';
import { accountBranches, branchRows, clientsOf } from '../branches.ts';
import { SHARED } from '../clients.ts';
import { RELATED } from '../derived.ts';
import { type Field, fieldOf, shown } from '../fields.ts';
import { fold, gramQuery } from '../fold.ts';
import { purseUsed } from '../ledger/derived.ts';
import { madeUnder } from '../ledger/record-derived.ts';
import { accountIs, accountKey, type Lens } from '../lens.ts';
import { requestDecided } from '../requests-scope.ts';
import { agencySeen, placeShown, visible, visibleKey } from '../scope.ts';
import { and, FALSE, join, or, raw, type Sql, sql, TRUE, valuesOf } from '../sql.ts';
import { comparison, equals, isList } from './comparisons.ts';
import type { Asks, Condition } from './condition.ts';
import { isMoney, moneyFilter, moneyScope, moneySearch } from './money.ts';
import { indexOn } from './walks.ts';

/** Columns of accounts whose index finds few rows for one value. */
const DRIVEN: ReadonlySet<string> = new Set([
  'platform',
  'id',
  'name',
  'status',
  'entity',
  'unit',
  'manager',
  'kind',
  'industry',
  'currency',
]);

/** Columns that every index which a list of accounts walks holds besides its own (0003-walks.ts). */
const COVERED: ReadonlySet<string> = new Set(['platform', 'id', 'entity', 'unit', 'manager', 'status']);

const row = (test: Sql): Condition => ({ test, asks: 'row' });

/** `lead`: the column that the list is walked by; conditions on it may narrow the walk. */
export function conditionsOf(lens: Lens, kind: KindDef, question: Question, lead: string | undefined): Condition[] {
  return [
    ...question.filters.map((filter) => filterCondition(lens, kind, filter, lead)),
    ...(question.search ? [searchCondition(lens, kind, question.search)] : []),
    ...(question.mine === undefined ? [] : [mineCondition(kind, question.mine)]),
    ...(question.other === undefined ? [] : [otherCondition(kind, question.other)]),
    ...(question.holding === undefined ? [] : [row(holdingCondition(lens, question.holding))]),
    ...(question.usableBy === undefined ? [] : [row(usableCondition(question.usableBy))]),
    ...(question.decidable ? [row(decidable(lens))] : []),
    ...(kind.name === 'purse_funds' ? [row(purseUsed(lens, 't'))] : []),
    scopeCondition(lens, kind),
  ].filter((condition) => condition.test !== TRUE);
}

export function filterCondition(lens: Lens, kind: KindDef, filter: Filter, lead: string | undefined): Condition {
  const field = fieldOf(lens, kind, 't', filter.field);
  const free = kind.name === 'account' && field.stored && filter.field !== lead;
  const seen = shown(field);
  const test = comparison(field, free && seen === field.value ? sql`+${seen}` : seen, filter);
  if (kind.name === 'account' && filter.op === '~' && kind.search?.includes(filter.field))
    return gramCondition(test, [fold(String(filter.values[0]))], false);
  const money = moneyFilter(lens, kind, field, filter, {
    filter: (inner, one) => filterCondition(inner, KINDS.account, one, undefined),
    words: (inner, text) => searchCondition(inner, KINDS.account, text),
  });
  if (money) return money;
  const covered = free && COVERED.has(filter.field) && field.def.type !== 'amount' && filter.op !== '~';
  const asks: Asks = covered ? 'entry' : 'row';
  if (filter.op !== '=' && filter.op !== 'in') return { test, asks };
  if ((kind.name === 'hold' || kind.name === 'split') && filter.field === 'reference') {
    const rows = madeUnder(kind.name, equals(raw('x.reference'), filter));
    return { test, asks, leads: { drive: sql`t.id IN (${rows})`, size: rows, rows } };
  }
  if (kind.name !== 'account')
    return row(asStored(field) ? and([equals(field.value, filter), guardOf(field, filter)]) : test);
  if (filter.field === 'tags') {
    const tagged = sql`FROM account_tags WHERE ${equals(raw('tag'), filter)}`;
    const ids = sql`SELECT ${raw(filter.op === '=' ? 'seq' : 'DISTINCT seq')} ${tagged}`;
    return {
      test: sql`EXISTS (SELECT 1 ${tagged} AND seq = t.seq)`,
      asks: 'index',
      leads: { drive: sql`t.seq IN (${ids})`, size: ids, rows: ids, ids, sure: true },
    };
  }
  const source = RELATED[filter.field];
  if (source !== undefined) {
    // Of a member whom the reader does not see, nothing is told.
    const seen = (member: Sql) =>
      and([sql`r.source = ${source}`, equals(member, filter), visibleKey(lens, 'member', member)]);
    const rows = sql`SELECT a.seq FROM relations r JOIN accounts a ON ${accountIs('a', raw('r.account'))} WHERE ${seen(raw('r.member'))}`;
    return {
      test: sql`EXISTS (SELECT 1 FROM relations r WHERE r.account = ${accountKey('t')} AND ${seen(raw('r.member'))})`,
      asks: 'index',
      leads: { drive: sql`t.seq IN (${rows})`, size: rows, rows },
    };
  }
  if (filter.field === 'agency') {
    if (filter.values.length === 0) return row(FALSE);
    const each = filter.values.map((agency) => ({ agency, clients: clientsOf(lens, [String(agency)]) }));
    // An agency that the reader does not see has no clients for this reader, its own accounts apart.
    const seen = each.map(({ agency, clients }) =>
      and([sql`t.seq IN (${clients})`, agencySeen(lens, 't', sql`${agency}`)]),
    );
    const all = each.map(({ clients }) => clients);
    const rows = join(all, ' UNION ');
    return { test, asks, leads: { drive: or(seen), size: rows, rows } };
  }
  if (!DRIVEN.has(filter.field)) return { test, asks };
  const drive = and([equals(field.value, filter), field.guard]);
  const { field: name, values } = filter;
  const having = sql`SELECT seq FROM accounts t WHERE ${equals(field.value, filter)}`;
  const led = name === 'entity' || name === 'unit' || name === 'manager';
  return {
    test: filter.field === lead ? drive : test,
    asks,
    leads: {
      drive,
      size: having,
      rows: having,
      ...(filter.op === '=' && indexOn(name) && { at: name }),
      ...(led && { branches: [{ column: name, values: values.map(String) }] }),
    },
  };
}

/** Typed as it is stored: amounts are typed in major units, of whatever currency. */
const asStored = (field: Field): boolean => field.stored && !isList(field) && field.def.type !== 'amount';

/** The index finds the value as it is stored; a value of which the reader sees another must be that one, too. */
function guardOf(field: Field, filter: Filter): Sql {
  return field.masked ? equals(field.masked, filter) : field.guard;
}

/** Every word must be in some field, wherever in it. */
function searchCondition(lens: Lens, kind: KindDef, text: string): Condition {
  if (isMoney(kind.name)) return moneySearch(kind, text, searchCondition(lens, KINDS.account, text));
  const words = [...new Set(fold(text).split(/\s+/).filter(Boolean))];
  const searched = (kind.search ?? []).map((name) => fieldOf(lens, kind, 't', name));
  const fields = searched.map(shown);
  if (fields.length === 0) throw new Error(`${kind.name} has no search fields`);
  if (words.length === 0) return row(TRUE);
  const holding = (texts: readonly Sql[]) => and(words.map((word) => sql`holds(${word}, ${join(texts, ', ')})`));
  const test = holding(fields);
  // What the reader sees of a value is found out only where the value would do; accounts are led to by their index.
  if (searched.some(({ masked, guard }) => masked || (guard !== TRUE && kind.name !== 'account')))
    return row(sql`CASE WHEN ${holding(searched.map(({ value }) => value))} THEN ${test} ELSE 0 END`);
  if (kind.name !== 'account') return row(test);
  return gramCondition(test, words, true);
}

/** The grams of the folded words lead to all that may hold them; where several fields share them, `test` decides. */
function gramCondition(test: Sql, words: readonly string[], anywhere: boolean): Condition {
  if (words.some((word) => word === '')) return row(test);
  const grams = sql`SELECT rowid AS seq FROM account_grams WHERE account_grams MATCH ${words.map(gramQuery).join(' AND ')}`;
  // One or two characters are a gram of their own; only longer texts may have their grams apart from each other.
  const exact = anywhere && words.every((word) => [...word].length <= 2);
  const drive = exact ? sql`t.seq IN (${grams})` : sql`(t.seq IN (${grams}) AND ${test})`;
  return { test, asks: 'row', leads: { drive, size: grams, rows: grams, ids: grams, ...(exact && { sure: true }) } };
}

function mineCondition(kind: KindDef, member: string): Condition {
  switch (kind.name) {
    case 'account': {
      const mine = sql`SELECT a.seq FROM relations r JOIN accounts a ON ${accountIs('a', raw('r.account'))} WHERE r.member = ${member}`;
      const test = sql`EXISTS (SELECT 1 FROM relations r WHERE r.account = ${accountKey('t')} AND r.member = ${member})`;
      return {
        test,
        asks: 'index',
        leads: {
          drive: sql`t.seq IN (${mine})`,
          size: sql`SELECT 1 FROM relations r WHERE r.member = ${member}`,
          rows: mine,
        },
      };
    }
    case 'org':
    case 'unit':
      return row(sql`EXISTS (SELECT 1 FROM grants g WHERE g.place = t.id AND g.member = ${member})`);
    case 'relation':
    case 'grant':
    case 'request':
    case 'token':
      return row(sql`t.member = ${member}`);
    case 'batch':
    case 'entry':
      return row(sql`t.actor = ${member}`);
    case 'member':
      return row(sql`t.login = ${member}`);
    case 'view':
      return row(sql`t.owner = ${member}`);
    default:
      throw new Error(`${kind.name} cannot be mine`);
  }
}

const decidable = (lens: Lens): Sql => (lens.scope.all ? TRUE : requestDecided(lens, lens.scope, 't'));

/** Roles count where the reader sees that they are held. */
function holdingCondition(lens: Lens, { roles, place }: NonNullable<Question['holding']>): Sql {
  const held = and([
    roles ? sql`g.role IN ${valuesOf(roles)}` : TRUE,
    place === undefined ? TRUE : sql`g.place = ${place}`,
    placeShown(lens, raw('g.member'), raw('g.place')),
  ]);
  return sql`EXISTS (SELECT 1 FROM grants g WHERE g.member = t.login AND ${held})`;
}

/** Its own, those of the unit that it is in now, and those granted to it: each by an index, whatever else there is. */
function usableCondition(account: string): Sql {
  const key = sql`${account}`;
  return sql`t.id IN (SELECT id FROM assets WHERE account = ${key}
    UNION ALL SELECT s.id FROM accounts a JOIN assets s ON s.unit = a.unit WHERE ${accountIs('a', key)}
    UNION ALL SELECT asset FROM asset_grants WHERE account = ${key})`;
}

/** ORG-8: shared with the member, who has no role in the account's entity or its group. */
function otherCondition(kind: KindDef, member: string): Condition {
  if (kind.name !== 'account') throw new Error(`${kind.name} cannot be other`);
  const shared = `r.source IN (${SHARED})`;
  const outside = sql`NOT EXISTS (SELECT 1 FROM grants g WHERE g.member = ${member}
    AND g.place IN (SELECT t.entity UNION SELECT e.parent FROM orgs e WHERE e.id = t.entity))`;
  const others = sql`SELECT a.seq FROM relations r JOIN accounts a ON ${accountIs('a', raw('r.account'))} WHERE r.member = ${member} AND ${raw(shared)}`;
  const related = sql`EXISTS (SELECT 1 FROM relations r WHERE r.account = ${accountKey('t')} AND r.member = ${member} AND ${raw(shared)})`;
  return {
    test: and([related, outside]),
    asks: 'index',
    leads: { drive: and([sql`t.seq IN (${others})`, outside]), size: others, rows: others },
  };
}

/** What the reader may see, as one more condition that is never left out. */
function scopeCondition(lens: Lens, kind: KindDef): Condition {
  const test = visible(lens, kind.name, 't');
  if (isMoney(kind.name)) return moneyScope(lens, kind.name, test);
  if (kind.name !== 'account') {
    const beside = rowsBeside(lens, kind.name);
    if (!beside) return row(test);
    const { ids, most } = beside;
    return { test, asks: 'row', leads: { drive: sql`(t.id IN (${ids}) AND ${test})`, size: most, rows: ids } };
  }
  const branches = accountBranches(lens);
  if (!branches) return row(test);
  const rows = branches.map(branchRows);
  const all = join(rows, ' UNION ALL ');
  return {
    test,
    asks: 'index',
    leads: { drive: sql`t.seq IN (${join(rows, ' UNION ')})`, size: all, rows: all, branches, sure: true },
  };
}
