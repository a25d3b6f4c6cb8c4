/** What the rules of every kind refuse, after a change and after an undo. */
import { errors } from './define.ts';

export const RECORD_ERRORS = errors({
  DAY_OVER: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '{field}: {day} is over', zh: '{field}：{day} 已过' },
    hint: { en: 'name a day that is still to come', zh: '请填写尚未过去的日期' },
  },
  DECISION_TWICE: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '--approve and --reject are both given', zh: '同时给出了 --approve 和 --reject' },
    hint: { en: 'give one of --approve and --reject, not both', zh: '--approve 与 --reject 只能二选一' },
  },
  ASSET_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'asset {value} is there already, with other content: {id}',
      zh: '资产 {value} 已存在且内容不同：{id}',
    },
    brief: { en: 'there already, with other content', zh: '资产已存在且内容不同' },
    hint: { en: 'adctl assets show {id} says what it is', zh: '用 adctl assets show {id} 查看' },
  },
  ASSET_OWNER: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: 'an asset belongs to a unit or to an account', zh: '资产属于一个业务单元或一个账户' },
    hint: { en: 'give one of --unit and --account', zh: '请提供 --unit 或 --account 其中之一' },
  },
  ASSET_OF_UNIT: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'asset {id} belongs to a unit: its accounts use it without a grant',
      zh: '资产 {id} 属于业务单元：单元内账户无需授权即可使用',
    },
    brief: { en: 'belongs to a unit', zh: '属于业务单元' },
    hint: {
      en: 'only assets of accounts are granted; adctl units add-accounts lets an account use those of a unit',
      zh: '只能授权账户的资产；用 adctl units add-accounts 让账户使用单元的资产',
    },
  },
  QUALIFICATION_EXISTS: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'qualification {number} is there already, {state}, with other content: {id}',
      zh: '资质 {number} 已存在（{state}）且内容不同：{id}',
    },
    brief: { en: 'there already', zh: '资质已存在' },
    hint: {
      en: 'adctl qualifications replace {id} submits a new one in its place',
      zh: '用 adctl qualifications replace {id} 提交新资质替换',
    },
  },
  QUALIFICATION_STATE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'qualification {id} is {state}; this needs {wanted}',
      zh: '资质 {id} 的状态为{state}；此操作要求：{wanted}',
    },
    brief: { en: 'is {state}', zh: '状态为{state}' },
    hint: {
      en: 'adctl qualifications list shows how each stands',
      zh: '用 adctl qualifications list 查看各资质的状态',
    },
  },
  QUALIFICATION_REPLACING: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'qualification {id} is being replaced already, by {other}',
      zh: '资质 {id} 已有待审核的替换：{other}',
    },
    brief: { en: 'being replaced already', zh: '已有待审核的替换' },
    hint: {
      en: 'have {other} reviewed first: adctl qualifications review {other}',
      zh: '请先审核 {other}：adctl qualifications review {other}',
    },
  },
  QUALIFICATION_OVER: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'qualification {id} was valid until {day} and cannot be approved',
      zh: '资质 {id} 有效期至 {day}，已无法通过',
    },
    brief: { en: 'no longer valid', zh: '已过有效期' },
    hint: { en: 'reject it, and have a new one submitted', zh: '请拒绝，并重新提交新资质' },
  },
  REFERENCE_MISSING: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{field} does not exist: {value}', zh: '{field}不存在：{value}' },
    hint: { en: 'name one that is there; this one may have gone since', zh: '请指定现有的对象；原对象可能已不存在' },
  },
  UNIT_FOREIGN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'account {account} does not belong to the organisation of {unit}',
      zh: '账户 {account} 不属于{unit}所在的组织',
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
    hint: {
      en: 'adctl accounts show {account} says who has it now; adctl accounts assign gives it anew',
      zh: '用 adctl accounts show {account} 查看现任管理人；用 adctl accounts assign 重新分配',
    },
  },
  PARENT_KIND: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{parent} cannot hold an organisation of kind {kind}', zh: '{parent}不能作为 {kind} 的上级' },
    hint: { en: 'a group holds entities, an entity its agencies', zh: '集团下为主体，主体下为代理商' },
  },
  UNIT_TYPE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'a unit of type {type} cannot belong to an organisation of kind {kind}',
      zh: '类型为 {type} 的业务单元不能属于 {kind}',
    },
    hint: {
      en: 'group units belong to groups, entity units to entities, agency units to agencies',
      zh: '集团、主体、代理商业务单元分别属于集团、主体、代理商',
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
    message: { en: '{org} has a principal admin already', zh: '{org}已有主管理员' },
    hint: { en: 'the role is handed over, never shared', zh: '主管理员只能移交，不能共享' },
  },
  TAKEN: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'another record has this {index} already', zh: '该 {index} 已被其他记录使用' },
    hint: { en: 'give another value, or change the record that has it', zh: '请换一个值，或修改已使用它的记录' },
  },
  SAME_AS_ROW: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    told: true,
    message: {
      en: 'already so; row {row} of the same input changed the record last',
      zh: '无需更改；该记录最后由同一输入的第 {row} 行更改',
    },
    brief: {
      en: 'already so, of records that an earlier row of the same input changed',
      zh: '无需更改，且同一输入中前面的行已更改该记录',
    },
  },
  SAME: { exit: 0, http: 200, status: 'unchanged', message: { en: 'already so', zh: '无需更改' } },
});
