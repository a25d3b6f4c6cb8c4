/** Small statements of our own with the quirks of real ones. */
import { describe, expect, test } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import { lineCells } from '../../src/domain/statement-lines.ts';
import { encodeGb18030 } from '../../src/files/gb18030.ts';
import { sheetOfTexts } from '../../src/files/sheet-text.ts';
import { refusedAs, type Statement, statement } from './statement-helpers.ts';

const ALIPAY = `------------------------------------
导出信息：
起始时间：[2026-02-10 00:00:00]    终止时间：[2026-02-13 23:59:59]
共4笔记录
收入：1笔 1,000.50元
支出：1笔 49.74元
不计收支：2笔 98.03元

特别提示：
1.本回单内容可表明支付宝受理了相应支付交易申请；
------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------
交易时间            ,交易分类    ,交易对方    ,对方账号    ,商品说明    ,收/支      ,金额      ,收/付款方式  ,交易状态    ,交易订单号     ,商家订单号    ,备注     ,
2026-02-12 21:32:14 ,亲友代付    ,甲         ,/          ,亲情卡     ,支出       ,49.74     ,余额        ,交易成功    ,20260212001100\t,T1\t,       ,
2026-02-11 08:00:00 ,退款        ,乙         ,/          ,退款-卡    ,不计收支   ,16.03     ,余额        ,退款成功    ,20260211001100\t,\t,       ,
2026-02-10 08:00:00 ,转账        ,丙         ,/          ,转账       ,收入       ,1000.50   ,余额        ,交易成功    ,20260210001100\t,\t,       ,
2026-02-10 07:00:00,日用百货,丁,/,书,不计收支,82.00,,交易关闭,20260210001101\t,T2\t,,
`;
const WECHAT = `微信支付账单明细,,,,,,,,,,
起始时间：[2026-08-30 00:00:00] 终止时间：[2026-09-06 23:09:16],,,,,,,,,,
共3笔记录,,,,,,,,,,
收入：1笔 742.00元,,,,,,,,,,
支出：1笔 20.00元,,,,,,,,,,
中性交易：1笔 2000.00元,,,,,,,,,,
----------------------微信支付账单明细列表--------------------,,,,,,,,,,
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
2026-08-30 20:46:40,扫二维码付款,"打开，点击底部""多多""",/,支出,¥20.00,零钱,已退款(￥5.00),"100004990120090600090332461714765274	","1000	",/
2026-08-30 21:46:45,退款,同程旅行,/,收入,¥742.00,零钱,已退款￥742.00,"50300605572020090402502430637	","	",/
2026-08-31 10:07:31,转入零钱通,/,/,/,¥2000.00,工商银行,支付成功,3985734,/,/
`;
const MERCHANT_HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const MERCHANT = `${MERCHANT_HEADER}
\`2026-07-25 08：35：41,\`W,\`1,\`0,\`,\`420001,\`M1,\`u,\`JSAPI,\`SUCCESS,\`B,\`CNY,\`6.00,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`商品,\`,\`0.03600,\`0.60%,\`6.00,\`0.00,\`
\`2026-07-25 09:35:41,\`W,\`1,\`0,\`,\`420001,\`M1,\`u,\`JSAPI,\`REFUND,\`B,\`CNY,\`0.00,\`0.00,\`5030,\`R1,\`1.42,\`0.00,\`ORIGINAL,\`SUCCESS,\`商品,\`,\`-0.00800,\`0.60%,\`0.00,\`1.42,\`
总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额
\`2,\`6.00,\`1.42,\`0.00,\`0.02800,\`6.00,\`1.42
`;
const JD = `\ufeff导出信息：
日期区间：2026-12-01 至 2026-12-31
共：3笔记录
收入：0笔，0.00元
支出：1笔(含1笔部分退款)，41.93元
不计收支：2笔，89.84元

交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注
2026-12-28 13:28:32\t,京东,退款,89.84,卡,退款成功,不计收支,网购,1\t,2\t, ,
2026-12-28 13:27:56\t,京东,卫衣,131.77(已退款89.84),卡,交易成功,支出,服饰,1\t,2\t, ,
2026-12-24 22:33:07\t,京东,裤子,468.32(已全额退款),卡,交易成功,不计收支,服饰,3\t,4\t, ,`;
const ICBC = `明细查询文件下载

卡号: 1234****5678,"卡别名: "

交易日期,记账日期,摘要,交易场所,交易国家或地区简称,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名
2026-05-05     \t,2026-05-05     \t,"消费            \t","商户A     \t","CHN     \t","         \t","18.00    \t",人民币    \t,"      \t","18.00     \t",人民币   \t,"82.00     \t","     \t",
2026-05-04     \t,2026-05-04     \t,"还款            \t","商户B     \t","CHN     \t","100.00   \t","         \t",人民币    \t,"100.00 \t","        \t",人民币   \t,"100.00    \t","     \t",

合计金额,,,,,"100.00           \t","18.00           \t",\t,"100.00           \t","18.00           \t",
`;

