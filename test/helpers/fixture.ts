/**
 * A small world made by the real operations: two groups of two entities, two entities alone, an agency with clients,
 * four units, a member for every role, sixty accounts. Built once per run and copied for each state asked for.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { creditCodeCheck } from '../../src/domain/licence.ts';
import type { Write } from '../../src/store/port.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { madeOnce } from './made.ts';
import { type Cells, NOW, newFolder, openState, State } from './state.ts';

export function licence(ordinal: number): string {
  const body = `91110000MADE${String(ordinal).padStart(5, '0')}`;
  return body + creditCodeCheck(body);
}

const ORGS: readonly Cells[] = [
  { kind: 'group', id: 'g_north', name: '北辰集团' },
  { kind: 'group', id: 'g_south', name: '南山集团', group_type: 'customer' },
  { kind: 'entity', id: 'e_ant', name: '北辰食品有限公司', licence: licence(1), group: 'g_north' },
  { kind: 'entity', id: 'e_bee', name: '北辰饮料有限公司', licence: licence(2), group: 'g_north' },
  { kind: 'entity', id: 'e_cat', name: '南山游戏有限公司', licence: licence(3), group: 'g_south' },
  { kind: 'entity', id: 'e_dog', name: '南山教育有限公司', licence: licence(4), group: 'g_south' },
  { kind: 'entity', id: 'e_elk', name: '独立商贸有限公司', licence: licence(5) },
  { kind: 'entity', id: 'e_fox', name: '蓝狐广告有限公司', licence: licence(6) },
  { kind: 'agency', id: 'a_fox', entity: 'e_fox', name: '蓝狐广告' },
];
const PRINCIPALS: Readonly<Record<string, string>> = {
  g_north: 'north.p',
  g_south: 'south.p',
  e_ant: 'ant.p',
  e_cat: 'cat.p',
  a_fox: 'fox.m',
};

/** `role@place` of each member; who has none is verified and belongs nowhere. */
export const PEOPLE: Readonly<Record<string, string>> = {
  ops: 'op@*',
  'north.p': 'gP@g_north',
  'north.a': 'gA@g_north',
  'south.p': 'gP@g_south',
  'ant.p': 'eP@e_ant',
  'ant.a': 'eA@e_ant',
  'ant.c': 'eC@e_ant',
  'ant.c2': 'eC@e_ant',
  'ant.u': 'eU@e_ant',
  'cat.p': 'eP@e_cat',
  'cat.c': 'eC@e_cat',
  'elk.a': 'eA@e_elk',
  'elk.c': 'eC@e_elk',
  'unit.a': 'uA@u_ant',
  'unit.c': 'uC@u_ant',
  'nunit.a': 'uA@u_north',
  'fox.m': 'aM@a_fox',
  'fox.a': 'aA@a_fox',
  'fox.e': 'aE@a_fox',
  'fox.d': 'aD@a_fox',
  'fox.c': 'aC@a_fox',
  'fox.v': 'cv@a_fox',
  audit: 'eC@e_ant auditor@e_ant',
  plain: '',
  newbie: '',
};
export const UNVERIFIED: ReadonlySet<string> = new Set(['ant.u', 'newbie']);
/** Contact data in clear as it was typed: it may stand nowhere afterwards. */
export const CONTACT = {
  phone: '13812345678',
  email: 'private.person@example.com',
  wechat: 'secret_wechat_77',
  id_number: '11010519491231002X',
} as const;

/** First id and number of accounts of each entity. */
const ACCOUNTS: readonly (readonly [entity: string, first: number, count: number])[] = [
  ['e_ant', 20000001, 14],
  ['e_bee', 20000101, 10],
  ['e_cat', 20000201, 8],
  ['e_dog', 20000301, 6],
  ['e_elk', 20000401, 8],
  ['e_fox', 20000501, 4],
  ['', 20000601, 4],
];
const UNITS: Readonly<Record<string, readonly string[]>> = {
  u_ant: ['20000001', '20000002', '20000003', '20000004'],
  u_north: ['20000005', '20000006', '20000101', '20000102'],
  u_cat: ['20000201', '20000202', '20000203'],
};
/** Clients of the agency. */
export const CLIENTS = ['20000301', '20000302', '20000303', '20000401', '20000402', '20000403', '20000404'];
/** Bound to the three members of the agency who see bound clients only. */
export const BOUND = ['20000301', '20000401'];
export const CLOSED = '20000012';
export const SUSPENDED = '20000011';
export const YEN = '20000010';
/** On two platforms; the second one belongs to e_cat. */
export const TWICE = '20000009';

