/** What a chunk knows of the books that it moves: which were loaded, and of whom. */
import { expect, test } from 'vitest';
import { bookName, type Holder } from '../../src/domain/funds/books.ts';
import { LedgerView } from '../../src/execution/ledger-view.ts';

const none = { frozen: false, zone: 'Asia/Shanghai', books: [], lots: [], due: [], ends: [] } as const;
const known = (holder: Holder, currency = 'CNY') => ({ ...none, holder, currency, states: ['available' as const] });
const held = (holder: Holder, hold: string, currency = 'CNY') =>
  bookName({ holder, currency, purse: 'general', kind: 'cash', state: `hold:${hold}` });

test('a hold that one holder opens is known of that one alone, in its currency', () => {
  const view = new LedgerView();
  view.accept([known('agency:a'), known('agency:a', 'USD'), known('agency:b')]);
  view.open('agency:a', 'CNY', 'hold:h1');
  expect(view.balance(held('agency:a', 'h1'))).toBe(0n);
  for (const book of [held('agency:a', 'h2'), held('agency:b', 'h1'), held('agency:a', 'h1', 'USD')])
    expect(() => view.balance(book)).toThrow('was not loaded');
});

test('each further hold of a payer costs as much as the first', () => {
  const view = new LedgerView();
  view.accept([known('agency:a')]);
  const began = performance.now();
  for (let i = 0; i < 20_000; i++) view.open('agency:a', 'CNY', `hold:${i}`);
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(view.balance(held('agency:a', '19999'))).toBe(0n);
});
