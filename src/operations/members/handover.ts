import { STATE_OWNER } from '../../domain/members.ts';
import { nearest } from '../../domain/nearest.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { MEMBER_FIELDS, memberNamed } from '../address.ts';
import { defineChange } from '../define.ts';
import {
  BELONGINGS,
  type Belonging,
  belongingsOf,
  decideHandover,
  HANDOVER_RIGHTS,
  type Handing,
  type HandoverRow,
  handoverRight,
  handoverSubject,
  loadHandover,
} from '../handover.ts';
import { caresFor, loadCare } from '../member-care.ts';
import { loadBelongings } from '../member-leave.ts';
import { placesOfMember } from '../member-places.ts';
import { removal } from '../member-removal.ts';
import { membersOption } from '../relations.ts';

const KIND = { en: 'kind', zh: '记录类型' };
const KEY = { en: 'key', zh: '记录键' };
const TURN = { en: 'turn', zh: '次序' };

/** `places` and `cares`: of the leaver as it was when the batch began; its roles go on the way. */
type Keep = { readonly places: readonly string[]; readonly cares: boolean };

export const handoverMembers = defineChange({
  kind: 'change',
  name: 'members.handover',
  summary: {
    en: 'Hand over all that a member has: roles, accounts, clients (when somebody leaves)',
    zh: '离职继承：将成员的角色、账户和商家移交给他人',
  },
  past: { en: 'handed over', zh: '已移交' },
  options: {
    member: {
      type: 'member',
      required: true,
      label: { en: 'member', zh: '成员' },
      help: { en: 'who leaves', zh: '离职的成员' },
      metavar: 'LOGIN',
    },
    to: {
      ...membersOption(
        { en: 'successor', zh: '接收人' },
        {
          en: 'who follows; several share accounts and clients out in turn, as far as each may have them, and each gets the roles',
          zh: '接收人；多人时账户和商家在各自可接收的范围内轮流分配，角色授予每人',
        },
      ),
      question: { en: 'who follows', zh: '接收人' },
    },
    only: {
      type: 'list',
      label: { en: 'only', zh: '范围' },
      help: {
        en: `only some of it: ${Object.keys(BELONGINGS).join(', ')}`,
        zh: `只移交部分内容：${Object.keys(BELONGINGS).join('、')}`,
      },
      question: { en: 'what of it', zh: '移交范围' },
      metavar: 'WHAT',
    },
    remove: {
      type: 'flag',
      label: { en: 'remove', zh: '移除' },
      help: { en: 'then remove the member, if nothing is left', zh: '移交完成后移除该成员' },
    },
  },
  first: 'member',
  row: {
    kind: { type: 'text', required: true, internal: true, label: KIND, help: KIND },
    key: { type: 'text', required: true, internal: true, label: KEY, help: KEY },
    turn: { type: 'integer', required: true, internal: true, label: TURN, help: TURN },
  },
  right: (row) => handoverRight(row as HandoverRow),
  rights: HANDOVER_RIGHTS,
  effect: 'reversible',
  examples: [
    {
      command: 'adctl members handover sun.li --to wang.wei --dry-run',
      does: { en: 'rehearse what would go, and to whom', zh: '预演移交内容' },
    },
    {
      command: 'adctl members handover sun.li --to wang.wei,owner --only accounts --dry-run',
      does: { en: 'share the accounts out among two', zh: '将账户分配给两人' },
    },
  ],
  selects: (_ctx, options) => [
    ...belongingsOf(options.member, wanted(options.only)),
    ...(options.remove
      ? [
          {
            kind: 'member' as const,
            columns: ['login'],
            filters: [{ field: 'login', op: '=' as const, values: [options.member] }],
            sort: ['login'],
          },
        ]
      : []),
  ],
  // It asks what is left in the state: so all rows before it must be through.
  alone: (row) => row.kind === 'member',
  async loadHead(l, _ctx, options) {
    await l.need({ kind: 'member', by: 'key', values: [options.member, ...options.to], fields: MEMBER_FIELDS });
    await loadCare(l, [options.member]);
  },
  head(v, ctx, options) {
    const { member, to } = options;
    const fault = unknown(options.only);
    if (fault) return fault;
    if (to.length === 0) return refuse('MISSING', { field: { en: 'successor', zh: '接收人' }, option: '--to' });
    for (const login of [member, ...to]) {
      const missing = memberNamed(v, login);
      if (missing) return missing;
    }
    if (member === STATE_OWNER) return refuse('FORBIDDEN', { right: 'member.handover', target: member });
    if (to.includes(member)) return refuse('HANDOVER_SELF', { member });
    const { places } = placesOfMember(v, member);
    return { keep: { places, cares: caresFor(v, ctx, member, 'member.remove') } };
  },
  async load(l, rows, options) {
    await loadHandover(l, rows, handingOf(options));
    if (!rows.some(({ kind }) => kind === 'member')) return;
    await loadCare(l, [options.member]);
    await loadBelongings(l, [options.member]);
  },
  subject: (v, row, options, keep: Keep, ctx) =>
    row.kind === 'member'
      ? { target: options.member, places: keep.places }
      : handoverSubject(v, row, handingOf(options), ctx),
  decide(v, ctx, row, options, keep, subject) {
    if (row.kind === 'member') return removal(v, ctx, options.member, keep.cares, subject);
    return decideHandover(v, ctx, row, handingOf(options), subject);
  },
});

const handingOf = ({ member, to }: { readonly member: string; readonly to: readonly string[] }): Handing => ({
  leaver: member,
  to: [...new Set(to)],
});

const NAMES = Object.keys(BELONGINGS) as Belonging[];
const wanted = (only: readonly string[] | undefined): readonly Belonging[] =>
  only === undefined ? NAMES : NAMES.filter((name) => only.includes(name));

function unknown(only: readonly string[] | undefined): Refusal | undefined {
  const value = only?.find((name) => !NAMES.includes(name as Belonging));
  const field = { en: 'only', zh: '范围' };
  return value === undefined
    ? undefined
    : refuse('VALUE_INVALID', { field, value, expected: NAMES, nearest: nearest(value, NAMES) });
}
