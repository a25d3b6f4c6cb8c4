/** `funds reconcile` as it is typed, on a state here and behind a server: what differs, by what it is matched, what is kept (FUND-11). */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Both, type BothTold, seedOf } from '../helpers/both-links.ts';
import { shell } from '../helpers/main.ts';
import { NOW, newFolder } from '../helpers/state.ts';

/** Has nothing in the demo. */
const HOLDER = 'entity:e_hengrui';
const DAY = 86_400_000;
/** 2026-01-05 is the day of `NOW` in Shanghai. */
const HEADER = '交易日期,流水号,收入,支出,余额,对方户名\n';
const WECHAT = [
  '交易时间',
  '交易类型',
  '交易对方',
  '商品',
  '收/支',
  '金额(元)',
  '支付方式',
  '当前状态',
  '交易单号',
  '商户单号',
  '备注',
];
const FILES: Readonly<Record<string, string>> = {
  // By reference; by amount a day later; another amount; nowhere; twice the same, of which one is here.
  'march.csv': `${HEADER}2026-01-05,R1,100.00,,100.00,甲\n2026-01-06,,50.00,,150.00,乙\n2026-01-06,R3,31.00,,181.00,丙\n2026-01-07,R9,9.00,,190.00,丁\n2026-01-07,,7.00,,197.00,戊\n2026-01-07,,7.00,,204.00,戊\n2026-01-08,,,20.00,184.00,己\n`,
  'same.csv': `${HEADER}2026-01-05,R1,100.00,,100.00,甲\n`,
  'broken.csv': `${HEADER}2026-01-05,R1,100.00,,100.00,甲\n2026-01-05,R2,abc,,100.00,甲\n`,
  'wrong.csv': `${HEADER}2026-01-05,R1,"1,0x0",,100.00,甲\n2026-01-05,R2,,100.105,1.00,甲\n2026-13-29,R3,1.00,,1.00,甲\n2026-01-05,R4,1.00,2,1.00,甲\n`,
  'unequal.csv': `${HEADER}2026-01-05,R1,100.00,,100.00,甲\n2026-01-06,R3,30.00,,999.00,丙\n`,
  'paid.csv': `${HEADER}2026-01-05,R1,,100.00,0.00,甲\n`,
  // Its own count and total are not those of its line.
  'wechat.csv': `微信支付账单明细\n收入：2笔 9.00元\n支出：0笔 0.00元\n----------------------微信支付账单明细列表--------------------\n${WECHAT.join()}\n2026-01-05 20:10:00,商户消费,甲公司,"广告投放","收入","¥100.00","零钱","支付成功","1001\t","R1\t","/"\n`,
  'strange.csv': 'a,b\n1,2\n',
  'empty.csv': HEADER,
  // It says of which days it is: the books have movements then.
  'quiet.csv': `查询起止日期：2026-01-05 至 2026-01-08\n${HEADER}`,
};

let both: Both;

beforeAll(async () => {
  const folder = newFolder();
  const { run } = shell({ folder });
  const at = async (days: number, ...words: string[]) => {
    const { code, stderr } = await run(words, { now: NOW + days * DAY });
    if (code !== 0) throw new Error(stderr);
  };
  await at(0, 'demo', '--accounts', '600', '--db', join(folder, 'state.db'));
  const recharge = (days: number, amount: string, reference: string) =>
    at(days, 'funds', 'recharge', HOLDER, '--amount', amount, '--reference', reference);
  await recharge(0, '100.00', 'R1');
  await recharge(2, '50.00', 'own-1');
  await recharge(1, '30.00', 'R3');
  await recharge(2, '7.00', 'own-2');
  await recharge(2, '8.00', 'own-3');
  // Taken back: it never came.
  await recharge(2.2, '66.00', 'own-4');
  await at(2.3, 'undo', '--last', '--yes');
  // Outside the file's days.
  await recharge(6, '77.00', 'own-5');
  await at(3, 'funds', 'refund', HOLDER, '--amount', '20.00');
  both = await Both.of(await seedOf(folder, ['owner', 'zhang.min']), FILES);
}, 60_000);

