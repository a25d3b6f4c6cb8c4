/** The statements of banks, and what is read of a bank that no layout is made for. */
import type { Layout } from './layouts.ts';

const bank = (source: string, en: string, zh: string) => ({ source, name: { en, zh } });
const ABC = bank('abc', 'Agricultural Bank of China', '中国农业银行');
const BMO = bank('bmo', 'Bank of Montreal', '蒙特利尔银行');
const BOC = bank('boc', 'Bank of China', '中国银行');
const BOCOM = bank('bocom', 'Bank of Communications', '交通银行');
const CCB = bank('ccb', 'China Construction Bank', '中国建设银行');
const CGB = bank('cgb', 'China Guangfa Bank', '广发银行');
const CMB = bank('cmb', 'China Merchants Bank', '招商银行');
const HSBC = bank('hsbc', 'HSBC Hong Kong', '香港汇丰银行');
const ICBC = bank('icbc', 'Industrial and Commercial Bank of China', '中国工商银行');
const TD = bank('td', 'TD Canada Trust', '道明加拿大信托银行');

const BANK_TOTALS = { with: /合计/, name: { en: 'the line "合计"', zh: '“合计”一行' } };

export const BANK_LAYOUTS: readonly Layout[] = [
  { id: 'abc-debit', ...ABC, marks: ['交易日期', '交易金额', '本次余额', '对手信息', '日志号'], currency: 'CNY' },
  {
    id: 'bmo-debit',
    ...BMO,
    marks: ['First Bank Card', 'Transaction Type', 'Date Posted', 'Transaction Amount'],
    columns: { direction: ['Transaction Type'] },
    currency: 'CAD',
  },
  {
    id: 'bmo-credit',
    ...BMO,
    marks: ['Item #', 'Card #', 'Transaction Date', 'Posting Date', 'Transaction Amount'],
    sign: 'card',
    currency: 'CAD',
  },
  { id: 'boc-debit', ...BOC, marks: ['记账日期', '记账时间', '币别', '金额', '余额', '交易名称'], currency: 'CNY' },
  { id: 'boc-credit', ...BOC, marks: ['交易日', '银行记账日', '卡号后四位', '存入', '支出', '币种'], currency: 'CNY' },
  {
    id: 'bocom-debit',
    ...BOCOM,
    marks: ['交易日期', '交易时间', '交易类型', '借贷', '交易金额', '余额', '对方户名'],
    currency: 'CNY',
  },
  {
    id: 'bocom-credit',
    ...BOCOM,
    marks: ['交易日期', '记账日期', '交易说明', '入账币种/金额'],
    columns: { amount: ['入账币种/金额'], currency: [] },
    sign: 'note',
    words: {
      消费撤销: 'in',
      退货: 'in',
      退款: 'in',
      撤销: 'in',
      冲正: 'in',
      还款: 'in',
      信用卡还款: 'in',
      返现: 'in',
      返还: 'in',
      存入: 'in',
      消费: 'out',
      取现: 'out',
      预借现金: 'out',
      分期: 'out',
      年费: 'out',
      利息: 'out',
      手续费: 'out',
      违约金: 'out',
    },
    currency: 'CNY',
  },
  { id: 'ccb-debit', ...CCB, marks: ['记账日', '交易日期', '支出', '收入', '账户余额'], currency: 'CNY' },
  {
    id: 'cgb-credit',
    ...CGB,
    marks: ['交易日期', '入账日期', '交易摘要', '交易金额', '入账金额', '入账货币'],
    columns: { amount: ['入账金额'], currency: ['入账货币'] },
    sign: 'card',
    currency: 'CNY',
  },
  {
    id: 'cmb-credit',
    ...CMB,
    marks: ['交易日', '记账日', '交易摘要', '人民币金额', '卡号末四位'],
    columns: { amount: ['人民币金额'] },
    sign: 'card',
    currency: 'CNY',
  },
  { id: 'cmb-debit', ...CMB, marks: ['记账日期', '货币', '交易金额', '联机余额', '对手信息'], currency: 'CNY' },
  { id: 'cmb-debit-web', ...CMB, marks: ['交易日期', '交易时间', '收入', '支出', '余额', '交易备注'], currency: 'CNY' },
  {
    id: 'hsbc-credit',
    ...HSBC,
    marks: ['Transaction date', 'Post date', 'Billing amount', 'Billing currency', 'Credit / Debit'],
    currency: 'HKD',
    days: 'dmy',
    unmoved: [{ status: ['PENDING', 'DECLINED'] }],
  },
  {
    id: 'hsbc-debit',
    ...HSBC,
    marks: ['Date', 'Description', 'Billing amount', 'Billing currency', 'Balance'],
    currency: 'HKD',
    days: 'dmy',
  },
  {
    id: 'icbc',
    ...ICBC,
    marks: ['交易日期', '交易场所', '记账金额(收入)', '记账金额(支出)', '记账币种'],
    columns: { counterparty: ['对方户名', '交易场所'], note: ['摘要', '交易详情'] },
    currency: 'CNY',
    ends: BANK_TOTALS,
  },
];

/** Without a header: day, text, out, in, balance. */
export const HEADERLESS: Layout = { id: 'td', ...TD, marks: [], currency: 'CAD', days: 'mdy' };

/** Any other bank or platform whose header has a day and an amount in words that are known. */
export const GENERIC: Layout = {
  id: 'bank',
  ...bank('bank', 'another bank or platform', '其他银行或平台'),
  marks: [],
  currency: '',
  unmoved: [{ status: ['PENDING', 'FAILED', 'DECLINED', '处理中', '失败', '交易失败'] }],
};
