/** What is refused, or told, of consumption and its return. */
import { errors } from './define.ts';

const conflict = { exit: 5, http: 409, status: 'conflict' } as const;
const invalid = { exit: 2, http: 422, status: 'invalid' } as const;

const TWICE = {
  brief: { en: 'another row states the same', zh: '另有一行给出同一项消耗' },
  hint: {
    en: 'nothing was booked for these rows: make one row of them in the file, with the sum, and run it again',
    zh: '这些行均未入账；请在文件中将其合计为一行后重新执行',
  },
} as const;

export const CONSUMPTION_ERRORS = errors({
  USABLE_INSUFFICIENT: {
    ...conflict,
    message: {
      en: '{amount} {currency} is asked for, {there} is there with wallets and credit for {holder}',
      zh: '需要 {amount} {currency}，{holder} 连同共享钱包与授信仅有 {there}',
    },
    brief: { en: 'not enough is there, wallets and credit included', zh: '含共享钱包与授信仍余额不足' },
    hint: {
      en: "a platform's file books the rest as overdraft: --from FILE --source NAME",
      zh: '平台文件会将不足部分记为透支：--from FILE --source NAME',
    },
    instead: [
      {
        given: 'unfit',
        message: {
          en: '{amount} {currency} is asked for, {there} is there with wallets and credit for {holder}; {unfit} of bonus is not valid on {day}',
          zh: '需要 {amount} {currency}，{holder} 连同共享钱包与授信仅有 {there}；另有红包 {unfit} 在 {day} 不在有效期内',
        },
        brief: {
          en: 'not enough is valid that day, wallets and credit included',
          zh: '当日有效余额不足（含共享钱包与授信）',
        },
        hint: {
          en: 'adctl funds statement HOLDER --type bonus shows from when to when each lot is valid',
          zh: '用 adctl funds statement 持有方 --type bonus 查看各批红包的有效期',
        },
      },
    ],
  },
  OVERDRAWN: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: '{amount} {currency} of it is overdraft of {holder}: nothing there pays for it',
      zh: '其中 {amount} {currency} 无可用余额支付，记为 {holder} 的透支',
    },
    brief: { en: 'part of it is overdraft', zh: '部分记为透支' },
  },
  OVERDRAWN_BESIDE: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: '{amount} {currency} of it is overdraft of {holder}, and the same is booked on {day} already: {booked}; it may be booked twice',
      zh: '其中 {amount} {currency} 记为 {holder} 的透支；{day} 的同一项消耗已按其他来源入账：{booked}，可能重复入账',
    },
    brief: {
      en: 'part of it is overdraft, and the same day is booked from another source too',
      zh: '部分记为透支，且同日消耗已按其他来源入账',
    },
  },
  SOURCE_BESIDE: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'the same of {holder} is booked on {day} already: {booked}; it may be booked twice',
      zh: '{holder} 在 {day} 的同一项消耗已按其他来源入账：{booked}，可能重复入账',
    },
    brief: { en: 'the same day is booked from another source too', zh: '同日消耗已按其他来源入账' },
  },
  NOTHING_FROZEN: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'nothing is frozen for order {order} in {holder}: it is paid out of what is available',
      zh: '{holder} 没有为订单 {order} 冻结的资金，由可用资金支付',
    },
    brief: {
      en: 'nothing is frozen for the order: paid out of what is available',
      zh: '订单没有冻结资金，由可用资金支付',
    },
  },
  DAY_AHEAD: {
    ...invalid,
    message: {
      en: '{day} has not come yet where {holder} is: it is {today} in {zone}',
      zh: '{day} 尚未到来：{holder} 所在时区 {zone} 今天是 {today}',
    },
    brief: { en: 'a day that has not come yet', zh: '日期尚未到来' },
    hint: { en: 'what was consumed is of today or before', zh: '消耗日期不得晚于今天' },
  },
  SOURCE_REQUIRED: {
    ...invalid,
    message: {
      en: 'what paid is said by a platform, and whose file this is, is not',
      zh: '按资金类型列出的消耗须说明来自哪个平台的文件',
    },
    hint: { en: 'add --source NAME, or give one amount', zh: '请加 --source 名称，或只填写总金额' },
  },
  COMPOSITION_DIFFERS: {
    ...invalid,
    message: {
      en: 'the kinds sum to {sum} {currency}, the amount says {amount}',
      zh: '各类资金合计 {sum} {currency}，与金额 {amount} 不符',
    },
    brief: { en: 'kinds and amount differ', zh: '各类资金合计与金额不符' },
    hint: { en: 'correct one of them, or leave the amount out', zh: '请更正其一，或不填金额' },
  },
  LINE_TWICE: {
    ...conflict,
    message: {
      en: 'row {row} states what was consumed in all for the same account, day, type, product and order',
      zh: '第 {row} 行已给出同一账户、日期、类型、产品、订单的全部消耗',
    },
    ...TWICE,
    instead: [
      {
        given: 'purse',
        message: {
          en: 'row {row} states what was consumed in all for the same account, day, type, product and order in the {purse} purse',
          zh: '第 {row} 行已给出同一账户、日期、类型、产品、订单在{purse}的全部消耗',
        },
        ...TWICE,
      },
    ],
  },
  RETURN_EXCEEDED: {
    ...conflict,
    message: {
      en: '{amount} {currency} is to come back, but only {there} was consumed',
      zh: '要退回 {amount} {currency}，但该日该项消耗仅为 {there}',
    },
    brief: { en: 'more comes back than was consumed', zh: '退回超过已消耗' },
    hint: {
      en: 'adctl funds statement --type consumption shows what was booked',
      zh: '用 adctl funds statement --type consumption 查看已入账消耗',
    },
  },
  NOTHING_CONSUMED: {
    ...conflict,
    message: { en: 'nothing was consumed by {holder} on {day}', zh: '{holder} 在 {day} 没有消耗' },
    brief: { en: 'nothing was consumed on that day', zh: '该日没有消耗' },
    hint: {
      en: 'adctl funds statement --type consumption shows what was booked',
      zh: '用 adctl funds statement --type consumption 查看已入账消耗',
    },
  },
  OVERDRAFT_CLEARED: {
    ...conflict,
    message: {
      en: '{transaction} overdrew {holder}, and what was paid in since has cleared that: it cannot be undone as it was booked',
      zh: '{transaction}使 {holder} 透支，此后的入账已冲抵透支，不能按原样撤销',
    },
    brief: { en: 'its overdraft was cleared by a payment since', zh: '其透支已被此后的入账冲抵' },
    hint: {
      en: 'adctl funds consume-return gives it back as cash; or undo the payment first',
      zh: '用 adctl funds consume-return 退回为现金；或先撤销该笔入账',
    },
  },
  RETURNED_SINCE: {
    ...conflict,
    message: {
      en: 'part of {transaction} has come back since: {later}',
      zh: '{transaction}此后已有部分退回：{later}',
    },
    brief: { en: 'part of it has come back since', zh: '此后已有部分退回' },
    hint: {
      en: 'undo the return first, or return the rest: adctl funds consume-return',
      zh: '请先撤销退回，或用 adctl funds consume-return 退回余额',
    },
  },
});
