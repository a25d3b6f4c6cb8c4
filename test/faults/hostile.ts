/** Rows that no friend would send, and files of every form that hold them. */
import { utils, write } from '@e965/xlsx';
import type { Random } from './campaign.ts';

const LONG = 'x'.repeat(10_000);
/** What breaks parsers, terminals, spreadsheets, paths, queries and prototypes elsewhere. */
const HOSTILE: readonly string[] = [
  ...[
    '',
    ' ',
    '\u3000',
    '\u200b',
    '\ufeff',
    '\u0000',
    'a\u0000b',
    '\u0007',
    '\u001b[31mred',
    '\u202etxt.exe',
    '\u2028',
  ],
  ...[
    '\ud800',
    'e\u0301',
    '👨‍👩‍👧‍👦',
    '１２３４５６',
    '٣٤٥',
    'ＡＢＣ',
    '格力',
    '𠮷野家',
    'İ',
    'ß',
    LONG,
    '9'.repeat(400),
  ],
  ...[
    '"',
    '""',
    '"a',
    "'",
    "'; DROP TABLE accounts; --",
    '\\',
    '\\u0000',
    '`',
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    'a\nb',
    '|',
  ],
  ...[
    '=1+1',
    '=HYPERLINK("http://x","y")',
    '@SUM(A1)',
    '+1',
    '-1',
    '-0',
    '="0123"',
    "'0123",
    '\t=1',
    '%s%n',
    '$(x)',
    '{{x}}',
  ],
  ...[
    'null',
    'NULL',
    'undefined',
    'true',
    'NaN',
    'Infinity',
    '{}',
    '[]',
    '[1',
    '{"a":',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    '0',
    '00000000000000000000',
    '0x10',
    '1e5',
    '1E+400',
    '0.001',
    '0.1',
    '1,234.56',
    '1.234,56',
    '¥5',
    '9007199254740993',
  ],
  ...[
    '99999999999999999999',
    '99999999999999999999.99',
    '1/0',
    '1:2:3',
    ':',
    '::',
    'tencent:',
    ':1',
    'nobody:1',
    'tencent:1',
  ],
  ...[
    '../../etc/passwd',
    '/dev/null',
    'C:\\con',
    'file:///x',
    'a/b/c',
    '//',
    '*',
    '?',
    '-',
    '--',
    '-rf',
    '#',
    '#N/A',
    '#REF!',
  ],
  ...[
    '9999-99-99',
    '0000-00-00',
    '2026-02-30',
    '1e1000',
    'entity:',
    'agency:e_x',
    'unit:',
    'unlimited',
    '无限',
    'b_0',
    'op',
    '*',
  ],
];

/** Cells of one row by field: hostile ones among those that could be right. */
export function hostileRow(
  random: Random,
  fields: readonly string[],
  likely: readonly string[],
): Record<string, string> {
  const pick = (from: readonly string[]) => from[random(from.length)] as string;
  return Object.fromEntries(
    fields.map((field) => {
      const kind = random(10);
      if (kind < 5) return [field, pick(likely)];
      if (kind < 9) return [field, pick(HOSTILE)];
      const size = 1 + random(12);
      return [field, Array.from({ length: size }, () => String.fromCodePoint(random(0x3000))).join('')];
    }),
  );
}

export type Row = Readonly<Record<string, string>>;
const cellsOf = (fields: readonly string[], row: Row) => fields.map((field) => row[field] ?? '');

function separated(fields: readonly string[], rows: readonly Row[], separator: string): string {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => cellsOf(fields, row).map(quoted).join(separator));
  return `${fields.join(separator)}\n${lines.join('\n')}\n`;
}

/** The rows as a file of each form that is read. */
export const FORMS: Readonly<Record<string, (fields: readonly string[], rows: readonly Row[]) => string | Uint8Array>> =
  {
    csv: (fields, rows) => separated(fields, rows, ','),
    tsv: (fields, rows) => separated(fields, rows, '\t'),
    ndjson: (_, rows) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`,
    json: (_, rows) => JSON.stringify(rows),
    xlsx: (fields, rows) => {
      // A workbook is XML, which has no control characters, nor halves of pairs; a cell ends at 32,767 characters.
      const clean = (cell: string) => cell.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '?').slice(0, 32_000);
      const sheet = utils.aoa_to_sheet([[...fields], ...rows.map((row) => cellsOf(fields, row).map(clean))]);
      return new Uint8Array(write({ SheetNames: ['a'], Sheets: { a: sheet } }, { type: 'buffer', bookType: 'xlsx' }));
    },
  };

/** A file with some of its bytes replaced, dropped, doubled, or cut off. */
export function mangled(random: Random, content: string | Uint8Array): Buffer {
  let bytes = Buffer.from(content as Uint8Array);
  for (let n = 1 + random(8); n > 0 && bytes.length > 0; n--) {
    const at = random(bytes.length);
    const how = random(4);
    if (how === 0) bytes[at] = random(256);
    else if (how === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(40))]);
    else if (how === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - random(60)))]);
    else if (random(4) === 0) bytes = bytes.subarray(0, at);
  }
  return bytes;
}
