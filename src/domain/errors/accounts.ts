/** Accounts and their relations. */
import { errors } from './define.ts';

export const ACCOUNT_ERRORS = errors({
  ACCOUNT_CLOSED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} is closed', zh: '账户 {account} 已注销' },
    brief: { en: 'closed', zh: '已注销' },
    hint: {
      en: 'leave it out; only an undo of the batch that closed it opens it again',
      zh: '请去掉该账户；只有撤销注销它的批次才能恢复',
    },
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
    hint: {
      en: 'look at its platform and id; else ask who administers it there',
      zh: '请核对平台和账户ID；或联系其所属组织的管理员',
    },
  },
  ACCOUNT_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} exists already, with other content', zh: '账户 {account} 已存在且内容不同' },
    brief: { en: 'exists already', zh: '已存在' },
    hint: { en: 'accounts import updates what exists', zh: '用 accounts import 更新已有账户' },
  },
  BUDGET_CURRENCY: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: 'account {account} has a daily budget in {from}, which would be another amount in {to}',
      zh: '账户 {account} 的日预算以 {from} 计，改为 {to} 后金额含义不同',
    },
    brief: { en: 'has a budget in another currency', zh: '日预算为其他币种' },
    hint: {
      en: 'give the budget in {to} with it: --daily-budget AMOUNT, or unlimited',
      zh: '请同时提供以 {to} 计的日预算：--daily-budget 金额，或 unlimited',
    },
  },
  ACCOUNT_STATUS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} cannot go from {from} to {to}', zh: '账户 {account} 不能从 {from} 变为 {to}' },
    brief: { en: 'status does not allow it', zh: '状态不允许' },
    hint: {
      en: 'active accounts are suspended, suspended ones resumed, both closed; a closed one stays closed',
      zh: '投放中可暂停，已暂停可恢复，二者均可注销；已注销不可再变更',
    },
  },
  ACCOUNT_AUTHORISED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} has an active authorisation', zh: '账户 {account} 仍有生效中的授权' },
    brief: { en: 'has an active authorisation', zh: '仍有生效中的授权' },
    hint: {
      en: 'the authorisation has to end first; until then: adctl accounts suspend {account}',
      zh: '须先终止授权；在此之前可执行 adctl accounts suspend {account}',
    },
  },
  AUTHORISATION_UNTIL: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'account {account} is authorised, or asked for, until {day}',
      zh: '账户 {account} 已授权或已申请，截止日为 {day}',
    },
    brief: { en: 'authorised or asked for until another day', zh: '已授权或已申请，截止日不同' },
    hint: {
      en: 'end it (adctl clients terminate, or requests withdraw) and ask anew',
      zh: '请先解约（adctl clients terminate）或撤回申请，再重新发起',
    },
  },
  AUTHORISATION_OVER: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'the authorisation of {account} was asked for until {day} only',
      zh: '账户 {account} 所申请的授权截止日 {day} 已过',
    },
    brief: { en: 'asked for until a day that is over', zh: '申请的授权截止日已过' },
    hint: { en: 'reject it, and have it asked for anew', zh: '请拒绝，并重新申请' },
  },
  CLIENT_DATA: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'the agency has data of {account} authorised', zh: '代理商仍有账户 {account} 的数据授权' },
    brief: { en: 'data are authorised', zh: '仍有数据授权' },
    hint: {
      en: 'undo that first, or end all of it: adctl clients terminate {account}',
      zh: '请先撤销数据授权，或用 adctl clients terminate {account} 一并终止',
    },
  },
  NOT_CLIENT: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} is no client of this agency', zh: '账户 {account} 不是该代理商的商家' },
    brief: { en: 'no client of this agency', zh: '不是该代理商的商家' },
    hint: {
      en: 'adctl clients list shows whose clients there are; adctl clients authorize asks for one',
      zh: '用 adctl clients list 查看商家；用 adctl clients authorize 申请授权',
    },
  },
  ACCOUNT_UNSEEN: {
    exit: 3,
    http: 404,
    status: 'not_found',
    message: { en: 'no account "{value}" among those that you see', zh: '您可见的账户中没有“{value}”' },
    brief: { en: 'no such account among those that you see', zh: '您可见的账户中没有该账户' },
    hint: {
      en: 'name an account that you do not see as PLATFORM:ID',
      zh: '您不可见的账户请写作 平台:账户ID',
    },
  },
  NO_DATA: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} gives this agency no {data}', zh: '账户 {account} 未向该代理商授权{data}' },
    brief: { en: 'no authorisation of this data', zh: '无该项数据授权' },
    hint: {
      en: 'adctl clients list --data DATA shows which there are',
      zh: '用 adctl clients list --data 数据 查看已有的数据授权',
    },
  },
  CLIENT_PENDING: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'the authorisation of {account} waits for a decision', zh: '账户 {account} 的授权尚待确认' },
    brief: { en: 'not decided yet', zh: '授权待确认' },
    hint: {
      en: 'who asked withdraws it, who was asked rejects it: adctl requests list',
      zh: '申请方可撤回，审批方可拒绝：adctl requests list',
    },
  },
  CLIENT_ENDS: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: { en: 'with it end: {ends}', zh: '同时终止：{ends}' },
    brief: { en: 'something else ends with it', zh: '同时终止其他关系' },
    hint: { en: 'adctl undo brings all of it back', zh: 'adctl undo 可全部恢复' },
  },
  CLIENT_TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'account {account} is the client of an agency already', zh: '账户 {account} 已是其他代理商的客户' },
    brief: { en: 'client of another agency', zh: '已是其他代理商的客户' },
    hint: {
      en: 'take the agency out of the row, or have that authorisation ended first',
      zh: '请去掉该行的代理商，或先终止原授权',
    },
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
  MANAGER_OUTSIDE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'the manager of account {account} has no role where it would lie then',
      zh: '账户 {account} 的管理人在其将归属的组织没有角色',
    },
    brief: { en: 'its manager has no role there', zh: '其管理人在该组织没有角色' },
    hint: {
      en: 'grant its manager a role there, or let the account go without: --clear manager with an empty column manager, or adctl accounts unassign first',
      zh: '请先授予其管理人角色，或不再保留管理人：manager 列留空并加 --clear manager，或先用 adctl accounts unassign',
    },
  },
  UNDO_OUT_OF_REACH: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'you will have no right on it from then on, and cannot undo this yourself',
      zh: '此后您对其不再有权限，无法自行撤销',
    },
  },
  PAGE_UNKNOWN: {
    exit: 3,
    http: 404,
    message: {
      en: 'the {page} page of an account on {platform} is not known',
      zh: '不知道 {platform} 账户的{page}页面网址',
    },
    hint: { en: 'pages that are: {known}', zh: '已知页面：{known}' },
    otherwise: {
      en: 'no page of that platform is known; adctl accounts open --list shows its products',
      zh: '该平台暂无已知账户页面；用 adctl accounts open --list 查看营销产品',
    },
  },
  PRODUCT_UNKNOWN: {
    exit: 3,
    http: 404,
    message: { en: '"{value}" is neither an account nor a product', zh: '“{value}”既不是账户也不是营销产品' },
    hint: { en: 'did you mean {nearest}?', zh: '您是否想输入 {nearest}？' },
    otherwise: {
      en: 'an account is given by its number; adctl accounts open --list shows the products',
      zh: '账户请输入账户ID；用 adctl accounts open --list 查看营销产品',
    },
  },
  TAGS_REPLACED: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'tags held before are replaced; to add instead: adctl accounts tag --from FILE',
      zh: '原有标签被替换；如需添加请用 adctl accounts tag --from 文件',
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
    hint: {
      en: 'adctl accounts show {account} says whose it is; only clients of an agency are bound',
      zh: '用 adctl accounts show {account} 查看归属；只能绑定代理商的商家账户',
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
  UNMANAGED_ALREADY: { exit: 0, http: 200, status: 'unchanged', message: { en: 'has no manager', zh: '没有管理人' } },
});
