import '../helpers/seed.ts';
import { mkdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/files/csv-text.ts';
import { encodeGb18030 } from '../../src/files/gb18030.ts';
import { everything, everythingOf, fileOf, openFile, refusal, refusalOf, scratch } from './helpers.ts';

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const ENCODINGS = {
  'utf-8': { encoding: 'utf-8', bom: false, bytes: (text: string) => Buffer.from(text) },
  'utf-8 with BOM': { encoding: 'utf-8', bom: true, bytes: (text: string) => Buffer.from('\ufeff' + text) },
  'utf-16le with BOM': {
    encoding: 'utf-16le',
    bom: true,
    bytes: (text: string) => Buffer.from('\ufeff' + text, 'utf16le'),
  },
  'utf-16le without': { encoding: 'utf-16le', bom: false, bytes: (text: string) => Buffer.from(text, 'utf16le') },
  'utf-16be with BOM': { encoding: 'utf-16be', bom: true, bytes: (text: string) => swapped('\ufeff' + text) },
  'utf-16be without': { encoding: 'utf-16be', bom: false, bytes: swapped },
  gb18030: { encoding: 'gb18030', bom: false, bytes: encodeGb18030 },
} as const;
const ENDS = { LF: ['\n'], CRLF: ['\r\n'], CR: ['\r'], mixed: ['\n', '\r\n', '\r'] } as const;

describe('BULK-1: encodings, separators and line ends', () => {
  for (const [name, { encoding, bom, bytes }] of Object.entries(ENCODINGS)) {
    for (const [end, ends] of Object.entries(ENDS)) {
      for (const separator of [',', ';', '\t']) {
        it(`${name}, ${end}, ${JSON.stringify(separator)}`, async () => {
          const lines = [
            ['账户ID', '账户名称', '日预算'],
            ['00000123', '"重庆火锅，""老张""\n分店"', '500.00'],
            [],
            ['12345678901234567890', `"一${separator}二"`, ''],
          ];
          const text = lines.map((cells, i) => cells.join(separator) + ends[i % ends.length]).join('');
          const { opened, rows } = await everything(bytes(text));
          expect(opened).toMatchObject({ encoding, bom, format: separator === '\t' ? 'tsv' : 'csv', rows: 2 });
          expect(rows).toEqual([
            { row: 1, cells: { id: '00000123', name: '重庆火锅，"老张"\n分店', daily_budget: '500.00' } },
            { row: 2, cells: { id: '12345678901234567890', name: `一${separator}二`, daily_budget: '' } },
          ]);
        });
      }
    }
  }

  it('takes a short GB18030 text for what it is', async () => {
    const { opened, rows } = await everything(encodeGb18030('id,name\n1,联通\n'));
    expect(opened.encoding).toBe('gb18030');
    expect(rows[0]!.cells).toEqual({ id: '1', name: '联通' });
  });
});

describe('headers', () => {
  it.each([
    ['Chinese, another order', '日预算,账户ID', { daily_budget: 'b', id: 'a' }],
    ['case, blanks, _ and -', 'Daily-BUDGET ,account id', { daily_budget: 'b', id: 'a' }],
    ['full width', 'ＤＡＩＬＹ＿ＢＵＤＧＥＴ,ＵＩＤ', { daily_budget: 'b', id: 'a' }],
    ['zero-width and NBSP', '\u200bdaily_budget\u00a0,\u3000id', { daily_budget: 'b', id: 'a' }],
  ])('%s', async (_, header, cells) => {
    const { opened, rows } = await everything(`${header}\nb,a\n`);
    expect(rows).toEqual([{ row: 1, cells }]);
    expect(opened.header).toEqual(header.split(','));
  });

  it('refuses two columns of one field', async () => {
    expect(await refusal('id,UID\n1,2\n')).toMatchObject({ code: 'FILE_HEADER' });
  });
  it('refuses a file without any known column', async () => {
    expect(await refusal('foo,bar\n1,2\n', { writing: false })).toMatchObject({ code: 'FILE_HEADER' });
  });
  it('refuses an unknown column with the nearest name', async () => {
    const { code, details } = await refusal('id,dayly_budget\n1,2\n');
    expect(code).toBe('COLUMN_UNKNOWN');
    expect(details).toMatchObject({ column: 'dayly_budget', nearest: ['daily_budget'] });
  });
  it.each([{ writing: true, ignoreUnknown: true }, { writing: false }])('ignores it when told: %o', async (more) => {
    const { opened, rows } = await everything('id,colour\n1,red\n', more);
    expect(opened.ignored).toEqual(['colour']);
    expect(rows[0]!.cells).toEqual({ id: '1' });
  });
  it('takes a trailing separator of header and rows for nothing', async () => {
    const { rows } = await everything('id,name,,\n1,a,,,,\n2,b\n');
    expect(rows.map((row) => row.cells)).toEqual([
      { id: '1', name: 'a' },
      { id: '2', name: 'b' },
    ]);
  });
});

describe('one id per line', () => {
  it('needs no header', async () => {
    const { opened, rows, original } = await everything('20000123\n\n tencent:0042 \nnonsense\n');
    expect(opened).toMatchObject({ format: 'ids', header: ['id'], rows: 3 });
    expect(rows.map((row) => row.cells['id'])).toEqual(['20000123', 'tencent:0042', 'nonsense']);
    expect(original[2]).toEqual({ row: 3, cells: ['nonsense'] });
  });
  it('reports further columns as ignored, or refuses them where they may matter', async () => {
    expect((await everything('1,x\n2,y\n', { writing: false })).opened.ignored).toEqual(['#2']);
    expect(await refusal('1,500.00\n')).toMatchObject({ code: 'FILE_HEADER' });
  });
});

describe('cells', () => {
  it.each([
    ['="0123"', '0123'],
    ['"=""0123"""', '0123'],
    ["'0123", '0123'],
    ["'=1+1", '=1+1'],
    ['\u3000\u00a0\u200b 12 \ufeff', '12'],
    ["'-5", '-5'],
    ["'tis", "'tis"],
    ['7.73E+016', '7.73E+016'],
    ['5" screen', '5" screen'],
    ['"a" ', 'a'],
  ])('%s is read as %s', async (text, value) => {
    const { rows } = await everything(`id,name\n1,${text}\n`);
    expect(rows[0]).toEqual({ row: 1, cells: { id: '1', name: value } });
  });
  it('after a TAB a text is as it stands', async () => {
    for (const text of ["'0123", '=""0123""', '@x'])
      expect((await everything(`id,name\n1,"\t${text}"\n`)).rows[0]!.cells['name']).toBe(text.replaceAll('""', '"'));
  });
  it('a TAB before a formula is undone', async () => {
    const { rows } = await everything('id,name\n1,"\t=1+1"\n');
    expect(rows[0]!.cells['name']).toBe('=1+1');
  });
});

describe('rows', () => {
  it('a row of another width is that row’s fault, and keeps its cells', async () => {
    const { rows, original } = await everything('id,name\n1\n2,b,c\n3,c\n');
    expect(rows.map((row) => row.bad?.code)).toEqual(['ROW_SHAPE', 'ROW_SHAPE', undefined]);
    expect(rows[1]!.bad!.details).toEqual({ found: 3, expected: 2 });
    expect(original.map((row) => row.cells)).toEqual([['1'], ['2', 'b', 'c'], ['3', 'c']]);
  });
  it('blank rows are not counted', async () => {
    const { opened, rows } = await everything('\n\nid,name\n\n1,a\n   \n,,\n"",""\n2,b\n\n');
    expect(opened.rows).toBe(2);
    expect(rows.map((row) => row.row)).toEqual([1, 2]);
  });
  it('a wholly empty file has no rows', async () => {
    for (const content of ['', '\n\r\n', '\ufeff']) expect((await everything(content)).opened.rows).toBe(0);
    expect((await everything('id,name\n')).opened).toMatchObject({ rows: 0, header: ['id', 'name'] });
  });
  it('come in chunks, and several times', async () => {
    const opened = await openFile(fileOf('id\n' + '1\n'.repeat(25)), { chunkRows: 10 });
    for (let time = 0; time < 2; time++) {
      const sizes: number[] = [];
      for await (const chunk of opened.read()) sizes.push(chunk.length);
      expect(sizes).toEqual([10, 10, 5]);
    }
    await opened.close();
  });
});

describe('NDJSON', () => {
  it('keeps numbers as they are written', async () => {
    const { opened, rows, original } = await everything(
      '{"id":12345678901234567890,"daily_budget":500.10,"name":"a: 1, \\"2\\""}\n\n{"账户ID":"007","tags":["a","b"],"name":null}\n'.replace(
        '账户ID',
        'id',
      ),
    );
    expect(opened).toMatchObject({ format: 'ndjson', rows: 2, header: ['id', 'daily_budget', 'name', 'tags'] });
    expect(rows.map((row) => row.cells)).toEqual([
      { id: '12345678901234567890', daily_budget: '500.10', name: 'a: 1, "2"' },
      { id: '007', tags: 'a,b', name: '' },
    ]);
    expect(original[1]!.cells).toEqual(['007', '', '', 'a,b']);
  });
  it('a line that is no such object is that row’s fault', async () => {
    const { rows } = await everything('{"id":"1"}\n{"id":{"a":1}}\n{"id":"2"\n{"id":"3"}');
    expect(rows.map((row) => row.bad?.code)).toEqual([undefined, 'ROW_JSON', 'ROW_JSON', undefined]);
  });
});

describe('JSON arrays, and objects over several lines', () => {
  it.each([
    ['an array', '[{"id":"1","name":"a"},\n {"id":20000000000000000001, "tags":["x","y"]}]\n'],
    [
      'an array over lines',
      '\n [\n{\n  "id": "1",\n  "name": "a"\n}\n,{"id":20000000000000000001,"tags":["x","y"]}\n]',
    ],
    ['objects over lines', '{\n"id": "1",\n"name": "a"}\n{"id":20000000000000000001,"tags":["x","y"]\n}'],
  ])('%s', async (_, content) => {
    const { opened, rows, original } = await everything(content);
    expect(opened).toMatchObject({ format: 'json', rows: 2, header: ['id', 'name', 'tags'] });
    expect(rows.map((row) => row.cells)).toEqual([
      { id: '1', name: 'a' },
      { id: '20000000000000000001', tags: 'x,y' },
    ]);
    expect(original[1]!.cells).toEqual(['20000000000000000001', '', 'x,y']);
  });
  it('brackets and quotes within texts end nothing', async () => {
    const { rows } = await everything(JSON.stringify([{ id: '1', name: '}]"\\,{' }, { id: '2' }]));
    expect(rows.map((row) => row.cells)).toEqual([{ id: '1', name: '}]"\\,{' }, { id: '2' }]);
  });
  it('an object within a cell is the fault of rows that read it only', async () => {
    const { rows } = await everything('[{"id":"1","counts":{"ok":1}},{"id":{"a":1}}]', { writing: false });
    expect(rows.map((row) => row.bad?.code)).toEqual([undefined, 'ROW_JSON']);
  });
  it('an empty array has no rows', async () => {
    expect((await everything(' [ ] ')).opened.rows).toBe(0);
  });
  it('many objects, cut anywhere by the chunks of the file', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ id: String(i), name: `重庆火锅 ${i}` }));
    const { opened, rows } = await everything(JSON.stringify(many, null, 1));
    expect(opened.rows).toBe(20_000);
    expect(rows.at(-1)!.cells).toEqual({ id: '19999', name: '重庆火锅 19999' });
  });
  it.each([
    ['never closed', '[{"id":"1"}\n', 2, 1],
    ['an object never closed', '[{"id":"1"},\n {"id":"2"', 2, 2],
    ['a comma too many', '[{"id":"1"},]', 1, 13],
    ['no comma', '[{"id":"1"} {"id":"2"}]', 1, 13],
    ['not objects', '["1","2"]', 1, 2],
    ['text after the end', '[{"id":"1"}]\nx', 2, 1],
    ['a NUL', '[{"id":"\0"}]', 1, 9],
  ])('%s is a fault of structure', async (_, content, line, column) => {
    const { code, details } = await refusal(content);
    expect([code, details['line'], details['column']]).toEqual(['FILE_STRUCTURE', line, column]);
  });
});