function accountRows(): Cells[] {
  const rows: Cells[] = ACCOUNTS.flatMap(([entity, first, count]) =>
    Array.from({ length: count }, (_, i) => {
      const id = String(first + i);
      return {
        id,
        platform: 'tencent',
        name: `账户${id}`,
        login: `login${id}`,
        ...(entity && { entity }),
        ...(CLIENTS.includes(id) && { agency: 'a_fox' }),
        ...(id === CLOSED && { status: 'closed' }),
        ...(id === SUSPENDED && { status: 'suspended' }),
        ...(id === YEN && { currency: 'JPY' }),
        ...(i % 3 === 0 && { tags: '重点' }),
      };
    }),
  );
  const more = Array.from({ length: 6 }, (_, i) => String(20000701 + i));
  return [
    ...rows,
    ...more.map((id) => ({ id, platform: 'alipay', name: `小程序${id}`, entity: 'e_ant' })),
    { id: TWICE, platform: 'alipay', name: '另一平台', entity: 'e_cat' },
  ];
}

export const ACCOUNT_COUNT = accountRows().length;

async function build(state: State): Promise<void> {
  const people = Object.keys(PEOPLE).map((login) => ({
    login,
    name: `成员${login}`,
    ...(!UNVERIFIED.has(login) && { verified: '人脸' }),
    ...(login === 'ant.c' && CONTACT),
  }));
  await state.must('members.import', { rows: people });
  const orgs = ORGS.map((org) => ({ ...org, ...(PRINCIPALS[org['id']!] && { principal: PRINCIPALS[org['id']!]! }) }));
  await state.must('orgs.import', { rows: orgs });
  const inUnit = ({ org }: Cells) => org?.startsWith('u_') === true;
  await state.must('members.grant', { rows: grantRows().filter((row) => !inUnit(row)) });
  await state.must('accounts.import', { rows: accountRows() });
  for (const [id, name, org] of [
    ['u_ant', '食品一部', 'e_ant'],
    ['u_ant2', '食品二部', 'e_ant'],
    ['u_north', '北辰联合', 'g_north'],
    ['u_cat', '游戏一部', 'e_cat'],
  ] as const) {
    const rows = (UNITS[id] ?? []).map((account) => ({ account, platform: 'tencent' }));
    await state.must('units.create', { options: { id, name, org }, rows });
  }
  await state.must('members.grant', { rows: grantRows().filter(inUnit) });
  await bind(state);
}

function grantRows(): Cells[] {
  return Object.entries(PEOPLE)
    .flatMap(([login, grants]) => grants.split(' ').map((grant) => [login, ...grant.split('@')] as const))
    .filter(([login, role, place]) => role && !(PRINCIPALS[place ?? ''] === login))
    .map(([login, role, org]) => ({
      login,
      [role === 'auditor' ? 'flag' : 'role']: role as string,
      ...(org !== '*' && { org: org as string }),
    }));
}

/** The agency's people who see bound clients only. */
async function bind(state: State): Promise<void> {
  await state.must('accounts.bind', { rows: BOUND, options: { to: ['fox.d', 'fox.c', 'fox.v'] } });
}

export function relation(id: string, member: string, source: string): Write {
  const fields = { account: `tencent:${id}`, member, source, system: 'workbench' };
  return { op: 'insert', kind: 'relation', key: Object.values(fields).join('/'), fields };
}

/** A state of its own that holds the whole fixture. */
export async function fixture(): Promise<State> {
  const template = await madeOnce('fixture', async (folder) => {
    const state = await openState(join(folder, 'made.db'));
    await build(state);
    await state.store.backup(join(folder, 'state.db'));
    state.close();
  });
  const file = join(newFolder(), 'state.db');
  copyFileSync(join(template, 'state.db'), file);
  const state = new State(file, await openStore({ file, create: false, now: () => NOW }));
  // Batches of the template keep their ids; the copy's begin after them.
  state.skipBatches(100);
  return state;
}