const told = ({ lines }: Statement) =>
  lines.map(({ line, at, day, direction, amount, reference }) =>
    [line, at, day, direction, amount, reference].join(' '),
  );
const crlf = (text: string) => text.replaceAll('\n', '\r\n');

describe('FUND-11 payment platforms', () => {
  test('Alipay in GBK: TABs, padding, a preamble, an order closed unpaid', async () => {
    const found = await statement(encodeGb18030(crlf(ALIPAY)));
    expect(found.opened).toMatchObject({ source: 'alipay', period: { from: '2026-02-10', to: '2026-02-13' } });
    expect(told(found)).toEqual([
      '1 13 2026-02-12 out 4974 20260212001100',
      '2 14 2026-02-11 neutral 1603 20260211001100',
      '3 15 2026-02-10 in 100050 20260210001100',
      '4 16 2026-02-10 neutral 8200 20260210001101',
    ]);
    expect(found.lines.map(({ unmoved }) => unmoved === true)).toEqual([false, false, false, true]);
    expect(found.lines[0]).toMatchObject({
      clock: '21:32:14',
      merchantReference: 'T1',
      counterparty: '甲',
      note: '亲情卡',
    });
    expect(found.found).toEqual([]);
  });

  test('WeChat: signs, neither in nor out, part of a payment that came back', async () => {
    const found = await statement(WECHAT);
    expect(found.totals).toEqual(['in CNY 1 74200', 'out CNY 1 2000', 'neutral CNY 1 200000']);
    expect(found.lines.map(({ refunded }) => refunded)).toEqual([500, undefined, undefined]);
    expect(found.lines[0]?.reference).toBe('100004990120090600090332461714765274');
    expect(found.lines[1]?.merchantReference).toBe('');
    expect(found.found).toEqual([]);
  });

  test('WeChat as a workbook', async () => {
    const rows = WECHAT.trimEnd()
      .split('\n')
      .map((row) => row.replaceAll('"', '').replaceAll(/,+$/g, '').split(','));
    async function* all() {
      yield* rows;
    }
    const found = await statement(Buffer.from(await sheetOfTexts('x', all())));
    expect(found.totals).toEqual(['in CNY 1 74200', 'out CNY 1 2000', 'neutral CNY 1 200000']);
    expect(found.opened.sheet).toBe('adctl');
  });

  test('a WeChat merchant: backticks, refunds from columns of their own, fees finer than a fen', async () => {
    const found = await statement(MERCHANT);
    expect(told(found)).toEqual(['1 2 2026-07-25 in 600 420001', '2 3 2026-07-25 out 142 5030']);
    expect(found.lines.map(({ merchantReference }) => merchantReference)).toEqual(['M1', 'R1']);
    expect(found.found).toEqual([]);
  });

  test('a WeChat merchant’s funds, with balances', async () => {
    const found =
      await statement(`记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号
\`2026-02-01 04:21:23,\`5000010,\`180000,\`退款,\`退款,\`支出,\`0.02,\`0.17,\`system,\`缺货,\`M9
\`2026-02-01 05:00:00,\`5000011,\`180001,\`交易,\`交易,\`收入,\`1.00,\`1.17,\`system,\`,\`M10
资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额
\`2,\`1,\`1.00,\`1,\`0.03
`);
    expect(told(found)).toEqual(['1 2 2026-02-01 out 2 5000010', '2 3 2026-02-01 in 100 5000011']);
    expect(found.end.balances).toMatchObject([{ opening: 19n, closing: 117n, wrong: 0 }]);
    expect(found.found).toEqual(['out: the file says 0.03, its lines give 0.02']);
  });

  test('JD: totals without what was paid back', async () => {
    const found = await statement(JD);
    expect(found.lines.map(({ amount, refunded }) => [amount, refunded])).toEqual([
      [8984, undefined],
      [13177, 8984],
      [46832, 46832],
    ]);
    expect(found.found).toEqual([]);
  });

  test('Alipay of other years, its totals at the end', async () => {
    const found = await statement(
      encodeGb18030(`支付宝交易记录明细查询
账号:[x@example.com]
起始日期:[2019-08-01 00:00:00]    终止日期:[2019-10-01 00:00:00]
---------------------------------交易记录明细列表------------------------------------
交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,
123456\t,S123456\t,2019-09-30 13:11:25 ,2019-09-30 13:11:26 ,2019-09-30 13:11:25 ,其他,即时到账交易          ,餐厅          ,餐       ,27.00   ,支出      ,交易成功    ,0.00     ,7.00     ,                    ,已支出      ,
123457 \t,                    \t,2019-09-30 05:26:50 ,                    ,2019-09-30 05:26:50 ,支付宝网站     ,即时到账交易          ,基金 ,收益发放 ,0.01    ,        ,交易成功    ,0.00     ,0.00     ,                    ,资金转移      ,
------------------------------------------------------------------------------------
共2笔记录
已收入:0笔,0.00元
待收入:0笔,0.00元
已支出:1笔,27元
待支出:0笔,0.00元
导出时间:[2019-10-08 14:34:22]    用户:测试
`),
    );
    expect(found.opened.layout).toBe('alipay-web');
    expect(told(found)).toEqual(['1 6 2019-09-30 out 2700 123456', '2 7 2019-09-30 neutral 1 123457']);
    expect(found.lines[0]).toMatchObject({ clock: '13:11:26', refunded: 700 });
    expect(found.found).toEqual([]);
  });

  test('the account of a merchant at Alipay: comments around, what went out is negative', async () => {
    const found = await statement(
      encodeGb18030(`#支付宝账务明细查询
#账号：[20880001]
#起始日期：[2026年03月01日 00:00:00]   终止日期：[2026年03月02日 00:00:00]
#-----------------------------------------账务明细列表----------------------------------------
账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
001\t,B1\t,M1\t,商品,2026-03-01 10:00:00,x@example.com,100.00,,1100.00,支付宝,在线支付,
002\t,B1\t,M1\t,商品,2026-03-01 10:00:01,x@example.com,,-0.60,1099.40,支付宝,收费,
#-----------------------------------------账务明细列表结束------------------------------------
#支出合计：1笔，共-0.60元
#收入合计：1笔，共100.00元
#导出时间：[2026年03月02日 09:00:00]
`),
    );
    expect(found.totals).toEqual(['in CNY 1 10000', 'out CNY 1 60']);
    expect(found.end.balances).toMatchObject([{ opening: 100000n, closing: 109940n, wrong: 0 }]);
    expect(found.found).toEqual([]);
    expect(found.opened.period).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  });

  test('Meituan: what was really paid', async () => {
    const found = await statement(`美团交易账单明细
起始时间：[2026-02-01] 终止时间：[2026-02-28]
""
共：2笔记录
支出：1笔 21.17元
收入：1笔 20.00元
【美团交易账单明细列表】
交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注
2026-02-28 20:35:13,2026-02-28 20:35:25,支付,茶,支出,美团月付,¥22.30,¥21.17,"25022811100401670006000394166443\t","0_2204430449361044\t",/
2026-02-27 07:04:17,2026-02-27 07:04:18,退款,蛋挞,收入,银行卡,¥20.00,¥20.00,"2502270181541103443\t","49\t",/
`);
    expect(told(found)).toEqual([
      '1 9 2026-02-28 out 2117 25022811100401670006000394166443',
      '2 10 2026-02-27 in 2000 2502270181541103443',
    ]);
    expect(found.found).toEqual([]);
  });
});

