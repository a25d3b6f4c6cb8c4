/** A day with very many lines that came back is looked through as fast as as many days with one (FUND-10). */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { connect } from '../../src/store/sqlite/driver.ts';
import { returnsWithin } from '../../src/store/sqlite/ledger/check-beside.ts';
import { Session } from '../../src/store/sqlite/session.ts';
import { newFile, open } from './states.ts';

const LINES = 4_000;
/** Each line is consumed, and comes back; of the last a little more than was consumed. */
const FILL = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${2 * LINES})
  INSERT INTO ledger_transactions (seq, id, movement, time, currency, purse, holder, amount, day, product)
  SELECT i, 't_' || i, iif(i <= ${LINES}, 'consume', 'consume_return'), i, 'CNY', 'general', 'account:tencent:1',
    iif(i = ${2 * LINES}, 105, 100), '2026-01-02', 'p' || (i % ${LINES}) FROM n`;

test('FUND-10: more back than was consumed is found among thousands of lines of a day, which is not read for each', async () => {
  const file = newFile();
  await open(file);
  const db = new Database(file);
  db.exec(`DROP TRIGGER ledger_transactions_seal; ${FILL}`);
  db.close();
  const start = performance.now();
  const found = [...returnsWithin(new Session(connect(file, 'read'), file))].filter((one) => one !== undefined);
  expect(performance.now() - start).toBeLessThan(1_500);
  const details = { transaction: `t_${2 * LINES}`, holder: 'account:tencent:1', day: '2026-01-02', beyond: '0.05' };
  expect(found).toEqual([{ code: 'LEDGER_RETURN', details }]);
});
