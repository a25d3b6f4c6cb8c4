import { type InTheWay, inTheWay } from '../../domain/in-the-way.ts';
import { RELATION_FIELDS } from '../../domain/invariants.ts';
import { STATE_OWNER } from '../../domain/members.ts';
import { refuse } from '../../domain/refusal.ts';
import { PRINCIPAL_ROLES } from '../../domain/rights.ts';
import type { Text } from '../../domain/text.ts';
import { MEMBER_FIELDS, memberNamed } from '../address.ts';
import { defineChange, type Loader, type ReadView } from '../define.ts';
import { SAMPLE } from '../in-use.ts';
import { caresFor, loadCare, rolesCaredFor } from '../member-care.ts';
import { grantsOf, placesOfMember } from '../member-places.ts';
import { UNIT_MEMBER_ROW } from '../unit-members.ts';

const MANAGED = 'managed accounts';
const RELATED = 'relations';
/** Shared relations end with the member, as its roles do; more than this are taken away first. */
const MOST_SHARED = 1_000;
const SHARED = ['collaborator', 'self_run'] as const;

async function loadBelongings(l: Loader, logins: readonly string[]): Promise<void> {
  await l.survey(MANAGED, {
    kind: 'account',
    by: 'manager',
    values: logins,
    except: { status: 'closed' },
    sample: SAMPLE,
  });
  const values = logins.flatMap((login) => ['bound', ...SHARED].map((source) => `${login}/${source}`));
  await l.survey(RELATED, { kind: 'relation', by: 'member', and: ['source'], values, sample: MOST_SHARED });
  const shared = logins.flatMap((login) => sharedOf(l.view, login));
  await l.need({ kind: 'relation', by: 'key', values: shared, fields: RELATION_FIELDS });
}

const related = (v: ReadView, login: string, source: string) => v.surveyed(RELATED, `${login}/${source}`);
const sharedOf = (v: ReadView, login: string) => SHARED.flatMap((source) => related(v, login, source).sample);

/** What has to be handed over first (MEM-5, MEM-6), and how. */
function owned(v: ReadView, login: string): { readonly ways: InTheWay[]; readonly advice: Text } {
  const bound = related(v, login, 'bound');
  const principal = grantsOf(v, login).filter(({ role }) => PRINCIPAL_ROLES.has(role));
  const all = SHARED.map((source) => related(v, login, source));
  const shared = all.filter(({ seen }) => seen > MOST_SHARED);
  const ways: InTheWay[] = [
    { label: { one: 'managed account', en: 'managed accounts', zh: '管理的账户' }, ...v.surveyed(MANAGED, login) },
    {
      label: { one: 'bound client', en: 'bound clients', zh: '绑定的客户' },
      ...bound,
      sample: bound.sample.slice(0, SAMPLE).map((key) => key.slice(0, key.indexOf('/'))),
    },
    {
      label: { one: 'principal role', en: 'principal roles', zh: '主管理员角色' },
      seen: principal.length,
      sample: principal.map(({ role, place }) => `${role}@${place}`),
    },
    {
      label: { one: 'shared account', en: 'shared accounts', zh: '共享的账户' },
      seen: shared.reduce((sum, { seen }) => sum + seen, 0),
      sample: [],
      // What the remover may not take keeps the member, as a role does.
      hidden: all.some(({ hidden }) => hidden),
    },
  ];
  const [first] = principal;
  const how = [
    ways[0]!.seen > 0 && `adctl accounts assign --where 'manager = ${login}' --to LOGIN --take-over`,
    first && `adctl members grant LOGIN --role ${first.role} --org ${first.place} --hand-over`,
    bound.seen > 0 && `adctl accounts unbind --from - --to ${login}`,
    shared.length > 0 && `adctl accounts unshare --from - --with ${login}`,
  ].filter((text) => typeof text === 'string');
  return { ways, advice: { en: how.join('; '), zh: how.join('；') } };
}

export const removeMembers = defineChange({
  kind: 'change',
  name: 'members.remove',
  summary: { en: 'Remove members who have handed over what was theirs', zh: '移除已完成移交的成员' },
  past: { en: 'removed', zh: '已移除' },
  options: {},
  row: UNIT_MEMBER_ROW,
  argument: 'login',
  where: { kind: 'member', fields: { login: 'login' } },
  right: 'member.remove',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl members remove sun.li --dry-run',
      does: { en: 'rehearse one member, with its roles', zh: '预演移除成员及其角色' },
    },
    {
      command: "adctl members remove --where 'roles is empty' --where 'login != owner' --dry-run",
      does: { en: 'rehearse all without a role', zh: '预演移除没有角色的成员' },
    },
  ],
  async load(l, rows) {
    const logins = rows.map((row) => row.login);
    await l.need({ kind: 'member', by: 'key', values: logins, fields: MEMBER_FIELDS });
    await loadCare(l, logins);
    await loadBelongings(l, logins);
  },
  subject(v, row) {
    return memberNamed(v, row.login) ?? { target: row.login, places: placesOfMember(v, row.login).places };
  },
  decide(v, ctx, row) {
    const { login } = row;
    const forbidden = login === STATE_OWNER || !caresFor(v, ctx, login, 'member.remove');
    // A principal is judged by who may administer at all: that the role is handed over first is said after that.
    const principal = grantsOf(v, login).some(({ role }) => PRINCIPAL_ROLES.has(role));
    if (forbidden && !(principal && login === ctx.actor.login))
      return refuse('FORBIDDEN', { right: 'member.remove', target: login });
    const { ways, advice } = owned(v, login);
    const what = inTheWay(ways);
    if (what) return refuse('MEMBER_OWNS', { member: login, what, advice });
    return {
      ok: [
        { set: 'member', key: login, fields: { status: 'removed' } },
        ...rolesCaredFor(v, ctx, login, 'member.remove').map(({ key }) => ({ remove: 'grant' as const, key })),
        ...sharedOf(v, login).map((key) => ({ remove: 'relation' as const, key })),
      ],
    };
  },
});
