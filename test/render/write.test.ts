import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '../../src/domain/formats.ts';
import type { Cell, Page, Tail } from '../../src/domain/question.ts';
import { writePages } from '../../src/render/write.ts';
import { column, pagesOf, written } from './helpers.ts';

const NAMES = [column('id', { type: 'id' }), column('name')];

describe('csv reads back', () => {
  const cells: [string, Cell, string][] = [
    ['comma', 'a,b', '"a,b"'],
    ['quote', 'a"b', '"a""b"'],
    ['line break', 'a\nb', '"a\nb"'],
    ['carriage return', 'a\rb', '"a\rb"'],
    ['leading zeros', '007', '007'],
    ['nothing', null, ''],
    ['a list', ['x', 'y'], '"x,y"'],
    ['an empty list', [], ''],
    ['chinese', '账户', '账户'],
  ];
  test.each(cells)('%s', async (_, cell, text) => {
    expect((await written(NAMES, [['1', cell]])).text).toBe(`id,name\n1,${text}\n`);
  });

  test.each([
    ['csv', ','],
    ['tsv', '\t'],
  ] as const)('%s is what its library would make of it, whatever the cells hold', async (format, delimiter) => {
    const cell = fc.oneof(
      fc.constantFrom('', ' ', '0', '账户', '"', ',', '\t', '\n', '\r', '\u2028', ';', "'", '\ufeff'),
      fc.string(),
    );
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    await fc.assert(
      fc.asyncProperty(rows, async (rows) => {
        const keys = (rows[0] ?? []).map((_, i) => `c${i}`);
        const { text } = await written(
          keys.map((key) => column(key)),
          rows,
          { format },
        );
        expect(text).toBe(stringify([keys, ...rows], { delimiter, quoted_empty: keys.length === 1 }));
      }),
    );
  });

  test('tsv quotes tabs, not commas', async () => {
    const { text } = await written(
      NAMES,
      [
        ['1', 'a\tb'],
        ['2', 'a,b'],
      ],
      { format: 'tsv' },
    );
    expect(text).toBe('id\tname\n1\t"a\tb"\n2\ta,b\n');
  });

  test('a row whose only cell is empty is not an empty line', async () => {
    expect((await written([column('name')], [[null], ['x']])).text).toBe('name\n""\nx\n');
  });

  test('headers are words of the language with --labels', async () => {
    expect((await written(NAMES, [], { labels: true, lang: 'zh' })).text).toBe('列id,列name\n');
  });
});

describe('types in each form', () => {
  const columns = [
    column('id', { type: 'id' }),
    column('budget', { type: 'amount' }),
    column('rows', { type: 'integer' }),
    column('created', { type: 'instant' }),
    column('tags', { type: 'list' }),
    column('status', { type: 'enum', values: { active: { en: 'active!', zh: '有效' } } }),
    column('counts', { type: 'json' }),
    column('note'),
  ];
  const row: Cell[] = ['007', '500.00', 12, 0, ['a', 'b,c'], 'active', '{"ok":1}', null];

  test('json: numbers only for integers, arrays for lists, null for nothing', async () => {
    const { text } = await written(columns, [row], { format: 'ndjson', tz: 'Asia/Shanghai', lang: 'zh', labels: true });
    expect(text).toBe(
      '{"id":"007","budget":"500.00","rows":12,"created":"1970-01-01T08:00:00+08:00","tags":["a","b,c"],' +
        '"status":"active","counts":{"ok":1},"note":null}\n',
    );
  });

  test('csv keeps the raw key of an enum in every language', async () => {
    const { text } = await written(columns, [row], { lang: 'zh' });
    expect(text.split('\n')[1]).toBe('007,500.00,12,1970-01-01T00:00:00+00:00,"a,b,c",active,"{""ok"":1}",');
  });

  test('a table shows the label of an enum in zh, its key in en', async () => {
    expect((await written(columns, [row], { format: 'table', lang: 'zh' })).text).toContain('有效');
    expect((await written(columns, [row], { format: 'table', lang: 'en' })).text).toMatch(/active {2}/);
  });

  test('json that cannot be read stays text', async () => {
    expect((await written([column('c', { type: 'json' })], [['{']], { format: 'ndjson' })).text).toBe('{"c":"{"}\n');
  });
});

describe('no rows', () => {
  const table: [Format, string][] = [
    ['csv', 'id,name\n'],
    ['tsv', 'id\tname\n'],
    ['json', '[]\n'],
    ['ndjson', ''],
    ['table', ''],
  ];
  test.each(table)('%s', async (format, text) => {
    expect(await written(NAMES, [], { format })).toMatchObject({ text, shown: 0, more: false });
  });
});

