/** Names of books in journals: whatever an order or an account is called, no two are one (FUND-12). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bookName } from '../../src/domain/funds/books.ts';
import { DIALECTS, type Dialect, Journal } from '../../src/domain/funds/journals.ts';

const LETTERS = ['a', 'X', 'x', '0', '2', 'd', '-', '_', '%', ' ', ';', '\u2000', '\u00e9'];
const order = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 6 });

function nameOf(dialect: Dialect, order: string): string {
  const of = { holder: 'agency:a_1', currency: 'CNY', purse: 'general', kind: 'cash' } as const;
  const postings = [{ book: bookName({ ...of, state: `order:${order}` }), amount: 100n }];
  const text = new Journal(dialect).text({
    id: 't_1',
    day: '2026-01-05',
    movement: 'freeze',
    reference: null,
    postings,
  });
  return /^ {2}(\S+) {2}1\.00 /m.exec(text)?.[1] ?? '';
}

test.each(Object.keys(DIALECTS) as Dialect[])('names of %s are different for different orders', (dialect) => {
  fc.assert(
    fc.property(order, order, (one, other) => {
      expect(nameOf(dialect, one)).not.toBe('');
      expect(nameOf(dialect, one) === nameOf(dialect, other)).toBe(one === other);
    }),
    {
      numRuns: 300,
      examples: [
        [' 00', '\u2000'],
        ['-20-', ' '],
        ['Xa', 'a'],
      ],
    },
  );
});
