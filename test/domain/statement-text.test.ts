import { describe, expect, test } from 'vitest';
import { clockOf, type DayOrder, dayNumber, orderShown, parseWhen } from '../../src/domain/statement-days.ts';
import { microsText, parseMicros, parseStatementAmount, statementCurrency } from '../../src/domain/statement-money.ts';

const amount = (text: string, currency = 'CNY'): unknown => {
  const found = parseStatementAmount(text, currency);
  if ('blank' in found) return 'blank';
  if ('problem' in found) return found.problem.en;
  return found.currency ? `${found.minor} ${found.currency}` : found.minor;
};

describe('MONEY-1 separators and signs are read in statement files', () => {
  test.each<[string, unknown]>([
    ['28.50', 2850],
    ['27', 2700],
    ['50.0', 5000],
    ['¥20.00', 2000],
    ['￥742.00', 74200],
    ['1,234.56', 123456],
    ['12,345,678.90', 1234567890],
    ['12，345.60', 1234560],
    ['+10000.00', 1000000],
    ['+0.00', 0],
    ['-0.00', 0],
    ['-2,600.00', -260000],
    ['−5.00', -500],
    ['-¥5.00', -500],
    ['¥-5.00', -500],
    ['(1,099.14)', -109914],
    ['-18.00\t\t', -1800],
    ['`0.01', 1],
    ['`0.04000', 4],
    ['CNY13.50', '1350 CNY'],
    ['CNY 123.18', '12318 CNY'],
    ['123.18 USD', '12318 USD'],
    ['HK$5.00', '500 HKD'],
    ['$5.00', 500],
    ['5.00元', 500],
    ['13.40                \t', 1340],
    ['', 'blank'],
    ['-', 'blank'],
    ['--', 'blank'],
    ['/', 'blank'],
    ['1e3', 'an exponent is not allowed'],
    ['１００', 'full-width digits are not allowed'],
    ['1,23.45', 'its separators do not part thousands'],
    ['12,34', 'its separators do not part thousands'],
    ['1.234,56', 'it is not a plain decimal'],
    ['0.001', 'it has more decimal places than the currency'],
    ['90071992547409.92', 'it is too large'],
    ['xx,yyyy.zz', 'it is not a plain decimal'],
    ['--5', 'it is not a plain decimal'],
    ['-(5.00)', 'it is not a plain decimal'],
    ['5.', 'it is not a plain decimal'],
    ['ABC 5.00', 'it is not a plain decimal'],
  ])('%j', (text, expected) => expect(amount(text)).toBe(expected));

  test('places are the currency’s', () => {
    expect(amount('1000.00', 'JPY')).toBe(1000);
    expect(amount('1000.5', 'JPY')).toBe('it has more decimal places than the currency');
    expect(amount('1.005', 'KWD')).toBe(1005);
    expect(amount('JPY 1000.00')).toBe('1000 JPY');
  });

  test('columns that are finer than the currency are summed in millionths', () => {
    expect(parseMicros('`0.00600')).toBe(6000n);
    expect(parseMicros('-0.02000')).toBe(-20000n);
    expect(parseMicros('')).toBe(0n);
    expect(parseMicros('x')).toBeUndefined();
    expect([6000n, -20000n, 5760000n, 0n].map(microsText)).toEqual(['0.006', '-0.02', '5.76', '0.00']);
  });

  test.each([
    ['人民币', 'CNY'],
    ['人民币         \t', 'CNY'],
    ['RMB', 'CNY'],
    ['港币', 'HKD'],
    ['usd', 'USD'],
    ['人民币(钞)', 'CNY'],
    ['金币', undefined],
  ])('%j', (text, code) => expect(statementCurrency(text)).toBe(code));
});

describe('FUND-11 days and times as statements write them', () => {
  test.each<[string, DayOrder, string | undefined]>([
    ['2023-02-12 21:32:14', 'ymd', '2023-02-12 21:32:14'],
    ['2014-11-10 16：33：45', 'ymd', '2014-11-10 16:33:45'],
    ['2025/01/05', 'ymd', '2025-01-05'],
    ['2025/1/5 8:05', 'ymd', '2025-01-05 08:05:00'],
    ['2025.01.05', 'ymd', '2025-01-05'],
    ['2025年1月5日', 'ymd', '2025-01-05'],
    ['2025-01-05T08:05:06.123', 'ymd', '2025-01-05 08:05:06'],
    ['20240101', 'ymd', '2024-01-01'],
    ['20240101123456', 'ymd', '2024-01-01 12:34:56'],
    ['20240101 12:34:56', 'ymd', '2024-01-01 12:34:56'],
    ['24/03/2025', 'dmy', '2025-03-24'],
    ['05/01/2023', 'mdy', '2023-05-01'],
    ['05/01/2023', 'dmy', '2023-01-05'],
    ['05/01/2023', 'ymd', undefined],
    ['24/03/2025', 'mdy', undefined],
    ['5 Jan 2024', 'ymd', '2024-01-05'],
    ['05-Jan-2024', 'ymd', '2024-01-05'],
    ['January 5, 2024', 'ymd', '2024-01-05'],
    ['2023-02-29', 'ymd', undefined],
    ['2024-02-29', 'ymd', '2024-02-29'],
    ['2024-04-31', 'ymd', undefined],
    ['2024-13-01', 'ymd', undefined],
    ['2024-01-01 25:00:00', 'ymd', undefined],
    ['2024-1', 'ymd', undefined],
    ['合计', 'ymd', undefined],
    ['', 'ymd', undefined],
  ])('%j %s', (text, order, expected) => {
    const found = parseWhen(text, order);
    expect(found && [found.day, found.clock].filter(Boolean).join(' ')).toBe(expected);
  });

  test('a card’s lines have the year of the month that they close with', () => {
    const closing = { year: 2024, month: 1 };
    expect(parseWhen('01/02', 'ymd', closing)?.day).toBe('2024-01-02');
    expect(parseWhen('12/29', 'ymd', closing)?.day).toBe('2023-12-29');
    expect(parseWhen('12/29', 'ymd')).toBeUndefined();
  });

  test('the order of day and month shows by a part beyond 12', () => {
    expect(orderShown(['05/01/2023', '24/03/2025'])).toBe('dmy');
    expect(orderShown(['05/01/2023', '03/24/2025'])).toBe('mdy');
    expect(orderShown(['05/01/2023'])).toBe('either');
    expect(orderShown(['2025-01-05', '20250105'])).toBeUndefined();
  });

  test('clocks', () => {
    expect(['123456', '17:57', '7:05:09', '', '--', '99:00'].map(clockOf)).toEqual([
      '12:34:56',
      '17:57:00',
      '07:05:09',
      undefined,
      undefined,
      undefined,
    ]);
    expect(dayNumber('2026-03-01') - dayNumber('2026-02-28')).toBe(1);
  });
});
