import { describe, expect, test } from 'vitest';
import { accountKind } from '../../src/domain/accounts.ts';
import type { Cell } from '../../src/domain/question.ts';
import { columnsOf, pickColumns } from '../../src/render/columns.ts';
import { renderRecord } from '../../src/render/record.ts';
import { displayWidth } from '../../src/render/width.ts';
import { column, written } from './helpers.ts';

const columns = pickColumns(columnsOf(accountKind), accountKind.columns);
const NAMES = [
  '广告账户名称很长很长',
  'short',
  '👨‍👩‍👧 family 🇨🇳',
  '🫠 new emoji',
  'ก็ combining e\u0301',
  '❤️',
  'x'.repeat(3000),
];
const rows: Cell[][] = Array.from({ length: 60 }, (_, i) => [
  'tencent',
  String(20000000 + i),
  NAMES[i % NAMES.length]!,
  i % 3 ? '北京某某科技有限公司' : null,
  'Games East',
  'alice',
  'active',
  `${i * 100}.00`,
  'CNY',
]);
const bare = (text: string) => text.replace(/\u001b\[\d+m/g, '');

describe('tables fit', () => {
  test.each([20, 30, 40, 60, 80, 100, 132, 200, 400])('a terminal of %d columns', async (width) => {
    for (const lang of ['en', 'zh'] as const) {
      for (const color of [false, true]) {
        const { text } = await written(columns, rows, { format: 'table', width, lang, labels: lang === 'zh', color });
        const lines = bare(text).split('\n').slice(0, -1);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        if (width >= 80) expect(lines).toHaveLength(61);
      }
    }
  });

  test('columns start at the same place in every line, over all blocks', async () => {
    const named = [column('name'), column('end')];
    const body = rows.map((row) => [row[2]!, '|']);
    const { text } = await written(named, body, { format: 'table', width: 80 });
    const starts = text
      .split('\n')
      .slice(1, -1)
      .map((line) => displayWidth(line.slice(0, line.indexOf('|'))));
    expect(starts).toHaveLength(60);
    expect(new Set(starts).size).toBe(1);
  });

  test('what is optional goes before names become unreadable, numbers and ids are whole, and it is told', async () => {
    const wide = [
      column('id', { type: 'id' }),
      column('name'),
      column('place'),
      column('daily', { type: 'amount' }),
      column('money'),
    ];
    const body = [['12345678901234567890', '北方旗舰店与南方旗舰店', '珠海格力电器股份有限公司', '1000.00', 'CNY']];
    const options = { format: 'table', optional: ['money', 'place', 'missing'] } as const;
    const whole = await written(wide, body, { ...options, width: 120 });
    expect(whole.hidden).toEqual([]);
    const some = await written(wide, body, { ...options, width: 66 });
    expect(some.hidden).toEqual(['money']);
    expect(some.text).toBe(
      'id                    name              place                daily\n' +
        '12345678901234567890  北方旗舰店与南…   珠海格力电器股份…  1000.00\n',
    );
    const few = await written(wide, body, { ...options, width: 50 });
    expect(few.hidden).toEqual(['place', 'money']);
    expect(few.text).toContain('12345678901234567890  ');
    expect(few.text).toContain('1000.00');
    const asked = await written(wide, body, { format: 'table', width: 60 });
    expect(asked.hidden).toEqual([]);
  });

  test('the look: no rules, two blanks, numbers to the right', async () => {
    const mixed = [column('name'), column('rows', { type: 'integer' }), column('note')];
    const { text } = await written(
      mixed,
      [
        ['账户', 5, 'a'],
        ['b', 1200, null],
      ],
      { format: 'table', width: 80 },
    );
    expect(text).toBe(['name  rows  note', '账户     5  a', 'b     1200', ''].join('\n'));
  });

  test('words are cut before ids, and numbers never', async () => {
    const mixed = [column('id', { type: 'id' }), column('name'), column('cost', { type: 'amount' })];
    const row = ['12345678901234567890', 'a very long name', '123456789.00'];
    expect((await written(mixed, [row], { format: 'table', width: 45 })).text).toContain(
      '12345678901234567890  a very l…  123456789.00'.slice(0, 22),
    );
    const tight = (await written(mixed, [row], { format: 'table', width: 34 })).text;
    expect(tight).toContain('123456789.00');
    expect(tight).toContain('…');
  });

  test('too narrow for a table: one field below the other', async () => {
    const { text } = await written(columns, rows.slice(0, 2), { format: 'table', width: 30 });
    expect(text.split('\n\n')).toHaveLength(2);
    expect(text).toContain('id            20000000\n');
  });

  test('without a terminal nothing is cut', async () => {
    const { text } = await written([column('name')], [['x'.repeat(500)]], { format: 'table' });
    expect(text).toContain('x'.repeat(500));
  });
});

describe('hostile cells', () => {
  const HOSTILE = [
    '\u001b[2J\u001b[H',
    '\u001b]8;;http://x\u0007link\u001b]8;;\u0007',
    'a\nb\r\nc\u2028d',
    '\u009b31m',
    '\u202eevil',
    '\ud800',
    '\ue000xx private use',
    'z' + '\u0301'.repeat(500),
    'line\n'.repeat(2000),
  ];
  test('never reach the terminal, nor break a line', async () => {
    const { text } = await written(
      [column('a'), column('b')],
      HOSTILE.map((h) => [h, h]),
      {
        format: 'table',
        width: 80,
      },
    );
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u2028]|\p{Cs}/u);
    expect(text.split('\n')).toHaveLength(HOSTILE.length + 2);
    expect(text).toContain('\ue000xx private use');
    const record = renderRecord([HOSTILE[0]!, HOSTILE[2]!], {
      columns: [column('a'), column('b')],
      labels: false,
      lang: 'en',
      tz: 'UTC',
    });
    expect(record).toBe('a  \\x1b[2J\\x1b[H\nb  a b c d');
  });
});

test('a record aligns by width and leaves out what is empty', () => {
  const text = renderRecord(['账户甲', null, 3], {
    columns: [column('name'), column('note'), column('rows', { type: 'integer' })],
    labels: true,
    lang: 'zh',
    tz: 'UTC',
  });
  expect(text).toBe('列name  账户甲\n列rows  3');
});
