/** MEM-4: what a role's key shows is asked twice, by the store for lists and by the executor for results; both answer alike. */
import { expect, test } from 'vitest';
import { contextOf } from '../../src/execution/actor.ts';
import { Teller } from '../../src/execution/told.ts';
import { connect } from '../../src/store/sqlite/driver.ts';
import { Lens } from '../../src/store/sqlite/lens.ts';
import { maskedColumn } from '../../src/store/sqlite/masked.ts';
import { Session } from '../../src/store/sqlite/session.ts';
import { sql } from '../../src/store/sqlite/sql.ts';
import { MEMBERS, ORGS, ROLES, UNITS, type Who, world } from '../helpers/world.ts';

const ROLE_PLACES = ['*', ...[...Object.values(ORGS), ...Object.values(UNITS)].map(({ key }) => key), 'g_gone'];
const HOLDERS = (['ops', 'A1.eA', 'A1.eC', 'B1.eC', 'X.aM', 'left', 'none'] as const).map((who) => MEMBERS[who].key);

test('MEM-4 a role is shown alike in the log and in results, to every reader, at every place', async () => {
  const state = await world();
  const session = new Session(connect(state.file, 'read'), state.file);
  const keys = HOLDERS.flatMap((member) => ROLE_PLACES.map((place) => `${member}/eA/${place}`));
  const differing: string[] = [];
  const shown = new Set<string>();
  for (const who of (Object.keys(ROLES) as Who[]).filter((one) => one !== 'ops')) {
    const reading = state.store.read(async function* (tx) {
      const { scope } = await contextOf(tx, MEMBERS[who].key, state.now, { tz: 'UTC' });
      // In lists an auditor sees more than in results: what the log shows it.
      if (scope.all) throw new Error(`${who} sees all`);
      const { log: _, ...own } = scope;
      const sight = { scope: own, now: state.now };
      const entries = keys.map((key) => ({ kind: 'grant' as const, key, before: null, after: null }));
      const teller = await Teller.of(tx, sight, entries, []);
      yield { sight, told: entries.map((entry) => teller.entry(entry).key) };
    });
    for await (const { sight, told } of reading) {
      const column = maskedColumn(new Lens(sight), 'entry', 't', 'target');
      const rows = sql`SELECT 'grant' AS kind, value AS target FROM json_each(${JSON.stringify(keys)})`;
      const listed = session.all<[string]>(sql`SELECT ${column as object} FROM (${rows}) t`).map(([key]) => key);
      keys.forEach((key, i) => {
        if (told[i] !== listed[i]) differing.push(`${who} of ${key}: ${told[i]}, in the log ${listed[i]}`);
        shown.add(`${told[i] === key ? 'whole' : 'part'}`);
      });
    }
  }
  session.close();
  expect(differing).toEqual([]);
  expect(shown).toEqual(new Set(['whole', 'part']));
});