describe('json', () => {
  test('an array has one record per line', async () => {
    const { text } = await written(
      NAMES,
      [
        ['1', 'a'],
        ['2', 'b'],
      ],
      { format: 'json' },
    );
    expect(text).toBe('[\n{"id":"1","name":"a"},\n{"id":"2","name":"b"}\n]\n');
  });

  test('a single record is an object', async () => {
    const { text } = await written(NAMES, [['1', 'a']], { format: 'json', single: true });
    expect(JSON.parse(text)).toEqual({ id: '1', name: 'a' });
  });
});

describe('pages', () => {
  test('quiet writes only the key, in every format', async () => {
    for (const format of ['table', 'csv', 'json'] as const) {
      const { text } = await written(
        NAMES,
        [
          ['1', 'a'],
          ['2', 'b'],
        ],
        { format, quiet: 'id' },
      );
      expect(text).toBe('1\n2\n');
    }
  });

  test('cells follow the columns asked for, not the order of the page', async () => {
    let text = '';
    const sink = {
      write: (part: string | Uint8Array) => {
        text += part;
      },
    };
    await writePages(pagesOf(['name', 'extra', 'id'], [['a', 'x', '1']]), sink, {
      format: 'csv',
      columns: [...NAMES, column('gone')],
      labels: false,
      lang: 'en',
      tz: 'UTC',
      color: false,
    });
    expect(text).toBe('id,name,gone\n1,a,\n');
  });

  test('10,000 rows stream page by page, the next only when the last was taken, and the tail comes back', async () => {
    for (const format of ['csv', 'tsv', 'json', 'ndjson', 'table'] as const) {
      const rows = Array.from({ length: 10_000 }, (_, i) => [String(i), `账户${i}`]);
      let taken = 0;
      let pending = false;
      const checks = async function* (): AsyncGenerator<Page, Tail> {
        for (let from = 0; from < rows.length; from += 500) {
          expect(pending).toBe(false);
          yield { columns: ['id', 'name'], rows: rows.slice(from, from + 500) };
        }
        return { cursor: 'next', total: 10_000 };
      };
      let text = '';
      const sink = {
        write: async (part: string | Uint8Array) => {
          pending = true;
          await new Promise((resolve) => setImmediate(resolve));
          pending = false;
          text += part;
          taken++;
        },
      };
      const columns = NAMES;
      const result = await writePages(checks(), sink, {
        format,
        columns,
        labels: false,
        lang: 'en',
        tz: 'UTC',
        color: false,
      });
      expect(result).toEqual({ cursor: 'next', total: 10_000, shown: 10_000, more: false, hidden: [] });
      expect(taken).toBeGreaterThanOrEqual(20);
      if (format === 'json') expect(JSON.parse(text)).toHaveLength(10_000);
      else expect(text.trimEnd().split('\n')).toHaveLength(format === 'ndjson' ? 10_000 : 10_001);
    }
  });

  test('a table stops at its limit, says that there is more, and lets the snapshot go', async () => {
    for (const [count, more] of [
      [99, false],
      [100, false],
      [101, true],
      [600, true],
    ] as const) {
      let closed = false;
      const source = async function* (): AsyncGenerator<Page, Tail> {
        try {
          const rows = Array.from({ length: count }, (_, i) => [String(i), 'x']);
          for (let at = 0; at < count; at += 50) yield { columns: ['id', 'name'], rows: rows.slice(at, at + 50) };
          return {};
        } finally {
          closed = true;
        }
      };
      const sink = { write: () => {} };
      const options = { columns: NAMES, labels: false, lang: 'en', tz: 'UTC', color: false, tableLimit: 100 } as const;
      const result = await writePages(source(), sink, { ...options, format: 'table' });
      expect(result).toMatchObject({ shown: Math.min(count, 100), more });
      expect(closed).toBe(true);
      expect((await writePages(source(), sink, { ...options, format: 'csv' })).shown).toBe(count);
    }
  });

  test('a reader that goes away closes the source; a refused question writes nothing', async () => {
    let closed = false;
    const source = async function* (): AsyncGenerator<Page, Tail> {
      try {
        for (;;) yield { columns: ['id', 'name'], rows: [['1', 'x']] };
      } finally {
        closed = true;
      }
    };
    const options = { format: 'csv', columns: NAMES, labels: false, lang: 'en', tz: 'UTC', color: false } as const;
    const gone = { write: () => Promise.reject(new Error('EPIPE')) };
    await expect(writePages(source(), gone, options)).rejects.toThrow('EPIPE');
    expect(closed).toBe(true);

    let text = '';
    // biome-ignore lint/correctness/useYield: it fails before its first page
    const refused = async function* (): AsyncGenerator<Page, Tail> {
      throw new Error('refused');
    };
    await expect(
      writePages(
        refused(),
        {
          write: (t) => {
            text += t;
          },
        },
        options,
      ),
    ).rejects.toThrow('refused');
    expect(text).toBe('');
  });
});
