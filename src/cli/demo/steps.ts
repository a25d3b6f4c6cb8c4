/** What makes the demo, in order: each step is one batch, and none where a small demo has no rows for it. */

import type { RawRow } from '../../domain/schema.ts';
import type { Text } from '../../domain/text.ts';
import { accountRows, accountsWhere, type DemoAccount } from './accounts.ts';
import { fundSteps } from './funds.ts';
import { AGENCY_MASTER, AGENCY_TEAM, grantRows, MAIN_ADMIN, memberRows, OPERATOR, UNVERIFIED } from './members.ts';
import { MAIN_ENTITY } from './names.ts';
import { orgRows } from './orgs.ts';
import { APPROVED, ASSETS, PAPERS_AT_MOST, qualificationRow } from './papers.ts';
import { UNITS } from './units.ts';

export type DemoStep = {
  readonly operation: string;
  readonly text: Text;
  readonly count: number;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Default: `owner`. */
  readonly actor?: string;
  /** Inputs of the list that selects instead of naming. */
  readonly selection?: Readonly<Record<string, unknown>>;
  /** What its rows are known by, where they move money. */
  readonly reference?: string;
  rows(): AsyncIterable<readonly RawRow[]>;
};

type Cells = Readonly<Record<string, string>>;

async function* rowsOf(list: readonly Cells[]): AsyncGenerator<RawRow[]> {
  if (list.length > 0) yield list.map((cells, i) => ({ row: i + 1, cells }));
}

const address = ({ platform, id }: DemoAccount): Cells => ({ id, platform });
const reference = ({ platform, id }: DemoAccount): Cells => ({ account: id, platform });

export function stepsOf(seed: number, accounts: number): DemoStep[] {
  const simple = (operation: string, text: Text, list: readonly Cells[], more: Partial<DemoStep> = {}): DemoStep => ({
    operation,
    text,
    count: list.length,
    rows: () => rowsOf(list),
    ...more,
  });
  const inUnit = ({ org }: Record<string, string>) => org?.startsWith('u_') === true;
  return [
    simple('members.import', { en: 'members', zh: '成员' }, memberRows()),
    simple('orgs.import', { en: 'organisations', zh: '组织' }, orgRows()),
    // Managers come with the accounts, and nobody manages where it has no role.
    simple(
      'members.grant',
      { en: 'roles', zh: '角色' },
      grantRows().filter((row) => !inUnit(row)),
    ),
    {
      operation: 'accounts.import',
      text: { en: 'accounts', zh: '账户' },
      count: accounts,
      rows: () => accountRows(seed, accounts),
    },
    ...acted(RELATIONS, seed, accounts),
    ...unitSteps(seed, accounts),
    simple('members.grant', { en: 'roles in units', zh: '业务单元角色' }, grantRows().filter(inUnit)),
    ...papers(seed, accounts),
    ...acted(CLIENTS, seed, accounts),
    simple('assets.create', { en: 'assets', zh: '资产' }, ASSETS),
    ...acted(FIRST_ACTS, seed, accounts),
    ...fundSteps(seed, accounts, UNITS_AMONG).map(({ list, operation, text, ...more }) =>
      simple(operation, text, list, { ...more, reference: `demo-${operation}` }),
    ),
    simple('orgs.update', { en: 'claim policy', zh: '认领策略' }, [{ org: 'e_midea', claim_policy: 'approval' }]),
    simple('orgs.join', { en: 'a request to join', zh: '加入申请' }, [{ org: MAIN_ENTITY }], {
      actor: 'li.wei',
      options: { note: '投放组新同事' },
    }),
    simple('orgs.join', { en: 'a request to join', zh: '加入申请' }, [{ org: 'e_midea' }], { actor: UNVERIFIED }),
    ...acted(ASKED, seed, accounts),
  ];
}

function papers(seed: number, accounts: number): DemoStep[] {
  const list = accountsWhere(seed, Math.min(accounts, UNITS_AMONG), PAPERS_AT_MOST, (account) => {
    return !account.twice && account.status !== 'closed' && account.entity === MAIN_ENTITY;
  }).map(qualificationRow);
  const text = { en: 'qualifications', zh: '资质' };
  const { length: count } = list;
  return [
    { operation: 'qualifications.submit', text, count, actor: MAIN_ADMIN, rows: () => rowsOf(list) },
    {
      operation: 'qualifications.review',
      text: { en: 'reviews of qualifications', zh: '资质审核' },
      count: list.filter(({ kind }) => kind !== '商标注册证').length,
      options: { approve: 'true' },
      actor: OPERATOR,
      selection: { where: APPROVED },
      rows: () => rowsOf([]),
    },
  ];
}

/** Units take accounts of the first twenty thousand only, so this ends early. */
const UNITS_AMONG = 20_000;

