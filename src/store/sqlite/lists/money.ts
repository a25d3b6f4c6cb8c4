/** Conditions of the lists of money: by whose they are, found by account and not line by line, and by when. */
import type { KindDef, KindName } from '../../../domain/kind.ts';
import type { Filter } from '../../../domain/question.ts';
import { accountBranches, branchRows, clientsOf } from '../branches.ts';
import type { Field } from '../fields.ts';
import { fold } from '../fold.ts';
import { FREEZING, freezes } from '../ledger/frozen.ts';
import { accountKey, type Lens } from '../lens.ts';
import { visible, visibleKey } from '../scope.ts';
import { and, join, raw, type Sql, sql, TRUE, valuesOf } from '../sql.ts';
import { comparison, equals } from './comparisons.ts';
import type { Condition } from './condition.ts';
import { facing } from './facing.ts';

/** Where the rows of each kind stand by their holder. */
const HELD: Partial<Record<KindName, (holders: Sql) => Sql>> = {
  statement: ofLines,
  lot_line: ofLines,
  spent_day: ofDays,
  spent_month: ofDays,
  funds: ofHolders,
  purse_funds: ofHolders,
  order_funds: ofTotals,
};
function ofLines(holders: Sql): Sql {
  return sql`SELECT 1 FROM (${holders}) s CROSS JOIN holders h ON h.holder = s.holder CROSS JOIN ledger_parties p ON p.holder = h.id`;
}
/** Every account has a row of its own, whether or not it ever had anything. */
function ofHolders(holders: Sql): Sql {
  return sql`SELECT 1 FROM (${holders}) s`;
}
function ofTotals(holders: Sql): Sql {
  return sql`SELECT 1 FROM (${holders}) s CROSS JOIN holders h ON h.holder = s.holder CROSS JOIN fund_totals f ON f.holder = h.id`;
}
function ofDays(holders: Sql): Sql {
  return sql`SELECT 1 FROM (${holders}) s CROSS JOIN consumption_days c ON c.holder = s.holder`;
}

export const isMoney = (kind: KindName): boolean => kind in HELD;

/** Rows of these holders, a query of one column `holder`. `seen`: what is asked of a row besides. */
function held(
  kind: KindName,
  holders: Sql,
  seen?: Sql,
  size = (HELD[kind] as (holders: Sql) => Sql)(holders),
): Condition {
  const among = (free: string) => sql`${raw(`${free}t.holder`)} IN (SELECT s.holder FROM (${holders}) s)`;
  return {
    test: seen ?? among('+'),
    asks: 'row',
    leads: { drive: seen ? and([among(''), seen]) : among(''), size, rows: holders },
  };
}

/** How accounts are found by a filter of theirs, and by words. */
type AccountConditions = {
  readonly filter: (lens: Lens, filter: Filter) => Condition;
  readonly words: (lens: Lens, text: string) => Condition;
};

/** Undefined: the filter is like any other. */
export function moneyFilter(
  lens: Lens,
  kind: KindDef,
  field: Field,
  filter: Filter,
  by: AccountConditions,
): Condition | undefined {
  if (!isMoney(kind.name)) return undefined;
  const even = filter.op === '=' || filter.op === 'in';
  const { name } = field;
  if (name === 'other') return facing(sql`SELECT value AS holder FROM json_each(${JSON.stringify(filter.values)})`);
  if (name === 'other_pid' || name === 'other_words') return facing(othersBy(lens, name, filter, by));
  if (name === 'holder' && even)
    return { test: equals(field.value, filter), asks: 'row', beside: equals(sql`+${field.value}`, filter) };
  if (name === 'movement' && even) return byMovement(field, filter);
  if (name === 'freezes') return ofFrozen();
  if (name === 'time')
    return { test: and([comparison(field, sql`+${field.value}`, filter), ...linesOf(filter)]), asks: 'row' };
  if (name === 'agency' && even) {
    const clients = clientsOf(lens, filter.values.map(String));
    return held(kind.name, accountsAs(sql`t.seq IN (${clients})`));
  }
  if ((name === 'name' && filter.op === '~') || ((name === 'pid' || name === 'name') && even)) {
    const accounts = accountsBy(by.filter(lens, filter));
    return held(
      kind.name,
      name === 'name'
        ? sql`${accounts} UNION ALL ${placesAs((value) => comparison({ ...field, name }, value, filter))}`
        : accounts,
    );
  }
  return undefined;
}

