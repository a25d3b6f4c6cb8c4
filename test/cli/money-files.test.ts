/** Files that move money, as people have them: lists of ids, columns in their words, ids that a spreadsheet spoilt (FUND-5). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { RESULT_COLUMNS } from '../../src/operations/results.ts';
import { type Shell, shell } from '../helpers/main.ts';

let on: Shell;
beforeAll(async () => {
  on = shell();
  expect(await on.run(['demo', '--accounts', '200'])).toMatchObject({ code: 0 });
}, 60_000);

type Result = {
  readonly reference: string | null;
  readonly target: string;
  readonly status: string;
  readonly code: string | null;
};
const typed = async (argv: readonly string[], stdin: string) =>
  await on.run(['funds', ...argv, '--from', '-', '--dry-run', '-o', 'json'], { stdin });
async function told(argv: readonly string[], stdin: string): Promise<Result[]> {
  const { stdout, stderr, code } = await typed(argv, stdin);
  if (code === 2) throw new Error(stderr);
  return JSON.parse(stdout) as Result[];
}
const REFERENCE = ['--reference', 'w1'];
const BLUE = 'agency:a_bluefocus';
const PAYER = ['--payer', BLUE];

describe('inputs.md: no header if every first cell is an id', () => {
  const ACCOUNTS = ['tencent:20000001', '20000002'];
  const AGENCY = [BLUE, 'a_bluefocus'];
  const cash = ['--amount', '1'];
  test.each<[readonly string[], readonly string[]]>([
    [['allocate', ...cash, ...PAYER], ACCOUNTS],
    [['reclaim', ...cash, '--payee', BLUE], ACCOUNTS],
    [
      ['recharge', ...cash],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['refund', ...cash],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['credit-limit', ...cash],
      [...ACCOUNTS, ...AGENCY],
    ],
    [['repay', ...cash, ...PAYER], ACCOUNTS],
    [
      ['freeze', ...cash, '--order', 'o'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['unfreeze', ...cash, '--order', 'o'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['bonus-grant', ...cash, '--kind', 'bonus', '--valid-to', '2099-12-31'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [['consume', ...cash, '--day', '2026-01-01'], ACCOUNTS],
    [['consume-return', ...cash, '--day', '2026-01-01'], ACCOUNTS],
    [
      ['split', ...cash, '--to', 'entity:e_haier=10%'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['adjust', '--add', '1', '--reason', 'R'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [['deposit-due', ...cash], AGENCY],
    [['deposit-pay', ...cash], AGENCY],
    [['deposit-return', ...cash], AGENCY],
    [['post'], ['h_aaaaaaaa', 'h_aaaaaaaaaaaaaaaa']],
    [['void'], ['h_aaaaaaaa', 'h_aaaaaaaaaaaaaaaa']],
    [['bonus-revoke'], ['l_aaaaaaaa', 'l_aaaaaaaaaaaaaaaa']],
  ])('funds %j', async (argv, ids) => {
    const lists = ids.length === 4 ? [ids.slice(0, 2), ids.slice(2), ids.slice(3)] : [ids, ids.slice(1)];
    for (const list of lists) {
      const results = await told([...argv, ...REFERENCE], `${list.join('\n')}\n`);
      expect(results.map(({ reference }) => reference)).toEqual(list.map((_, i) => `w1:${i + 1}`));
      expect(results.filter(({ status }) => status === 'invalid')).toEqual([]);
    }
  });

  test.each([
    [['allocate', ...PAYER], '20000001,5.00\n', 'only a single column of ids needs no header'],
    // Which of its two sides they are would be a guess.
    [['transfer', ...PAYER, ...cash], '20000001\n20000002\n', 'no usable header'],
    [['hold', ...PAYER, ...cash], '20000001\n20000002\n', 'no usable header'],
    [['allocate', ...PAYER], '账户ID,划拨金额\n20000001,5.00\n', 'nearest: 金额'],
    [['recharge', ...cash], 'accuont\n20000001\n', 'nearest: account'],
  ])('funds %j: %j is refused', async (argv, stdin, words) => {
    await expect(told([...argv, ...REFERENCE], stdin)).rejects.toThrow(words);
  });
});

describe('ACC-1: an id that a spreadsheet has spoilt is told as one, whichever column it stands in', () => {
  const cash = ['--amount', '1'];
  test.each<[readonly string[], string]>([
    [['allocate', ...cash, ...PAYER], 'account\n7.73E+016\n'],
    [['allocate', ...cash, ...PAYER], '7.73E+016\n'],
    [['allocate', ...cash, ...PAYER], 'account\ntencent:7.73E+016\n'],
    [['allocate', ...cash, ...PAYER], 'account\n77300000000000000\n'],
    [['recharge', ...cash], 'holder\n7.73E+016\n'],
    [['allocate', ...cash], 'account,payer\n20000001,7.73E+016\n'],
    [['reclaim', ...cash], 'account,payee\n20000001,77300000000000000\n'],
    [['transfer', ...cash], `payer,payee\n${BLUE},7.73E+016\n`],
    [['transfer', ...cash], `payer,payee\n7.73E+016,${BLUE}\n`],
    [['hold', ...cash], `payer,payee\n${BLUE},"77,300,000,000,000,000"\n`],
    [['consume', ...cash, '--day', '2026-01-01'], 'account\n7.73E+016\n'],
    [['bonus-revoke'], 'lot,holder\nl_aaaaaaaa,7.73E+016\n'],
  ])('funds %j of %j', async (argv, stdin) => {
    expect(await told([...argv, ...REFERENCE], stdin)).toMatchObject([{ status: 'invalid', code: 'ID_SPOILT' }]);
  });

  test('where all long ids of a file are rounded they are not believed, though one may be somebody’s', async () => {
    const allocate = ['allocate', ...cash, ...PAYER, ...REFERENCE];
    await expect(told(allocate, '77300000000000000\n77300000000000000\n')).rejects.toThrow('by a spreadsheet');
    const mixed = await told(allocate, '77300000000000100\n77300000000000117\n20000001\n');
    expect(mixed.map(({ code }) => code)).toEqual(['ID_SPOILT', 'NOT_FOUND', null]);
  });
});

describe('what a row lacks besides is not said of one that cannot be read', () => {
  const stdin = 'account,cash,reference\n20000001\n20000001,1.00,k1,,x\n20000001,1.00,k3\n20000001,1.00,\n';
  test.each<[readonly string[], readonly (string | null)[]]>([
    [[], ['ROW_SHAPE', 'ROW_SHAPE', null, 'REFERENCE_REQUIRED']],
    [REFERENCE, ['ROW_SHAPE', 'ROW_SHAPE', null, null]],
  ])('%j', async (more, codes) => {
    const results = await told(['allocate', ...PAYER, ...more], stdin);
    expect(results.map(({ code }) => code)).toEqual(codes);
  });

  test.each(['account,cash\n', ''])('no row: nothing to do, with or without a reference: %j', async (nothing) => {
    for (const more of [[], REFERENCE]) {
      const { code, stderr } = await typed(['allocate', ...PAYER, ...more], nothing);
      expect([code, stderr]).toEqual([0, expect.stringContaining('no rows')]);
    }
  });
});

describe('a workbook', () => {
  const header = ['account', 'cash', 'reference'];
  const from = async (sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>, ...more: string[]) => {
    const book = xlsx.utils.book_new();
    for (const [name, rows] of Object.entries(sheets))
      xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows as unknown[][]), name);
    const path = join(on.folder, 'several.xlsx');
    writeFileSync(path, xlsx.write(book, { type: 'buffer' }) as Buffer);
    return await on.run(['funds', 'allocate', ...PAYER, '--from', path, '--dry-run', '-o', 'json', ...more]);
  };
  const one = [header, ['20000001', '1.00', 's1']];

  test('money on a sheet that was not read is not passed over in silence', async () => {
    const both = await from({ a: one, b: one });
    expect([both.code, both.stderr]).toEqual([0, expect.stringContaining('not read: "b"')]);
    expect((await from({ a: one, b: one }, '--sheet', 'b')).stderr).not.toContain('not read');
    const alone = await from({ a: [], b: one });
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--sheet \\"b\\"')]);
  });

  test('a number that is too long is spoilt as an id, and no amount', async () => {
    const { stdout } = await from({ a: [header, ['20000001', 1e21, 's1'], [1e21, '1.00', 's2']] });
    const codes = (JSON.parse(stdout) as Result[]).map(({ code }) => code);
    expect(codes).toEqual(['AMOUNT_INVALID', 'ID_SPOILT']);
  });
});

describe('FUND-5: a file of results holds no amounts, which nobody types for all its rows by mistake', () => {
  const header = RESULT_COLUMNS.map(({ key }) => key).join(',');
  const labels = RESULT_COLUMNS.map(({ label }) => label.zh).join(',');
  const row = 'w1:1,20000001,失败,FUNDS_INSUFFICIENT,x,,,';
  test.each([
    [['allocate', ...PAYER], header],
    [['recharge'], labels],
    [['adjust', '--reason', 'R'], header],
    [['transfer', ...PAYER], header],
    [['hold', ...PAYER], labels],
    [['consume', '--day', '2026-01-01'], header],
  ])('funds %j', async (argv, first) => {
    const { code, stderr } = await typed([...argv, ...REFERENCE], `${first}\n1,${row}\n`);
    const { error } = JSON.parse(stderr);
    expect({ code, error }).toMatchObject({ code: 2, error: { code: 'FILE_RESULTS' } });
    expect(error.hint).toContain('--failed');
  });

  test.each([
    [['allocate', ...PAYER, '--amount', '5'], '20000001', 'w1:1', 'ok'],
    [['post'], 'h_aaaaaaaa', 'w1:1', 'not_found'],
  ])('funds %j takes one all the same: nothing is lacking', async (argv, target, reference, status) => {
    const stdin = `${header}\n1,${reference},${target},failed,CODE,x,,,\n`;
    expect(await told(argv, stdin)).toMatchObject([{ target: expect.stringContaining(target), reference, status }]);
  });
});

describe('FUND-5: a column of references is enough, in words of theirs too', () => {
  test.each(['reference', '参考号', '流水号'])('%s', async (word) => {
    const [one, two] = await told(['allocate', ...PAYER], `账户ID,金额,${word},原因\n20000001,1,x1,r\n20000001,1,,r\n`);
    expect(one).toMatchObject({ reference: 'x1', status: 'ok' });
    expect(two).toMatchObject({ code: 'REFERENCE_REQUIRED', status: 'invalid' });
  });

  const NUMBERED: readonly (readonly [column: readonly string[], references: readonly string[] | undefined])[] = [
    [
      ['', '', ''],
      ['w1:1', 'w1:2', 'w1:3'],
    ],
    [
      ['x1', '', 'w2:3'],
      ['x1', 'w1:2', 'w2:3'],
    ],
    [
      ['w1:7', 'w1:2', 'x'],
      ['w1:7', 'w1:2', 'x'],
    ],
    [
      ['w1:x', '', 'w1:'],
      ['w1:x', 'w1:2', 'w1:'],
    ],
    [['w1:2', '', ''], undefined],
    [['w1:2', 'w1:7', ''], undefined],
    [['', '', 'w1:9'], undefined],
  ];
  const CELLS = NUMBERED.map(([column, references]) => [column, references ?? 'nothing'] as const);
  test.each(CELLS)(
    'FUND-5: rows with %j under --reference w1 are %j: one number stands for one row',
    async (column, wanted) => {
      const lines = column.map((cell) => `20000001,1,${cell}`);
      const csv = `账户ID,金额,reference\n${lines.join('\n')}\n`;
      const json = JSON.stringify(
        column.map((reference) => ({ account: '20000001', amount: '1', ...(reference && { reference }) })),
      );
      const all = column.some((cell) => cell) ? [csv, json] : [csv];
      for (const stdin of all) {
        const { stdout, stderr, code } = await typed(['allocate', ...PAYER, ...REFERENCE], stdin);
        if (wanted === 'nothing') {
          expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
          expect(stderr).toContain('REFERENCE_MIXED');
        } else expect((JSON.parse(stdout) as Result[]).map(({ reference }) => reference)).toEqual(wanted);
      }
    },
  );

  test('what failed of such a file is paid once it is fed back, and no second time', async () => {
    const failed = join(on.folder, 'failed.csv');
    const pay = (...argv: string[]) => on.run(['funds', 'allocate', ...PAYER, '-o', 'json', ...argv]);
    const file = join(on.folder, 'pay.csv');
    writeFileSync(file, '账户ID,金额,参考号,原因\n20000001,1,z1,r\n20000002,"1,000",z2,r\n');
    expect(await pay('--from', file, '--failed', failed)).toMatchObject({ code: 6 });
    const text = readFileSync(failed, 'utf8');
    expect(text.split('\n')[0]).toBe('账户ID,金额,原因,reference,status,code,reason');
    writeFileSync(failed, text.replace('"1,000",r', '1000,r'));
    for (const status of ['ok', 'unchanged']) {
      const { stdout } = await pay('--from', failed);
      expect(JSON.parse(stdout)).toMatchObject([{ reference: 'z2', status }]);
    }
    expect(JSON.parse((await pay('--from', file)).stdout)).toMatchObject([
      { reference: 'z1', status: 'unchanged' },
      { reference: 'z2', status: 'invalid' },
    ]);
  });
});

test('every list is input: accounts for what is paid to them, holds for their ends', async () => {
  const piped = async (list: readonly string[], change: readonly string[]) => {
    const { stdout } = await on.run([...list, '--limit', '2', '--csv', '--labels', '--lang', 'zh']);
    return (await told([...change, ...REFERENCE], stdout)).map(({ status }) => status);
  };
  expect(await piped(['accounts', 'list'], ['recharge', '--amount', '1'])).toEqual(['ok', 'ok']);
  expect(await piped(['funds', 'holds'], ['post'])).toEqual(['ok']);
  expect(await piped(['funds', 'holds'], ['void'])).toEqual(['ok']);
});

describe('FUND-5: a row of holds has its own reference, which is not the one that the hold was made by', () => {
  let id: string;
  beforeAll(async () => {
    id = (await on.run(['funds', 'holds', '--state', 'open', '-q'])).stdout.trim();
  });
  const referred = async (argv: readonly string[], stdin: string) =>
    (await told(argv, stdin)).map(({ reference, target, status }) => [reference, target, status]);
  test.each(['reference', '参考号', '流水号'])('the column %s', async (column) => {
    expect(await referred(['post'], `hold,amount,${column}\n${id},4,r1\n`)).toEqual([['r1', id, 'ok']]);
    expect(await referred(['void'], `hold,${column}\n${id},r2\n`)).toEqual([['r2', id, 'ok']]);
    expect(await referred(['void', '--reference', 'vk'], `${column},hold\nr3,${id}\n`)).toEqual([['r3', id, 'ok']]);
  });

  test('what --template writes is read as it is; the reference of the hold itself is taken', async () => {
    const { stdout } = await on.run(['funds', 'post', '--template']);
    const [header = ''] = stdout.trim().split('\n');
    expect(header).toBe('hold,amount,reference,reason');
    expect(await referred(['post'], `${header}\n${id},4,r4,why\n`)).toEqual([['r4', id, 'ok']]);
    const { stdout: list } = await on.run(['funds', 'holds', '--columns', 'id,reference', '--csv']);
    expect(await told(['void'], list)).toMatchObject([{ status: 'conflict', code: 'REFERENCE_TAKEN' }]);
  });
});

test('FUND-7: of a holder that never had money the overview says so', async () => {
  const overview = async (...argv: string[]) => (await on.run(['funds', 'overview', ...argv])).stderr;
  const said = 'warning: entity:e_vanke: nothing is booked there that you may see';
  expect(await overview('entity:e_vanke')).toContain(said);
  expect(await overview('entity:e_vanke', '--by', 'purse')).toContain(said);
  expect(await overview('entity:e_vanke', '--currency', 'USD')).not.toContain('warning');
  expect(await overview(BLUE)).not.toContain('warning');
});

describe('FUND-5: --reference of money is said to be what it is, and how it was kept', () => {
  test.each([
    ['recharge', 'idempotency key', '幂等号'],
    ['post', 'idempotency key', '幂等号'],
    ['deposit-due', 'a label', '参考号，逐行'],
  ])('funds %s --help', async (verb, en, zh) => {
    const line = async (lang: string) => {
      const { stdout } = await on.run(['funds', verb, '--help', '--lang', lang]);
      return stdout.split('\n').find((text) => text.includes('--reference <KEY>'));
    };
    expect(await line('en')).toContain(en);
    expect(await line('zh')).toContain(zh);
  });

  test('a single movement says under which it was kept, once more that it was done', async () => {
    const recharge = ['funds', 'recharge', BLUE, '--amount', '1', '--reference', 'bank-17'];
    for (const done of ['recharged 1', 'unchanged 1']) {
      const { stderr } = await on.run(recharge);
      expect(stderr).toContain(done);
      expect(stderr).toContain('  reference bank-17:1\n');
    }
    expect((await on.run([...recharge, '--lang', 'zh'])).stderr).toContain('  参考号 bank-17:1\n');
    expect((await on.run([...recharge, '-q'])).stdout).toBe('');
  });
});

describe("FUND-4: rows of a platform's file that state the same line", () => {
  const lines = (...rows: readonly string[]) => `account,day,amount,type\n${rows.join('\n')}\n`;
  const book = async (...argv: readonly string[]) => {
    const ran = await on.run(['funds', 'consume', '--source', 'tencent', ...argv, '-o', 'json']);
    return { ...ran, results: JSON.parse(ran.stdout) as Result[] };
  };
  const booked = async () => {
    const { stdout } = await on.run(['funds', 'statement', 'tencent:20000001', '--type', 'consumption', '-o', 'json']);
    const days = JSON.parse(stdout) as { readonly day: string; readonly total: string }[];
    return days.filter(({ day }) => day === '2025-12-01').map(({ total }) => total);
  };

  test('none is booked, however they are written, and what is fed back as it is changes nothing', async () => {
    const [file, failed] = [join(on.folder, 'days.csv'), join(on.folder, 'failed.csv')];
    const rows = [
      '20000001,2025-12-01,3.00,search',
      '20000001,2025-12-02,1.00,search',
      'tencent:20000001,2025/12/1,4.00,搜索',
    ];
    writeFileSync(file, lines(...rows, '20000001,2025-12-03,3.00,app', '20000001,2025-12-03,2.00,app'));
    const { results, code } = await book('--from', file, '--failed', failed);
    expect(code).toBe(6);
    expect(results.map((one) => one.code)).toEqual(['LINE_TWICE', null, ...Array(3).fill('LINE_TWICE')]);
    expect(await booked()).toEqual([]);
    for (let i = 0; i < 2; i++) {
      expect((await book('--from', failed)).results.map((one) => one.code)).toEqual(Array(4).fill('LINE_TWICE'));
      expect(await booked()).toEqual([]);
    }
  });

  test('an amount that is refused is a part of the whole: it is told why, and the other is not booked as all there was', async () => {
    const file = join(on.folder, 'unreadable.csv');
    writeFileSync(
      file,
      lines('20000001,2025-12-10,2.0005,app', '20000001,2025-12-10,2.00,app', '20000001,2025-12-10,x,app'),
    );
    const { results } = await book('--from', file, '--dry-run');
    expect(results.map((one) => one.code)).toEqual(['AMOUNT_INVALID', 'LINE_TWICE', 'AMOUNT_INVALID']);
  });

  test('a row that may be of two platforms is refused with those of both, whatever stands unseen around ids', async () => {
    const file = join(on.folder, 'blanks.csv');
    const unseen = '\u200b20000001\u200b,2025-12-04,4.00,search';
    const thrice = ['tiktok:20000001', 'tencent:20000001', '20000001'].map((id) => `${id},2025-12-05,1.00,app`);
    writeFileSync(file, lines('20000001,2025-12-04,3.00,search', unseen, ...thrice));
    const { results } = await book('--from', file);
    expect(results.map((one) => one.code)).toEqual(Array(5).fill('LINE_TWICE'));
  });

  test('of two currencies they are two lines; which purse they are of is said; the hint is for all of them', async () => {
    const file = join(on.folder, 'currencies.csv');
    const written = (...rows: readonly string[]) =>
      writeFileSync(file, `account,day,amount,currency,purse\n${rows.join('\n')}\n`);
    const told = async () => (await book('--from', file, '--dry-run')).results.map((one) => one.code ?? one.status);
    const row = (currency: string, purse = '') => `20000001,2025-12-06,1,${currency},${purse}`;
    written(row('CNY'), row('JPY'));
    expect(await told()).toEqual(['ok', 'CURRENCY_DIFFERS']);
    written(row('CNY'), row('JPY'), row(''));
    expect(await told()).toEqual(Array(3).fill('LINE_TWICE'));
    written(row('CNY', 'external'), row('', 'external'), row('', 'general'), row('CNY', ''));
    const { stdout, stderr } = await on.run(['funds', 'consume', '--source', 'x', '--from', file, '--dry-run']);
    expect(stdout).toContain(
      'row 2 states what was consumed in all for the same account, day, type, product and order in the external purse',
    );
    expect(stdout).toContain(
      'row 4 states what was consumed in all for the same account, day, type, product and order"',
    );
    expect(stderr).toContain('another row states the same 4\n');
    expect(stderr).toContain('hint: nothing was booked for these rows:');
  });

  test('made one row with the sum they are booked', async () => {
    const file = join(on.folder, 'sum.csv');
    writeFileSync(file, lines('20000001,2025-12-01,7.00,search'));
    expect((await book('--from', file)).code).toBe(0);
    expect(await booked()).toEqual(['7.00']);
  });
});

test('MONEY-1: a cell that a spreadsheet shows as a percent is not paid as a part of one', async () => {
  const made = xlsx.utils.book_new();
  const cells = [
    ['账户ID', '金额'],
    ['20000001', { t: 'n', v: 0.5, z: '0%' }],
    ['20000002', { t: 'n', v: 0.5, z: '0.00' }],
  ];
  xlsx.utils.book_append_sheet(made, xlsx.utils.aoa_to_sheet(cells), '明细');
  const file = join(on.folder, 'percent.xlsx');
  writeFileSync(file, xlsx.write(made, { type: 'buffer' }) as Buffer);
  const argv = ['funds', 'recharge', '--from', file, ...REFERENCE, '--dry-run', '-o', 'json'];
  const { stdout, stderr, code } = await on.run(argv);
  const rows = JSON.parse(stdout) as (Result & { readonly reason: string })[];
  expect([code, ...rows.map(({ status, code: why }) => [status, why])]).toEqual([
    6,
    ['invalid', 'AMOUNT_INVALID'],
    ['ok', null],
  ]);
  expect(rows[0]?.reason).toBe('amount "50%": a percent is no amount');
  expect(stderr).toContain('hint: give the amount itself; a spreadsheet may have formatted the cell as a percent');
});