describe('FUND-11 banks', () => {
  test('ICBC: blanks and TABs in every cell, totals in their columns', async () => {
    const found = await statement(ICBC);
    expect(told(found)).toEqual(['1 6 2026-05-05 out 1800 ', '2 7 2026-05-04 in 10000 ']);
    expect(found.end.balances).toMatchObject([{ order: 'newest_first', opening: 0n, closing: 8200n }]);
    expect(found.found).toEqual([]);
    const other = await statement(
      ICBC.replace('合计金额,,,,,"100.00', '合计金额,,,,,"100.00').replace(/"18.00 +\t",\n$/, '"18.10\t",\n'),
    );
    expect(other.found).toEqual(['out: the file says 18.10, its lines give 18.00']);
  });

  test('a card of CMB: no year, what is positive was spent', async () => {
    const found = await statement(`招商银行信用卡对账单（个人消费卡账户 2026年01月）
交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额
,12/29,还款,-1.23,1234,-1.23
01/05,01/07,中国移动,"8,000.00",1234,"8,000.00(CN)"
`);
    expect(told(found)).toEqual(['1 3 2025-12-29 in 123 ', '2 4 2026-01-05 out 800000 ']);
  });

  test('a card of BOCOM: the currency stands in the amount, the direction in the text', async () => {
    const found = await statement(`交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额
2026-01-10,2026-01-10,退货 支付宝,CNY 123.18,CNY 123.18
2026-01-18,2026-01-18,消费 Suica Charge,JPY 1000.00,CNY 49.85
2026-01-19,2026-01-19,消费撤销 Suica Charge,JPY 1000.00,CNY49.85
2026-01-19,2026-01-19,未知 Suica Charge,JPY 1000.00,CNY49.85
`);
    expect(found.totals).toEqual(['in CNY 2 17303', 'out CNY 1 4985']);
    expect(found.bad).toEqual(['line 5 of the file (row 4): direction "未知 Suica Charge": neither in nor out']);
  });

  test('without a header: day, text, out, in, balance', async () => {
    const found = await statement('05/31/2026,SHOP # 845   _M,1.96,,13.04\n05/30/2026,BANK,,15.00,15.00\n');
    expect(found.opened.layout).toBe('td');
    expect(told(found)).toEqual(['1 1 2026-05-31 out 196 ', '2 2 2026-05-30 in 1500 ']);
    expect(found.found).toEqual([]);
    expect(await refusedAs('05/31/2026,SHOP,1.96,,\n')).toMatch(/^STATEMENT_FOREIGN /);
  });

  test('balances of several currencies are chains of their own', async () => {
    const found = await statement(`Date,Description,Billing amount,Billing currency,Balance,Balance currency
24/03/2026,A,"-1.00"\t,HKD,"3,612.17"\t,HKD
13/03/2026,B,"12,500.00"\t,CNY,"12500.00"\t,CNY
12/03/2026,C,"-100.00",HKD,"3,613.17"\t,HKD
11/03/2026,D,"100.00",HKD,"3,713.18"\t,HKD
`);
    expect(found.end.balances).toMatchObject([
      { currency: 'HKD', opening: 361318n, closing: 361217n, wrong: 1 },
      { currency: 'CNY', opening: 0n, closing: 1250000n, wrong: 0 },
    ]);
    expect(found.found).toEqual([
      'line 4 of the file (row 3): the balance is 3613.17, the lines give 3613.18 (-0.01 HKD)',
    ]);
  });

  test.each<[string, string, string, string[]]>([
    [
      'other order, other columns',
      '备用,余额,附言,币别,网点名称,金额,交易名称,记账时间,记账日期\nx,90.00,a,人民币,,-10.00,b,17:57:17,2026-08-22\n',
      'boc-debit',
      ['1 2 2026-08-22 out 1000 '],
    ],
    [
      'an unknown bank in Chinese',
      '账号：1\n币种：[美元]\n交易日,借方发生额,贷方发生额,账户余额,摘要,凭证号\n2026/8/1,,10.00,10.00,a,77\n2026/8/2,3.00,0.00,7.00,b,78\n',
      'bank',
      ['1 4 2026-08-01 in 1000 77', '2 5 2026-08-02 out 300 78'],
    ],
    [
      'debit and credit in words, a reversal',
      '日期,借贷标志,发生额,余额\n20260801,借,10.00,90.00\n20260802,借,-10.00,100.00\n20260803,贷,5.00,105.00\n',
      'bank',
      ['1 2 2026-08-01 out 1000 ', '2 3 2026-08-02 in 1000 ', '3 4 2026-08-03 in 500 '],
    ],
    [
      'a sign besides the word',
      'Date;Description;Amount;Debit/Credit;Currency\n2026-08-01;a;-10.00;DEBIT;EUR\n2026-08-02;b;5.00;CREDIT;EUR\n',
      'bank',
      ['1 2 2026-08-01 out 1000 ', '2 3 2026-08-02 in 500 '],
    ],
    [
      'an unknown card',
      '交易日,记账日,卡号末四位,交易描述,交易金额,币种\n2026-08-01,2026-08-02,1,a,10.00,CNY\n2026-08-01,2026-08-02,1,b,-5.00,CNY\n',
      'bank',
      ['1 2 2026-08-01 out 1000 ', '2 3 2026-08-01 in 500 '],
    ],
    [
      'days first, as one line shows',
      'Date,Details,Paid out,Paid in,Balance,Currency\n01/02/2026,a,1.00,,9.00,GBP\n13/02/2026,b,,1.00,10.00,GBP\n',
      'bank',
      ['1 2 2026-02-01 out 100 ', '2 3 2026-02-13 in 100 '],
    ],
    [
      'CCB',
      '账　　号：622280*3864\n起始日期：[20240101] 终止日期：[20240103]\n币　　种：[人民币]\n记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点\n20240102,20240101,12:00:00,10.00,,100.00,CNY,午餐,6222,某商户,北京\n',
      'ccb-debit',
      ['1 5 2024-01-01 out 1000 '],
    ],
    [
      'CMB as the bank’s own program writes it',
      '# 招商银行交易记录\n# 币    种: [                         人民币]\n""\n交易日期,交易时间,收入,支出,余额,交易类型,交易备注\n20260225,20:00:00,,10.00,90.00,消费,午饭\n# end\n# 收入合计: 0笔，共 0.00元\n',
      'cmb-debit-web',
      ['1 5 2026-02-25 out 1000 '],
    ],
    [
      'a card of BMO',
      "Following data is valid as of 202304230942432:\n\nItem #,Card #,Transaction Date,Posting Date,Transaction Amount,Description\n1,'5191',20230511,20230512,3.27,COSTCO\n",
      'bmo-credit',
      ['1 4 2023-05-11 out 327 '],
    ],
  ])('%s', async (_, text, layout, lines) => {
    for (const content of [text, crlf(text), encodeGb18030(text)]) {
      const found = await statement(content);
      expect(found.opened.layout).toBe(layout);
      expect(told(found)).toEqual(lines);
      expect(found.bad).toEqual([]);
      expect(found.found).toEqual([]);
    }
  });

  test('what cannot be known is asked for', async () => {
    const ambiguous = 'Date,Details,Amount,Balance,Currency\n01/02/2026,a,1.00,9.00,GBP\n';
    expect(await refusedAs(ambiguous)).toMatch(/^STATEMENT_DAYS .*01\/02\/2026/);
    expect((await statement(ambiguous, { days: 'mdy' })).lines[0]?.day).toBe('2026-01-02');
    const unknown = 'Date,Details,Amount,Balance\n2026-01-02,a,1.00,9.00\n';
    expect(await refusedAs(unknown)).toMatch(/^STATEMENT_CURRENCY /);
    expect((await statement(unknown, { currency: 'jpy' })).totals).toEqual(['in JPY 1 1']);
    expect(await refusedAs(unknown, { currency: 'XX' })).toMatch(/^OPTION_VALUE /);
  });
});

