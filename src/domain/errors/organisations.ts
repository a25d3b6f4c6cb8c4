/** Organisations, business units and members. */
import { errors } from './define.ts';

export const ORGANISATION_ERRORS = errors({
  ORG_KIND: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '"{value}" is of kind {found}, not {wanted}', zh: '“{value}”是{found}，不是{wanted}' },
    brief: { en: 'of kind {found}, not {wanted}', zh: '是{found}，不是{wanted}' },
    hint: {
      en: 'adctl orgs list --kind KIND shows those of a kind',
      zh: '用 adctl orgs list --kind 类型 查看该类组织',
    },
  },
  GROUP_NAME_UNKNOWN: {
    exit: 3,
    http: 404,
    status: 'not_found',
    message: {
      en: 'no group is called "{value}", as the column {column} has it',
      zh: '没有名为“{value}”的集团（来自{column}列）',
    },
    brief: { en: 'no group of that short name', zh: '没有该简称的集团' },
    hint: {
      en: 'import the groups first, by the same file with --kind group --group-type customer; or leave the column out: --ignore-short-names',
      zh: '请先以同一文件加 --kind group --group-type customer 导入集团；或加 --ignore-short-names 忽略该列',
    },
  },
  GROUP_NAME_UNUSED: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: 'an agency is in no group: "{value}" in the column {column} says nothing of it',
      zh: '代理商不属于集团：{column}列的“{value}”对其无意义',
    },
    brief: { en: 'an agency has no short name of a group', zh: '代理商没有集团简称' },
    hint: {
      en: 'empty the cell, or leave the column out: --ignore-short-names',
      zh: '请清空该单元格，或加 --ignore-short-names 忽略该列',
    },
  },
  ORG_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'organisation "{name}" exists already', zh: '组织“{name}”已存在' },
    brief: { en: 'exists already', zh: '已存在' },
    hint: {
      en: 'take another name; adctl orgs update changes the one that is there',
      zh: '请换一个名称；修改已有组织用 adctl orgs update',
    },
  },
  NAME_ALIKE: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'by its name this may be {like}, which has another licence',
      zh: '从名称看可能与{like}为同一家公司，但证照号码不同',
    },
    brief: {
      en: 'named like another entity, which has another licence',
      zh: '名称与其他主体相近，但证照号码不同',
    },
  },
  LICENCE_TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'this licence is registered already{owner}', zh: '该证照号码已被登记{owner}' },
    brief: { en: 'licence registered already', zh: '证照号码已被登记' },
    hint: {
      en: 'ask to join it: adctl orgs join with the licence; an admin of it decides',
      zh: '可申请加入：adctl orgs join 证照号码；由该组织的管理员审批',
    },
  },
  ARCHIVED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{what} is archived', zh: '{what}已归档' },
    brief: { en: 'archived', zh: '已归档' },
    hint: {
      en: "adctl undo of the batch that archived it brings it back (adctl batches list --where 'operation ~ archive'); or take another",
      zh: "撤销归档它的批次即可恢复（adctl batches list --where 'operation ~ archive'）；或改用其他名称或对象",
    },
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
  UNDO_NEEDS_BOTH: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'you cannot undo this yourself: an entity goes back by who may decide for it and for the group',
      zh: '您自己无法撤销：主体重新加入需要同时具有主体和集团的权限',
    },
  },
  UNIT_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'unit "{name}" exists already in this organisation', zh: '该组织已有业务单元“{name}”' },
    brief: { en: 'exists already', zh: '已存在' },
    hint: {
      en: 'take another name; adctl units update changes the one that is there',
      zh: '请换一个名称；修改已有业务单元用 adctl units update',
    },
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
    hint: {
      en: 'take another login; adctl members update changes the one that is there',
      zh: '请换一个登录名；修改已有成员用 adctl members update',
    },
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
  HANDOVER_SELF: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '{member} cannot follow itself', zh: '接收人不能是 {member} 本人' },
    hint: { en: 'name others with --to', zh: '请用 --to 指定其他成员' },
  },
  HANDED_ROLE: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: { en: 'roles and flags', zh: '角色和标记' },
  },
  HANDED_ACCOUNT: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: { en: 'managed accounts', zh: '管理的账户' },
  },
  HANDED_CLIENT: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: { en: 'bound clients', zh: '绑定的商家' },
  },
  HANDED_SHARE: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: { en: 'shared accounts', zh: '共享的账户' },
  },
  MANAGES_STILL: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'goes on managing accounts there, without seeing them; undo this and hand over first: adctl members handover {member} --to LOGIN',
      zh: '仍管理该处账户，但已不可见；请撤销并先移交：adctl members handover {member} --to LOGIN',
    },
    brief: {
      en: 'go on managing accounts there; members handover first',
      zh: '仍管理该处账户；请先用 members handover 移交',
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
    hint: {
      en: 'grant a role there first: adctl members grant {member} --role ROLE --org ORG',
      zh: '请先授予角色：adctl members grant {member} --role ROLE --org ORG',
    },
  },
  ROLE_OR_FLAG: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'a role and a flag at once', zh: '同时给出了角色和标记' },
    hint: { en: 'grant them one after the other', zh: '请分两次授予' },
  },
  MEMBER_ERASED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{member} has been erased', zh: '{member} 的个人信息已清除' },
    brief: { en: 'member erased', zh: '成员已清除' },
    hint: {
      en: 'what was erased does not come back; take another login',
      zh: '已清除的数据无法恢复；请使用其他登录名',
    },
  },
  MEMBER_REMOVED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{member} has been removed', zh: '{member} 已被移除' },
    brief: { en: 'member removed', zh: '成员已被移除' },
    hint: {
      en: 'undo the removal, begin the member anew (adctl members create LOGIN), or name somebody else',
      zh: '请撤销移除，或用 adctl members create LOGIN 重新创建，或指定其他成员',
    },
  },
});
