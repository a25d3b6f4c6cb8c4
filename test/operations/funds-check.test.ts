/** `funds check`: silent where all is well, the first offence of each rule where not; for operators alone (FUND-10, MEM-3). */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';

test('FUND-10 silent, or 8 with what is wrong; nobody but the operator sees the whole ledger', async () => {
  const state = await fixture();
  await state.must('funds.recharge', { rows: [{ holder: 'agency:a_fox', amount: '10.00' }] });
  expect(await state.query('funds.check')).toMatchObject({ rows: [], tail: { found: [] } });
  await expect(state.query('funds.check', {}, 'fox.m')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const db = new Database(state.file);
  db.exec('UPDATE books SET balance = balance + 1 WHERE id = 2');
  db.close();
  const { rows, tail } = await state.query('funds.check');
  const book = 'agency:a_fox/CNY/general/cash/available';
  expect(rows).toEqual([['LEDGER_BALANCE', null, book, JSON.stringify({ expected: '10.00', found: '10.01' })]]);
  expect(tail.found?.map(({ code }) => code)).toEqual(['LEDGER_BALANCE']);
});