describe('a file wrong in structure is refused with line and column', () => {
  const utf8 = (...parts: (string | number)[]): Buffer =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))));
  it.each([
    ['an open quote', Buffer.from('id,name\n1,"a\nb"\n2,"重庆\n3,c\n'), 4, 3],
    ['an open quote after CRLF', Buffer.from('id,name\r\n1,a\r\n2,"b'), 3, 3],
    ['text after a closing quote', Buffer.from('id,name\n1,"a"b\n'), 2, 6],
    ['a NUL', Buffer.from('id,name\n1,中\0\n'), 2, 4],
    ['a NUL in NDJSON', Buffer.from('{"id":"1"}\n{"id":"\0"}'), 2, 8],
    ['a byte that is neither UTF-8 nor GB18030', utf8('id,name\n1,a', 0xff, '\n'), 2, 4],
    ['a broken byte in UTF-8', utf8('id,name\n1,重庆火锅餐饮有限公司\n2,渝', 0xff, '\n'), 3, 4],
    ['a broken byte after a BOM', utf8('\ufeffid,name\n1,', 0xd6, 0xd0, '\n'), 2, 3],
    ['a cut UTF-16', Buffer.concat([Buffer.from('\ufeffid,name\n1,a', 'utf16le'), Buffer.of(0x41)]), 2, 4],
  ])('%s', async (_, content, line, column) => {
    const { code, details } = await refusal(content);
    expect([code, details['line'], details['column']]).toEqual(['FILE_STRUCTURE', line, column]);
    expect(details['reason']).toMatchObject({ en: expect.any(String), zh: expect.any(String) });
  });
  it('also where the fault is in a later block', async () => {
    const text = 'id,name\n' + '1,重庆火锅餐饮有限公司\n'.repeat(30_000);
    expect((await refusal(text + '2,"x\n')).details).toMatchObject({ line: 30_002, column: 3 });
    const bytes = Buffer.concat([Buffer.from(text + '2,'), Buffer.of(0xff)]);
    expect((await refusal(bytes)).details).toMatchObject({ line: 30_002, column: 3 });
  });
  it('names a missing file and a directory', async () => {
    const missing = await refusalOf(() => everythingOf(scratch()));
    expect(missing.code).toBe('FILE_NOT_FOUND');
    const folder = scratch();
    mkdirSync(folder);
    expect(await refusalOf(() => everythingOf(folder))).toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', ' ', 'a', '中', "'", '=', '\u3000') }),
);

describe('what csv-text writes is read back', () => {
  it('equal, cell by cell, whatever is in it', async () => {
    const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(table, async (cells) => {
        const clean = cells.map((row) => row.map((text) => text.replaceAll('\0', '')));
        const kept = clean.filter((row) => row.some((text) => !/^[ \t\r\n]*$/.test(text)));
        const text = csvLine(['id', 'name', 'tags']) + clean.map(csvLine).join('');
        const { opened, original } = await everything(text);
        expect(opened.rows).toBe(kept.length);
        expect(original.map((row) => row.cells)).toEqual(kept);
      }),
      { numRuns: 300 },
    );
  });

  it('the first pass counts the rows that the second finds, for any text that it lets through', async () => {
    const noise = fc.string({ unit: fc.constantFrom('"', '"', ',', '\n', '\r', ' ', 'a', '\t'), maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(noise, async (text) => {
        const opened = await openFile(fileOf(`id,name\n1,a\n${text}`)).catch(() => undefined);
        if (!opened) return;
        let rows = 0;
        for await (const chunk of opened.read()) rows += chunk.length;
        await opened.close();
        expect(rows).toBe(opened.rows);
      }),
      { numRuns: 2000 },
    );
  });
});
