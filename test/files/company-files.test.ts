/** Files as other systems leave them: packed by gzip, with a title above the header, or without a header (cli.md "Changes"). */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { everything, everythingOf, fileOf, openFile, refusal, stream } from './helpers.ts';

const TEXT = 'id,name\n1,甲\n2,乙\n';

describe('gzip', () => {
  it('is read as what it holds, from a file and from standard input, as often as is asked', async () => {
    const packed = gzipSync(TEXT);
    const file = await everythingOf(fileOf(packed));
    expect(file.rows.map(({ cells }) => cells)).toEqual([
      { id: '1', name: '甲' },
      { id: '2', name: '乙' },
    ]);
    expect(file.original.map(({ cells }) => cells)).toEqual([
      ['1', '甲'],
      ['2', '乙'],
    ]);
    const piped = await everythingOf('-', { stdin: stream(packed) });
    expect(piped.rows).toEqual(file.rows);
  });
  it('in any encoding, and larger than a chunk', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i + 1},账户${i}`);
    const { opened } = await everythingOf(
      fileOf(gzipSync(Buffer.from(`\ufeffid,name\n${rows.join('\n')}\n`, 'utf16le'))),
    );
    expect(opened).toMatchObject({ rows: 50_000, encoding: 'utf-16le' });
  });
  it('that is damaged or cut off is refused before any row', async () => {
    const packed = gzipSync(TEXT);
    const broken = Buffer.from(packed);
    broken.fill(0xff, 12, 20);
    for (const bytes of [packed.subarray(0, packed.length - 9), broken])
      await expect(openFile(fileOf(bytes))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('a title above the header', () => {
  it.each([
    ['one line', '账户清单\nid,name\n1,a\n', 2],
    ['with empty cells, a note and blank lines', '账户清单,,\n导出时间：1月,,\n\nid,账户名称\n1,a\n', 3],
    ['one column', '账户清单\nid\n1\n', 2],
    ['among unknown columns', '清单,,\nUID,name,colour\n1,a,red\n', 2],
  ])('%s: the row that looks like the header is named', async (_, text, row) => {
    expect(await refusal(text)).toMatchObject({ code: 'FILE_TITLE', details: { row } });
  });
  it.each([
    ['a value that is called as a column', 'foo,bar,baz\nname,1,2\n'],
    ['nothing like a header', 'foo,bar\n1,2\n'],
  ])('%s is none', async (_, text) => {
    expect(await refusal(text)).toMatchObject({ code: 'COLUMN_UNKNOWN' });
  });
  it('is not looked for where ids stand without a header', async () => {
    expect((await everything('1\nid\n')).rows).toHaveLength(2);
  });
});

describe('unknown columns', () => {
  const advice = async (text: string) => ((await refusal(text)).details['advice'] as { en: string }).en;
  it('say how to leave them out, with the nearest name or without', async () => {
    expect(await advice('id,nmae\n1,2\n')).toBe('nearest: name; or add --ignore-unknown to leave it out');
    expect(await advice('id,zzzzzz\n1,2\n')).toBe('add --ignore-unknown to leave it out');
  });
  it('the only one, like none of ours: there is no header', async () => {
    expect(await refusal('苏州网络服务有限公司\n河北商贸有限公司\n')).toMatchObject({ code: 'FILE_HEADER' });
  });
});
