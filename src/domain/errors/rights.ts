/** What is not found, and what is not allowed. */
import { errors } from './define.ts';

/** No role helps in the view of a client: it has those of one client, whoever looks. */
export const LEAVE_VIEW = {
  en: 'leave out --as-client, or: adctl profile set as_client --unset',
  zh: '请去掉 --as-client，或执行：adctl profile set as_client --unset',
} as const;

export const RIGHT_ERRORS = errors({
  NOT_FOUND: {
    exit: 3,
    http: 404,
    status: 'not_found',
    brief: { en: 'no such {kind}', zh: '找不到{kind}' },
    message: { en: 'no {kind} "{value}"', zh: '找不到{kind}“{value}”' },
    hint: { en: 'nearest: {nearest}', zh: '相近的有：{nearest}' },
    otherwise: {
      en: 'only what you may see is found; list --search WORDS looks for it',
      zh: '只能找到您有权查看的内容；可用 list --search 词语 查找',
    },
    instead: [
      {
        given: 'anyHolder',
        otherwise: {
          en: 'whose money it is: an account id, or agency:ID, entity:ID, unit:ID, group:ID; adctl funds overview lists those you may see',
          zh: '持有方请写账户ID，或 agency:编号、entity:编号、unit:编号、group:编号；用 adctl funds overview 查看您有权查看的持有方',
        },
      },
    ],
  },
  ACTOR_UNKNOWN: {
    exit: 4,
    http: 403,
    message: { en: 'no member "{actor}" to act as', zh: '没有可代为操作的成员“{actor}”' },
    hint: { en: 'adctl members list shows who there is', zh: '用 adctl members list 查看成员' },
  },
  NO_ROLE_THERE: {
    exit: 4,
    http: 403,
    message: { en: '{member} has no role at {org} to act in', zh: '{member} 在 {org} 没有角色' },
    hint: { en: 'adctl whoami lists the roles there are', zh: '用 adctl whoami 查看现有角色' },
  },
  VIEW_READS_ONLY: {
    exit: 4,
    http: 403,
    message: {
      en: 'this is the view of the client {account}: it only shows',
      zh: '当前为商家 {account} 的视角，只能查看',
    },
    hint: LEAVE_VIEW,
  },
  FORBIDDEN: {
    exit: 4,
    http: 403,
    status: 'forbidden',
    message: { en: 'not allowed: {right} on {target}', zh: '无权限：对 {target} 执行 {right}' },
    brief: { en: 'no right {right}', zh: '无 {right} 权限' },
    hint: { en: '{advice}', zh: '{advice}' },
    otherwise: { en: 'ask an admin for a role that has {right}', zh: '请向管理员申请具有 {right} 的角色' },
  },
  REASON_NEEDED: {
    exit: 2,
    http: 400,
    status: 'invalid',
    message: {
      en: 'the operator names {member} as {role} where nobody administers: that needs a reason',
      zh: '行业运营在无管理员处指定 {member} 为 {role}，需要说明原因',
    },
    brief: { en: 'needs a reason', zh: '需要说明原因' },
    hint: { en: 'add --reason TEXT; it stands in the operation log', zh: '请加 --reason 原因，将写入操作日志' },
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
});
