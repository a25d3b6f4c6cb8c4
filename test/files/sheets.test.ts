/** Workbooks as people send them: made here by the library, and by LibreOffice in test/render. */
import { readFileSync } from 'node:fs';
import * as xlsx from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { writeFailed } from '../../src/files/write-rows.ts';
import { everything, everythingOf, fileOf, refusal, scratch, stream } from './helpers.ts';

type Cells = readonly (readonly (xlsx.CellObject | string | number | boolean | null)[])[];
type Book = Readonly<Record<string, Cells>>;

function book(sheets: Book, change: (book: xlsx.WorkBook) => void = () => {}, type: xlsx.BookType = 'xlsx'): Buffer {
  const made = xlsx.utils.book_new();
  for (const [name, cells] of Object.entries(sheets))
    xlsx.utils.book_append_sheet(made, xlsx.utils.aoa_to_sheet(cells as unknown[][], { dense: true }), name);
  change(made);
  return xlsx.write(made, { type: 'buffer', bookType: type, bookSST: true, compression: true }) as Buffer;
}
const number = (v: number, z: string): xlsx.CellObject => ({ t: 'n', v, z });
const ids = [
  ['账户ID', '日预算'],
  ['00000123', 500.5],
  [20000001, ''],
] as const;

describe('BULK-1: workbooks are read by what they hold', () => {
  it.each(['xlsx', 'xlsb', 'biff8', 'ods', 'fods', 'xlml'] as const)('%s', async (type) => {
    const { opened, rows, original } = await everything(book({ 账户: ids }, undefined, type));
    expect(opened).toMatchObject({ format: 'sheet', sheet: '账户', rows: 2, header: ['账户ID', '日预算'] });
    expect(rows).toEqual([
      { row: 1, cells: { id: '00000123', daily_budget: '500.5' } },
      { row: 2, cells: { id: '20000001', daily_budget: '' } },
    ]);
    expect(original[1]).toEqual({ row: 2, cells: ['20000001', ''] });
  });
  it('also from standard input, and an HTML table with its texts as they stand', async () => {
    const bytes = book({ a: ids });
    const piped = await everythingOf('-', { stdin: stream(bytes.subarray(0, 100), bytes.subarray(100)) });
    expect(piped.rows).toHaveLength(2);
    const html = '<html><body><table><tr><th>账户ID</th><th>name</th></tr><tr><td>0012</td><td>5.0</td></tr></table>';
    expect((await everything(html)).rows[0]!.cells).toEqual({ id: '0012', name: '5.0' });
  });
  it('a column of ids needs no header', async () => {
    const { opened, rows } = await everything(book({ a: [['0012'], [20000001]] }));
    expect(opened).toMatchObject({ header: ['id'], rows: 2 });
    expect(rows.map((row) => row.cells['id'])).toEqual(['0012', '20000001']);
  });
});