/** Both say the same; what stands for their folders is alike. */
async function told(...words: string[]): Promise<BothTold['here']> {
  const { here, there } = await both.run(['funds', 'reconcile', ...words]);
  expect(there).toEqual(here);
  return { ...here, stdout: Buffer.from(here.stdout, 'latin1').toString() };
}
const ask = (file: string, ...more: string[]) => told(join(both.work, file), '--holder', HOLDER, ...more);
const lines = ({ stdout }: { stdout: string }) => stdout.trim().split('\n').slice(1);

describe('FUND-11', () => {
  test('a file without a line says nothing about the books, unless it says of which days it is', async () => {
    const empty = await ask('empty.csv');
    expect([empty.code, empty.stdout]).toEqual([2, '']);
    expect(empty.stderr).toContain('(STATEMENT_EMPTY)');
    const quiet = await ask('quiet.csv', '--csv');
    expect([quiet.code, lines(quiet).length]).toEqual([8, 6]);
  });

  test('one row for each difference, 8, and counts and sums on stderr', async () => {
    const answer = await ask('march.csv', '--columns', 'difference,row,amount,booked,reference,by');
    expect(lines(answer)).toEqual([
      'differs,3,31.00,30.00,R3,reference',
      'only_in_file,4,9.00,,R9,',
      'only_in_file,6,7.00,,,',
      'only_here,,,8.00,own-3:1,',
    ]);
    expect(answer.code).toBe(8);
    expect(answer.stderr).toContain(
      'matched 4 (by reference 1, by amount and day 3) · differing 1 · only in the file 2 · only here 1',
    );
    expect(answer.stderr).toContain('CNY: in the file +204.00 −20.00, here +195.00 −20.00');
    expect(answer.stderr).toContain(
      'found: file and books: differing 1, only in the file 2, only here 1 (STATEMENT_DIFFERS)',
    );
  });

  test('--all shows what is matched, and how', async () => {
    const answer = await ask('march.csv', '--all', '--columns', 'difference,row,day,booked_day,by');
    expect(lines(answer).filter((line) => line.startsWith('matched'))).toEqual([
      'matched,1,2026-01-05,2026-01-05,reference',
      'matched,2,2026-01-06,2026-01-07,amount',
      'matched,5,2026-01-07,2026-01-07,amount',
      'matched,7,2026-01-08,2026-01-08,amount',
    ]);
  });

  test('nothing differs: no row, 0, and the counts all the same', async () => {
    const answer = await ask('same.csv');
    expect(lines(answer)).toEqual([]);
    expect(answer.code).toBe(0);
    expect(answer.stderr).toContain('matched 1 (by reference 1');
  });

  test.for<[why: string, more: string[], expected: string]>([
    ['a window of 0 days', ['march.csv', '--window', '0d'], 'only_in_file,2'],
    ['other movements', ['same.csv', '--movements', 'refund'], 'only_in_file,1'],
    ['the file of who pays', ['paid.csv'], 'differs,1'],
  ])('%s', async ([, [file = '', ...more], expected]) => {
    const answer = await ask(file, ...more, '--columns', 'difference,row');
    expect(lines(answer)).toContain(expected);
    expect(answer.code).toBe(8);
  });

  test('the file of who pays is turned round', async () => {
    expect((await ask('paid.csv', '--opposite')).code).toBe(0);
  });

  test('a line that cannot be read is a row; what the file has wrong with itself is told', async () => {
    const bad = await ask('broken.csv', '--columns', 'difference,row,code');
    expect(lines(bad)).toEqual(['invalid,2,STATEMENT_LINE']);
    expect(bad.code).toBe(8);
    const reasons = async (...more: string[]) =>
      lines(await ask('wrong.csv', '--columns', 'row,reason', '--csv', ...more));
    expect(await reasons()).toEqual([
      '1,"line 2 of the file (row 1): amount ""1,0x0"": it is not a plain decimal"',
      '2,"line 3 of the file (row 2): amount ""100.105"": it has more decimal places than the currency"',
      '3,"line 4 of the file (row 3): day ""2026-13-29"": no day that exists"',
      '4,"line 5 of the file (row 4): amount ""1.00, 2"": an amount both in and out"',
    ]);
    expect((await reasons('--lang', 'zh', '--labels')).at(-2)).toBe(
      '3,文件第 4 行（数据第 3 行）：日期“2026-13-29”：不是存在的日期',
    );
    const unequal = await ask('unequal.csv');
    expect(unequal.code).toBe(8);
    expect(unequal.stderr).toContain('STATEMENT_BALANCE');
    expect(unequal.stderr).not.toContain('STATEMENT_DIFFERS');
  });

  test.for<[code: string, exit: number, ...words: string[]]>([
    ['USAGE', 2],
    ['MISSING', 2, 'same.csv'],
    ['FILE_NOT_FOUND', 3, 'none.csv', '--holder', HOLDER],
    ['STATEMENT_FOREIGN', 2, 'strange.csv', '--holder', HOLDER],
    ['STATEMENT_SOURCE', 2, 'same.csv', '--holder', HOLDER, '--source', 'alipay'],
    ['OPTION_VALUE', 2, 'same.csv', '--holder', HOLDER, '--source', 'nobody'],
    ['OPTION_VALUE', 2, 'same.csv', '--holder', HOLDER, '--window', 'long'],
    ['NOT_FOUND', 3, 'same.csv', '--holder', 'agency:a_nobody'],
    ['NOT_FOUND', 3, '--show', 'never'],
  ])('%s: %s %s', async ([code, exit, file, ...words]) => {
    const typed = file === undefined ? [] : file.startsWith('--') ? [file] : [join(both.work, file)];
    const answer = await told(...typed, ...words);
    expect(answer.stderr).toContain(`(${code})`);
    expect(answer.code).toBe(exit);
  });

  test('who has no such right there is refused, and does not learn who the holder is', async () => {
    const words = ['funds', 'reconcile', join(both.work, 'same.csv'), '--holder', HOLDER];
    const { here, there } = await both.run(words, 'zhang.min');
    expect(there).toEqual(here);
    expect([3, 4]).toContain(here.code);
  });
});

