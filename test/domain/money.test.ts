import { describe, expect, test } from 'vitest';
import { currencyNamed, exponentOf } from '../../src/domain/currencies.ts';
import { formatMinor, MONEY_REASONS, type MoneyReason, parseAmount } from '../../src/domain/money.ts';

describe('amounts (MONEY-1)', () => {
  test.each([
    ['500', 'CNY', 50_000, '500.00'],
    ['500.5', 'CNY', 50_050, '500.50'],
    ['0.01', 'USD', 1, '0.01'],
    ['0', 'CNY', 0, '0.00'],
    ['007', 'CNY', 700, '7.00'],
    ['1500', 'JPY', 1_500, '1500'],
    ['1.234', 'KWD', 1_234, '1.234'],
    ['90071992547409.91', 'CNY', Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  ])('%s %s is %i smallest units, written %s', (text, currency, minor, written) => {
    expect(parseAmount(text, currency)).toEqual({ minor });
    expect(formatMinor(minor, currency)).toBe(written);
    expect(formatMinor(BigInt(minor), currency)).toBe(written);
  });

  test.each<[string, string, MoneyReason]>([
    ['', 'CNY', 'empty'],
    ['1e3', 'CNY', 'exponent'],
    ['1,000', 'CNY', 'separator'],
    ['1 000', 'CNY', 'separator'],
    ['１００', 'CNY', 'width'],
    ['￥5.00', 'CNY', 'unit'],
    ['¥ 1,234.50', 'CNY', 'unit'],
    ['5元', 'CNY', 'unit'],
    ['5.00 usd', 'USD', 'unit'],
    ['CNY5', 'CNY', 'unit'],
    ['-1', 'CNY', 'sign'],
    ['+1', 'CNY', 'sign'],
    ['1.005', 'CNY', 'places'],
    ['1.0', 'JPY', 'places'],
    ['1.2345', 'KWD', 'places'],
    ['90071992547409.92', 'CNY', 'large'],
    ['1.', 'CNY', 'shape'],
    ['.5', 'CNY', 'shape'],
    ['¥5', 'CNY', 'unit'],
    ['five', 'CNY', 'shape'],
    [' 5', 'CNY', 'shape'],
    ['50%', 'CNY', 'percent'],
    ['0.5 ％', 'CNY', 'percent'],
  ])('"%s" %s is refused: %s', (value, currency, reason) => {
    expect(parseAmount(value, currency)).toEqual({
      refuse: 'AMOUNT_INVALID',
      details: { value, reason: MONEY_REASONS[reason], ...(reason === 'percent' && { percent: true }) },
    });
  });

  test('negative sums keep their sign before the padding', () => {
    expect(formatMinor(-5, 'CNY')).toBe('-0.05');
    expect(formatMinor(-5n, 'KWD')).toBe('-0.005');
    expect([exponentOf('VND'), exponentOf('TND'), exponentOf('EUR'), exponentOf(null)]).toEqual([0, 3, 2, 2]);
  });
});

describe('currencies', () => {
  test('are known by their code in any case, and have the places that ISO 4217 gives them', () => {
    expect(['CNY', 'usd', 'Jpy', 'XXX', 'US', ''].map(currencyNamed)).toEqual([
      'CNY',
      'USD',
      'JPY',
      ...Array(3).fill(undefined),
    ]);
    expect(['CNY', 'CLP', 'KWD'].map(exponentOf)).toEqual([2, 0, 3]);
  });
});
