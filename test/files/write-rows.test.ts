import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { templateOf } from '../../src/files/template.ts';
import { type FailedRow, writeFailed, writeResults } from '../../src/files/write-rows.ts';
import { type Everything, everything, everythingOf, refusalOf, schema, scratch } from './helpers.ts';

async function* failedOf({ original }: Everything): AsyncGenerator<FailedRow> {
  for (const { row, cells } of original) {
    yield { cells, reference: `k:${row}`, status: 'conflict', code: 'TAKEN', reason: 'taken, "by" another' };
  }
}
const feedBack = async (read: Everything): Promise<{ path: string; again: Everything }> => {
  const path = scratch('failed.csv');
  await writeFailed(path, read.opened.header, failedOf(read), { bom: read.opened.bom });
  return { path, again: await everythingOf(path) };
};

describe('BULK-2: --failed', () => {
  it('keeps the row as it came in, and can be fed back again and again', async () => {
    const first = await everything('\ufeff日预算;账户ID;账户名称\n 500 ;="0123";"a;""b""\nc"\n');
    const { path, again } = await feedBack(first);
    expect(readFileSync(path, 'utf8')).toBe(
      '\ufeff日预算,账户ID,账户名称,reference,status,code,reason\n' +
        '" 500 ","=""0123""","a;""b""\nc",k:1,conflict,TAKEN,"taken, ""by"" another"\n',
    );
    expect(again.rows).toEqual([{ row: 1, cells: { ...first.rows[0]!.cells, reference: 'k:1' } }]);
    expect(again.opened).toMatchObject({ header: first.opened.header, ignored: [], bom: true });
    expect(again.original).toEqual(first.original);
    const third = await feedBack(again);
    expect(readFileSync(third.path, 'utf8')).toBe(readFileSync(path, 'utf8'));
  });

  it('leaves a row with too many or too few cells refused, and nothing of it lost', async () => {
    const { path, again } = await feedBack(await everything('id,name\n1,a,b\n2\n'));
    expect(again.rows.map((row) => row.bad?.code)).toEqual(['ROW_SHAPE', 'ROW_SHAPE']);
    expect(again.original.map(({ cells }) => cells)).toEqual([['1', 'a', 'b'], ['2']]);
    expect(readFileSync((await feedBack(again)).path, 'utf8')).toBe(readFileSync(path, 'utf8'));
  });

  it('as a workbook where the name says so: every cell a text, fed back unchanged', async () => {
    const first = await everything('id,name,tags\n0012,"=1+1 _x0041_","a\nb"\n0013,,\n');
    const path = scratch('failed.XLSX');
    await writeFailed(path, first.opened.header, failedOf(first));
    const again = await everythingOf(path);
    expect(again.opened).toMatchObject({ format: 'sheet', header: ['id', 'name', 'tags'], ignored: [] });
    expect(again.rows.map(({ cells }) => cells)).toEqual([
      { id: '0012', name: '=1+1 _x0041_', tags: 'a\nb', reference: 'k:1' },
      { id: '0013', name: '', tags: '', reference: 'k:2' },
    ]);
    expect(again.original).toEqual(first.original);
  });

  it('of ids and of NDJSON is a CSV', async () => {
    const ids = await feedBack(await everything('0012\n'));
    expect(ids.again.rows[0]!.cells).toEqual({ id: '0012', reference: 'k:1' });
    const json = await feedBack(await everything('{"id":"1","name":"a"}\n'));
    expect(json.again.rows[0]!.cells).toEqual({ id: '1', name: 'a', reference: 'k:1' });
  });

  it('a field called status is the user’s; the column that was added is not', async () => {
    const own = { schema: { ...schema, status: { ...schema['name']!, label: { en: 'Status', zh: '状态' } } } };
    const both = 'id,status,reference,status,code,reason\n1,closed,k:1,conflict,TAKEN,x\n';
    expect((await everything(both, own)).rows[0]!.cells).toEqual({ id: '1', status: 'closed', reference: 'k:1' });
    const added = 'id,reference,status,code,reason\n1,k:1,conflict,TAKEN,x\n';
    expect((await everything(added, own)).rows[0]!.cells).toEqual({ id: '1', reference: 'k:1' });
  });
});

describe('files are written whole or not at all', () => {
  it('mode 0600, over what was there, with nothing left beside', async () => {
    const path = join(scratch('folder'), 'results.csv');
    mkdirSync(dirname(path));
    writeFileSync(path, 'old', { mode: 0o644 });
    await writeResults(path, ['row', 'status'], rowsOf(['1', 'ok'], ['2', 'a,b']));
    expect(readFileSync(path, 'utf8')).toBe('row,status\n1,ok\n2,"a,b"\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const broken = async function* (): AsyncGenerator<string[]> {
      yield ['1', 'ok'];
      throw new Error('broken');
    };
    await expect(writeResults(path, ['row'], broken())).rejects.toThrow('broken');
    expect(readdirSync(dirname(path))).toEqual(['results.csv']);
    expect(readFileSync(path, 'utf8')).toContain('2,"a,b"');
  });
  it('clears away what a process that has died left beside it, and nothing else', async () => {
    const path = join(scratch('folder'), 'results.csv');
    mkdirSync(dirname(path));
    const host = hostname()
      .replace(/[^\w-]/g, '')
      .slice(0, 40);
    // No process has a number as large.
    const dead = `results.csv.${host}-99999999.tmp`;
    const kept = [`results.csv.${host}-1.tmp`, 'results.csv.elsewhere-99999999.tmp', 'other.csv.tmp'];
    for (const name of [dead, ...kept]) writeFileSync(join(dirname(path), name), '');
    await writeResults(path, ['row'], rowsOf(['1']));
    expect(readdirSync(dirname(path)).toSorted()).toEqual(['results.csv', ...kept].toSorted());
  });
  it('a folder that is missing, or a directory, is said in words', async () => {
    const folder = scratch();
    const missing = await refusalOf(() => writeResults(join(folder, 'x.csv'), [], rowsOf()));
    expect(missing.code).toBe('FILE_NOT_FOUND');
    mkdirSync(folder);
    expect((await refusalOf(() => writeResults(folder, [], rowsOf()))).code).toBe('FILE_UNREADABLE');
  });
});

async function* rowsOf(...rows: string[][]): AsyncGenerator<string[]> {
  yield* rows;
}

describe('--template', () => {
  it('prints headers that are read back, in names and in words', async () => {
    expect(templateOf(schema, { labels: false, lang: 'en' })).toBe('id,name,daily_budget,tags\n');
    const zh = templateOf(schema, { labels: true, lang: 'zh' });
    expect(zh).toBe('账户ID,账户名称,日预算,标签\n');
    expect((await everything(`${zh}1,a,5,x\n`)).rows[0]!.cells).toEqual({
      id: '1',
      name: 'a',
      daily_budget: '5',
      tags: 'x',
    });
  });
});
