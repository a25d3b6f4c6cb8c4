/** A statement is prepared once for each text, and nobody reads from one that another is still reading from. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/store/sqlite/driver.ts';
import { Session, type Statement } from '../../src/store/sqlite/session.ts';
import { sql } from '../../src/store/sqlite/sql.ts';
import { newFile, open } from './states.ts';

let session: Session;
let prepared: Statement[];
beforeEach(async () => {
  const file = newFile();
  (await open(file)).close();
  prepared = [];
  const timed = (statement: Statement) => {
    prepared.push(statement);
    return statement;
  };
  session = new Session(connect(file, 'read'), file, timed);
});
afterEach(() => session.close());

const upTo = (most: number) =>
  session.iterate<[number]>(
    sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${most}) SELECT i FROM n`,
  );

test('a stream asked again within itself has rows of its own, and goes on where it was', () => {
  const outer = upTo(3);
  const seen: string[] = [];
  for (const [i] of outer) seen.push(`${i}: ${[...upTo(i + 1)].flat().join(' ')}`);
  expect(seen).toEqual(['1: 1 2', '2: 1 2 3', '3: 1 2 3 4']);
});

test('one that was read to its end, or left in the middle, is prepared no more, and begins anew', () => {
  expect([...upTo(2)].flat()).toEqual([1, 2]);
  for (const [i] of upTo(9)) if (i === 4) break;
  expect([...upTo(3)].flat()).toEqual([1, 2, 3]);
  expect(prepared).toHaveLength(1);
});

test('one that nobody closed is left alone', () => {
  const left = upTo(9);
  expect(left.next().value).toEqual([1]);
  expect([...upTo(2)].flat()).toEqual([1, 2]);
  expect(left.next().value).toEqual([2]);
  left.return?.();
});
