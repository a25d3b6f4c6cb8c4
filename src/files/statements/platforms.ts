/** The statements of payment platforms, as people and merchants download them. */
import type { Layout } from './layouts.ts';

const ALIPAY = { en: 'Alipay', zh: '支付宝' };
const WECHAT = { en: 'WeChat', zh: '微信' };
const WECHATPAY = { en: 'WeChat Pay (merchant)', zh: '微信支付商户' };
const JD = { en: 'JD', zh: '京东' };
const MEITUAN = { en: 'Meituan', zh: '美团' };

/** Empty or a slash where a platform counts a line neither as income nor as expense. */
const NEITHER = { '': 'neutral', '/': 'neutral' } as const;
const UNPAID = [{ direction: 'neutral', status: ['交易关闭', '等待付款', '待付款', '已取消', '支付失败'] }] as const;

const PAID_IN = ['应结订单金额', '总金额', '订单金额'];
const PAID_BACK = {
  direction: 'out',
  amount: ['退款金额'],
  reference: ['微信退款单号'],
  merchantReference: ['商户退款单号'],
} as const;

export const PLATFORM_LAYOUTS: readonly Layout[] = [
  {
    id: 'alipay',
    source: 'alipay',
    name: ALIPAY,
    marks: ['交易时间', '交易对方', '收/支', '金额', '交易状态', '交易订单号', '商家订单号', '交易分类', '对方账号'],
    words: NEITHER,
    currency: 'CNY',
    unmoved: UNPAID,
  },
  {
    id: 'alipay-app',
    source: 'alipay',
    name: ALIPAY,
    marks: ['收/支', '交易对方', '对方账号', '商品说明', '金额', '交易订单号', '商家订单号'],
    words: NEITHER,
    currency: 'CNY',
    unmoved: UNPAID,
  },
  {
    id: 'alipay-web',
    source: 'alipay',
    name: ALIPAY,
    marks: ['交易号', '商家订单号', '交易创建时间', '金额(元)', '收/支', '交易状态'],
    columns: { time: ['付款时间', '交易创建时间'] },
    words: NEITHER,
    currency: 'CNY',
    unmoved: UNPAID,
    ends: { with: /^共\s*\d+\s*笔/, name: { en: 'the line "共…笔记录"', zh: '“共…笔记录”一行' } },
  },
  {
    id: 'alipay-account',
    source: 'alipay',
    name: { en: 'Alipay (account of a merchant)', zh: '支付宝账务明细' },
    marks: ['商户订单号', '支付宝交易号', '收入(+元)', '支出(-元)'],
    currency: 'CNY',
  },
  {
    id: 'alipay-account-old',
    source: 'alipay',
    name: { en: 'Alipay (account of a merchant)', zh: '支付宝账务明细' },
    marks: ['账务流水号', '业务流水号', '商户订单号', '收入金额(+元)', '支出金额(-元)'],
    columns: { reference: ['业务流水号', '账务流水号'] },
    currency: 'CNY',
  },
  {
    id: 'wechat',
    source: 'wechat',
    name: WECHAT,
    marks: ['交易时间', '交易类型', '交易对方', '收/支', '金额(元)', '当前状态', '交易单号', '商户单号'],
    columns: { note: ['商品', '备注', '交易类型'] },
    words: NEITHER,
    currency: 'CNY',
  },
  {
    id: 'wechatpay',
    source: 'wechatpay',
    name: WECHATPAY,
    marks: ['交易时间', '公众账号ID', '商户号', '微信订单号', '商户订单号', '交易状态', '货币种类'],
    columns: {
      time: ['退款成功时间', '退款申请时间', '交易时间'],
      amount: PAID_IN,
      counterparty: ['用户标识'],
      note: ['商品名称'],
    },
    currency: 'CNY',
    kinds: {
      SUCCESS: { direction: 'in', amount: PAID_IN, reference: ['微信订单号'], merchantReference: ['商户订单号'] },
      REFUND: PAID_BACK,
      REVOKED: PAID_BACK,
    },
    trailer: {
      first: '总交易单数',
      sums: {
        总交易单数: 'lines',
        应结订单总金额: ['应结订单金额'],
        总交易额: ['总金额'],
        退款总金额: ['退款金额'],
        总退款金额: ['退款金额'],
        充值券退款总金额: ['充值券退款金额'],
        总代金券或立减优惠退款金额: ['代金券或立减优惠退款金额'],
        总企业红包退款金额: ['企业红包退款金额'],
        手续费总金额: ['手续费'],
        订单总金额: ['订单金额'],
        申请退款总金额: ['申请退款金额'],
      },
    },
  },
  {
    id: 'wechatpay-funds',
    source: 'wechatpay',
    name: WECHATPAY,
    marks: ['记账时间', '微信支付业务单号', '资金流水单号', '收支类型', '收支金额(元)'],
    columns: {
      amount: ['收支金额(元)'],
      note: ['业务名称', '业务类型', '备注'],
      counterparty: [],
      merchantReference: ['业务凭证号'],
    },
    currency: 'CNY',
    trailer: {
      first: '资金流水总笔数',
      sums: {
        资金流水总笔数: 'lines',
        收入笔数: ['count', 'in'],
        收入金额: ['amount', 'in'],
        支出笔数: ['count', 'out'],
        支出金额: ['amount', 'out'],
      },
    },
  },
  {
    id: 'jd',
    source: 'jd',
    name: JD,
    marks: ['交易时间', '商户名称', '交易说明', '金额', '收/支', '交易订单号', '商家订单号'],
    words: NEITHER,
    currency: 'CNY',
    // Ordered now, paid later: the payment is a line of its own.
    unmoved: [...UNPAID, { direction: 'neutral', status: ['交易成功'], method: ['先享后付'] }],
    net: true,
  },
  {
    id: 'meituan',
    source: 'meituan',
    name: MEITUAN,
    marks: ['交易成功时间', '交易类型', '订单标题', '收/支', '实付金额', '交易单号', '商家单号'],
    columns: { time: ['交易成功时间', '交易创建时间'], amount: ['实付金额'], counterparty: [] },
    words: NEITHER,
    currency: 'CNY',
  },
];