describe('cells of a sheet', () => {
  it.each<[string, xlsx.CellObject | string | number | boolean, string]>([
    ['an id as text', '0012', '0012'],
    ['an id as number', 20000001, '20000001'],
    ['an id of 15 digits', 123456789012345, '123456789012345'],
    ['a number of 16 digits that is exact', 1234567890123457, '1234567890123457'],
    ['the zeros of the format', number(123, '00000000'), '00000123'],
    ['no decimals that only the format has', number(500, '#,##0.00'), '500'],
    ['what a sum leaves over', 0.1 + 0.2, '0.3'],
    ['a small number', 0.0000001, '0.0000001'],
    ['a negative number', -5.25, '-5.25'],
    ['a percent', number(0.5, '0%'), '50%'],
    ['a percent with places', number(0.333333, '0.00%'), '33.3333%'],
    ['a whole, as percent', number(1, '0%'), '100%'],
    ['a percent that floats', number(0.07, '[Red]0.0%;-0.0%'), '7%'],
    ['a number with a percent sign behind it', number(5, '0"%"'), '5'],
    ['a day', number(45000, 'yyyy-mm-dd'), '2023-03-15'],
    ['a day in words', number(45000, 'm/d/yy'), '2023-03-15'],
    ['an instant', number(45000.5, 'yyyy-mm-dd hh:mm'), '2023-03-15 12:00'],
    ['a time', number(0.75, 'h:mm:ss'), '18:00'],
    ['a truth', true, 'true'],
    ['a formula by its value', { t: 's', v: 'x', f: 'A1' }, 'x'],
    ['a line break', 'a\nb', 'a\nb'],
    ['blanks around', ' a ', 'a'],
  ])('%s', async (_, cell, text) => {
    const { rows } = await everything(
      book({
        a: [
          ['id', 'name'],
          ['1', cell],
        ],
      }),
    );
    expect(rows[0]).toEqual({ row: 1, cells: { id: '1', name: text } });
  });

  it.each([
    [77300000000000000, '7.73E+16'],
    [1234567890123450, '1.23456789012345E+15'],
    [12345678901234567000, '1.2345678901234567E+19'],
  ])('lost digits are told: %s', async (value, text) => {
    const { rows, original } = await everything(
      book({
        a: [
          ['id', 'name'],
          [value, 'a'],
          ['2', value],
        ],
      }),
    );
    const bad = { code: 'ID_SPOILT', details: { value: text } };
    expect(rows.map((row) => row.bad)).toEqual([bad, bad]);
    expect(original[0]!.cells).toEqual([text, 'a']);
  });
  it('an error, and a formula that was never worked out, are the fault of their row', async () => {
    const wrong = [
      ['id', '日预算'],
      ['1', { t: 'e', v: 42 }],
      ['2', { t: 'n', f: 'A1+1' }],
      ['3', '#REF!'],
      ['4', 5],
    ] as Cells;
    const { rows } = await everything(book({ a: wrong }));
    expect(rows.map((row) => row.bad?.details)).toEqual([
      { value: '#N/A', column: '日预算' },
      { value: '=A1+1', column: '日预算' },
      { value: '#REF!', column: '日预算' },
      undefined,
    ]);
    expect(rows[0]!.bad!.code).toBe('CELL_ERROR');
  });
  it('an error in a column that is not read is nobody’s', async () => {
    const { rows } = await everything(
      book({
        a: [
          ['id', 'x'],
          ['1', { t: 'e', v: 42 }],
        ],
      }),
      { writing: false },
    );
    expect(rows[0]).toEqual({ row: 1, cells: { id: '1' } });
  });
  it('a cell merged over rows holds for each; blank rows and columns around are nothing', async () => {
    const cells = [
      [null],
      ['id', 'name', '', ''],
      ['1', '甲', '', null],
      ['2', null, null, ' '],
      [null, null],
      ['3', '乙'],
    ];
    const merged = book({ a: cells }, ({ Sheets }) => {
      Sheets['a']!['!merges'] = [{ s: { r: 2, c: 1 }, e: { r: 1_000_000, c: 1 } }];
    });
    const { opened, rows } = await everything(merged);
    expect(opened.rows).toBe(3);
    expect(rows.map((row) => row.cells['name'])).toEqual(['甲', '甲', '甲']);
  });
  it('more cells than the header has columns are the fault of the row', async () => {
    const { rows } = await everything(book({ a: [['id'], ['1', '', 'x'], ['2']] }));
    expect(rows.map((row) => row.bad?.code)).toEqual(['ROW_SHAPE', undefined]);
  });
});

describe('--sheet', () => {
  const two = book({ 说明: [['read me']], 账户: ids, Third: [['id'], ['3']] }, (made) => {
    made.Workbook = { Sheets: [{ name: '说明', Hidden: 1 }, { name: '账户' }, { name: 'Third' }] };
  });
  it.each([
    [undefined, '账户'],
    ['Third', 'Third'],
    ['third', 'Third'],
    ['2', '账户'],
  ])('%s is sheet %s', async (sheet, name) => {
    const { opened } = await everything(two, sheet === undefined ? {} : { sheet });
    expect(opened.sheet).toBe(name);
  });
  it('a cover has no header: the sheet that has one is named', async () => {
    const covers: Cells[] = [
      [['七月消耗'], ['制表：财务']],
      [
        ['项目', '说明'],
        ['口径', '含税'],
      ],
    ];
    for (const cover of covers) {
      const bytes = book({ 封面: cover, 空: [], 账户: ids, Third: [['id'], ['3']] });
      const details = { sheet: '封面', other: '账户' };
      expect(await refusal(bytes, { writing: true })).toMatchObject({ code: 'SHEET_OTHER', details });
      expect((await everything(bytes, { sheet: '账户' })).opened.rows).toBe(2);
    }
    const none = book({
      封面: [['七月消耗'], ['制表：财务']],
      二: [
        ['a', 'b'],
        ['1', '2'],
      ],
    });
    expect(await refusal(none, { writing: true })).toMatchObject({ code: 'FILE_HEADER' });
  });
  it('of a workbook with many sheets that is told about as soon as one of them is read', async () => {
    const long = (n: number): Cells => [['说明'], ...Array.from({ length: 300 }, (_, i) => [`${i} of ${n}`])];
    const others = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`s${n}`, long(n)]));
    const took = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      return performance.now() - start;
    };
    const read = book({ 账户: ids, ...others });
    await everything(read);
    const one = Math.max(await took(() => everything(read)), await took(() => everything(read)));
    const none = book({ 封面: [['七月消耗']], ...others });
    expect(await took(() => refusal(none, { writing: true }))).toBeLessThan(6 * one);
  });
  it('rows on another sheet alone are not passed over', async () => {
    const details = { sheet: 'a', other: 'c', empty: true };
    for (const first of [[], [['id']]] as Cells[]) {
      const bytes = book({ a: first, b: [], c: ids, d: ids });
      expect(await refusal(bytes, { writing: true })).toMatchObject({ code: 'SHEET_OTHER', details });
      expect((await everything(bytes, { sheet: 'a' })).opened.rows).toBe(0);
      expect((await everything(book({ a: first, b: [], c: [] }))).opened.rows).toBe(0);
    }
    const template = book({ a: [['id']], 说明: [['how'], ['to']] });
    expect((await everything(template)).opened.rows).toBe(0);
  });
  it('those that have rows and are not read are known, unless one was named', async () => {
    const bytes = book({ a: ids, b: [], c: ids, d: [['how'], ['to']], e: [['id']] });
    expect((await everything(bytes)).opened.unread).toEqual(['c', 'd']);
    expect((await everything(bytes, { sheet: 'c' })).opened.unread).toEqual([]);
  });
  it('names those that there are; of a text there are none', async () => {
    const details = { sheet: '4', sheets: ['说明', '账户', 'Third'] };
    expect(await refusal(two, { sheet: '4' })).toMatchObject({ code: 'SHEET_UNKNOWN', details });
    expect(await refusal('id\n1\n', { sheet: '1' })).toMatchObject({ code: 'OPTION_VALUE' });
  });
});

