/**
 * Every error a user can meet: exit code, HTTP status, the row status where it is a row's, message and hint.
 * `adctl help errors` prints this table; tests have one row for each code. `{name}` is filled from the details.
 */
import type { RowStatus } from './batches.ts';
import type { Text } from './text.ts';

export type ErrorDef = {
  readonly exit: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 130;
  readonly http: number;
  readonly status?: RowStatus;
  readonly message: Text;
  /** The reason in a summary, where the message names one record. */
  readonly brief?: Text;
  readonly hint?: Text;
};

const define = <T extends Record<string, ErrorDef>>(table: T): { readonly [C in keyof T]: ErrorDef } => table;

export const ERRORS = define({
  // Typing and values
  USAGE: { exit: 2, http: 400, message: { en: '{message}', zh: '{message}' } },
  UNKNOWN_COMMAND: {
    exit: 2,
    http: 404,
    message: { en: 'unknown command "{command}"', zh: '未知命令“{command}”' },
    hint: { en: 'did you mean {nearest}?', zh: '您是否想输入 {nearest}？' },
  },
  UNKNOWN_OPTION: {
    exit: 2,
    http: 400,
    message: { en: 'unknown option {option}', zh: '未知选项 {option}' },
    hint: { en: 'did you mean {nearest}?', zh: '您是否想输入 {nearest}？' },
  },
  OPTION_VALUE: {
    exit: 2,
    http: 400,
    message: { en: '{option}: "{value}" is not valid: {expected}', zh: '{option}：“{value}”无效：{expected}' },
    hint: { en: 'did you mean {nearest}?', zh: '您是否想输入 {nearest}？' },
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
  },
  WHERE_INVALID: {
    exit: 2,
    http: 400,
    message: { en: 'cannot read the filter "{expression}": {reason}', zh: '无法解析筛选条件“{expression}”：{reason}' },
    hint: {
      en: "write it as 'FIELD OP VALUE', e.g. 'status = active'",
      zh: "请写成“字段 运算符 值”，例如 'status = active'",
    },
  },
  SORT_PERSONAL: {
    exit: 2,
    http: 400,
    message: { en: 'a list cannot be sorted by contact data ({field})', zh: '列表不能按联系信息排序（{field}）' },
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
  },
  ID_INVALID: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '"{value}" is not an account id: 1 to 20 digits', zh: '“{value}”不是账户ID：应为 1 到 20 位数字' },
    brief: { en: 'not an account id', zh: '不是账户ID' },
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
  },
  AMOUNT_INVALID: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'amount "{value}": {reason}', zh: '金额“{value}”：{reason}' },
    brief: { en: 'amount not valid', zh: '金额无效' },
    hint: { en: 'a plain decimal such as 500 or 500.00', zh: '请使用普通小数，例如 500 或 500.00' },
  },
  LICENCE_INVALID: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'licence "{value}": {reason}', zh: '证照号码“{value}”：{reason}' },
    brief: { en: 'licence not valid', zh: '证照号码无效' },
  },
  AMBIGUOUS: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '"{value}" is not unique: {candidates}', zh: '“{value}”不唯一：{candidates}' },
    brief: { en: 'not unique', zh: '不唯一' },
    hint: { en: 'name one of them', zh: '请指定其中之一' },
  },
  // Files
  FILE_NOT_FOUND: { exit: 3, http: 404, message: { en: 'no file {file}', zh: '文件 {file} 不存在' } },
  FILE_EXISTS: {
    exit: 5,
    http: 409,
    message: { en: '{file} exists already', zh: '{file} 已存在' },
    hint: { en: 'choose another name or remove it first', zh: '请换一个文件名或先删除它' },
  },
  FILE_UNREADABLE: {
    exit: 2,
    http: 400,
    message: { en: 'cannot use {file}: {reason}', zh: '无法使用 {file}：{reason}' },
  },
  OUTPUT_FILE: {
    exit: 2,
    http: 400,
    message: { en: 'cannot write {file}: {reason}', zh: '无法写入 {file}：{reason}' },
    hint: { en: 'nothing was changed; name another file', zh: '未做任何更改；请换一个文件' },
  },
  ROLE_OR_FLAG: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'a role and a flag at once', zh: '同时给出了角色和标记' },
    hint: { en: 'grant them one after the other', zh: '请分两次授予' },
  },
  FILE_STRUCTURE: {
    exit: 2,
    http: 400,
    message: {
      en: '{file}, line {line}, column {column}: {reason}',
      zh: '{file} 第 {line} 行第 {column} 列：{reason}',
    },
    hint: { en: 'nothing was changed; mend the file and run again', zh: '未做任何更改；请修正文件后重试' },
  },
  FILE_HEADER: {
    exit: 2,
    http: 400,
    message: { en: '{file}: no usable header; {reason}', zh: '{file}：没有可用的表头；{reason}' },
    hint: { en: '--template prints the headers that fit', zh: '用 --template 打印可用的表头' },
  },
  SHEET_DAMAGED: {
    exit: 2,
    http: 400,
    message: {
      en: '{file} is damaged, or is no spreadsheet that can be read',
      zh: '{file} 已损坏，或不是可读取的电子表格',
    },
    hint: { en: 'open it, save it as XLSX or CSV and run again', zh: '请打开该文件，另存为 XLSX 或 CSV 后重试' },
  },
  SHEET_PROTECTED: {
    exit: 2,
    http: 400,
    message: { en: '{file} is protected by a password', zh: '{file} 受密码保护' },
    hint: { en: 'save it without the password and run again', zh: '请取消密码另存后重试' },
  },
  SHEET_TOO_LARGE: {
    exit: 2,
    http: 400,
    message: { en: '{file}: {reason}', zh: '{file}：{reason}' },
    hint: { en: 'use CSV, which knows no limit', zh: '请改用 CSV，行数不限' },
  },
  SHEET_UNKNOWN: {
    exit: 2,
    http: 400,
    message: { en: '{file} has no sheet "{sheet}"', zh: '{file} 中没有工作表“{sheet}”' },
    hint: { en: 'its sheets: {sheets}', zh: '现有工作表：{sheets}' },
  },
  CELL_ERROR: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'the cell "{column}" holds an error: {value}', zh: '单元格“{column}”为错误值 {value}' },
    brief: { en: 'an error in a cell', zh: '单元格为错误值' },
  },
  BINARY_TERMINAL: {
    exit: 2,
    http: 400,
    message: { en: 'XLSX is not for a terminal', zh: 'XLSX 不能输出到终端' },
    hint: { en: 'send it to a file: > list.xlsx', zh: '请重定向到文件：> list.xlsx' },
  },
  OUTPUT_LOST: {
    exit: 1,
    http: 500,
    message: { en: '{file} could not be written: {reason}', zh: '{file} 未能写入：{reason}' },
    hint: { en: 'the run itself is through; {advice}', zh: '操作本身已完成；{advice}' },
  },
  COLUMN_UNKNOWN: {
    exit: 2,
    http: 400,
    message: { en: '{file}: unknown column "{column}"', zh: '{file}：未知列“{column}”' },
    hint: {
      en: 'nearest: {nearest}; or add --ignore-unknown',
      zh: '相近的列：{nearest}；或加上 --ignore-unknown',
    },
  },
  ROW_SHAPE: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: 'the row has {found} cells, the header {expected}',
      zh: '该行有 {found} 个单元格，表头有 {expected} 个',
    },
    brief: { en: 'number of cells differs from the header', zh: '单元格数与表头不符' },
  },
  ROW_JSON: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'not a JSON object with plain values', zh: '不是由普通值组成的 JSON 对象' },
  },
  // Found and not found
  NOT_FOUND: {
    exit: 3,
    http: 404,
    status: 'not_found',
    brief: { en: 'no such {kind}', zh: '找不到{kind}' },
    message: { en: 'no {kind} "{value}"', zh: '找不到{kind}“{value}”' },
    hint: { en: 'nearest: {nearest}', zh: '相近的有：{nearest}' },
  },
  // Rights
  ACTOR_UNKNOWN: {
    exit: 4,
    http: 403,
    message: { en: 'no member "{actor}" to act as', zh: '没有可代为操作的成员“{actor}”' },
    hint: { en: 'adctl members list shows who there is', zh: '用 adctl members list 查看成员' },
  },
  FORBIDDEN: {
    exit: 4,
    http: 403,
    status: 'forbidden',
    message: { en: 'not allowed: {right} on {target}', zh: '无权限：对 {target} 执行 {right}' },
    brief: { en: 'no right {right}', zh: '无 {right} 权限' },
    hint: { en: 'ask an admin for a role that has {right}', zh: '请向管理员申请具有 {right} 的角色' },
  },
  MEMBER_UNVERIFIED: {
    exit: 4,
    http: 403,
    status: 'forbidden',
    message: { en: 'member {member} is not verified', zh: '成员 {member} 未实名' },
    brief: { en: 'not verified', zh: '未实名' },
    hint: {
      en: 'an admin verifies with: adctl members verify {member} --method TEXT',
      zh: '由管理员执行：adctl members verify {member} --method TEXT',
    },
  },
  // Rules of the records
  REFERENCE_MISSING: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{field} "{value}" does not exist', zh: '{field}“{value}”不存在' },
  },
  UNIT_FOREIGN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'account {account} does not belong to the organisation of unit "{unit}"',
      zh: '账户 {account} 不属于业务单元“{unit}”所在的组织',
    },
    brief: { en: 'of another organisation', zh: '属于其他组织' },
    hint: {
      en: 'an entity unit holds accounts of its entity, a group unit those of its group',
      zh: '主体业务单元只含本主体账户，集团业务单元只含本集团账户',
    },
  },
  MANAGER_RELATION: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'account {account} would have a manager without relation, or two',
      zh: '账户 {account} 的管理人与其关系不一致',
    },
    brief: { en: 'manager changed since', zh: '管理人已变更' },
  },
  PARENT_KIND: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '"{parent}" cannot hold an organisation of kind {kind}', zh: '“{parent}”不能作为 {kind} 的上级' },
  },
  UNIT_TYPE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'a unit of type {type} cannot belong to an organisation of kind {kind}',
      zh: '类型为 {type} 的业务单元不能属于 {kind}',
    },
  },
  ROLE_VERIFIED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'role {role} needs a verified member; {member} is not',
      zh: '角色 {role} 需要已实名成员；{member} 未实名',
    },
    brief: { en: 'member not verified', zh: '成员未实名' },
    hint: {
      en: 'add --verified METHOD to a new member; else: adctl members verify {member} --method TEXT',
      zh: '新成员请加 --verified 方式；已有成员请执行 adctl members verify {member} --method TEXT',
    },
  },
  PRINCIPAL_TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{org} has a principal admin already', zh: '{org} 已有主管理员' },
    hint: { en: 'the role is handed over, never shared', zh: '主管理员只能移交，不能共享' },
  },
  TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'another record has this {index} already', zh: '该 {index} 已被其他记录使用' },
  },
  SAME: { exit: 0, http: 200, status: 'unchanged', message: { en: 'already so', zh: '无需更改' } },
  // Accounts
  ACCOUNT_CLOSED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} is closed', zh: '账户 {account} 已注销' },
    brief: { en: 'closed', zh: '已注销' },
  },
  ACCOUNT_MANAGED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} is taken by another member', zh: '账户 {account} 已被其他成员管理' },
    brief: { en: 'taken by another member', zh: '已被其他成员管理' },
    hint: {
      en: 'who may assign takes it over: accounts claim or assign with --take-over',
      zh: '有分配权限者可用 accounts claim 或 assign 加 --take-over 接管',
    },
  },
  ACCOUNT_TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} exists elsewhere', zh: '账户 {account} 已存在于其他组织' },
    brief: { en: 'exists elsewhere', zh: '已存在于其他组织' },
  },
  ACCOUNT_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} exists already, with other content', zh: '账户 {account} 已存在且内容不同' },
    brief: { en: 'exists already', zh: '已存在' },
    hint: { en: 'accounts import updates what exists', zh: '用 accounts import 更新已有账户' },
  },
  ACCOUNT_STATUS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} cannot go from {from} to {to}', zh: '账户 {account} 不能从 {from} 变为 {to}' },
    brief: { en: 'status does not allow it', zh: '状态不允许' },
  },
  ACCOUNT_AUTHORISED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} has an active authorisation', zh: '账户 {account} 仍有生效中的授权' },
    brief: { en: 'has an active authorisation', zh: '仍有生效中的授权' },
  },
  CLIENT_TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} is the client of an agency already', zh: '账户 {account} 已是其他代理商的客户' },
    brief: { en: 'client of another agency', zh: '已是其他代理商的客户' },
  },
  MEMBER_OUTSIDE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: '{member} has no role where account {account} lies',
      zh: '{member} 在账户 {account} 所属组织没有角色',
    },
    brief: { en: 'member has no role there', zh: '成员在该组织没有角色' },
    hint: {
      en: 'grant a role first: adctl members grant {member} --role eC --org ORG',
      zh: '请先授予角色：adctl members grant {member} --role eC --org ORG',
    },
  },
  MINE_ALREADY: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    message: { en: 'managed by you already', zh: '已由您管理' },
  },
  UNIT_ABSENT: { exit: 0, http: 200, status: 'unchanged', message: { en: 'not in this unit', zh: '不在该业务单元中' } },
  ACCOUNTS_DIFFER: {
    exit: 8,
    http: 200,
    message: { en: 'accounts and file: {counts}', zh: '账户与文件：{counts}' },
  },
  NO_CLIENT: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} is the client of no agency', zh: '账户 {account} 不是任何代理商的商家' },
    brief: { en: 'client of no agency', zh: '不是任何代理商的商家' },
  },
  MEMBER_REMOVED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'member {member} has been removed since', zh: '成员 {member} 已被移除' },
    brief: { en: 'member removed since', zh: '成员已被移除' },
    hint: {
      en: 'undo the removal first, or assign to somebody else',
      zh: '请先撤销移除，或分配给其他成员',
    },
  },
  NOT_BINDABLE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: "{member} is no dedicated employee, client employee or client viewer of account {account}'s agency",
      zh: '{member} 不是账户 {account} 所属代理商的专职员工、商家员工或客户门户',
    },
    brief: { en: 'member cannot be bound there', zh: '成员不能绑定该账户' },
    hint: {
      en: 'grant the role first: adctl members grant {member} --role aD --org AGENCY',
      zh: '请先授予角色：adctl members grant {member} --role aD --org 代理商',
    },
  },
  NOTHING_TO_SET: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'nothing to set', zh: '没有要修改的内容' },
    hint: { en: 'give one or more of {options}', zh: '请提供以下一项或多项：{options}' },
  },
  UNMANAGED_ALREADY: { exit: 0, http: 200, status: 'unchanged', message: { en: 'has no manager', zh: '没有管理人' } },
  // Organisations, units, members
  ORG_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'organisation "{name}" exists already', zh: '组织“{name}”已存在' },
    brief: { en: 'exists already', zh: '已存在' },
  },
  LICENCE_TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'this licence is registered already{owner}', zh: '该证照号码已被登记{owner}' },
    brief: { en: 'licence registered already', zh: '证照号码已被登记' },
    hint: { en: 'ask an admin of the organisation to let you in', zh: '请联系该组织的管理员加入' },
  },
  ARCHIVED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{kind} "{name}" is archived', zh: '{kind}“{name}”已归档' },
    brief: { en: 'archived', zh: '已归档' },
    hint: { en: 'adctl undo of the batch that archived it brings it back', zh: '撤销归档它的批次即可恢复' },
  },
  ARCHIVE_IN_USE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '"{name}" cannot be archived: it still has {what}', zh: '“{name}”不能归档：仍有 {what}' },
    brief: { en: 'still in use', zh: '仍在使用' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  GROUP_UNITS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'entity "{entity}" cannot leave its group: units of the group hold {what}',
      zh: '主体“{entity}”不能移出集团：集团业务单元中仍有 {what}',
    },
    brief: { en: 'units of the group hold its accounts', zh: '集团业务单元中仍有其账户' },
    hint: {
      en: "take them out first: adctl units remove-accounts UNIT --where 'entity = {id}'",
      zh: "请先移出：adctl units remove-accounts UNIT --where 'entity = {id}'",
    },
  },
  MEMBER_OWNS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{member} cannot be removed: still has {what}', zh: '不能移除 {member}：仍有 {what}' },
    brief: { en: 'still owns something', zh: '名下仍有未移交内容' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  GROUP_TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'entity "{entity}" belongs to a group already', zh: '主体“{entity}”已属于其他集团' },
    brief: { en: 'in another group', zh: '已属于其他集团' },
    hint: { en: 'adctl orgs detach takes it out first', zh: '请先用 adctl orgs detach 移出' },
  },
  UNIT_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'unit "{name}" exists already in this organisation', zh: '该组织已有业务单元“{name}”' },
    brief: { en: 'exists already', zh: '已存在' },
  },
  UNIT_TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} is in {unit}', zh: '账户 {account} 已在{unit}中' },
    brief: { en: 'in another unit', zh: '已在其他业务单元' },
    hint: { en: 'add --move to move it', zh: '加 --move 可移动' },
  },
  MEMBER_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'login "{login}" exists already', zh: '登录名“{login}”已存在' },
    brief: { en: 'exists already', zh: '已存在' },
  },
  ROLE_PLACE: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'role {role} cannot be held at "{place}"', zh: '角色 {role} 不能用于“{place}”' },
    hint: {
      en: 'g… roles belong to groups, e… to entities, u… to units, a… and cv to agencies',
      zh: 'g 类角色属于集团，e 类属于主体，u 类属于业务单元，a 类和 cv 属于代理商',
    },
  },
  PRINCIPAL_HAND_OVER: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'role {role} is handed over, never granted or taken',
      zh: '角色 {role} 只能移交，不能直接授予或收回',
    },
    hint: {
      en: 'its holder: adctl members grant LOGIN --role {role} --org ORG --hand-over',
      zh: '由持有人执行：adctl members grant LOGIN --role {role} --org ORG --hand-over',
    },
  },
  FLAG_NEEDS_ROLE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: '{member} has no role there for the flag to stand beside',
      zh: '{member} 在该组织没有角色，无法添加标记',
    },
  },
  // Batches
  TOO_MANY_ROWS: {
    exit: 2,
    http: 400,
    message: { en: '{rows} rows, but --max-rows is {most}', zh: '共 {rows} 行，超过 --max-rows {most}' },
    hint: { en: 'narrow the selection or raise --max-rows', zh: '请缩小范围或调大 --max-rows' },
  },
  BATCH_STATE: {
    exit: 5,
    http: 409,
    message: { en: 'batch {batch} is {state}', zh: '批次 {batch} 的状态为 {state}' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  NOTHING_TO_UNDO: {
    exit: 5,
    http: 409,
    message: {
      en: 'your last batch {batch} ({operation}) changed nothing',
      zh: '您的上一个批次 {batch}（{operation}）没有更改任何内容',
    },
    hint: {
      en: 'name the one to undo: adctl batches list --mine',
      zh: '请指定要撤销的批次：adctl batches list --mine',
    },
  },
  NO_BATCH: {
    exit: 3,
    http: 404,
    message: { en: 'you have run no batch that could be undone', zh: '您没有可撤销的批次' },
  },
  RESULTS_DROPPED: {
    exit: 3,
    http: 410,
    message: { en: 'the row results of batch {batch} are kept no longer', zh: '批次 {batch} 的逐行结果已过保留期' },
    hint: {
      en: 'the log still has what it changed: adctl audit list --batch {batch}',
      zh: '日志中仍有其更改：adctl audit list --batch {batch}',
    },
  },
  BATCH_TAKEN: {
    exit: 5,
    http: 409,
    message: { en: 'batch {batch} was continued by another process', zh: '批次 {batch} 已由另一进程继续执行' },
    hint: { en: 'adctl batches show {batch}', zh: 'adctl batches show {batch}' },
  },
  SOURCE_CHANGED: {
    exit: 5,
    http: 409,
    message: {
      en: 'the input of batch {batch} cannot be used again: {reason}',
      zh: '批次 {batch} 的输入无法再次使用：{reason}',
    },
    hint: { en: 'run the command again: done rows are unchanged', zh: '请重新执行原命令：已完成的行不会变化' },
  },
  UNDO_LATER: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{target}: {field} was changed since', zh: '{target}：{field} 之后已被修改' },
    brief: { en: 'changed since', zh: '之后已被修改' },
  },
  UNDO_REFERENCED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{target} is in use by now', zh: '{target} 已被引用' },
    brief: { en: 'in use by now', zh: '已被引用' },
  },
  UNDO_FINAL: {
    exit: 5,
    http: 409,
    message: { en: '{operation} cannot be undone', zh: '{operation} 无法撤销' },
  },
  // Configuration
  PROFILE_NOT_FOUND: {
    exit: 3,
    http: 404,
    message: { en: 'no profile "{profile}"', zh: '没有配置档“{profile}”' },
    hint: { en: 'nearest: {nearest}', zh: '相近的配置档：{nearest}' },
  },
  PROFILE_EXISTS: {
    exit: 5,
    http: 409,
    message: { en: 'profile "{profile}" exists already', zh: '配置档“{profile}”已存在' },
    hint: {
      en: 'adctl profile set changes it, adctl profile remove {profile} removes it',
      zh: '用 adctl profile set 修改，或用 adctl profile remove {profile} 删除',
    },
  },
  SETTING_UNKNOWN: {
    exit: 2,
    http: 400,
    message: { en: 'unknown setting "{setting}"', zh: '未知设置“{setting}”' },
    hint: { en: 'did you mean {nearest}?', zh: '您是否想输入 {nearest}？' },
  },
  CONFIG_DAMAGED: {
    exit: 1,
    http: 500,
    message: { en: 'the configuration {file} cannot be read: {reason}', zh: '无法读取配置 {file}：{reason}' },
    hint: { en: 'nothing was written; mend the file or move it away', zh: '未写入任何内容；请修复或移走该文件' },
  },
  CONFIG_LOCKED: {
    exit: 9,
    http: 503,
    message: { en: 'another process is writing the configuration', zh: '另一进程正在写入配置' },
    hint: { en: 'try again; if none is running, remove {file}', zh: '请重试；如无其他进程，请删除 {file}' },
  },
  KEY_WRONG: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'the key does not open this state, so contact data can be neither written nor searched',
      zh: '密钥与此状态不符，无法写入或搜索联系信息',
    },
    hint: {
      en: 'put back the right key, or name it with ADCTL_KEY_FILE',
      zh: '请放回正确的密钥，或用 ADCTL_KEY_FILE 指定',
    },
  },
  KEY_DAMAGED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'the key file {file} cannot be used: {reason}', zh: '密钥文件 {file} 无法使用：{reason}' },
    hint: {
      en: 'put back a copy of the key, or name one with ADCTL_KEY_FILE',
      zh: '请放回密钥副本，或用 ADCTL_KEY_FILE 指定',
    },
  },
  // Locks and state
  LOCKED: {
    exit: 9,
    http: 503,
    message: { en: 'another process is writing to the state{holder}', zh: '另一进程正在写入状态{holder}' },
    hint: { en: 'try again, or wait longer with --lock-timeout', zh: '请重试，或用 --lock-timeout 延长等待' },
  },
  STATE_NEWER: {
    exit: 9,
    http: 503,
    message: {
      en: '{file} was written by a newer adctl (schema {found}, this one knows {known})',
      zh: '{file} 由更新版本的 adctl 写入（结构 {found}，本版本为 {known}）',
    },
    hint: { en: 'update adctl', zh: '请升级 adctl' },
  },
  STATE_UPGRADED: {
    exit: 9,
    http: 503,
    message: { en: 'the state was upgraded while this command ran', zh: '命令执行期间状态已被升级' },
    hint: { en: 'run the command again', zh: '请重新执行命令' },
  },
  STATE_RESTORED: {
    exit: 9,
    http: 503,
    message: { en: 'the state was restored from a backup while this command ran', zh: '命令执行期间状态已从备份恢复' },
    hint: {
      en: 'look at what the state holds now, then run the command again',
      zh: '请先查看当前状态，再重新执行命令',
    },
  },
  STATE_OTHER: {
    exit: 5,
    http: 409,
    message: { en: '{from} is a backup of another state than {file}', zh: '{from} 不是 {file} 的备份' },
    hint: {
      en: 'restore it into a new file: adctl state restore {from} --db NEW.db',
      zh: '请恢复到新文件：adctl state restore {from} --db NEW.db',
    },
  },
  STATE_FOREIGN: {
    exit: 1,
    http: 500,
    message: { en: '{file} is not an adctl state', zh: '{file} 不是 adctl 状态文件' },
  },
  STATE_DAMAGED: {
    exit: 1,
    http: 500,
    message: { en: 'the state {file} is damaged: {reason}', zh: '状态 {file} 已损坏：{reason}' },
    hint: {
      en: 'restore a backup; adctl state check names what is damaged',
      zh: '请恢复备份；adctl state check 可列出损坏之处',
    },
  },
  DISK_FULL: {
    exit: 1,
    http: 507,
    message: { en: 'no room left on the disk of {file}', zh: '{file} 所在磁盘空间不足' },
    hint: {
      en: 'what was reported as done is kept; free space and run again',
      zh: '已报告完成的内容均已保存；请清理空间后重试',
    },
  },
  STATE_READONLY: {
    exit: 1,
    http: 500,
    message: { en: 'cannot write to {file}: it or its folder is read-only', zh: '无法写入 {file}：文件或其目录为只读' },
  },
  DRIVER_UNSUPPORTED: {
    exit: 1,
    http: 500,
    message: {
      en: 'better-sqlite3 {driver} does not work on Node {node}',
      zh: 'better-sqlite3 {driver} 不支持 Node {node}',
    },
    hint: {
      en: 'install better-sqlite3 12, or use Node 22 or later',
      zh: '请安装 better-sqlite3 12，或使用 Node 22 及以上',
    },
  },
  ENGINE_UNSUPPORTED: {
    exit: 1,
    http: 500,
    message: { en: 'SQLite {found} is too old: {least} is the least', zh: 'SQLite {found} 过旧：至少需要 {least}' },
    hint: { en: 'install the dependencies again', zh: '请重新安装依赖' },
  },
  KEY_MISSING: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'the key of this state is missing, so contact data can be neither written nor searched',
      zh: '缺少此状态的密钥，无法写入或搜索联系信息',
    },
    hint: { en: 'put the key back, or name it with ADCTL_KEY_FILE', zh: '请放回密钥，或用 ADCTL_KEY_FILE 指定' },
  },
  INTERRUPTED: {
    exit: 130,
    http: 499,
    status: 'not_run',
    message: { en: 'interrupted', zh: '已中断' },
  },
  BUG: {
    exit: 1,
    http: 500,
    message: { en: 'this is a bug in adctl: {message}', zh: '这是 adctl 的缺陷：{message}' },
    hint: {
      en: 'please report it with the output of the same command and --debug',
      zh: '请附上同一命令加 --debug 的输出进行报告',
    },
  },
} as const);

export type Code = keyof typeof ERRORS;

const said = new Map<Code, readonly string[]>();

/** The details that a code's brief wording names: rows that agree in them are told in the same words. */
export function briefDetails(code: Code): readonly string[] {
  let names = said.get(code);
  if (!names) {
    const { brief, message }: ErrorDef = ERRORS[code];
    names = [...(brief ?? message).en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    said.set(code, names);
  }
  return names;
}
