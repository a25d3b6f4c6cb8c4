/** What came back is looked through in the same time, be it very many lines of one day or one line of each of very many days (FUND-10). */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { connect } from '../../src/store/sqlite/driver.ts';
import { returnsWithin } from '../../src/store/sqlite/ledger/check-beside.ts';
import { Session } from '../../src/store/sqlite/session.ts';
import { newFile, open } from './states.ts';

const LINES = 4_000;
/** Each line is consumed, and comes back; of the last a little more than was consumed. */
const fill = (day: string) => `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${2 * LINES})
  INSERT INTO ledger_transactions (seq, id, movement, time, currency, purse, holder, amount, day, product)
  SELECT i, 't_' || i, iif(i <= ${LINES}, 'consume', 'consume_return'), i, 'CNY', 'general', 'account:tencent:1',
    iif(i = ${2 * LINES}, 105, 100), ${day}, 'p' || (i % ${LINES}) FROM n`;

async function returnsOf(day: string) {
  const file = newFile();
  await open(file);
  const db = new Database(file);
  db.exec(`DROP TRIGGER ledger_transactions_seal; ${fill(day)}`);
  db.close();
  const session = new Session(connect(file, 'read'), file);
  const start = performance.now();
  const found = [...returnsWithin(session)].filter((one) => one !== undefined);
  return { found, tookMs: performance.now() - start };
}
const beyond = (day: string) => ({
  code: 'LEDGER_RETURN',
  details: { transaction: `t_${2 * LINES}`, holder: 'account:tencent:1', day, beyond: '0.05' },
});

test('FUND-10: more back than was consumed is found among thousands of lines of a day, which is not read for each', async () => {
  const { found, tookMs } = await returnsOf("'2026-01-02'");
  expect(tookMs).toBeLessThan(1_500);
  expect(found).toEqual([beyond('2026-01-02')]);
});

test('FUND-10: among thousands of days with a line each, for none of which the whole ledger is read', async () => {
  const { found, tookMs } = await returnsOf(`date('2010-01-01', (i % ${LINES}) || ' days')`);
  expect(tookMs).toBeLessThan(1_500);
  expect(found).toEqual([beyond('2010-01-01')]);
});

test('FUND-10: what came back to no day is told', async () => {
  const { found } = await returnsOf(`iif(i = ${2 * LINES}, NULL, '2026-01-02')`);
  const details = { transaction: `t_${2 * LINES}`, holder: 'account:tencent:1', day: null, beyond: null };
  expect(found).toEqual([{ code: 'LEDGER_RETURN', details }]);
});
