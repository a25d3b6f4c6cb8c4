import { expect, test } from 'vitest';
import { contentOf, type Intent } from '../../src/domain/funds/intents.ts';

const MEANT: Intent = {
  movement: 'freeze',
  holder: 'account:tencent:1',
  counterparty: 'agency:a_x',
  currency: 'CNY',
  purse: 'general',
  order: 'o',
  day: '2026-01-05',
  type: 'search',
  product: 'p',
  amounts: [
    ['cash', 100n],
    ['bonus', 5n],
  ],
  besides: ['h_1'],
};

const OTHERS: readonly Partial<Intent>[] = [
  { movement: 'unfreeze' },
  { holder: 'account:tencent:2' },
  { counterparty: 'agency:a_y' },
  { counterparty: undefined },
  { currency: 'USD' },
  { purse: 'external' },
  { order: 'p' },
  { order: undefined },
  { day: '2026-01-06' },
  { day: undefined },
  { type: 'brand' },
  { product: 'q' },
  { type: undefined, product: 'search' },
  { amounts: [['cash', 100n]] },
  {
    amounts: [
      ['cash', 5n],
      ['bonus', 100n],
    ],
  },
  { besides: ['h_2'] },
  { besides: [] },
];

test.each(OTHERS)('FUND-5: with %o it is another movement', (other) => {
  expect(contentOf({ ...MEANT, ...other })).not.toBe(contentOf(MEANT));
});

test.each<Partial<Intent>>([{ note: 'why' }, { amounts: [...MEANT.amounts].reverse() }])(
  'FUND-5: with %o it is the same',
  (same) => {
    expect(contentOf({ ...MEANT, ...same })).toBe(contentOf(MEANT));
  },
);
