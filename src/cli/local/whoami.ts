import { EVERYWHERE } from '../../domain/members.ts';
import type { Cell } from '../../domain/question.ts';
import { RIGHT_LABELS } from '../../domain/right-labels.ts';
import { type Actor, type Grant, grantFor, isOperator, isOwner, RIGHTS, type Right } from '../../domain/rights.ts';
import type { Text } from '../../domain/text.ts';
import type { Link } from '../../execution/link.ts';
import type { ColumnDef, View } from '../../operations/define.ts';
import { RIGHTFUL_NAMES, rightfulNamed, rightsOf } from '../../operations/rights-of.ts';
import type { Session } from '../session.ts';
import { defineLocal } from './define.ts';
import { writeRows } from './settings-block.ts';

const text = (key: string, en: string, zh: string): ColumnDef => ({ key, type: 'text', label: { en, zh } });
const list = (key: string, en: string, zh: string): ColumnDef => ({ key, type: 'list', label: { en, zh } });

const COLUMNS: readonly ColumnDef[] = [
  text('member', 'Member', '成员'),
  text('member_from', 'Member from', '成员来源'),
  text('verified', 'Verified', '已实名'),
  list('roles', 'Roles', '角色'),
  text('view', 'View', '视图'),
  text('view_from', 'View from', '视图来源'),
  list('acts_as', 'Acts as', '当前身份'),
  list('rights', 'Rights', '权限'),
  text('profile', 'Profile', '配置档'),
  text('profile_from', 'Profile from', '配置档来源'),
];
const FILE_COLUMNS: readonly ColumnDef[] = [
  text('state', 'State', '状态文件'),
  text('state_from', 'State from', '状态文件来源'),
];

const RIGHT_COLUMNS: readonly ColumnDef[] = [
  text('right', 'Right', '权限'),
  text('meaning', 'Meaning', '含义'),
  text('by', 'By', '依据'),
];

const NAMES = Object.keys(RIGHTS) as Right[];

/** As a client one only looks: rights that no question asks for are of no use (CTX-1). */
async function usable(view: View): Promise<readonly Right[]> {
  if (view.of !== 'client') return NAMES;
  const all = await Promise.all(RIGHTFUL_NAMES.map(rightfulNamed));
  const asked = new Set(all.filter(({ kind }) => kind === 'query').flatMap(rightsOf));
  return NAMES.filter((right) => asked.has(right));
}

/** The role that gives a right somewhere in the view; undefined: none does. */
const giver = (actor: Actor, right: Right): string | undefined =>
  grantFor(actor, right, { target: '', places: 'any', own: true, manages: true });

export const whoami = defineLocal({
  kind: 'local',
  name: 'whoami',
  summary: {
    en: 'Who acts, in which view, with which rights, on which state, and why',
    zh: '查看当前成员、视图、权限、状态文件及其依据',
  },
  arguments: [],
  options: {
    rights: {
      type: 'flag',
      label: { en: 'rights', zh: '权限' },
      help: { en: 'every right there is, and the role that gives it', zh: '逐项列出权限及赋予该权限的角色' },
    },
  },
  examples: [
    { command: 'adctl whoami --as cao.yang', does: { en: 'as another member', zh: '以其他成员身份' } },
    {
      command: 'adctl whoami --as cao.yang --as-org e_bluefocus --rights',
      does: { en: 'what it may do for one of its organisations', zh: '在某一组织中的权限' },
    },
  ],
  async run(session, _args, options) {
    const link = await session.link();
    const actor = await link.actor(session.actor, session.narrow);
    const useful = new Set(await usable(actor.view));
    const by = (right: Right) => (useful.has(right) ? giver(actor, right) : undefined);
    if (options.rights) {
      const rows = NAMES.map((right): Cell[] => [right, session.word(RIGHT_LABELS[right]), by(right) ?? null]);
      await writeRows(session, RIGHT_COLUMNS, rows);
      return 0;
    }
    const all = await link.actor(session.actor, { org: 'all' });
    const nameOf = await names(session, link, all.grants, actor.view);
    const { values, origin } = session.settings;
    const rights = NAMES.filter((right) => by(right) !== undefined);
    const counted = {
      en: `${rights.length} of ${NAMES.length}; adctl whoami --rights lists them`,
      zh: `${rights.length}/${NAMES.length} 项；用 adctl whoami --rights 查看`,
    };
    const row: Cell[] = [
      all.login,
      session.url === undefined ? origin.as : 'token',
      all.verified ? 'yes' : 'no',
      rolesIn(all, nameOf),
      session.word(viewIn(actor.view, isOperator(all), nameOf)),
      viewFrom(session, actor.view),
      rolesIn(actor, nameOf),
      session.format === 'table' ? [session.word(counted)] : rights,
      values.profile,
      origin.profile,
    ];
    const server = session.url === undefined ? undefined : await import('./whoami-server.ts');
    const columns = server ? server.SERVER_COLUMNS : FILE_COLUMNS;
    const cells = server ? await server.serverCells(session) : [values.db ?? null, origin.db];
    await writeRows(session, [...COLUMNS, ...columns], [[...row, ...cells]], { single: true });
    return 0;
  },
});

type NameOf = (place: string) => string;

/** With the organisations' names for whoever reads a block; ids alone in data. */
async function names(session: Session, link: Link, grants: readonly Grant[], view: View): Promise<NameOf> {
  const places = new Set([...grants.map(({ place }) => place), ...('place' in view ? [view.place] : [])]);
  places.delete(EVERYWHERE);
  if (session.format !== 'table' || places.size === 0) return (place) => place;
  const found = new Map<string, string>();
  for (const operation of ['orgs.list', 'units.list']) {
    const input = { where: [`id in ${[...places].join(',')}`], columns: ['id', 'name'] };
    for await (const { rows } of link.query({ ...session.query(operation, input), narrow: { org: 'all' } }))
      for (const [id, name] of rows) found.set(String(id), String(name ?? id));
  }
  return (place) => (found.has(place) ? `${place} (${found.get(place)})` : place);
}

function rolesIn(actor: Actor, nameOf: NameOf): string[] {
  const roles = actor.grants.map(({ role, place }) => `${role}@${nameOf(place)}`);
  return isOwner(actor) ? ['state_owner', ...roles] : roles;
}

function viewIn(view: View, operator: boolean, nameOf: NameOf): Text {
  switch (view.of) {
    case 'client':
      return {
        en: `client ${view.account} of ${nameOf(view.place)}, to read`,
        zh: `${nameOf(view.place)} 的商家 ${view.account}，只读`,
      };
    case 'org':
      return { en: nameOf(view.place), zh: nameOf(view.place) };
    case 'everything':
      return operator ? { en: 'everything', zh: '全部' } : { en: 'what these roles see', zh: '上述角色可见的内容' };
  }
}

/** An option, a profile, or what the roles themselves say (CTX-1). */
function viewFrom(session: Session, view: View): string {
  const { origin } = session.settings;
  if (view.of === 'client') return origin.as_client;
  if (view.of === 'org' && !view.chosen)
    return session.word({
      en: 'the only role at an agency; --as-org all for all roles',
      zh: '唯一的代理商角色；全部角色请用 --as-org all',
    });
  return session.settings.values.as_org === undefined ? 'default' : origin.as_org;
}
