/** Files in and out through the real main: what they must never destroy, and that nothing of them is lost. */
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Shell, shell } from '../helpers/main.ts';
import { newFolder } from '../helpers/state.ts';

let own: Shell;
let at: (name: string) => string;
const ids = Array.from({ length: 2_500 }, (_, i) => String(60000000 + i));

beforeAll(async () => {
  own = shell();
  at = (name) => join(own.folder, name);
  const rows = ids.map((id) => `tencent,${id},大批${id}`);
  writeFileSync(at('new.csv'), `platform,id,name\n${rows.join('\n')}\n`);
  const { code, stderr } = await own.run(['accounts', 'import', '--from', at('new.csv'), '-q']);
  expect([code, stderr]).toEqual([0, expect.stringContaining('2,500')]);
  writeFileSync(at('ids.csv'), `id\n${ids.slice(0, 3).join('\n')}\n99\n`);
  mkdirSync(at('config/keys'), { recursive: true });
  writeFileSync(at('config/keys/s_1.key'), 'key');
  writeFileSync(at('config/config.json'), '{}');
  symlinkSync(at('ids.csv'), at('symbolic.csv'));
  linkSync(at('ids.csv'), at('hard.csv'));
  symlinkSync(at('state.db'), at('state.csv'));
});

describe('no output is written over what it is made from', () => {
  test.each([
    ['the state', ['--results', 'state.db']],
    ['the state by a link', ['--failed', 'state.csv']],
    ['its journal', ['--results', 'state.db-wal']],
    ['its shared memory', ['--failed', 'state.db-shm']],
    ['a key', ['--results', 'config/keys/s_1.key']],
    ['the configuration', ['--results', 'config/config.json']],
    ['the input', ['--results', 'ids.csv']],
    ['the input by a symbolic link', ['--failed', 'symbolic.csv']],
    ['the input by a hard link', ['--failed', 'hard.csv']],
    ['each other', ['--failed', 'both.csv', '--results', 'both.csv']],
  ] as const)('%s', async (_, options) => {
    const words = options.map((word) => (word.startsWith('--') ? word : at(word)));
    const before = readFileSync(at('ids.csv'), 'utf8');
    for (const dry of [['-n'], []]) {
      const { code, stdout, stderr } = await own.run(['accounts', 'claim', '--from', at('ids.csv'), ...words, ...dry]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('(OUTPUT_FILE)');
    }
    expect(readFileSync(at('ids.csv'), 'utf8')).toBe(before);
    expect(readFileSync(at('config/keys/s_1.key'), 'utf8')).toBe('key');
    expect((await own.run(['batches', 'list', '--operation', 'accounts.claim', '--count'])).stdout).toBe('0\n');
  });

  test('nor where none can be made, which is known before the work', async () => {
    const { code, stderr } = await own.run(['accounts', 'claim', ids[0]!, '--results', at('no/such/x.csv')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('its folder is missing or read-only (OUTPUT_FILE)')]);
  });
});

test.skipIf(!existsSync('/dev/full'))(
  'what fails at its end leaves the summary and says where the results are',
  async () => {
    const { code, stderr } = await own.run([
      'accounts',
      'tag',
      ...ids.slice(0, 900),
      '--tag',
      'a',
      '-q',
      '--results',
      '/dev/full',
    ]);
    expect(stderr).toMatch(
      /^tagged 900 · batch b_\w+ .*\n.*\nerror: \/dev\/full could not be written: no room left on its disk \(OUTPUT_LOST\)\n {2}hint: the run itself is through; its results: adctl batches results b_\w+\n$/,
    );
    expect(code).toBe(1);
  },
);

/** Runs until the first results are told, then Ctrl-C; the batch. */
async function stopped(...words: string[]): Promise<string> {
  const stop = new AbortController();
  const { code, stderr } = await own.run(words, { signal: stop.signal, onWrite: () => stop.abort() });
  expect(code).toBe(130);
  return /adctl batches resume (b_\w+)/.exec(stderr)![1]!;
}

test('BULK-4 a resumed batch writes the files for all of its rows', async () => {
  const rows = ids.map((id, i) => `${i % 500 === 0 ? 'x y' : 'tencent'},${id},名${id},y`);
  writeFileSync(at('many.csv'), `platform,id,name,x\n${rows.join('\n')}\n`);
  const files = ['--results', at('results.csv'), '--failed', at('failed.csv')];
  const words = ['accounts', 'import', '--from', at('many.csv'), '--ignore-unknown', ...files];
  const batch = await stopped(...words);
  const { code } = await own.run(['batches', 'resume', batch, '-q', ...files]);
  expect(code).toBe(6);
  const results = readFileSync(at('results.csv'), 'utf8').trimEnd().split('\n').slice(1);
  expect(results.map((line) => Number(line.split(',')[0]))).toEqual(ids.map((_, i) => i + 1));
  const failed = readFileSync(at('failed.csv'), 'utf8').trimEnd().split('\n');
  expect(failed[0]).toBe('platform,id,name,x,reference,status,code,reason');
  expect(failed.slice(1).map((line) => line.split(',').slice(0, 4).join(','))).toEqual(
    rows.filter((_, i) => i % 500 === 0),
  );
  expect(readdirSync(own.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('--failed keeps rows that were run in another order than they stand', async () => {
  const lines = ['kind,name,licence,group', 'entity,甲,91110000600037341N,', 'group,,,', 'entity,乙,123,'];
  writeFileSync(at('orgs.csv'), `${lines.join('\n')}\n`);
  await own.run(['orgs', 'import', '--from', at('orgs.csv'), '-q', '--failed', at('orgs-failed.csv')]);
  const failed = readFileSync(at('orgs-failed.csv'), 'utf8').trimEnd().split('\n').slice(1);
  expect(failed.map((line) => lines.find((own) => line.startsWith(own))).toSorted()).toEqual(lines.slice(1).toSorted());
});

describe('forms', () => {
  const list = ['accounts', 'list', '--columns', 'platform,id,name'];
  test('-o xlsx is the CSV in a workbook, for lists, results and a single record', async () => {
    const csv = (await own.run([...list, '--csv'])).stdout;
    const { bytes } = await own.run([...list, '-o', 'xlsx']);
    const rows = (buffer: Buffer) => {
      const book = xlsx.read(buffer, { type: 'buffer', dense: true });
      return xlsx.utils.sheet_to_csv(book.Sheets[book.SheetNames[0]!]!);
    };
    expect(`${rows(bytes).trimEnd()}\n`).toBe(csv);
    expect(rows((await own.run(['accounts', 'show', ids[0]!, '-o', 'xlsx'])).bytes)).toContain(ids[0]);
    const results = await own.run(['accounts', 'note', ids[0]!, '--text', 'x', '-n', '-o', 'xlsx']);
    expect(rows(results.bytes)).toContain('row,reference,target,status');
  });
  test('to a terminal it is refused before anything is done', async () => {
    for (const words of [list, ['accounts', 'note', ids[1]!, '--text', 'never'], ['whoami']]) {
      const { code, stdout, stderr } = await own.run([...words, '-o', 'xlsx'], { columns: 100 });
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('BINARY_TERMINAL')]);
    }
    expect((await own.run(['accounts', 'list', '--where', 'note = never', '--count'])).stdout).toBe('0\n');
  });
  test('--encoding gb18030 is read back by the same bytes', async () => {
    const { bytes } = await own.run([...list, '--encoding', 'GB18030', '--excel']);
    expect(new TextDecoder('gb18030', { fatal: true }).decode(bytes)).toContain(`"=""${ids[0]}""",大批${ids[0]}\r\n`);
    writeFileSync(at('gb.csv'), bytes);
    const again = await own.run(['accounts', 'import', '--from', at('gb.csv'), '-n', '-q']);
    expect(again.stderr).toContain('unchanged 2,500');
  });
  test.each([['-o', 'xlsx'], ['-o', 'json'], ['-o', 'ndjson'], ['-o', 'html'], ['-o', 'tsv'], ['--excel']])(
    'what a list prints is taken back: %s %s',
    async (...words) => {
      writeFileSync(at('back'), (await own.run([...list, ...words])).bytes);
      const again = await own.run(['accounts', 'import', '--from', at('back'), '-n', '-q']);
      expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('unchanged 2,500')]);
    },
  );
});

test('BULK-4 a batch from one sheet of a workbook goes on with that sheet', async () => {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['id'], ['1']]), 'one');
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['id'], ...ids.map((id) => [Number(id)])]), 'two');
  writeFileSync(at('book.bin'), xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const from = ['--from', at('book.bin'), '--sheet', 'two'];
  const batch = await stopped('accounts', 'note', '--text', '表', ...from);
  const { code, stderr } = await own.run(['batches', 'resume', batch, '-q']);
  expect([code, stderr]).toEqual([0, expect.stringContaining('noted 2,500')]);
});

test('a --failed workbook of a run is fed back', async () => {
  const other = shell({ folder: newFolder(), db: own.db });
  const failed = at('again.xlsx');
  const first = await other.run(['accounts', 'claim', '--from', at('ids.csv'), '-n', '-q', '--failed', failed]);
  expect(first.stderr).toContain('claimed 3 · not found 1');
  const again = await other.run(['accounts', 'claim', '--from', failed, '-n', '-q']);
  expect(again.stderr).toContain('not found 1');
});
