/**
 * A world in which every name is a word of its own, so that whatever is printed tells whom it names: two groups, two
 * agencies, a unit of each kind, a member for every role on either side, and a past in which all of them had to do with
 * each other.
 */
import type { Write } from '../../src/store/port.ts';
import { licence } from './fixture.ts';
import { type Cells, openState, type State } from './state.ts';

/** Words that stand for one thing each, and nowhere else: not within a hash, a batch's id or an id that was made. */
export const TOKENS = /(?<![a-z0-9])(?:zq\d{3}|7100\d{4})(?![a-z0-9])/gi;

let count = 0;
const token = () => `zq${String(++count + 100)}`;
const MADE = {
  id: (prefix: string) => ({ key: `${prefix}_${token()}`, name: `名${token()}` }),
  account: (at: number) => ({ key: `tencent:7100${String(at).padStart(4, '0')}`, name: `名${token()}` }),
  member: () => ({ key: token(), name: `名${token()}` }),
};
export type Thing = { readonly key: string; readonly name: string };
const things = <N extends string>(names: readonly N[], make: (name: N, at: number) => Thing) =>
  Object.fromEntries(names.map((name, at) => [name, make(name, at)])) as Record<N, Thing>;

export const ORGS = things(['A', 'B', 'A1', 'A2', 'B1', 'B2', 'S', 'E', 'F', 'X', 'Y'], (name) =>
  MADE.id('AB'.includes(name) ? 'g' : 'XY'.includes(name) ? 'a' : 'e'),
);
/** By the entity or group that each belongs to. */
export const UNITS = things(['A1u', 'A1v', 'Au', 'B1u', 'Bu'], () => MADE.id('u'));
const UNIT_OF = { A1u: 'A1', A1v: 'A1', Au: 'A', B1u: 'B1', Bu: 'B' } as const;
/** Roles of each member, at the organisation or unit of the name before the dot. */
export const ROLES = {
  ops: 'op@*',
  'A.gP': 'gP@A',
  'A.gA': 'gA@A',
  'A1.eP': 'eP@A1',
  'A1.eA': 'eA@A1',
  'A1.eC': 'eC@A1',
  'A1.eD': 'eC@A1',
  'A1.eU': 'eU@A1',
  'A1u.uA': 'uA@A1u',
  'A1u.uC': 'uC@A1u',
  'Au.uA': 'uA@Au',
  'A2.eA': 'eA@A2',
  'B.gA': 'gA@B',
  'B1.eP': 'eP@B1',
  'B1.eA': 'eA@B1',
  'B1.eC': 'eC@B1',
  'B1u.uA': 'uA@B1u',
  'S.eA': 'eA@S',
  'S.eC': 'eC@S',
  'E.eP': 'eP@E',
  'X.aM': 'aM@X',
  'X.aA': 'aA@X',
  'X.aE': 'aE@X',
  'X.aD': 'aD@X',
  'X.aC': 'aC@X',
  'X.cv': 'cv@X',
  'Y.aM': 'aM@Y',
  'Y.aE': 'aE@Y',
  'Y.aD': 'aD@Y',
  audit: 'eC@A1 auditor@A1',
  /** On both sides. */
  both: 'eC@A1 eC@B1 uC@B1u',
  both2: 'eA@A1 eA@B1',
  gone: 'eC@B1',
  left: 'eA@A1',
  none: '',
} as const;
export type Who = keyof typeof ROLES;
export const MEMBERS = things(Object.keys(ROLES) as Who[], MADE.member);
/** Three of each entity: the first in a unit of the entity, the second in one of the group. */
export const ACCOUNTS = things(
  ['A1', 'A2', 'B1', 'B2', 'S', 'E'].flatMap((entity) => [1, 2, 3, 4].map((n) => `${entity}.${n}`)),
  (_, at) => MADE.account(at),
);

export const idOf = (name: keyof typeof ACCOUNTS) => (ACCOUNTS[name] as Thing).key.slice('tencent:'.length);
export const placeOf = (name: string): string =>
  name === '*' ? '*' : ({ ...ORGS, ...UNITS } as Record<string, Thing>)[name]!.key;
const login = (who: Who) => MEMBERS[who].key;

