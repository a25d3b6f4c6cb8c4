/** All migrations in order; the n-th brings a state from schema n − 1 to n. Append only. */
import { INIT } from './0001-init.ts';
import { VIEWS } from './0002-views.ts';
import { WALKS } from './0003-walks.ts';
import { ORGANISATIONS } from './0004-organisations.ts';
import { LIKENESS } from './0005-likeness.ts';
import { PLACES } from './0006-places.ts';
import { CHUNKS } from './0007-chunks.ts';
import { TOKENS } from './0008-tokens.ts';
import { BATCH_ORDER } from './0009-batches.ts';
import { CAPS } from './0009-caps.ts';
import { LEDGER } from './0009-ledger.ts';
import { LEDGER_GUARDS } from './0009-ledger-guards.ts';
import { OVERVIEWS } from './0009-overviews.ts';
import { RECONCILIATIONS } from './0009-reconciliations.ts';
import { USED_REFERENCES } from './0009-references.ts';

/** `fills`: indexes that the store keeps itself (kept-indexes.ts) are new, and made of the records that are there. */
export type Migration = { readonly name: string; readonly sql: string; readonly fills?: true };

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-init', sql: INIT },
  { name: '0002-views', sql: VIEWS },
  { name: '0003-walks', sql: WALKS },
  { name: '0004-organisations', sql: ORGANISATIONS },
  { name: '0005-likeness', sql: LIKENESS, fills: true },
  { name: '0006-places', sql: PLACES },
  { name: '0007-chunks', sql: CHUNKS },
  { name: '0008-tokens', sql: TOKENS },
  {
    name: '0009-ledger',
    sql: LEDGER + CAPS + OVERVIEWS + LEDGER_GUARDS + RECONCILIATIONS + USED_REFERENCES + BATCH_ORDER,
  },
];
