import { describe, expect, test } from 'vitest';
import { maskPii, type PiiKind } from '../../src/domain/mask.ts';
import { editDistance, nearest } from '../../src/domain/nearest.ts';

describe('masks (PII-1)', () => {
  const table: [PiiKind, string, string][] = [
    ['phone', '13812341234', '138****1234'],
    ['phone', '138 1234-1234', '138****1234'],
    ['phone', '+86 138 1234 1234', '+86138****1234'],
    ['phone', '01012345678', '010****5678'],
    ['phone', '82345678', '****5678'],
    ['phone', '123456', '****56'],
    ['phone', '110', '****'],
    ['phone', '', ''],
    ['email', 'alice@x.com', 'a***@x.com'],
    ['email', 'a@x.com', '***@x.com'],
    ['email', '王五@x.com', '王***@x.com'],
    ['email', '@x.com', '***'],
    ['email', 'nobody', '***'],
    ['text', '王五', '王*'],
    ['text', '王小明', '王**'],
    ['text', 'wxid_1234567', 'w***'],
    ['text', '王', '*'],
    ['text', '𠮷田', '𠮷*'],
    ['number', '110101199001011234', '1101**********1234'],
    ['number', '11010119900101123X', '1101**********123X'],
    ['number', '12345678', '12****78'],
    ['number', '1234567', '****'],
    ['number', '', ''],
  ];
  test.each(table)('%s %j is %j', (kind, value, masked) => expect(maskPii(kind, value)).toBe(masked));
});

describe('nearest names', () => {
  const fields = ['id', 'name', 'note', 'status', 'daily_budget', 'unit', 'unit_name', 'entity', 'entity_name'];
  const table: [string, string[]][] = [
    ['nmae', ['name']],
    ['stauts', ['status']],
    ['Status', ['status']],
    ['daily-budget', ['daily_budget']],
    ['budget', ['daily_budget']],
    ['unit_nam', ['unit_name', 'unit']],
    ['zzz', []],
    ['', []],
  ];
  test.each(table)('%j', (word, names) => expect(nearest(word, fields)).toEqual(names));

  test('edits', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('ab', 'ba')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });

  test('no more than asked, and quick on a pasted text', () => {
    expect(nearest('a1', ['a2', 'a3', 'a4', 'a5'], 2)).toEqual(['a2', 'a3']);
    expect(nearest('x'.repeat(1_000_000), fields)).toEqual([]);
  });
});
