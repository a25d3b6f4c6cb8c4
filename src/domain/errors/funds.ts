/** What is refused of money. */
import { errors } from './define.ts';

const conflict = { exit: 5, http: 409, status: 'conflict' } as const;
const invalid = { exit: 2, http: 422, status: 'invalid' } as const;

export const FUND_ERRORS = errors({
  FUNDS_INSUFFICIENT: {
    ...conflict,
    message: {
      en: '{amount} {currency} of {kind} is asked for, {there} is there in {holder}',
      zh: '需要{kind} {amount} {currency}，{holder} 仅有 {there}',
    },
    brief: { en: 'not enough is there', zh: '余额不足' },
    hint: {
      en: 'adctl funds overview shows what is there; less, or after a recharge',
      zh: '用 adctl funds overview 查看余额；减少金额，或充值后重试',
    },
    instead: [
      {
        given: 'undone',
        message: {
          en: '{undone} cannot be taken back: that needs {amount} {currency} of {kind}, {there} is left in {holder}',
          zh: '{undone}无法冲正：需要{kind} {amount} {currency}，{holder} 仅剩 {there}',
        },
        brief: { en: 'what it moved is not there any more', zh: '所变动的资金已不足以冲正' },
        hint: {
          en: 'adctl funds statement HOLDER shows where it went: undo that first, or bring the amount back',
          zh: '用 adctl funds statement 持有方 查看资金去向：请先撤销该项，或补足金额',
        },
      },
      {
        given: 'frozen',
        message: {
          en: '{amount} {currency} of {kind} is asked for, {there} is {frozen} in {holder}',
          zh: '需要{kind} {amount} {currency}，{holder} {frozen}仅有 {there}',
        },
        brief: { en: 'not that much is frozen', zh: '冻结金额不足' },
        hint: {
          en: 'at most that much; adctl funds statement HOLDER --type freeze shows what is frozen, adctl funds holds what is held',
          zh: '不得超过该金额；用 adctl funds statement 持有方 --type freeze 查看冻结，用 adctl funds holds 查看预占',
        },
      },
    ],
  },
  CREDIT_USED: {
    ...conflict,
    message: {
      en: '{used} {currency} of the credit of {holder} is used or frozen: the limit cannot be {limit}',
      zh: '{holder} 的授信已使用或冻结 {used} {currency}，额度不能降为 {limit}',
    },
    brief: { en: 'more credit is used than the new limit', zh: '已用授信超过新额度' },
    hint: {
      en: 'lower it to that, or repay or unfreeze first: adctl funds statement HOLDER --type postpaid',
      zh: '额度不得低于该金额，或先还款、解冻：adctl funds statement HOLDER --type postpaid',
    },
  },
  OWED_EXCEEDED: {
    ...conflict,
    message: {
      en: '{holder} owes {owed} {currency}, not {amount}',
      zh: '{holder} 待还 {owed} {currency}，少于 {amount}',
    },
    brief: { en: 'more is repaid than is owed', zh: '还款超过待还金额' },
    hint: { en: 'repay at most what is owed', zh: '还款不得超过待还金额' },
  },
  BALANCE_TOO_LARGE: {
    ...conflict,
    message: { en: 'the balance of {holder} would be too large to be kept', zh: '{holder} 的余额将超出可记录范围' },
    brief: { en: 'a balance would be too large', zh: '余额超出可记录范围' },
    hint: { en: 'nothing was moved; look for a wrong amount', zh: '未发生资金变动；请检查金额是否有误' },
  },
  REFERENCE_REQUIRED: {
    ...invalid,
    message: {
      en: 'a file or selection that moves money needs references, so that it cannot pay twice',
      zh: '从文件或筛选执行的资金操作须有参考号，以免重复入账',
    },
    hint: {
      en: 'add --reference KEY (row n becomes KEY:n), or a column reference',
      zh: '请加 --reference KEY（第 n 行记为 KEY:n），或在文件中加 reference 列',
    },
  },
  REFERENCE_MIXED: {
    ...invalid,
    message: {
      en: 'row {row} has no reference and row {other} has a number of {key}: one number might stand for two rows',
      zh: '第 {row} 行没有参考号，而第 {other} 行已带有 {key} 的编号：同一编号可能对应两行',
    },
    brief: {
      en: 'rows with numbers of an earlier file beside rows without',
      zh: '带有原文件编号的行与无参考号的行混在一起',
    },
    hint: {
      en: 'nothing of it was moved; give each row a reference, or put rows without into a file of their own, under another --reference',
      zh: '相关行未执行；请为每行填写参考号，或将无参考号的行另存文件并使用其他 --reference',
    },
  },
  REFERENCE_TAKEN: {
    ...conflict,
    message: {
      en: 'reference {reference} stands for another movement already: {transaction}',
      zh: '参考号 {reference} 已用于另一笔交易：{transaction}',
    },
    brief: { en: 'the reference stands for another movement', zh: '参考号已用于另一笔交易' },
    hint: { en: 'nothing was moved; give a reference of its own', zh: '未发生资金变动；请使用新的参考号' },
  },
  REFERENCE_REVERSED: {
    ...conflict,
    message: {
      en: 'what reference {reference} stands for was reversed: {transaction}',
      zh: '参考号 {reference} 对应的交易已冲正：{transaction}',
    },
    brief: { en: 'what this reference stands for was reversed', zh: '该参考号的交易已冲正' },
    hint: { en: 'to move it again, give a new reference', zh: '如需重新执行，请使用新的参考号' },
  },
  PAID_ALREADY: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    told: true,
    message: { en: 'done already by this reference: {transaction}', zh: '该参考号已执行：{transaction}' },
    brief: { en: 'done already by this reference', zh: '该参考号已执行' },
  },
  PAID_BY_ROW: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    told: true,
    message: {
      en: 'paid already under reference {reference}, by row {row} of the same input',
      zh: '参考号 {reference} 已由同一输入的第 {row} 行执行',
    },
    brief: {
      en: 'paid already under the same reference, by an earlier row of the same input',
      zh: '同一输入中前面的行已以相同参考号执行',
    },
  },
  CURRENCY_DIFFERS: {
    ...conflict,
    message: {
      en: '{holder} is kept in {kept}, not in {currency}',
      zh: '{holder} 的币种为 {kept}，不是 {currency}',
    },
    brief: { en: 'another currency', zh: '币种不一致' },
    hint: { en: 'nothing is converted; give amounts in its own currency', zh: '不做换汇；请按其币种填写金额' },
  },
  HOLDER_KIND: {
    ...invalid,
    message: { en: '"{value}" does not fit here: this is for {wanted}', zh: '“{value}”不适用：此处须为{wanted}' },
    hint: { en: 'give one as {forms}', zh: '请写作 {forms}' },
  },
  PAYER_MISSING: {
    ...invalid,
    message: { en: 'who pays is not said', zh: '未指定付款方' },
    hint: {
      en: 'give --payer, as agency:ID, or act for one organisation: --as-org ORG',
      zh: '请加 --payer（如 agency:编号），或以一个组织的身份操作：--as-org ORG',
    },
  },
  PAYEE_MISSING: {
    ...invalid,
    message: { en: 'who gets it is not said', zh: '未指定收款方' },
    hint: {
      en: 'give --payee, as agency:ID, or act for one organisation: --as-org ORG',
      zh: '请加 --payee（如 agency:编号），或以一个组织的身份操作：--as-org ORG',
    },
  },
  BOOKS_NONE: {
    ...conflict,
    message: { en: '{holder}: nothing is booked there that you may see', zh: '{holder}：没有您可见的资金记录' },
    hint: { en: 'books begin with the first movement', zh: '自首笔资金变动起才有记录' },
  },
  SAME_HOLDER: {
    ...invalid,
    message: { en: 'payer and payee are the same', zh: '付款方与收款方相同' },
    hint: {
      en: 'between two purses of one holder: --purse and --to-purse',
      zh: '同一持有方的两个钱包之间：--purse 与 --to-purse',
    },
  },
  PURSES_CASH: {
    ...invalid,
    message: { en: 'between purses only cash is transferred', zh: '钱包之间只能转现金' },
    hint: { en: 'leave out --kind', zh: '请去掉 --kind' },
  },
  ORDER_INVALID: {
    ...invalid,
    message: { en: '"{value}" is no order id', zh: '“{value}”不是有效的订单编号' },
    hint: { en: 'any text without | and without control characters', zh: '不含 | 与控制字符的文本' },
  },
  ADJUST_SIDE: {
    ...invalid,
    message: { en: 'an adjustment adds or takes: one of them', zh: '调账须为调增或调减其一' },
    hint: { en: 'give --add X or --take X', zh: '请加 --add X（调增）或 --take X（调减）' },
  },
  HOLD_EXPIRED: {
    ...conflict,
    message: {
      en: 'hold {hold} expired: what it held is the payer’s again',
      zh: '预占 {hold} 已过期，资金已退回付款方',
    },
    brief: { en: 'the hold expired', zh: '预占已过期' },
    hint: { en: 'hold the amount again: adctl funds hold', zh: '请重新预占：adctl funds hold' },
  },
  HOLD_ENDED: {
    ...conflict,
    message: { en: 'hold {hold} has ended: {state}', zh: '预占 {hold} 已结束：{state}' },
    brief: { en: 'the hold has ended', zh: '预占已结束' },
    hint: { en: 'adctl funds holds shows what became of it', zh: '用 adctl funds holds 查看其结果' },
  },
  WALLET_NOT_EMPTY: {
    ...conflict,
    message: { en: 'the shared wallet of {holder} is not empty: {what}', zh: '{holder} 的共享钱包仍有余额：{what}' },
    brief: { en: 'the shared wallet is not empty', zh: '共享钱包仍有余额' },
    hint: {
      en: 'transfer or refund what is there first',
      zh: '请先转出或退款',
    },
  },
  MONEY_LEFT: {
    ...conflict,
    message: { en: 'money is still in {holder}: {what}', zh: '{holder} 仍有资金：{what}' },
    brief: { en: 'money is still there', zh: '仍有资金' },
    hint: {
      en: 'reclaim or refund it, repay what is owed, end holds and orders first',
      zh: '请先回收或退款、归还欠款，并结束预占与订单冻结',
    },
  },
  CURRENCY_FIXED: {
    ...conflict,
    message: {
      en: '{account} has entries in its books: its {field} stays {kept}',
      zh: '{account} 已有账目，{field}不能更改，仍为 {kept}',
    },
    brief: { en: 'currency and time zone stay once there are entries', zh: '已有账目，币种与时区不能更改' },
    hint: { en: 'open another account in the other currency or zone', zh: '请以其他币种或时区另开账户' },
  },
  LOT_EMPTY: {
    ...conflict,
    message: { en: 'nothing is left of lot {lot} in {holder}', zh: '{holder} 的红包批次 {lot} 已无剩余' },
    brief: { en: 'nothing is left of the lot', zh: '红包批次已无剩余' },
    hint: {
      en: 'adctl funds statement --type bonus shows where it went',
      zh: '用 adctl funds statement --type bonus 查看去向',
    },
  },
  LOT_VALIDITY: {
    ...invalid,
    message: { en: 'a lot cannot be valid from {from} to {to}', zh: '有效期不能为 {from} 至 {to}' },
    hint: { en: 'its last day is not before its first, and not over', zh: '结束日不得早于开始日，也不得已过' },
  },
  REVERSED_ALREADY: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    message: { en: 'reversed already: {transaction}', zh: '已冲正：{transaction}' },
    brief: { en: 'reversed already', zh: '已冲正' },
  },
  REVERSAL_FINAL: {
    ...conflict,
    message: {
      en: '{transaction} was taken back, and no reversal is reversed',
      zh: '{transaction}已被冲正，冲正不能再冲正',
    },
    brief: { en: 'a reversal is not reversed', zh: '冲正不能再冲正' },
    hint: {
      en: 'make the movement again, under a new reference if it had one',
      zh: '请重新执行该操作；原操作有参考号的，须换用新的参考号',
    },
  },
});
