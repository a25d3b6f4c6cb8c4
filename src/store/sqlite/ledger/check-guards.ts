/** The database itself holds the ledger together (FUND-1): what does that is there, as it was made, and nothing works against it. */
import type { Text } from '../../../domain/text.ts';
import { LEDGER } from '../migrations/0009-ledger.ts';
import { LEDGER_GUARDS } from '../migrations/0009-ledger-guards.ts';
import { USED_REFERENCES } from '../migrations/0009-references.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';
import type { Found } from './check-walk.ts';

const MADE = /CREATE (?:TRIGGER (\w+)[\s\S]*?END|UNIQUE INDEX (\w+)[^;]*);/g;
const TABLES = [
  'holders',
  'books',
  'lots',
  'lot_books',
  'ledger_transactions',
  'ledger_entries',
  'ledger_parties',
  'used_references',
];

const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/;$/, '').trim();

/** Triggers and unique indexes as the migration makes them, by name. */
function guards(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [text, trigger, index] of (LEDGER + LEDGER_GUARDS + USED_REFERENCES).matchAll(MADE)) {
    const on = /\b(?:ON|INSERT ON|UPDATE ON|DELETE ON) (\w+)/.exec(text)?.[1] ?? '';
    if (TABLES.includes(on)) found.set((trigger ?? index) as string, plain(text));
  }
  return found;
}

const IS = {
  altered: { en: 'altered', zh: '被改动' },
  missing: { en: 'missing', zh: '缺失' },
  strange: { en: 'not of this ledger', zh: '不属于本账本' },
} as const satisfies Record<string, Text>;

export function* guardsStand(session: Session): Found {
  const wanted = guards();
  const there = new Map<string, string>();
  const schema = sql`SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL
    AND tbl_name IN (SELECT value FROM json_each(${JSON.stringify(TABLES)}))
    AND (type = 'trigger' OR (type = 'index' AND sql LIKE 'CREATE UNIQUE%'))`;
  for (const [, name, text] of session.iterate<[string, string, string]>(schema)) there.set(name, plain(text));
  const told = (name: string, is: Text) => ({ code: 'LEDGER_GUARD', details: { name, is } });
  for (const [name, text] of wanted)
    if (there.get(name) !== text) yield told(name, there.has(name) ? IS.altered : IS.missing);
  for (const name of there.keys()) if (!wanted.has(name)) yield told(name, IS.strange);
}