describe('FUND-11 a wrong or foreign file', () => {
  test('is refused with what was expected and what was found', async () => {
    expect(await refusedAs('')).toMatch(/^STATEMENT_FOREIGN .*found: nothing$/);
    expect(await refusedAs('账户ID,账户名称\n1,a\n')).toBe(
      'STATEMENT_FOREIGN FILE is no statement that is known; looked for a header with a day (交易日期, Date) and an amount (交易金额, Amount), or columns for in and out (收入 and 支出, Credit and Debit); found: 账户ID, 账户名称',
    );
    expect(await refusedAs(WECHAT.replace('收/支', '收支方向x'))).toMatch(
      /^STATEMENT_FOREIGN .*the header of WeChat: .*\(missing: 收\/支\); found: 交易时间, 交易类型/,
    );
    expect(await refusedAs('{"a":1}\n')).toMatch(/^STATEMENT_FOREIGN /);
    expect(await refusedAs(Buffer.from('%PDF-1.7\0\0'))).toMatch(/^FILE_STRUCTURE /);
  });

  test('is refused where another source was asked for', async () => {
    expect(await refusedAs(WECHAT, { source: 'alipay' })).toMatch(
      /^STATEMENT_SOURCE FILE is not from alipay; looked for the header of Alipay.*found: 交易时间, 交易类型/,
    );
    expect(await refusedAs(ICBC, { source: 'boc' })).toMatch(/^STATEMENT_SOURCE .*Bank of China/);
    expect(await refusedAs(ICBC, { source: 'icbc' })).toBe('read as icbc');
    expect(await refusedAs(ICBC, { source: 'bank' })).toBe('read as icbc');
    expect(await refusedAs(ICBC, { source: '中国工商银行' })).toBe('read as icbc');
    expect(await refusedAs(ICBC, { source: 'nobody' })).toMatch(/^OPTION_VALUE /);
  });
});

