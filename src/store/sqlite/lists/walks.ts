/** The indexes of accounts in whose order a list can be walked (migrations/0003-walks.ts). */
import type { Term } from './sorting.ts';

export type Walk = {
  readonly index: string;
  /** The order of its rows. */
  readonly columns: readonly string[];
  /** It holds nothing else, so that every test reads the row. */
  readonly bare?: true;
};

const keyed = (column: string): Walk => ({ index: `accounts_${column}`, columns: [column, 'platform', 'id'] });
const named = (column: string): Walk => ({ index: `accounts_${column}`, columns: [column, 'name', 'platform', 'id'] });

export const BRANCHES = { entity: named('entity'), unit: named('unit'), manager: named('manager') } as const;

const WALKS: readonly Walk[] = [
  { index: 'accounts_platform', columns: ['platform', 'id'] },
  { index: 'accounts_key', columns: ['id', 'platform'], bare: true },
  ...['name', 'status', 'created', 'daily_budget'].map(keyed),
  ...Object.values(BRANCHES),
];

/** Values that a column has in every row asked for. */
export type Fixed = ReadonlyMap<string, string | number | null>;

export type Way = {
  readonly walk: Walk;
  /** Fixed columns that the walk goes by. */
  readonly at: readonly string[];
  /**
   * The rows come in the whole order, not by its first term alone. An index has empty values where the order has not, so
   * none of the terms after the first may be empty.
   */
  readonly whole: boolean;
};

/** The walk in the order of the terms, or of the first of them. */
export function wayAlong(walk: Walk, terms: readonly Term[], fixed: Fixed): Way | undefined {
  const at: string[] = [];
  let met = 0;
  let certain = true;
  // What has one value in all rows is no part of their order.
  const skip = () => {
    while (met > 0 && fixed.has(terms[met]?.column ?? '')) met++;
  };
  for (const column of walk.columns) {
    skip();
    const term = terms[met];
    if (!term) break;
    if (term.column === column && term.descending === terms[0]?.descending) {
      certain &&= met === 0 || !term.nullable;
      met++;
    } else if (met === 0 && fixed.has(column) && (fixed.get(column) !== null || !(column in BRANCHES))) at.push(column);
    else break;
  }
  skip();
  return met === 0 ? undefined : { walk, at, whole: certain && met === terms.length };
}

export function waysOf(terms: readonly Term[], fixed: Fixed): Way[] {
  return WALKS.flatMap((walk) => wayAlong(walk, terms, fixed) ?? []);
}

/** The index whose first column this is. */
export function indexOn(column: string): string | undefined {
  return WALKS.find(({ columns }) => columns[0] === column)?.index;
}