describe('FUND-11 kept', () => {
  test('kept once, told again with the file, listed, and shown again', async () => {
    const kept = await ask('march.csv', '--keep', '2026-01');
    expect(kept.stderr).toContain('kept as "2026-01"');
    const before = await ask('march.csv', '--keep', '2026-01');
    expect(before.stderr).toContain('this file was reconciled before: "2026-01" by owner on 2026-01-05');
    expect(before.stderr).not.toContain('kept as');
    const other = await ask('same.csv', '--keep', '2026-01');
    expect(other.stderr).toContain('RECONCILIATION_EXISTS');
    expect(other.code).toBe(5);
    const list = await told('--kept', '--columns', 'name,file,from_day,to_day,by_reference,differing,only_here,member');
    expect(lines(list)).toEqual(['2026-01,march.csv,2026-01-05,2026-01-08,1,1,1,owner']);
    const again = await told('--show', '2026-01');
    expect(again.stdout).toBe(kept.stdout);
    expect(again.code).toBe(8);
    expect(again.stderr).toContain('by reference 1, by amount and day 3');
    expect((await both.run(['state', 'check'])).there.stdout).not.toMatch(/reconciliation|LEDGER_/);
    expect((await both.run(['funds', 'check'])).there.code).toBe(0);
    expect((await both.run(['audit', 'list', '--operation', 'funds.reconcile', '--count'])).here.stdout.trim()).toBe(
      '1',
    );
  });

  test.for(['unequal.csv', 'wechat.csv'])(
    'what %s has wrong with itself is shown again, with details',
    async (file) => {
      const faults = ({ stderr }: { stderr: string }) =>
        stderr.split('\n').filter((line) => /^(found|发现)/.test(line));
      const kept = await ask(file, '--keep', file);
      const codes = { 'unequal.csv': ['BALANCE'], 'wechat.csv': ['COUNT', 'TOTAL'] }[file] ?? [];
      for (const code of codes) expect(kept.stderr).toContain(`(STATEMENT_${code})`);
      for (const lang of ['en', 'zh']) {
        const again = await told('--show', file, '--lang', lang);
        expect(again.code).toBe(8);
        expect(faults(again)).toEqual(faults(await ask(file, '--lang', lang)));
      }
    },
  );

  test('the same file with another outcome is told from another file', async () => {
    await ask('march.csv', '--keep', 'twice');
    const other = await ask('march.csv', '--window', '0d', '--keep', 'twice');
    expect(other.stderr).toContain('"twice" of the same file with another outcome');
    expect((await ask('same.csv', '--keep', 'twice')).stderr).toContain('"twice" of another file');
  });

  test('what is matched is not kept, so that it cannot be shown again', async () => {
    const answer = await told('--show', '2026-01', '--all');
    expect([answer.code, answer.stdout]).toEqual([2, '']);
    expect(answer.stderr).toContain('what is matched is not kept');
  });

  test('what is wrong with a line is shown again in words', async () => {
    const kept = await ask('wrong.csv', '--json', '--keep', 'wrong');
    expect(JSON.parse(kept.stdout)[2].reason).toContain('day "2026-13-29": no day that exists');
    expect((await told('--show', 'wrong', '--json')).stdout).toBe(kept.stdout);
  });
});