function unitSteps(seed: number, accounts: number): DemoStep[] {
  const all = accountsWhere(seed, Math.min(accounts, UNITS_AMONG), accounts, ({ unit }) => unit !== undefined);
  return UNITS.map(({ id, name, org, track, note }) => {
    const list = all
      .filter(({ unit }) => unit === id)
      .map((account) => ({ account: account.id, platform: account.platform }));
    return {
      operation: 'units.create',
      text: { en: `unit ${name}`, zh: `业务单元 ${name}` },
      // The unit itself is the first row.
      count: list.length + 1,
      options: { id, name, org, track, ...(note && { note }) },
      rows: () => rowsOf(list),
    };
  });
}

type Act = {
  readonly operation: string;
  readonly text: Text;
  readonly actor: string;
  readonly options?: DemoStep['options'];
  readonly most: number;
  passes(account: DemoAccount): boolean;
};

/** Who else works on accounts: agency staff on bound clients, a self-run admin on accounts of another's entity (ORG-8). */
const RELATIONS: readonly Act[] = [
  {
    operation: 'accounts.bind',
    text: { en: 'clients of dedicated employees', zh: '专职员工的商家' },
    actor: AGENCY_MASTER,
    options: { to: ['wei.dong', 'tao.ran'] },
    most: 40,
    passes: ({ early, client }) => early && client,
  },
  {
    operation: 'accounts.bind',
    text: { en: 'clients of viewers', zh: '商家员工与客户门户' },
    actor: AGENCY_MASTER,
    options: { to: ['jiang.li', 'qi.yue'] },
    most: 8,
    passes: ({ early, client }) => early && client,
  },
  {
    operation: 'accounts.share',
    text: { en: 'shared accounts', zh: '共享账户' },
    actor: 'owner',
    options: { with: ['xu.peng'], relation: 'self_run', system: 'delivery' },
    most: 6,
    passes: ({ early, entity }) => early && entity === MAIN_ENTITY,
  },
];

/** What an agency asks for: an account to manage, data of a client. */
const CLIENTS: readonly Act[] = [
  {
    operation: 'clients.authorize',
    text: { en: 'authorisations asked for', zh: '授权申请' },
    actor: AGENCY_TEAM[0] as string,
    options: { agency: 'a_bluefocus', until: '2099-12-31', note: '新年度投放' },
    most: 4,
    passes: ({ early, client, entity }) => early && !client && entity === MAIN_ENTITY,
  },
  {
    operation: 'clients.authorize',
    text: { en: 'data of clients asked for', zh: '数据授权申请' },
    actor: AGENCY_TEAM[0] as string,
    options: { agency: 'a_bluefocus', data: 'leads' },
    most: 3,
    passes: ({ early, client, entity }) => early && client && entity === MAIN_ENTITY,
  },
];

/** What members did before the demo begins, so that the log has several actors. */
const FIRST_ACTS: readonly Act[] = [
  {
    operation: 'accounts.claim',
    text: { en: 'claims', zh: '认领' },
    actor: 'xu.peng',
    most: 24,
    passes: ({ early, client, entity }) =>
      early && !client && ['e_yili', 'e_haitian', 'e_tsingtao'].includes(entity ?? ''),
  },
  {
    operation: 'accounts.assign',
    text: { en: 'assignments', zh: '分配' },
    actor: MAIN_ADMIN,
    options: { to: 'li.na' },
    most: 30,
    passes: ({ early, entity }) => early && entity === MAIN_ENTITY,
  },
  {
    operation: 'accounts.claim',
    text: { en: 'claims of clients', zh: '委托人认领' },
    actor: AGENCY_TEAM[0] as string,
    most: 40,
    passes: ({ early, client, entity }) => early && client && entity !== MAIN_ENTITY,
  },
  {
    operation: 'accounts.tag',
    text: { en: 'tags', zh: '标签' },
    actor: 'he.ping',
    options: { tag: ['华东重点'] },
    most: 25,
    passes: ({ unit }) => unit === 'u_huadong',
  },
];

/** Claims of an entity that wants to approve them. */
const ASKED: readonly Act[] = [
  {
    operation: 'accounts.claim',
    text: { en: 'claims that wait', zh: '待审批的认领' },
    actor: 'zhang.min',
    most: 12,
    passes: ({ early, client, entity }) => early && !client && entity === 'e_midea',
  },
];

function acted(acts: readonly Act[], seed: number, accounts: number): DemoStep[] {
  return acts.map(({ operation, text, actor, options, most, passes }) => {
    const list = accountsWhere(seed, Math.min(accounts, UNITS_AMONG), most, (account) => {
      return !account.twice && account.status !== 'closed' && passes(account);
    }).map(operation.startsWith('clients.') ? reference : address);
    return { operation, text, actor, ...(options && { options }), count: list.length, rows: () => rowsOf(list) };
  });
}