const PARENTS: Readonly<Record<string, Cells>> = {
  A1: { group: ORGS.A.key },
  A2: { group: ORGS.B.key },
  B1: { group: ORGS.B.key },
  B2: { group: ORGS.A.key },
  X: { entity: ORGS.E.key },
  Y: { entity: ORGS.F.key },
};
const PRINCIPALS: readonly Who[] = ['A.gP', 'A1.eP', 'B1.eP', 'E.eP', 'X.aM', 'Y.aM'];

export async function world(): Promise<State> {
  const state = await openState();
  await state.must('members.import', {
    rows: Object.entries(MEMBERS).map(([who, { key, name }]) => ({
      login: key,
      name,
      ...(who !== 'A1.eU' && { verified: '人脸' }),
    })),
  });
  await state.must('orgs.import', {
    rows: Object.entries(ORGS).map(([name, { key, name: called }], at) => {
      const kind = { g: 'group', e: 'entity', a: 'agency' }[key[0] as 'g'] as string;
      const principal = PRINCIPALS.find((who) => who.startsWith(`${name}.`));
      return {
        kind,
        id: key,
        name: called,
        ...(kind === 'entity' && { licence: licence(at + 1) }),
        ...PARENTS[name],
        ...(principal && { principal: login(principal) }),
      };
    }),
  });
  const grants = Object.entries(ROLES)
    .filter(([who]) => !PRINCIPALS.includes(who as Who))
    .flatMap(([who, roles]) => roles.split(' ').map((one) => [who, ...one.split('@')] as [Who, string, string]))
    .filter(([, role]) => role)
    .map(([who, role, place]) => ({
      login: login(who),
      [role === 'auditor' ? 'flag' : 'role']: role,
      ...(place !== '*' && { org: placeOf(place) }),
    }));
  await state.must('members.grant', { rows: grants.filter(({ org }) => !org?.startsWith('u_')) });
  await state.must('accounts.import', {
    rows: Object.entries(ACCOUNTS).map(([name, { key, name: called }]) => ({
      id: key.slice('tencent:'.length),
      platform: 'tencent',
      name: called,
      entity: placeOf(name.split('.')[0] as string),
      ...(/\.[12]$/.test(name) && { agency: ORGS[name.startsWith('B') ? 'Y' : 'X'].key }),
    })),
  });
  for (const [name, { key, name: called }] of Object.entries(UNITS))
    await state.must('units.create', { options: { id: key, name: called, org: placeOf(UNIT_OF[name as 'A1u']) } });
  await state.must('members.grant', { rows: grants.filter(({ org }) => org?.startsWith('u_')) });
  await past(state);
  await papers(state);
  return state;
}

/** Of every account a qualification, submitted by somebody whom not all who see the account see. */
const papers = (state: State) =>
  state.store.write({ timeoutMs: 1_000 }, (tx) =>
    tx.apply(
      Object.values(ACCOUNTS).flatMap(({ key }, i): Write[] => [
        {
          op: 'insert' as const,
          kind: 'asset' as const,
          key: `s_${i}`,
          fields: { id: `s_${i}`, kind: 'creative', name: '创意', account: key, status: 'active' },
        },
        {
          op: 'insert' as const,
          kind: 'qualification' as const,
          key: `q_${i}`,
          fields: {
            id: `q_${i}`,
            account: key,
            kind: '执照',
            number: String(i),
            state: i % 2 === 0 ? 'approved' : 'submitted',
            submitted_by: login(i % 2 === 0 ? 'A1.eC' : 'both'),
          },
        },
      ]),
    ),
  );

