/** What the state says about itself, and who may ask (MEM-3 state.*). */
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { ACCOUNT_COUNT, fixture, PEOPLE } from '../helpers/fixture.ts';
import { codeOf } from '../helpers/state.ts';

describe('state.info and state.check', () => {
  test('state.info counts what is there', async () => {
    const state = await fixture();
    const [info] = await state.records('state.info');
    expect(info).toMatchObject({ file: state.file, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const counts = JSON.parse(String(info?.['counts'])) as Record<string, number>;
    expect(counts).toMatchObject({
      accounts: ACCOUNT_COUNT,
      members: Object.keys(PEOPLE).length + 1,
      orgs: 9,
      units: 4,
    });
  });

  for (const operation of ['state.info', 'state.check'])
    test(`MEM-3 ${operation}: the operator and the owner only`, async () => {
      const state = await fixture();
      for (const actor of Object.keys(PEOPLE)) {
        const code = await codeOf(state.query(operation, {}, actor));
        expect([actor, code]).toEqual([actor, actor === 'ops' ? undefined : 'FORBIDDEN']);
      }
    });

  test('state.check is silent when all is well, and names what is not', async () => {
    const state = await fixture();
    expect(await state.query('state.check')).toMatchObject({ rows: [], tail: { found: [] } });
    const database = new Database(state.file);
    database.pragma('foreign_keys = OFF');
    database.exec("UPDATE accounts SET unit = 'u_gone' WHERE id = '20000001'");
    database.close();
    expect((await state.query('state.check')).tail.found?.length).toBeGreaterThan(0);
  });
});