describe('what cannot be read is refused in words', () => {
  const whole = book({ a: ids });
  const compound = (name: string, content: Buffer): Buffer => {
    const made = xlsx.CFB.utils.cfb_new();
    xlsx.CFB.utils.cfb_add(made, '/EncryptionInfo', Buffer.from('0400040040000000', 'hex'));
    xlsx.CFB.utils.cfb_add(made, name, content);
    return xlsx.CFB.write(made, { type: 'buffer' }) as Buffer;
  };
  const zipOf = (name: string): Buffer => {
    const made = xlsx.CFB.utils.cfb_new({ fileType: 'zip' } as object);
    xlsx.CFB.utils.cfb_add(made, name, Buffer.from('<a/>'));
    return xlsx.CFB.write(made, { fileType: 'zip', type: 'buffer' } as object) as Buffer;
  };
  const large = Buffer.from(whole);
  large.writeUInt32LE(0xf0000000, large.indexOf('PK\x01\x02', 0, 'latin1') + 24);
  it.each([
    ['cut off', whole.subarray(0, whole.length - 40), 'SHEET_DAMAGED'],
    ['cut in the middle', whole.subarray(0, whole.length / 2), 'SHEET_DAMAGED'],
    ['no workbook', Buffer.from('PK\x03\x04…'), 'SHEET_DAMAGED'],
    ['another sort of ZIP', zipOf('/word/document.xml'), 'SHEET_DAMAGED'],
    ['an old workbook cut off', book({ a: ids }, undefined, 'biff8').subarray(0, 600), 'SHEET_DAMAGED'],
    ['with a password', compound('/EncryptedPackage', Buffer.alloc(600)), 'SHEET_PROTECTED'],
    ['unpacked, larger than memory', large, 'SHEET_TOO_LARGE'],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toMatchObject({ code });
  });
  it('more than 200,000 rows, counted without blank ones', { timeout: 120_000 }, async () => {
    const rows = (count: number): Cells => [['id'], ...Array.from({ length: count }, (_, i) => [String(i)])];
    expect((await everything(book({ a: rows(200_000) }))).opened.rows).toBe(200_000);
    expect(await refusal(book({ a: rows(200_001) }))).toMatchObject({ code: 'SHEET_TOO_LARGE' });
    const blanks = Array.from({ length: 200_005 }, () => []);
    const apart = await everything(book({ a: [['id'], ['1'], ...blanks, ['2']] }));
    expect(apart.rows.map((row) => row.cells['id'])).toEqual(['1', '2']);
  });
});

describe('BULK-2: --failed of a workbook', () => {
  it.each(['failed.csv', 'failed.xlsx'])('%s is fed back unchanged', async (name) => {
    const first = await everythingOf(fileOf(book({ a: [...ids, [number(7, '000'), number(45000, 'yyyy-mm-dd')]] })));
    const path = scratch(name);
    await writeFailed(
      path,
      first.opened.header,
      (async function* () {
        for (const { cells } of first.original) yield { cells, reference: '', status: 'x', code: 'y', reason: 'z' };
      })(),
      { bom: first.opened.bom },
    );
    if (name.endsWith('csv')) expect(readFileSync(path, 'utf8').charCodeAt(0)).toBe(0xfeff);
    const again = await everythingOf(path);
    expect(again.rows.map(({ cells }) => ({ ...cells, reference: undefined }))).toEqual(
      first.rows.map(({ cells }) => cells),
    );
    expect(again.original).toEqual(first.original);
  });
});
