/** Text into typed input at the edge (inputs.md, ACC-1). */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountRef, looksLikeAccount, parseField, parseOptions, parseRow, trim } from '../../src/domain/parse.ts';
import type { InputField, Schema } from '../../src/domain/schema.ts';

const LABEL = { label: { en: 'x', zh: '某' }, help: { en: 'x', zh: '某' } } as const;
const field = (type: InputField['type'], more: Partial<InputField> = {}): InputField => ({ type, ...LABEL, ...more });

describe('ACC-1 account ids', () => {
  test.each(['1', '00000000000000000042', '9'.repeat(20), 'tencent:1', 'a_1:007'])('%s is one', (id) => {
    expect(accountRef(id)).toBeUndefined();
  });
  test.each(['7.73E+016', '7.73e16', '20000001.0', '20000001.', '20,000,001', 'tencent:2.0E+07'])(
    '%s was spoilt by a spreadsheet',
    (id) => {
      expect(accountRef(id)?.refuse).toBe('ID_SPOILT');
      expect(looksLikeAccount(id)).toBe(true);
    },
  );
  test.each(['', 'abc', '9'.repeat(21), '-5', ':5', 'Tencent:5', '１２３', 'tencent:', '0x10'])(
    '"%s" is none',
    (id) => {
      expect(accountRef(id)?.refuse).toBe('ID_INVALID');
      expect(looksLikeAccount(id)).toBe(false);
    },
  );
  test('digits stay text: whatever goes in comes out', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,20}$/), (id) => {
        expect(parseField(field('account'), ` ${id}\u3000`)).toEqual({ value: id });
      }),
    );
  });
});

describe('cells', () => {
  test.each([
    ['\ufeff a ', 'a'],
    ['\u3000全角\u3000', '全角'],
    ['a\u200b', 'a'],
    ['a b', 'a b'],
    [' ', ''],
  ])('trim(%j) is %j', (text, wanted) => {
    expect(trim(text)).toBe(wanted);
  });

  test.each(['a\ud83d', '\udc00', 'a\ude00b'])('half a character is none: %j', (text) => {
    for (const type of ['text', 'list'] as const)
      expect(parseField(field(type), text)).toMatchObject({
        refuse: 'VALUE_INVALID',
        details: { value: text.toWellFormed() },
      });
    expect(parseField(field('text'), 'a😀')).toEqual({ value: 'a😀' });
  });

  const enumField = field('enum', { values: { sub_client: { en: 'sub-client', zh: '子客' } } });
  test.each(['sub_client', 'SUB-CLIENT', 'Sub-Client', '子客'])('%s is the value sub_client', (text) => {
    expect(parseField(enumField, text)).toEqual({ value: 'sub_client' });
  });
  test('a value that is none is refused with the nearest', () => {
    expect(parseField(enumField, 'sub_clint')).toMatchObject({
      refuse: 'VALUE_INVALID',
      details: { nearest: ['sub_client'] },
    });
  });

  test.each([
    ['flag', '是', true],
    ['flag', 'no', false],
    ['flag', 'perhaps', undefined],
    ['integer', '007', 7],
    ['integer', '-1', undefined],
    ['integer', '1e3', undefined],
    ['platform', 'tencent', 'tencent'],
    ['platform', '9x', undefined],
    ['text', 'x'.repeat(1000), 'x'.repeat(1000)],
    ['text', 'x'.repeat(1001), undefined],
  ] as const)('%s %j', (type, text, wanted) => {
    const parsed = parseField(field(type), text);
    expect('value' in parsed ? parsed.value : undefined).toBe(wanted);
  });
  test('a list is split at every comma that people type, each item once', () => {
    expect(parseField(field('list'), '甲，乙; 丙；甲 | 丁,')).toEqual({ value: ['甲', '乙', '丙', '丁'] });
  });
});

describe('rows', () => {
  const schema: Schema = {
    id: field('account', { required: true }),
    note: field('text', { keepEmpty: true }),
    kind: field('text', { default: 'direct' }),
    flag: field('flag'),
    phone: field('integer', { pii: true }),
  };
  test('an absent cell is not an empty one; a blank one counts as empty', () => {
    expect(parseRow(schema, { id: '1' })).toEqual({ input: { id: '1', kind: 'direct', flag: false } });
    expect(parseRow(schema, { id: '1', note: ' \u3000' })).toEqual({
      input: { id: '1', note: '', kind: 'direct', flag: false },
    });
    expect(parseRow(schema, { id: ' ' })).toMatchObject({ refuse: 'MISSING' });
  });
  test('PII-1 a bad personal value is not repeated', () => {
    expect(parseRow(schema, { id: '1', phone: '138x' })).toMatchObject({
      refuse: 'VALUE_INVALID',
      details: { value: '•••' },
    });
  });
  test('options take lists and flags as they are, and nothing that is not in the schema', () => {
    const parsed = parseOptions(
      { ...schema, tag: field('list') },
      { id: '1', tag: [' a ', 'b,c'], flag: true, other: 'x', note: undefined },
    );
    expect(parsed).toEqual({ input: { id: '1', kind: 'direct', flag: true, tag: ['a', 'b,c'] } });
  });
});
