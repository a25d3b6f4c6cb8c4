import { KINDS } from '../../domain/kinds.ts';
import { markedCells } from '../../domain/matrix.ts';
import type { Cell } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import type { Grant } from '../../domain/rights.ts';
import type { Text } from '../../domain/text.ts';
import { type Ctx, defineQuery, type ScopedTx } from '../define.ts';
import { calledOf } from '../rights-of.ts';
import { type Judged, judgeAll, targetsOf } from '../what-may.ts';

const COLUMNS = ['login', 'operation', 'target', 'allowed', 'by', 'code', 'why', 'right', 'roles'];

/** The codes that the member would be refused with, in words. */
const WHY_NOT: Readonly<Record<NonNullable<Judged['code']>, Text>> = {
  MEMBER_UNVERIFIED: { en: 'is not verified', zh: '未实名' },
  NOT_FOUND: { en: 'does not see it', zh: '看不到该对象' },
  FORBIDDEN: { en: 'has no such right there', zh: '在该处没有此权限' },
};
/** A reason's label is its own key in English, so that either language finds it. */
const WHYS = Object.fromEntries(Object.values(WHY_NOT).map((why) => [why.en, why]));

/** The member's roles as far as the asker sees them; one's own all. */
async function grantsSeen(tx: ScopedTx, ctx: Ctx, login: string): Promise<Grant[]> {
  const [member] = await tx.rows({ kind: 'member', by: 'key', values: [login], fields: ['status'] });
  if (!member?.visible || member.row['status'] !== 'active')
    throw new AdctlError('NOT_FOUND', { kind: KINDS.member.label, value: login });
  const rows = await tx.rows({ kind: 'grant', by: 'member', values: [login], fields: ['role', 'place'] });
  return rows
    .filter(({ visible }) => visible || login === ctx.actor.login)
    .map(({ row }) => ({ role: row['role'], place: row['place'] }) as Grant);
}

export const canMembers = defineQuery({
  kind: 'query',
  name: 'members.can',
  summary: { en: 'Whether a member may do something, and why', zh: '查询成员能否执行某操作及原因' },
  input: {
    login: {
      type: 'member',
      required: true,
      label: { en: 'member', zh: '成员' },
      help: { en: 'login', zh: '登录名' },
      metavar: 'LOGIN',
    },
    operation: {
      type: 'list',
      required: true,
      label: { en: 'operation', zh: '操作' },
      help: {
        en: 'accounts.claim, accounts claim or a right (account.claim); then what it is about: an account, an organisation (orgs.attach: entity and group), a unit, a member',
        zh: '如 accounts.claim 或 accounts claim，或权限 account.claim；其后可跟对象：账户、组织（orgs.attach 为主体和集团）、业务单元、成员',
      },
      question: {
        en: 'accounts.claim, accounts claim or a right (account.claim)',
        zh: '操作（accounts.claim 或 accounts claim）或权限（account.claim）',
      },
      metavar: 'OPERATION',
    },
  },
  first: 'login',
  argument: { field: 'operation', many: true },
  columns: {
    columns: [
      { key: 'login', type: 'text', label: { en: 'Member', zh: '成员' } },
      { key: 'operation', type: 'text', label: { en: 'Operation', zh: '操作' } },
      { key: 'target', type: 'id', label: { en: 'Target', zh: '对象' } },
      {
        key: 'allowed',
        type: 'enum',
        values: { yes: { en: 'yes', zh: '是' }, no: { en: 'no', zh: '否' } },
        label: { en: 'Allowed', zh: '允许' },
      },
      { key: 'by', type: 'text', label: { en: 'By', zh: '依据' } },
      { key: 'code', type: 'text', label: { en: 'Code', zh: '代码' } },
      { key: 'why', type: 'enum', values: WHYS, label: { en: 'Why not', zh: '原因' } },
      { key: 'right', type: 'text', label: { en: 'Right', zh: '权限' } },
      { key: 'roles', type: 'list', label: { en: 'Roles that have it', zh: '具有该权限的角色' } },
    ],
  },
  right: 'member.read',
  single: true,
  examples: [
    {
      command: 'adctl members can dong.mei accounts.assign 20000001',
      does: { en: 'on one account', zh: '针对一个账户' },
    },
    { command: 'adctl members can wang.wei accounts claim', does: { en: 'anywhere at all', zh: '任意位置' } },
    { command: 'adctl members can wang.wei account.status', does: { en: 'a right by its name', zh: '按权限名称查询' } },
    {
      command: 'adctl members can owner orgs.attach e_gree 华夏消费集团',
      does: { en: 'an entity and the group it would join', zh: '主体及其要加入的集团' },
    },
  ],
  async *run(tx, ctx, input) {
    const grants = await grantsSeen(tx, ctx, input.login);
    const { name, rest, op } = await calledOf(input.operation);
    const targets = await targetsOf(tx, ctx.actor, op.name, rest);
    const judged = await judgeAll(op, targets, await tx.as(input.login, grants));
    const target = targets.map(({ key }) => key).join(' ') || null;
    yield { columns: COLUMNS, rows: [cells(input.login, name, target, judged)] };
    return judged.code ? { exit: 4 as const } : {};
  },
});

function cells(login: string, operation: string, target: string | null, judged: Judged): Cell[] {
  const { by, code, right } = judged;
  const roles = code ? markedCells(right) : null;
  return [
    login,
    operation,
    target,
    code ? 'no' : 'yes',
    by ?? null,
    code ?? null,
    code ? WHY_NOT[code].en : null,
    right,
    roles,
  ];
}
