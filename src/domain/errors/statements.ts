/** Files of banks and platforms that are reconciled, and what their own totals and balances disagree in. */
import { errors } from './define.ts';

const MEND = {
  en: 'download the file anew, unchanged; if it stays, ask whoever made it',
  zh: '请重新下载原始文件，勿经改动；仍不符时请联系文件提供方',
};

export const STATEMENT_ERRORS = errors({
  STATEMENT_FOREIGN: {
    exit: 2,
    http: 400,
    message: {
      en: '{file} is no statement that is known; looked for {expected}; found: {found}',
      zh: '{file} 不是可识别的对账文件；应有{expected}；文件中为：{found}',
    },
    hint: {
      en: 'give the file as it was downloaded, with all its lines; known are: {sources}',
      zh: '请使用下载的原始文件，保留所有行；可识别的来源：{sources}',
    },
  },
  STATEMENT_SOURCE: {
    exit: 2,
    http: 400,
    message: {
      en: '{file} is not from {source}; looked for {expected}; found: {found}',
      zh: '{file} 不是 {source} 的文件；应有{expected}；文件中为：{found}',
    },
    hint: {
      en: 'give the file of that source, or leave the source out so that it is told from the header',
      zh: '请使用该来源的文件，或不指定来源，由表头识别',
    },
  },
  STATEMENT_EMPTY: {
    exit: 2,
    http: 400,
    message: {
      en: '{file} has a header and no line, and does not say of which days it is: nothing would be compared',
      zh: '{file} 只有表头，没有明细，也未注明起止日期：无可核对',
    },
    hint: {
      en: 'download it anew, of days in which money moved; what the books have: adctl funds statement HOLDER --range FROM..TO',
      zh: '请重新下载有收付的日期；账本内容见：adctl funds statement 持有方 --range 起..止',
    },
  },
  STATEMENT_DAYS: {
    exit: 2,
    http: 400,
    message: {
      en: '{file}: whether {value} begins with the day or the month cannot be told from any line',
      zh: '{file}：无法判断 {value} 是日在前还是月在前',
    },
    hint: { en: 'say which: dmy (day first) or mdy (month first)', zh: '请指明：dmy（日在前）或 mdy（月在前）' },
  },
  STATEMENT_CURRENCY: {
    exit: 2,
    http: 400,
    message: { en: '{file} does not say in which currency it is', zh: '{file} 未注明币种' },
    hint: { en: 'say which, as CNY or USD', zh: '请指明币种，如 CNY、USD' },
  },
  STATEMENT_DIFFERS: {
    exit: 8,
    http: 200,
    message: { en: 'file and books: {counts}', zh: '文件与账本：{counts}' },
  },
  RECONCILIATION_EXISTS: {
    exit: 5,
    http: 409,
    message: {
      en: 'a reconciliation "{name}" {what} is kept already',
      zh: '已保留名为“{name}”的对账结果：{what}',
    },
    hint: { en: 'give another name: --keep NAME', zh: '请换一个名称：--keep 名称' },
  },
  STATEMENT_LINE: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: 'line {at} of the file (row {line}): {field} "{value}": {reason}',
      zh: '文件第 {at} 行（数据第 {line} 行）：{field}“{value}”：{reason}',
    },
    brief: { en: '{field}: {reason}', zh: '{field}：{reason}' },
    hint: MEND,
  },
  STATEMENT_COUNT: {
    exit: 8,
    http: 200,
    message: { en: '{what}: the file says {said} and has {found}', zh: '{what}：文件声明 {said} 笔，实际 {found} 笔' },
    hint: MEND,
  },
  STATEMENT_TOTAL: {
    exit: 8,
    http: 200,
    message: {
      en: '{what}: the file says {said}, its lines give {found}',
      zh: '{what}：文件声明 {said}，明细合计 {found}',
    },
    hint: MEND,
  },
  STATEMENT_BALANCE: {
    exit: 8,
    http: 200,
    message: {
      en: 'line {at} of the file (row {line}): the balance is {found}, the lines give {expected} ({difference} {currency})',
      zh: '文件第 {at} 行（数据第 {line} 行）：余额为 {found}，按明细应为 {expected}（相差 {difference} {currency}）',
    },
    hint: MEND,
  },
  STATEMENT_BALANCES: {
    exit: 8,
    http: 200,
    message: { en: '{count} more balances in {currency} are wrong', zh: '另有 {count} 处 {currency} 余额不符' },
    hint: MEND,
  },
  STATEMENT_BALANCE_UNREADABLE: {
    exit: 8,
    http: 200,
    message: {
      en: '{count} balances are no amounts, the first in line {at} of the file (row {line}): "{value}"',
      zh: '{count} 处余额不是金额，首处为文件第 {at} 行（数据第 {line} 行）：“{value}”',
    },
    hint: MEND,
  },
  STATEMENT_CUT: {
    exit: 8,
    http: 200,
    message: {
      en: 'the file seems cut off: its last line (line {at}) is not whole',
      zh: '文件可能不完整：末行（第 {at} 行）内容残缺',
    },
    hint: MEND,
  },
  STATEMENT_TRAILER: {
    exit: 8,
    http: 200,
    message: {
      en: 'the file seems cut off or damaged at its end: {reason}',
      zh: '文件末尾可能残缺或损坏：{reason}',
    },
    hint: MEND,
  },
});