describe('FUND-11 a damaged file is noticed', () => {
  test('a line that cannot be read is named with its place, the others are read', async () => {
    const spoilt = await statement(
      ALIPAY.replace('1000.50   ,余额', '1e3   ,余额')
        .replace('2026-02-11 08:00:00', '2026-02-30 08:00:00')
        .replace(',支出       ,', ',支       出,'),
    );
    expect(spoilt.bad).toEqual([
      'line 13 of the file (row 1): direction "支       出": neither in nor out',
      'line 14 of the file (row 2): day "2026-02-30 08:00:00": no day that exists',
      'line 15 of the file (row 3): amount "1e3": an exponent is not allowed',
    ]);
    expect(told(spoilt)).toEqual(['4 16 2026-02-10 neutral 8200 20260210001101']);
  });

  test('a number whose digits a spreadsheet has taken is named', async () => {
    const opened = await statement(ALIPAY.replace('20260212001100\t', '2.0260212E+27'));
    expect(opened.bad[0]).toBe(
      'line 13 of the file (row 1): reference "2.0260212E+27": a spreadsheet has taken its last digits',
    );
    const { utils, write } = await import('@e965/xlsx');
    const sheet = utils.aoa_to_sheet([
      ['日期', '摘要', '收入', '支出', '余额', '流水号'],
      ['2026-01-01', 'a', 1.1, '', 1.1, 123456789012345],
      ['2026-01-02', 'b', '', 1.1, 0, 4.2e27],
    ]);
    const book = utils.book_new(sheet, 'x');
    const found = await statement(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(told(found)).toEqual(['1 2 2026-01-01 in 110 123456789012345']);
    expect(found.bad).toEqual(['line 3 of the file (row 2): reference "4.2E+27": the spreadsheet has spoilt it']);
  });

  test('a line number is the file’s also below a cell of several lines', async () => {
    const found = await statement(crlf('日期,摘要,金额,余额\n2026-01-01,"a\nb\nc",1.00,1.00\n\n2026-01-02,d,x,2.00\n'));
    expect(found.bad).toEqual(['line 6 of the file (row 2): amount "x": it is not a plain decimal']);
  });

  test.each<[string, string, RegExp]>([
    ['cut between lines', ALIPAY.replace(/2026-02-10 07.*\n$/, ''), /^lines: the file says 4 and has 3$/],
    ['cut within a line', ALIPAY.slice(0, ALIPAY.indexOf(',不计收支,82.00')), /its last line \(line 16\) is not whole/],
    ['cut within a day', ALIPAY.slice(0, ALIPAY.indexOf('02-10 07:00')), /its last line \(line 16\) is not whole/],
    [
      'a merchant’s file without its trailer',
      MERCHANT.slice(0, MERCHANT.indexOf('总交易单数')),
      /"总交易单数"\) is missing/,
    ],
    ['cut before the totals', MERCHANT.slice(0, MERCHANT.indexOf('`2,`6.00')), /totals under "总交易单数" are missing/],
    [
      'cut within the totals',
      MERCHANT.slice(0, MERCHANT.indexOf(',`0.02800')),
      /totals under "总交易单数" are not whole/,
    ],
    ['totals that are no numbers', MERCHANT.replace('`2,`6.00', '`2,`6.0O'), /totals under "总交易单数" are not whole/],
    ['ICBC without its totals', ICBC.slice(0, ICBC.indexOf('合计金额')), /the line "合计" is missing/],
  ])('%s', async (_, text, expected) => {
    const { found } = await statement(text);
    expect(found.filter((one) => expected.test(one))).toHaveLength(1);
  });

  test('cut within a quote, or within a character, it is no file of its form', async () => {
    expect(await refusedAs(WECHAT.slice(0, WECHAT.indexOf('100004990120')))).toMatch(/^FILE_STRUCTURE .*never closed/);
    const bytes = Buffer.from(JD);
    expect(await refusedAs(bytes.subarray(0, bytes.indexOf('裤子') + 1))).toMatch(/^FILE_STRUCTURE /);
  });
});

