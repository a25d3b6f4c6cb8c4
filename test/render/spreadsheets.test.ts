/** What a spreadsheet is given: CSV made for Excel, GB18030, workbooks, pages. Read back by our own importer and by LibreOffice. */
import '../helpers/seed.ts';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, describe, expect, it, test } from 'vitest';
import { idForm } from '../../src/domain/addresses.ts';
import { SHEET_ROWS } from '../../src/domain/formats.ts';
import { trim } from '../../src/domain/parse.ts';
import type { Cell, Page, Tail } from '../../src/domain/question.ts';
import type { Schema } from '../../src/domain/schema.ts';
import { encodeGb18030 } from '../../src/files/gb18030.ts';
import type { WriteOptions } from '../../src/render/options.ts';
import { writePages } from '../../src/render/write.ts';
import { everything } from '../files/helpers.ts';
import { column, pagesOf } from './helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'adctl-sheets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COLUMNS = [
  column('id', { type: 'id' }),
  column('name'),
  column('budget', { type: 'amount' }),
  column('rows', { type: 'integer' }),
  column('created', { type: 'instant' }),
];
const field = { type: 'text', label: { en: '', zh: '' }, help: { en: '', zh: '' } } as const;
const schema: Schema = { id: field, name: field, budget: field, rows: field, created: field };

async function bytesOf(rows: readonly (readonly Cell[])[], options: Partial<WriteOptions>): Promise<Buffer> {
  const parts: Buffer[] = [];
  const sink = { write: (part: string | Uint8Array) => void parts.push(Buffer.from(part as Uint8Array)) };
  const keys = COLUMNS.map(({ key }) => key);
  const rest = { columns: COLUMNS, labels: false, lang: 'en', tz: 'UTC', color: false } as const;
  await writePages(pagesOf(keys, rows), sink, { format: 'csv', ...rest, ...options });
  return Buffer.concat(parts);
}
const excel = { excel: true, bom: true } as const;
const rowOf = (name: string): Cell[] => ['1', name, null, null, null];
const nameBack = async (bytes: Buffer): Promise<(string | undefined)[]> =>
  (await everything(bytes, { schema, ids: idForm(undefined) })).rows.map((row) => row.cells['name']);

