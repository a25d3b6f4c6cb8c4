/** Words, options, values and filters that cannot be read. */
import { errors } from './define.ts';

const AS_SHOWN = {
  en: 'give one as it is shown; --help of the command has examples',
  zh: '请按所示填写；可用该命令的 --help 查看示例',
} as const;

export const TYPING_ERRORS = errors({
  USAGE: {
    exit: 2,
    http: 400,
    message: { en: '{message}', zh: '{message}' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  UNKNOWN_COMMAND: {
    exit: 2,
    http: 404,
    message: { en: 'unknown command "{command}"', zh: '未知命令“{command}”' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  UNKNOWN_OPERATION: {
    exit: 2,
    http: 404,
    message: { en: 'no operation or right is called "{operation}"', zh: '没有名为“{operation}”的操作或权限' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  UNKNOWN_OPTION: {
    exit: 2,
    http: 400,
    message: { en: 'unknown option {option}', zh: '未知选项 {option}' },
    hint: { en: 'did you mean {nearest}?', zh: '您是否想输入 {nearest}？' },
    otherwise: { en: '{advice}', zh: '{advice}' },
  },
  OPTION_VALUE: {
    exit: 2,
    http: 400,
    message: { en: '{option}: "{value}" is not valid: {expected}', zh: '{option}：“{value}”无效：{expected}' },
    hint: { en: 'did you mean {nearest}?', zh: '您是否想输入 {nearest}？' },
    otherwise: AS_SHOWN,
  },
  VALUE_EMPTY: {
    exit: 2,
    http: 400,
    message: { en: '{field}: a value given is empty', zh: '{field}：给出的值为空' },
    hint: {
      en: 'give a value, or leave it out; an update empties a field by --clear',
      zh: '请填写值，或不写此项；update 命令用 --clear 清空字段',
    },
  },
  MISSING: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '{field} is missing', zh: '缺少 {field}' },
    hint: { en: 'give {option}', zh: '请提供 {option}' },
  },
  FIELD_UNKNOWN: {
    exit: 2,
    http: 400,
    message: { en: 'unknown field "{field}"', zh: '未知字段“{field}”' },
    hint: { en: 'nearest: {nearest}', zh: '相近的字段：{nearest}' },
    otherwise: { en: '--columns help lists the fields', zh: '用 --columns help 查看字段' },
  },
  WHERE_INVALID: {
    exit: 2,
    http: 400,
    message: { en: 'cannot read the filter "{expression}": {reason}', zh: '无法解析筛选条件“{expression}”：{reason}' },
    hint: { en: '{hint}', zh: '{hint}' },
  },
  SORT_PERSONAL: {
    exit: 2,
    http: 400,
    message: { en: 'a list cannot be sorted by contact data ({field})', zh: '列表不能按联系信息排序（{field}）' },
    hint: { en: 'sort by another field', zh: '请按其他字段排序' },
  },
  VIEW_NAME: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: '"{name}" is no name of a view: letters, digits, _ . and -, at most 60, not - or . first',
      zh: '“{name}”不能作为快捷筛选的名称：只用文字、数字、_ . -，最多 60 个，不以 - 或 . 开头',
    },
    hint: { en: 'for example {nearest}', zh: '例如 {nearest}' },
  },
  VIEW_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'view "{name}" is something else: {command}', zh: '快捷筛选“{name}”内容不同：{command}' },
    brief: { en: 'the view is something else', zh: '快捷筛选内容不同' },
    hint: { en: 'add --force to replace it', zh: '加 --force 覆盖' },
  },
  VIEW_NOUN: {
    exit: 2,
    http: 400,
    message: { en: 'view "{name}" is a view of {noun}', zh: '快捷筛选“{name}”属于 {noun}' },
    hint: { en: 'it works with: {command}', zh: '可用于：{command}' },
  },
  VIEW_STALE: {
    exit: 2,
    http: 400,
    message: { en: 'view "{name}" no longer works: {reason}', zh: '快捷筛选“{name}”已失效：{reason}' },
    hint: {
      en: 'save it again with --force, or adctl views remove {name}',
      zh: '用 --force 重新保存，或 adctl views remove {name}',
    },
  },
  VIEW_PERSONAL: {
    exit: 2,
    http: 400,
    message: { en: 'a view keeps no contact data: {field}', zh: '快捷筛选不保存联系信息：{field}' },
    hint: { en: 'add that filter when the view is used', zh: '请在使用快捷筛选时再加该条件' },
  },
  CURSOR_INVALID: {
    exit: 2,
    http: 400,
    message: { en: 'the cursor does not belong to this list', zh: '游标不属于此列表' },
    hint: {
      en: 'filters and order must be those it was printed for; or start again without --after',
      zh: '筛选条件和排序须与打印该游标时相同；或去掉 --after 重新开始',
    },
  },
  VALUE_INVALID: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '{field}: "{value}" is not valid: {expected}', zh: '{field}：“{value}”无效：{expected}' },
    brief: { en: '{field} not valid', zh: '{field}无效' },
    hint: { en: 'nearest: {nearest}', zh: '相近的值：{nearest}' },
    otherwise: AS_SHOWN,
  },
  ID_INVALID: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '"{value}" is not an account id: 1 to 20 digits', zh: '“{value}”不是账户ID：应为 1 到 20 位数字' },
    brief: { en: 'not an account id', zh: '不是账户ID' },
    hint: { en: 'give its digits alone, or platform:id', zh: '请只填数字，或 平台:账户ID' },
  },
  ID_SPOILT: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: '"{value}" was turned into a number by a spreadsheet; its digits are lost',
      zh: '“{value}”已被电子表格转成数字，部分位数已丢失',
    },
    brief: { en: 'turned into a number by a spreadsheet', zh: '被电子表格转成数字' },
    hint: {
      en: 'format the id column as text and export again',
      zh: '请将账户ID列设为“文本”格式后重新导出',
    },
    instead: [
      {
        given: 'kept',
        message: {
          en: 'no account "{value}"; beyond its first {kept} digits all are 0, so a spreadsheet may have rounded it',
          zh: '找不到账户“{value}”；其前 {kept} 位之后均为 0，可能已被电子表格舍入',
        },
        brief: {
          en: 'no such account; a spreadsheet may have rounded the id',
          zh: '找不到账户；账户ID可能已被电子表格舍入',
        },
        hint: {
          en: 'compare it with where it is from; where that has other digits, format the id column as text and export again',
          zh: '请与来源核对；如位数不符，请将账户ID列设为“文本”格式后重新导出',
        },
      },
    ],
  },
  AMOUNT_INVALID: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'amount "{value}": {reason}', zh: '金额“{value}”：{reason}' },
    brief: { en: 'amount not valid', zh: '金额无效' },
    hint: {
      en: 'a plain decimal with the places of its currency: CNY 500.00, JPY 500',
      zh: '请使用普通小数，小数位按币种：CNY 500.00，JPY 500',
    },
    instead: [
      {
        given: 'cap',
        message: { en: '{cap} "{value}": {reason}', zh: '{cap}“{value}”：{reason}' },
        brief: { en: '{cap} not valid', zh: '{cap}无效' },
        hint: {
          en: 'a plain decimal with the places of its currency (CNY 500.00, JPY 500), or none: without a cap',
          zh: '请使用普通小数，小数位按币种（CNY 500.00，JPY 500）；none 为不限',
        },
      },
      {
        given: 'percent',
        brief: { en: 'a percent is no amount', zh: '百分比不是金额' },
        hint: {
          en: 'give the amount itself; a spreadsheet may have formatted the cell as a percent: make it a number',
          zh: '请填写金额本身；电子表格的单元格可能为百分比格式，请改为数字格式',
        },
      },
    ],
  },
  LICENCE_INVALID: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'licence "{value}": {reason}', zh: '证照号码“{value}”：{reason}' },
    brief: { en: 'licence not valid', zh: '证照号码无效' },
    hint: { en: 'copy it from the licence itself', zh: '请按证照原件填写' },
  },
  AMBIGUOUS: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '"{value}" is not unique: {candidates}', zh: '“{value}”不唯一：{candidates}' },
    brief: { en: 'not unique', zh: '不唯一' },
    hint: { en: 'name one of them', zh: '请指定其中之一' },
  },
  NOTHING_TO_SET: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'nothing to set', zh: '没有要修改的内容' },
    hint: { en: 'give one or more of {options}', zh: '请提供以下一项或多项：{options}' },
  },
});
