/** One of the conditions that a list is made of, all of which a row must meet: a test, and perhaps a way to the rows. */
import type { Branch } from '../branches.ts';
import type { Sql } from '../sql.ts';

export type Condition = {
  /** Of a row at hand; never chooses an index. */
  readonly test: Sql;
  readonly asks: Asks;
  readonly leads?: Lead;
  /** The test where an index is chosen already: it may choose one itself otherwise. */
  readonly beside?: Sql;
};

/** What a test asks, the cheapest first: the entry of any index that a list walks, another index besides, the row itself. */
export type Asks = 'entry' | 'index' | 'row';

/** How a condition leads to the rows that meet it: of accounts, and by the scope to what lies beside them. */
export type Lead = {
  /** The test in a form that chooses an index. */
  readonly drive: Sql;
  /** A row for each that it leads to, perhaps some more than once: to count them. */
  readonly size: Sql;
  /** The same as row ids; of other kinds as keys. */
  readonly rows: Sql;
  /** Whatever `rows`, `ids` or the branches lead to passes the test. */
  readonly sure?: true;
  /** The column that has one value in all of them. */
  readonly at?: string;
  /** The same rows, by branches that each start from an index. */
  readonly branches?: readonly Branch[];
  /** Row ids, each once and in their order, that hold every hit and are found at once. */
  readonly ids?: Sql;
};