/** Of those whom the reader sees, so that nobody is found out by who is paid. */
function othersBy(lens: Lens, name: string, filter: Filter, by: AccountConditions): Sql {
  const accounts = (found: Condition) =>
    accountsBy({ ...found, test: and([found.test, visible(lens, 'account', 't')]) });
  if (name === 'other_pid') return accounts(by.filter(lens, { ...filter, field: 'pid' }));
  const text = String(filter.values[0]);
  return sql`${accounts(by.words(lens, text))} UNION ALL ${placesWith(text, (kind, key) => visibleKey(lens, kind, key))}`;
}

const accountsBy = ({ test, leads }: Condition): Sql => accountsAs(leads ? and([leads.drive, test]) : test);
const accountsAs = (where: Sql): Sql =>
  sql`SELECT 'account:' || ${accountKey('t')} AS holder FROM accounts t WHERE ${where}`;
type Seen = (kind: 'org' | 'unit', key: Sql) => Sql;
const placesAs = (where: (name: Sql) => Sql, seen: Seen = () => TRUE): Sql =>
  sql`SELECT kind || ':' || id AS holder FROM orgs WHERE ${and([where(raw('orgs.name')), seen('org', raw('orgs.id'))])}
    UNION ALL SELECT 'unit:' || id AS holder FROM units WHERE ${and([where(raw('units.name')), seen('unit', raw('units.id'))])}`;
function placesWith(text: string, seen?: Seen): Sql {
  const words = [...new Set(fold(text).split(/\s+/).filter(Boolean))];
  return placesAs((name) => and(words.map((word) => sql`holds(${word}, ${name})`)), seen);
}

/** A rare movement among very many lines is found by its index. */
function byMovement(field: Field, filter: Filter): Condition {
  const lines = sql`SELECT 1 FROM ledger_parties WHERE ${equals(raw('movement'), filter)}`;
  const drive = equals(field.value, filter);
  return { test: equals(sql`+${field.value}`, filter), asks: 'row', leads: { drive, size: lines, rows: lines } };
}

/** What moves for orders and holds has an index of its own, whatever moves it. */
function ofFrozen(): Condition {
  return {
    test: freezes('t'),
    asks: 'row',
    leads: { drive: sql`t.line IN (${FREEZING})`, size: FREEZING, rows: FREEZING },
  };
}

/** Lines lie in the order of their transactions, and so within a stretch that the times tell. */
function linesOf({ op, values }: Filter): Sql[] {
  const [from, to] = values;
  const within = {
    '>=': sql`time >= ${from}`,
    '>': sql`time > ${from}`,
    '<=': sql`time <= ${from}`,
    '<': sql`time < ${from}`,
  };
  const where = op === 'between' && values.length === 2 ? sql`time BETWEEN ${from} AND ${to}` : within[op as '>'];
  if (!where) return [];
  const edge = (which: string, none: string) =>
    sql`coalesce((SELECT ${raw(which)}(seq) FROM ledger_transactions INDEXED BY ledger_transactions_time WHERE ${where}), ${raw(none)}) * 65536`;
  return [
    ...(op.startsWith('<') ? [] : [sql`t.line >= ${edge('min', '9e9')}`]),
    ...(op.startsWith('>') ? [] : [sql`t.line < ${edge('max', '-1')} + 65536`]),
  ];
}

/** An account that the words find, an organisation or a unit whose name has them. */
export function moneySearch(kind: KindDef, text: string, accounts: Condition): Condition {
  return held(kind.name, sql`${accountsBy(accounts)} UNION ALL ${placesWith(text)}`);
}

/** What leads a reader of few holders to their lines. `seen` is asked of each. */
export function moneyScope(lens: Lens, kind: KindName, seen: Sql): Condition {
  const led = lens.throughFunds((inner, funds) => {
    const accounts = join((accountBranches(inner) ?? []).map(branchRows), ' UNION ALL ');
    const units = sql`SELECT 'unit:' || id AS holder FROM units WHERE id IN ${valuesOf(funds.units)} OR org IN ${valuesOf(funds.unitsOf)}`;
    const orgs = sql`SELECT kind || ':' || id AS holder FROM orgs WHERE id IN ${valuesOf(funds.orgs)}`;
    const holders = sql`SELECT 'account:' || ${accountKey('t')} AS holder FROM (${accounts}) d CROSS JOIN accounts t ON t.seq = d.seq UNION ALL ${units} UNION ALL ${orgs}`;
    // Of accounts that each have a row their number is enough.
    return HELD[kind] === ofHolders ? held(kind, holders, seen, accounts) : held(kind, holders, seen);
  });
  return led ?? { test: seen, asks: 'row' };
}
