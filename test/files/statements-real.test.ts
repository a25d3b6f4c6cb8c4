/** Statements as people download them. The folder is not part of the project; without it these tests are skipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusedAs, statementOf } from './statement-helpers.ts';

const data = resolve(import.meta.dirname, '../../../shared/data');
const there = existsSync(join(data, 'funds'));
const funds = (name: string) => statementOf(join(data, 'funds', name));

describe.skipIf(!there)(`FUND-11 real statements${there ? '' : ' (skipped: ../shared/data is absent)'}`, () => {
  test.each<[string, string, string[]]>([
    ['alipay/alipay_records_gbk.csv', 'alipay', ['in CNY 1 22222850', 'out CNY 5 21164', 'neutral CNY 4 24737']],
    ['wechat/wechat_records.csv', 'wechat', ['in CNY 5 2849', 'out CNY 11 290453', 'neutral CNY 11 2610089']],
    ['wechat/wechat_records.xlsx', 'wechat', ['in CNY 5 2849', 'out CNY 11 290453', 'neutral CNY 11 2610089']],
    ['wechat/wechat_20200830_bom.csv', 'wechat', ['in CNY 2 141200', 'out CNY 5 62188']],
    ['wechatpay_merchant/pay_bill_result_all_content.csv', 'wechatpay', ['in CNY 1 600']],
    ['wechatpay_merchant/pay_bill_result_all_content_1.csv', 'wechatpay', ['in CNY 2 2']],
    ['wechatpay_merchant/pay_bill_result_refund_content.csv', 'wechatpay', ['out CNY 1 1']],
    ['wechatpay_merchant/pay_bill_result_success_content.csv', 'wechatpay', ['in CNY 1 1']],
    ['jd_records_bom.csv', 'jd', ['out CNY 16 227770', 'neutral CNY 10 160152']],
    ['banks/abc_debit.csv', 'abc-debit', ['in CNY 3 1000001', 'out CNY 2 1235589']],
    ['banks/bmo_debit.csv', 'bmo-debit', ['in CAD 1 1', 'out CAD 3 15832']],
    ['banks/boc_credit.csv', 'boc-credit', ['in CNY 6 98984', 'out CNY 7 122809', 'out USD 1 372']],
    ['banks/boc_debit.csv', 'boc-debit', ['in CNY 4 982100', 'out CNY 13 939430']],
    ['banks/bocom_credit.csv', 'bocom-credit', ['in CNY 4 80527', 'out CNY 4 7358']],
    ['banks/bocom_debit.csv', 'bocom-debit', ['in CNY 3 1125', 'out CNY 3 11400']],
    ['banks/cgb_credit.csv', 'cgb-credit', ['in CNY 2 122788', 'out CNY 2 40332']],
    ['banks/cmb_credit.csv', 'cmb-credit', ['in CNY 4 38080', 'out CNY 2 805678']],
    ['banks/cmb_debit.csv', 'cmb-debit', ['in CNY 1 123400', 'out CNY 4 201314']],
    ['banks/hsbchk_credit.csv', 'hsbc-credit', ['in CNY 2 329116', 'out CNY 8 155889', 'out HKD 1 2790']],
    ['banks/hsbchk_debit.csv', 'hsbc-debit', ['in HKD 3 1300545', 'out HKD 6 352650', 'in CNY 1 1250000']],
    ['banks/icbc_credit.csv', 'icbc', ['in CNY 1 462101', 'out CNY 8 36313']],
    ['banks/icbc_debit_v2.csv', 'icbc', ['in CNY 5 284174', 'out CNY 6 424108']],
    ['banks/td.csv', 'td', ['in CAD 2 33223', 'out CAD 7 31917']],
  ])('%s', async (name, layout, totals) => {
    const { opened, totals: found, bad } = await funds(name);
    expect(opened.layout).toBe(layout);
    expect(found).toEqual(totals);
    expect(bad).toEqual([]);
  });

  test('a bank whose balances are right: opening and 426.70 are closing', async () => {
    const { end, found } = await funds('banks/boc_debit.csv');
    expect(end.balances).toMatchObject([{ order: 'newest_first', opening: 281358n, closing: 324028n, wrong: 0 }]);
    expect(found).toEqual([]);
  });

  test('one wrong step among the balances', async () => {
    const { end, found } = await funds('banks/td.csv');
    expect(end.balances).toMatchObject([{ order: 'newest_first', opening: 0n, closing: 1304n, steps: 8, wrong: 1 }]);
    expect(found).toEqual(['line 4 of the file (row 4): the balance is 37.10, the lines give 37.12 (-0.02 CAD)']);
  });

  test('a merchant’s trailer that agrees, and those that do not', async () => {
    const merchant = async (name: string) => (await funds(`wechatpay_merchant/pay_bill_result_${name}.csv`)).found;
    expect(await merchant('all_content_1')).toEqual([]);
    expect(await merchant('success_content')).toEqual([
      'lines: the file says 31 and has 1',
      '应结订单总金额: the file says 3.05, its lines give 0.01',
      '手续费总金额: the file says 0.02000, its lines give 0.00',
      '订单总金额: the file says 3.05, its lines give 0.01',
    ]);
    expect(await merchant('refund_content')).toHaveLength(4);
    expect(await merchant('all_content')).toHaveLength(6);
  });

  test('partial refunds: the file’s totals are without what was paid back', async () => {
    const { lines, found } = await funds('jd_records_bom.csv');
    expect(found).toEqual([]);
    expect(
      lines.filter(({ refunded }) => refunded !== undefined).map(({ amount, refunded }) => [amount, refunded]),
    ).toEqual([
      [13177, 8984],
      [44832, 7048],
      [46832, 46832],
      [41687, 23345],
      [23561, 23550],
    ]);
  });

  test('totals that the lines of a shortened file do not have', async () => {
    const { opened, found } = await funds('alipay/alipay_records_gbk.csv');
    expect(opened.period).toEqual({ from: '2023-02-10', to: '2023-02-13' });
    expect(found[0]).toBe('lines: the file says 66 and has 10');
    expect((await funds('banks/icbc_debit_v2.csv')).found).toEqual([
      '11 balances are no amounts, the first in line 8 of the file (row 1): "xx,yyyy.zz"',
      'in: the file says 1,234.56, its lines give 2841.74',
      'out: the file says 9,876.54, its lines give 4241.08',
    ]);
  });

  test('files of other kinds are foreign', async () => {
    for (const folder of ['ads', 'ads/dbt', 'leads', 'orgs', 'tickets'])
      for (const name of readdirSync(join(data, folder)).filter((name) => /\.(?:csv|txt|gz)$/.test(name)))
        expect(await refusedAs(readFileSync(join(data, folder, name))), name).toMatch(/^STATEMENT_FOREIGN /);
  });
});
