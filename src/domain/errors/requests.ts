/** What waits for a decision (ORG-3, ACC-3, ACC-7), and who is named where nobody administers (ORG-9). */
import { errors } from './define.ts';

export const REQUEST_ERRORS = errors({
  REQUEST_DECIDED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'request {request} is {state} already, by {by}', zh: '申请 {request} {state}（审批人：{by}）' },
    brief: { en: 'decided already', zh: '已有审批结果' },
    hint: {
      en: 'adctl requests show {request} says when and why; adctl undo of that batch takes it back',
      zh: '时间与意见见 adctl requests show {request}；撤销该批次可收回结果',
    },
  },
  REQUEST_ENDED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'request {request} waits no longer: {state}', zh: '申请 {request} 不再待审批：{state}' },
    brief: { en: 'waits no longer', zh: '不再待审批' },
    hint: {
      en: 'adctl requests show {request} says how it ended; what was applied or approved is done',
      zh: 'adctl requests show {request} 可查看结果；已执行或已通过的无需再次申请',
    },
  },
  AUTHORISATION_GIVES: {
    exit: 0,
    http: 200,
    status: 'ok',
    told: true,
    message: {
      en: 'the agency gets, until {day}: {what} of account {account}',
      zh: '代理商获得账户 {account} 的{what}，至{day}为止',
    },
    brief: { en: 'the agency gets {what}', zh: '代理商获得{what}' },
    hint: {
      en: 'adctl undo takes it back; adctl clients list shows it',
      zh: 'adctl undo 可收回；用 adctl clients list 查看',
    },
  },
  ASKED_ALREADY: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    message: { en: 'asked for already: request {request} waits', zh: '已申请：{request} 待审批' },
    brief: { en: 'asked for already', zh: '已申请，待审批' },
  },
  MEMBER_ALREADY: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    message: { en: 'you have a role there already', zh: '您已在该主体任职' },
  },
  REQUEST_TWICE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'another request for the same waits already', zh: '同一事项已有待审批的申请' },
    hint: { en: 'decide that one first', zh: '请先处理该申请' },
  },
  REQUEST_UNDECIDED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'who decided request {request} is not known', zh: '申请 {request} 缺少审批人' },
    hint: { en: 'adctl state check finds such damage', zh: '请运行 adctl state check' },
  },
  JOINER_UNVERIFIED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: 'role {role} needs a verified member; {member} is not',
      zh: '角色 {role} 需要已实名成员；{member} 未实名',
    },
    brief: { en: 'member not verified', zh: '成员未实名' },
    hint: {
      en: 'approve without --role: that one joins as eU; then: adctl members verify {member} --method TEXT',
      zh: '先不带 --role 通过（以 eU 加入），再执行：adctl members verify {member} --method TEXT',
    },
  },
  JOIN_KIND: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '"{value}" is no entity: only entities are joined', zh: '“{value}”不是主体：只能申请加入主体' },
    brief: { en: 'no entity', zh: '不是主体' },
    hint: { en: 'its admins give roles in it: adctl members grant', zh: '其角色由管理员授予：adctl members grant' },
  },
  ORG_ADMINISTERED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{place} has an admin: nobody is nominated', zh: '{place}已有管理员，不能指定' },
    brief: { en: 'has an admin', zh: '已有管理员' },
    hint: { en: 'its admins give roles: adctl members grant', zh: '角色由其管理员授予：adctl members grant' },
  },
  UNIT_OR_NEW: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: { en: '--unit and --new-unit together', zh: '--unit 与 --new-unit 不能同时使用' },
    hint: { en: 'name one that exists, or one to make', zh: '请指明已有的业务单元，或要新建的名称' },
  },
  UNIT_ELSEWHERE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'unit {unit} is of another organisation', zh: '业务单元 {unit} 属于其他组织' },
    brief: { en: 'of another organisation', zh: '属于其他组织' },
    hint: { en: 'adctl units show {unit} says of which', zh: '用 adctl units show {unit} 查看所属组织' },
  },
  JOIN_REASON: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: 'the operator decides about {member} where nobody administers: that needs a reason',
      zh: '行业运营在无管理员处审批 {member} 的加入申请，需要说明原因',
    },
    brief: { en: 'needs a reason', zh: '需要说明原因' },
    hint: { en: 'add --reason TEXT; it stands in the operation log', zh: '请加 --reason 原因，将写入操作日志' },
  },
  PLAN_WAITS: {
    exit: 0,
    http: 202,
    status: 'pending',
    told: true,
    message: {
      en: '{why}: nothing is done yet, plan {plan} waits for a second person',
      zh: '{why}：尚未执行，方案 {plan} 等待第二人执行',
    },
    hint: {
      en: 'adctl requests plan {plan} shows its rows; somebody else: adctl requests apply {plan}',
      zh: '用 adctl requests plan {plan} 查看各行；由他人执行 adctl requests apply {plan}',
    },
  },
  PLAN_WAITS_ALREADY: {
    exit: 0,
    http: 200,
    status: 'unchanged',
    told: true,
    message: {
      en: 'plan {plan} waits with this already: nothing is done yet',
      zh: '方案 {plan} 已包含此项，正等待执行：尚未执行',
    },
    brief: { en: 'waits in plans already, nothing is done yet', zh: '已在方案中等待执行，尚未执行' },
    hint: {
      en: 'somebody else: adctl requests apply {plan}; adctl requests withdraw {plan} takes your own back',
      zh: '由他人执行 adctl requests apply {plan}；本人的可用 adctl requests withdraw {plan} 撤回',
    },
  },
  CAPS_REACHED: {
    exit: 5,
    http: 409,
    message: {
      en: '{why}, as others moved money meanwhile: these rows moved nothing',
      zh: '{why}（其间另有资金变动）：此部分各行未发生资金变动',
    },
    hint: {
      en: 'run it again with the same references: what has moved stays, the rest waits as a plan',
      zh: '请以相同参考号重新执行：已变动的不会重复，其余将作为方案等待执行',
    },
  },
  WAITS_APART: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: '{why}: nothing was changed here, as other rows of this batch do not wait',
      zh: '{why}：此行未作更改，因同批其他行无须等待',
    },
    brief: { en: 'takes two, and its batch does not wait', zh: '须由两人完成，而同批不等待' },
    hint: {
      en: 'send these rows by themselves, as --failed FILE keeps them: they wait as a plan for a second person',
      zh: '请单独提交这些行（--failed FILE 可保存）：将作为方案等待第二人执行',
    },
  },
  CAPS_UNDONE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'undoing this raises caps of {org}, which takes two', zh: '撤销将提高{org}的限额，须由两人完成' },
    brief: { en: 'raises caps', zh: '将提高限额' },
    hint: {
      en: 'set them by adctl funds caps: what raises one waits as a plan for a second person',
      zh: '请用 adctl funds caps 设置：提高限额将作为方案等待第二人执行',
    },
  },
  UNDO_CAPPED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{why}: one person does not undo that', zh: '{why}：不能由一人撤销' },
    brief: { en: 'undone beyond a cap', zh: '撤销超过限额' },
    hint: {
      en: 'move it back instead, as by adctl funds allocate, reclaim, transfer, refund or split --refund: beyond a cap that waits as a plan',
      zh: '请改用 adctl funds allocate、reclaim、transfer、refund 或 split --refund 反向变动：超过限额时将作为方案等待第二人执行',
    },
  },
  PLAN_NOT_UNDONE: {
    exit: 5,
    http: 409,
    message: {
      en: 'batch {batch} moved nothing, so there is nothing to undo: its plan {plan} is {state}',
      zh: '批次 {batch} 未发生资金变动，无可撤销：其方案 {plan} 的状态为{state}',
    },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  PLAN_OWN: {
    exit: 4,
    http: 403,
    status: 'forbidden',
    message: { en: 'plan {plan} is your own: somebody else applies it', zh: '方案 {plan} 由您提出，须由他人执行' },
    hint: { en: 'adctl requests withdraw {plan} takes it back', zh: '可用 adctl requests withdraw {plan} 撤回' },
  },
  PLAN_NONE: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'request {request} is no plan', zh: '申请 {request} 不是资金方案' },
    hint: {
      en: 'other requests are approved: adctl requests approve {request}',
      zh: '其他申请请用 adctl requests approve {request}',
    },
  },
  PLAN_APPLIED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: 'a plan is applied, not approved: {request}', zh: '资金方案须执行而非通过：{request}' },
    brief: { en: 'a plan is applied, not approved', zh: '资金方案须执行而非通过' },
    hint: { en: 'adctl requests apply {request}', zh: '请用 adctl requests apply {request}' },
  },
  PLAN_ALTERED: {
    exit: 5,
    http: 409,
    message: {
      en: 'plan {plan} or its rows are not as they were written: the state was changed from outside',
      zh: '方案 {plan} 或其中的行与提出时不符：状态文件曾被外部改动',
    },
    hint: {
      en: 'nothing of it was done; adctl requests reject {plan}, then run the operation again for a new plan; the operator finds out more by adctl funds check',
      zh: '方案未执行；请执行 adctl requests reject {plan} 并重新提出；行业运营可用 adctl funds check 核查',
    },
  },
  PLAN_DRIFTED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: {
      en: '{target} is not as it was when the plan was written: {what}',
      zh: '{target} 与方案提出时不同：{what}',
    },
    brief: { en: 'not as it was when the plan was written: {what}', zh: '与方案提出时不同：{what}' },
    hint: {
      en: 'nothing of the plan was done; run the operation again for a new one: adctl requests show PLAN says which',
      zh: '方案未执行；请重新执行原操作以生成新方案：用 adctl requests show 方案 查看原操作',
    },
  },
});