/** What happened: everything that leaves a trace of one side where the other side looks. */
async function past(state: State): Promise<void> {
  const run = async (operation: string, rows: readonly string[], options: Record<string, unknown>, who?: Who) =>
    await state.must(operation, { rows, options, ...(who && { actor: login(who) }) });
  const to = (who: Who) => ({ to: login(who) });
  const unit = (name: keyof typeof UNITS) => ({ unit: UNITS[name].key });
  // Entities change sides, as whoever is in both groups arranged it.
  await run('orgs.detach', [ORGS.A2.key, ORGS.B2.key], {});
  await run('orgs.attach', [ORGS.A2.key], { to: ORGS.A.key });
  await run('orgs.attach', [ORGS.B2.key], { to: ORGS.B.key });
  await run('units.add-accounts', ['A1.1', 'A1.3'].map(idOf), unit('A1u'));
  await run('units.add-accounts', ['A1.2', 'A2.2'].map(idOf), unit('Au'), 'A.gA');
  await run('units.add-accounts', ['B1.1', 'B1.3'].map(idOf), unit('B1u'), 'B.gA');
  await run('units.add-accounts', ['B1.2', 'B2.2'].map(idOf), unit('Bu'), 'B.gA');
  await run('units.add-accounts', ['A1.3'].map(idOf), { ...unit('A1v'), move: true });
  await run('accounts.assign', ['A1.1', 'A1.3', 'A1.4'].map(idOf), to('A1.eC'), 'A1.eA');
  await run('accounts.assign', ['B1.1', 'B1.3', 'B1.4'].map(idOf), to('B1.eC'), 'B1.eA');
  await run('accounts.assign', ['A1.2', 'S.1'].map(idOf), to('X.aE'), 'X.aM');
  await run('accounts.assign', ['B1.2', 'B2.1'].map(idOf), to('Y.aE'), 'Y.aM');
  await run('accounts.bind', ['A1.1', 'A1.2', 'S.1', 'S.2'].map(idOf), {
    to: [login('X.aD'), login('X.aC'), login('X.cv')],
  });
  await run('accounts.bind', ['B1.1'].map(idOf), to('Y.aD'), 'Y.aM');
  await run('accounts.share', ['A1.4'].map(idOf), { with: [login('S.eC'), login('both'), login('B1.eC')] });
  await run('accounts.share', ['B1.4', 'A2.4'].map(idOf), { with: [login('both')] });
  // An account goes over to the other side with all that it had, and one comes back.
  const over = { entity: ORGS.A1.key, unit: UNITS.A1u.key };
  await run('accounts.unassign', ['B1.3'].map(idOf), {});
  await run('units.remove-accounts', ['B1.3'].map(idOf), unit('B1u'));
  await state.must('accounts.update', { rows: [{ id: idOf('B1.3'), ...over }] });
  await run('accounts.assign', ['B1.3'].map(idOf), to('both2'));
  await run('accounts.assign', ['A1.4', 'B1.4'].map(idOf), { ...to('both2'), take_over: true }, 'both2');
  await run('accounts.assign', ['S.1'].map(idOf), { ...to('S.eC'), take_over: true }, 'S.eA');
  await run('accounts.claim', ['S.1'].map(idOf), { take_over: true }, 'X.aM');
  await run('accounts.tag', Object.keys(ACCOUNTS).map(idOf), { tag: ['全部'] });
  await run('accounts.tag', ['A1.1', 'B1.1'].map(idOf), { tag: ['两边'] }, 'both2');
  await run('accounts.note', ['A1.4', 'A1.1'].map(idOf), { text: '看过' }, 'left');
  await run('members.revoke', [login('gone')], { role: 'eC', org: ORGS.B1.key }, 'B1.eA');
  await run('members.grant', [login('gone')], { role: 'eC', org: ORGS.S.key });
  await run('members.revoke', [login('left')], { role: 'eA', org: ORGS.A1.key }, 'A1.eP');
  await run('members.grant', [login('left')], { role: 'eA', org: ORGS.B1.key });
  const { batch } = await run('accounts.suspend', ['A1.3', 'B1.1', 'S.3'].map(idOf), {});
  await state.must('batches.undo', { options: { batch } });
  await run('accounts.close', ['B2.4', 'A2.4'].map(idOf), {});
  // How they get in at a server is nobody's business but theirs.
  for (const [i, who] of (['A1.eC', 'B1.eC', 'X.aE', 'both', 'left'] as const).entries())
    await state.must('tokens.create', { rows: [{ name: login(who), hash: String(i).repeat(64) }], actor: login(who) });
  // What waits on either side, asked by members of the other, and one that was turned away.
  await run('orgs.update', [ORGS.S.key, ORGS.A2.key], { claim_policy: 'approval' });
  const ask = async (operation: string, row: string, who: Who) =>
    String((await state.change(operation, { rows: [row], actor: login(who) })).results[0]?.id);
  for (const who of ['S.eC', 'X.aE'] as const) await ask('accounts.claim', idOf('S.2'), who);
  for (const who of ['none', 'B1.eC', 'A1.eU'] as const) await ask('orgs.join', ORGS.A2.key, who);
  await ask('orgs.join', ORGS.B1.key, 'S.eC');
  await run('requests.reject', [await ask('orgs.join', ORGS.B1.key, 'gone')], {}, 'B1.eA');
}