/** Texts as they can be in a state: blanks at the edges are cut off where they come in, and NUL is none. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom(
        '0',
        '1',
        '.',
        '-',
        '+',
        '=',
        '@',
        '"',
        "'",
        '\t',
        '\n',
        '\r',
        ',',
        ';',
        ' ',
        'e',
        '中',
        '_x0041_',
      ),
    }),
    fc.stringMatching(/^[=+\-@']?"?0\d{0,30}"?$/),
  )
  .map((text) => trim(text.replaceAll('\0', '')));

describe('--excel', () => {
  test('a text that no cell holds is refused, never cut', async () => {
    const long = (characters: number) => bytesOf([rowOf('x'.repeat(characters))], { format: 'xlsx' });
    await expect(long(32_768)).rejects.toMatchObject({ code: 'SHEET_TOO_LARGE' });
    await expect(long(32_767)).resolves.toBeDefined();
  });

  test('BOM, CRLF, ids as text, formulas defused, numbers left alone', async () => {
    const rows: Cell[][] = [
      ['0123', '=1+1', '-500.00', 12, 0],
      ['12345678901234567890', '-5', '0.50', null, null],
      ['1', '+8613800001234', null, 3, null],
      ['2', '三毛,"a"', null, null, null],
      ['3', '\u4e00\n=x', null, null, null],
      ['4', '2026-01-05', null, null, null],
      ['5', '@x;y', null, null, null],
    ];
    expect((await bytesOf(rows, excel)).toString()).toBe(
      '\ufeffid,name,budget,rows,created\r\n' +
        '"=""0123""","\t=1+1",-500.00,12,1970-01-01T00:00:00+00:00\r\n' +
        '"=""12345678901234567890""","=""-5""",0.50,,\r\n' +
        '"=""1""","=""+8613800001234""",,3,\r\n' +
        '"=""2""","三毛,""a""",,,\r\n' +
        '"=""3""","一\n=x",,,\r\n' +
        '"=""4""","=""2026-01-05""",,,\r\n' +
        '"=""5""","\t@x;y",,,\r\n',
    );
  });

  it('reads back unchanged, whatever a text is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 10 }), async (texts) => {
        expect(await nameBack(await bytesOf(texts.map(rowOf), excel))).toEqual(texts);
      }),
      { numRuns: 300 },
    );
  });

  it('no cell begins as a formula would, but numbers and `="text"`', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const book = xlsx.read((await bytesOf([rowOf(text)], excel)).toString(), {
          type: 'string',
          raw: true,
          dense: true,
        });
        const [, record] = book.Sheets[book.SheetNames[0]!]!['!data'] as xlsx.CellObject[][];
        const cell = record?.[1];
        const seen = `${cell?.f === undefined ? '' : '='}${cell?.f ?? cell?.v ?? ''}`;
        expect(/^[=+\-@\r]/.test(seen) && !/^="(?:[^"]|"")*"$/.test(seen)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('--encoding gb18030', () => {
  /** Of private use, and in no place of GB 18030-2022. */
  const PLACELESS = /[\uE5E5\uE78D-\uE796\uE81E\uE826\uE82B\uE82C\uE832\uE843\uE854\uE864]/g;
  it('keeps every character of Unicode, and what is read back is the same', async () => {
    const every = fc
      .string({ unit: 'binary', minLength: 1 })
      .map((text) => trim(text.replaceAll('\0', '').replace(PLACELESS, '')));
    await fc.assert(
      fc.asyncProperty(every, async (text) => {
        const bytes = encodeGb18030((await bytesOf([rowOf(`联通${text}。`)], {})).toString());
        expect(await nameBack(bytes)).toEqual([`联通${text}。`]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('-o xlsx', () => {
  const rows: Cell[][] = [
    ['0123', '=1+1', '1234567.50', 12, 0],
    ['12345678901234567890', '三毛\n"x" _x0041_', 'unlimited', null, null],
    ['1', null, '12345678901234567.89', 3, null],
  ];
  it('ids, texts and times are text, amounts and whole numbers numbers with their decimals', async () => {
    const book = xlsx.read(await bytesOf(rows, { format: 'xlsx' }), { type: 'buffer', dense: true, cellNF: true });
    const sheet = book.Sheets['adctl']!;
    const cells = (sheet['!data'] as (xlsx.CellObject | undefined)[][]).map((row) =>
      row.map((cell) => cell && [cell.t, cell.v, cell.z]),
    );
    expect(cells[1]).toEqual([
      ['s', '0123', '@'],
      ['s', '=1+1', '@'],
      ['n', 1234567.5, '#,##0.00'],
      ['n', 12, '0'],
      ['s', '1970-01-01T00:00:00+00:00', '@'],
    ]);
    expect(cells[2]!.slice(0, 3)).toEqual([
      ['s', '12345678901234567890', '@'],
      ['s', '三毛\n"x" _x0041_', '@'],
      ['s', 'unlimited', '@'],
    ]);
    // More digits than a spreadsheet keeps.
    expect(cells[3]![2]).toEqual(['s', '12345678901234567.89', '@']);
    expect(sheet['!autofilter']).toMatchObject({ ref: 'A1:E4' });
  });

  it('reads back as the CSV does, whatever a text is', async () => {
    const texts = anyText.map((text) => text.replace(/\r\n?/g, '\n'));
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 10 }), async (names) => {
        const [sheet, csv] = [await bytesOf(names.map(rowOf), { format: 'xlsx' }), await bytesOf(names.map(rowOf), {})];
        expect(await nameBack(sheet)).toEqual(await nameBack(csv));
      }),
      { numRuns: 100 },
    );
  });

  it('no rows are a sheet with a header', async () => {
    const { opened } = await everything(await bytesOf([], { format: 'xlsx' }), { schema });
    expect(opened).toMatchObject({ rows: 0, header: COLUMNS.map(({ key }) => key) });
  });

  it('more than 200,000 rows are refused before anything is written; work is not stopped by it', async () => {
    let asked = 0;
    let text = 0;
    const many = async function* (): AsyncGenerator<Page, Tail> {
      const rows = Array.from({ length: 1_000 }, () => ['1']);
      for (; asked < SHEET_ROWS / 1_000 + 5; asked++) yield { columns: ['id'], rows };
      return {};
    };
    const sink = { write: (part: string | Uint8Array) => void (text += part.length) };
    const options = {
      format: 'xlsx',
      columns: [COLUMNS[0]!],
      labels: false,
      lang: 'en',
      tz: 'UTC',
      color: false,
    } as const;
    await expect(writePages(many(), sink, options)).rejects.toMatchObject({ code: 'SHEET_TOO_LARGE' });
    expect([asked, text]).toEqual([SHEET_ROWS / 1_000, 0]);
    asked = 0;
    await expect(writePages(many(), sink, { ...options, late: true })).rejects.toMatchObject({
      code: 'SHEET_TOO_LARGE',
    });
    expect([asked, text]).toEqual([SHEET_ROWS / 1_000 + 5, 0]);
  });
});

describe('-o html', () => {
  it('is a page by itself, every text escaped', async () => {
    const text = (await bytesOf([['1', '<script>"&\'', '5.00', 1, null]], { format: 'html', labels: true })).toString();
    expect(text).toContain('<th>The id</th>');
    expect(text).toContain('<td>&lt;script&gt;&quot;&amp;\'</td><td class="n">5.00</td>');
    expect(text).not.toMatch(/<script|https?:|src=/);
    expect(text.trimEnd().endsWith('</html>')).toBe(true);
  });
});

const office = spawnSync('soffice', ['--version'], { encoding: 'utf8' }).status === 0;
describe.skipIf(!office)(`LibreOffice${office ? '' : ' (skipped: soffice is not installed)'}`, () => {
  const rows: Cell[][] = [
    ['0012345678', '三毛,"重庆"', '1234.50', 12, 0],
    ['12345678901234567890', '=1+1', '-5.00', 0, null],
    ['3', '0042', null, null, null],
  ];
  /** Opened and saved again as CSV, its texts as they are shown. */
  const throughOffice = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    const filter = name.endsWith('.csv') ? ['--infilter=CSV:44,34,76,1'] : [];
    const to = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false';
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const args = [
      profile,
      '--headless',
      ...filter,
      '--convert-to',
      to,
      '--outdir',
      join(folder, 'out'),
      join(folder, name),
    ];
    const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8', timeout: 100_000 });
    expect(status, stderr).toBe(0);
    return readFileSync(join(folder, 'out', name.replace(/\w+$/, 'csv')), 'utf8');
  };
  test.each(['excel.csv', 'list.xlsx'])(
    '%s: zeros, long ids and Chinese survive, no formula runs',
    { timeout: 120_000 },
    async (name) => {
      const shown = throughOffice(name, await bytesOf(rows, name.endsWith('xlsx') ? { format: 'xlsx' } : excel));
      const cells = (await everything(shown, { schema })).rows.map((row) => row.cells);
      expect(cells.map(({ id }) => id)).toEqual(['0012345678', '12345678901234567890', '3']);
      expect(cells.map(({ name }) => name)).toEqual(['三毛,"重庆"', '=1+1', '0042']);
      expect(cells.map(({ budget }) => Number(budget))).toEqual([1234.5, -5, 0]);
    },
  );
});