test('FUND-11 a line travels as cells', async () => {
  const [line] = (
    await statement('Date,Details,Amount,Balance,Currency,Reference\n2026-01-02 08:05,a,-1.50,9.00,KWD,R1\n')
  ).lines;
  expect(line && lineCells(line)).toEqual({
    at: '2',
    time: '2026-01-02 08:05',
    day: '2026-01-02',
    clock: '08:05:00',
    direction: 'out',
    amount: '1.500',
    currency: 'KWD',
    reference: 'R1',
    merchant_reference: '',
    counterparty: '',
    note: 'a',
    status: '',
    balance: '9.000',
    refunded: '',
    unmoved: '',
  });
});

test('FUND-11 wherever a file is cut off that says what is in it, that is noticed', async () => {
  for (const whole of [ALIPAY, WECHAT, MERCHANT, JD, ICBC]) {
    const lines = (await statement(whole)).rows;
    const silent: string[] = [];
    for (let end = 1; end < whole.length; end += 3) {
      const cut = whole.slice(0, end);
      try {
        const { rows, found, bad } = await statement(cut);
        const same = JSON.stringify(rows) === JSON.stringify(lines);
        if (!same && found.length === 0 && bad.length === 0) silent.push(cut.slice(-30));
      } catch (error) {
        if (!(error instanceof AdctlError)) throw error;
      }
    }
    expect(silent).toEqual([]);
  }
});