test('a terminal shows the first hundred differences, and how it went and what is kept all the same', async () => {
  const many = Array.from({ length: 150 }, (_, i) => `2026-01-05,M${i},${i + 1000}.00,,,甲\n`).join('');
  const file = join(both.work, 'many.csv');
  writeFileSync(file, HEADER + many);
  const words = ['funds', 'reconcile', file, '--holder', HOLDER, '--keep', 'many'];
  const { here, there } = await both.run(words, 'owner', { columns: 200 });
  expect(there).toEqual(here);
  expect(here.code).toBe(8);
  expect(here.stderr).toContain('only in the file 150');
  expect(here.stderr).toContain('kept as "many"');
});

const REAL = resolve(import.meta.dirname, '../../../shared/data/funds');

const there = existsSync(REAL);

describe.skipIf(!there)(`FUND-11 real files${there ? '' : ' (skipped: ../shared/data is absent)'}`, () => {
  // What is skipped is looked through all the same.
  const folders = there ? ['alipay', 'banks', 'wechat', 'wechatpay_merchant'] : [];
  const files = folders.flatMap((folder) =>
    readdirSync(join(REAL, folder))
      .filter((name) => /\.(csv|xlsx)$/.test(name))
      .map((name) => join(REAL, folder, name)),
  );
  test.for(files)('%s is read, and nothing of it is here', async (file) => {
    writeFileSync(join(both.work, 'x'), '');
    const { code, stdout, stderr } = await told(file, '--holder', HOLDER, '--columns', 'difference');
    expect(stderr).toContain('matched 0');
    expect(code).toBe(8);
    expect(new Set(stdout.trim().split('\n').slice(1))).toContain('only_in_file');
  });

  test.for<[file: string, sums: string]>([
    ['wechat/wechat_records.csv', 'in the file +28.49 −2904.53, neither 26100.89, here'],
    // The order that was closed unpaid is of the 247.37 that the file counts as neither.
    ['alipay/alipay_records_gbk.csv', 'in the file +222228.50 −211.64, neither 165.37, not moved 82.00, here'],
    ['jd_records_bom.csv', 'in the file +0.00 −2277.70, neither 1565.91, not moved 35.61, here'],
  ])('%s: what is neither in nor out is summed apart', async ([file, sums]) => {
    const { stdout, stderr } = await told(join(REAL, file), '--holder', HOLDER, '--csv');
    expect(stderr).toContain(sums);
    if (file.startsWith('wechat'))
      expect(stderr).toContain('25 lines lie outside the days that the file names, 2019-08-01 to 2019-09-30');
    if (file.startsWith('jd')) expect(stdout).toContain('only_in_file,14,2024-12-24,468.32,neutral,');
  });
});
