/** MEM-2 and MEM-3 as the contract's table says, copied by hand: who may do what, and on which subjects it is tried. */
import type { ChangeInput } from '../helpers/state.ts';

export const ROLES = [
  'op',
  'gP',
  'gA',
  'eP',
  'eA',
  'eC',
  'eU',
  'uA',
  'uC',
  'aM',
  'aA',
  'aE',
  'aD',
  'aC',
  'cv',
  'auditor',
  'none',
] as const;
export type Role = (typeof ROLES)[number];
/** Exactly this role each; `auditor` stands alone and `eU` is verified here, so that the role is what decides. */
export const ACTORS: Readonly<Record<Role, string>> = {
  op: 'ops',
  gP: 'north.p',
  gA: 'north.a',
  eP: 'ant.p',
  eA: 'ant.a',
  eC: 'ant.c',
  eU: 'ant.u',
  uA: 'unit.a',
  uC: 'unit.c',
  aM: 'fox.m',
  aA: 'fox.a',
  aE: 'fox.e',
  aD: 'fox.d',
  aC: 'fox.c',
  cv: 'fox.v',
  auditor: 'audit',
  none: 'plain',
};

/** Subjects of one kind of place. */
type World = {
  readonly account: string;
  /** With a relation to the member who has only those. */
  readonly own: string;
  readonly home: Readonly<Record<string, string>>;
  readonly entity: string;
  readonly org: string;
  readonly unit: string;
  /** Not in the unit, and in it. */
  readonly free: string;
  readonly inUnit: string;
  readonly member: string;
  /** Of the unit, seen by who administers it. */
  readonly inUnitMember: string;
  readonly group: string;
  /** Verified, and seen there. */
  readonly heir: string;
  readonly unverified: string;
  readonly staff: readonly [role: string, place: string];
  readonly held: readonly [role: string, place: string];
  readonly granted: readonly [role: string, place: string];
  /** A batch of somebody in the place. */
  batch: string;
  /** Requests of others: to join its entity, and for its account. */
  joins: string;
  claims: string;
  /** A qualification of the account. */
  readonly paper: string;
};
export const ENTITY: World = {
  account: '20000005',
  own: '20000007',
  home: { entity: 'e_ant' },
  entity: 'e_ant',
  org: 'e_ant',
  unit: 'u_ant',
  free: '20000008',
  inUnit: '20000002',
  member: 'ant.c2',
  inUnitMember: 'unit.c',
  group: 'g_north',
  heir: 'ant.c',
  unverified: 'ant.x',
  staff: ['eU', 'e_ant'],
  held: ['eC', 'e_ant'],
  granted: ['eA', 'e_ant'],
  batch: '',
  joins: '',
  claims: '',
  paper: 'q_20000005',
};
/** Where nobody administers: there the operator nominates (ORG-9). */
export const NOMINATED: World = { ...ENTITY, staff: ['eU', 'e_bee'] };
export const GROUP: World = {
  ...ENTITY,
  account: '20000103',
  paper: 'q_20000103',
  own: '20000103',
  home: { entity: 'e_bee' },
  org: 'g_north',
  unit: 'u_north',
  free: '20000105',
  inUnit: '20000101',
};
export const UNIT: World = {
  ...ENTITY,
  account: '20000002',
  paper: 'q_20000002',
  own: '20000002',
  home: { entity: 'e_ant', unit: 'u_ant' },
  free: '20000002',
  member: 'unit.y',
  heir: 'unit.c',
  unverified: 'unit.x',
  staff: ['uC', 'u_ant'],
  held: ['uC', 'u_ant'],
  granted: ['uA', 'u_ant'],
};
export const AGENCY: World = {
  ...ENTITY,
  account: '20000302',
  paper: 'q_20000302',
  own: '20000302',
  home: { agency: 'a_fox' },
  entity: 'e_fox',
  org: 'a_fox',
  member: 'fox.e',
  heir: 'fox.a',
  unverified: 'fox.x',
  staff: ['aE', 'a_fox'],
  held: ['aE', 'a_fox'],
  granted: ['aD', 'a_fox'],
};
export const BOUND: World = { ...AGENCY, account: '20000301', own: '20000301', paper: 'q_20000301' };
export const OUTSIDE: World = {
  account: '20000204',
  own: '20000204',
  home: { entity: 'e_cat' },
  entity: 'e_cat',
  org: 'e_cat',
  unit: 'u_cat',
  free: '20000204',
  inUnit: '20000201',
  member: 'cat.c',
  inUnitMember: 'cat.c',
  group: 'g_south',
  heir: 'cat.p',
  unverified: 'cat.x',
  staff: ['eU', 'e_dog'],
  held: ['eC', 'e_cat'],
  granted: ['eA', 'e_cat'],
  batch: '',
  joins: '',
  claims: '',
  paper: 'q_20000204',
};
export const worldOf = (role: Role): World =>
  role === 'op'
    ? NOMINATED
    : /^g/.test(role)
      ? GROUP
      : /^u/.test(role)
        ? UNIT
        : /^a[MAE]$/.test(role)
          ? AGENCY
          : /^(aD|aC|cv)$/.test(role)
            ? BOUND
            : ENTITY;
/** Nearer than OUTSIDE: another account of the same entity or agency that the role does not reach. */
export const NEAR: Partial<Record<Role, string>> = {
  uA: '20000008',
  uC: '20000008',
  aD: '20000302',
  aC: '20000302',
  cv: '20000302',
};

type Cells = {
  readonly operation: string;
  readonly what?: string;
  readonly who: string;
  input(world: World, self: string): ChangeInput;
};
const onAccount = (operation: string, who: string, options = {}, of: 'account' | 'own' = 'account'): Cells => ({
  operation,
  who,
  input: (world) => ({ rows: [world[of]], options }),
});
const ADMINS = 'gP gA eP eA';
const TEXT = `${ADMINS} uA aM aA aE eC aD`;
const MOVES = `${ADMINS} uA aM aA`;
const money = (operation: string, who: string, row: (world: World) => Record<string, string>): Cells => ({
  operation,
  who,
  input: (world) => ({ rows: [{ amount: '1.00', ...row(world) }] }),
});
const role = ([name, org]: readonly [string, string]) => ({ role: name, org });

/** MEM-3. Own accounts for eC and aD where the table says "own"; every verified member where it says everybody. */
export const CHANGES: readonly Cells[] = [
  {
    operation: 'accounts.create',
    who: `op ${ADMINS} aM aA`,
    input: ({ home }) => ({ rows: [{ id: '31000001', platform: 'tencent', name: 'n', ...home }] }),
  },
  {
    operation: 'accounts.import',
    what: 'new',
    who: `op ${ADMINS} aM aA`,
    input: ({ home }) => ({ rows: [{ id: '31000001', platform: 'tencent', name: 'n', ...home }] }),
  },
  {
    operation: 'accounts.import',
    what: 'old',
    who: `op ${ADMINS} aM aA`,
    input: ({ own }) => ({ rows: [{ id: own, platform: 'tencent', name: '改名' }] }),
  },
  onAccount('accounts.claim', `${ADMINS} eC uA aM aA aE aD`),
  onAccount('accounts.release', `${ADMINS} eC uA aM aA aE aD`, {}, 'own'),
  onAccount('accounts.unassign', `${ADMINS} uA aM aA`, {}, 'own'),
  {
    operation: 'accounts.assign',
    who: `${ADMINS} uA aM aA`,
    input: ({ account, member }) => ({ rows: [account], options: { to: member } }),
  },
  {
    operation: 'accounts.update',
    who: `op ${ADMINS} aM aA`,
    input: ({ own }) => ({ rows: [own], options: { name: '改名' } }),
  },
  {
    operation: 'accounts.share',
    who: `${ADMINS} uA aM aA`,
    input: ({ account, member }) => ({ rows: [account], options: { with: [member] } }),
  },
  {
    operation: 'accounts.unshare',
    who: `${ADMINS} uA aM aA`,
    input: ({ account, member }) => ({ rows: [account], options: { with: [member] } }),
  },
  {
    operation: 'accounts.bind',
    who: 'aM aA',
    input: ({ account, member }) => ({ rows: [account], options: { to: [member] } }),
  },
  {
    operation: 'accounts.unbind',
    who: 'aM aA',
    input: ({ account, member }) => ({ rows: [account], options: { to: [member] } }),
  },
  onAccount('accounts.suspend', TEXT, {}, 'own'),
  // The operator may, because of what waits for its review; accounts-status.test.ts has it on others.
  onAccount('accounts.resume', `op ${TEXT}`, {}, 'own'),
  onAccount('accounts.close', TEXT, {}, 'own'),
  onAccount('accounts.tag', TEXT, { tag: ['新'] }, 'own'),
  onAccount('accounts.untag', TEXT, { tag: ['重点'] }, 'own'),
  onAccount('accounts.note', TEXT, { text: '新' }, 'own'),
  onAccount('accounts.budget', TEXT, { amount: '7' }, 'own'),
  ...['funds.recharge', 'funds.refund'].map((name) => onAccount(name, 'gP eP aM', { amount: '1.00' })),
  money('funds.repay', 'gP eP aM', ({ account }) => ({ holder: account, payer: account })),
  {
    operation: 'funds.split',
    who: 'gP eP aM',
    input: ({ account }) => ({ rows: [{ holder: account, amount: '1.00' }], options: { to: [`${account}=10%`] } }),
  },
  {
    operation: 'funds.caps',
    who: 'gP eP aM',
    input: ({ org }) => ({ rows: [org], options: { per_movement: '100' } }),
  },
  // Whoever has the right of the operation that the plan is of, and did not write it.
  ...(
    [
      ['recharge', 'gP eP aM'],
      ['allocate', MOVES],
    ] as const
  ).map(
    ([verb, who]): Cells => ({
      operation: 'requests.apply',
      what: verb,
      who,
      input: ({ account }) => ({ options: { id: `r_${verb}_${account}` } }),
    }),
  ),
  ...['requests.approve', 'requests.reject'].flatMap((operation) =>
    (
      [
        ['recharge', 'gP eP aM'],
        ['allocate', MOVES],
      ] as const
    ).map(
      ([verb, who]): Cells => ({
        operation,
        what: `a plan of ${verb}`,
        who,
        input: ({ account }) => ({ rows: [`r_${verb}_${account}`] }),
      }),
    ),
  ),
  // Both sides are the same, so that the right on the account is what decides.
  money('funds.allocate', MOVES, ({ account }) => ({ holder: account, payer: account })),
  money('funds.reclaim', MOVES, ({ account }) => ({ holder: account, payee: account })),
  money('funds.transfer', MOVES, ({ account }) => ({ payer: account, payee: account })),
  money('funds.hold', MOVES, ({ account }) => ({ payer: account, payee: account })),
  ...['funds.post', 'funds.void'].map(
    (operation): Cells => ({ operation, who: MOVES, input: ({ account }) => ({ rows: [`h_${account}`] }) }),
  ),
  ...['funds.freeze', 'funds.unfreeze'].map((name) =>
    money(name, MOVES, ({ account }) => ({ holder: account, order: 'x' })),
  ),
  ...['funds.deposit-pay', 'funds.deposit-return'].map((name) => money(name, 'aM aA', ({ org }) => ({ holder: org }))),
  ...['funds.wallet-enable', 'funds.wallet-disable'].map(
    (operation): Cells => ({ operation, who: 'gP eP aM', input: ({ org }) => ({ rows: [org] }) }),
  ),
  ...['funds.credit-limit', 'funds.bonus-grant'].map((name) => onAccount(name, 'op', { amount: '1.00' })),
  money('funds.bonus-revoke', 'op', ({ account }) => ({ lot: `l_${account}` })),
  { operation: 'funds.deposit-due', who: 'op', input: ({ org }) => ({ rows: [{ holder: org, amount: '1.00' }] }) },
  {
    operation: 'funds.adjust',
    who: 'op',
    input: ({ account }) => ({ rows: [{ holder: account, add: '1.00' }], reason: '调账' }),
  },
  onAccount('funds.consume', `op ${ADMINS} aM aA`, { amount: '1.00', day: '2026-01-05' }),
  onAccount('funds.consume-return', `op ${ADMINS} aM aA`, { amount: '1.00', day: '2026-01-05' }),
  { operation: 'units.create', who: `${ADMINS} uA`, input: ({ org }) => ({ options: { name: '新单元', org } }) },
  {
    operation: 'units.add-accounts',
    who: `${ADMINS} uA`,
    input: ({ unit, free }) => ({ rows: [free], options: { unit } }),
  },
  {
    operation: 'units.remove-accounts',
    who: `${ADMINS} uA`,
    input: ({ unit, inUnit }) => ({ rows: [inUnit], options: { unit } }),
  },
  {
    operation: 'units.update',
    who: `${ADMINS} uA`,
    input: ({ unit }) => ({ rows: [unit], options: { track: '新' } }),
  },
  { operation: 'units.archive', who: ADMINS, input: ({ unit }) => ({ rows: [unit] }) },
  {
    operation: 'units.add-members',
    who: `${ADMINS} uA`,
    input: ({ unit, inUnitMember }) => ({ rows: [inUnitMember], options: { unit, role: 'uC' } }),
  },
  {
    operation: 'units.remove-members',
    who: `${ADMINS} uA`,
    input: ({ unit, inUnitMember }) => ({ rows: [inUnitMember], options: { unit } }),
  },
  {
    operation: 'orgs.update',
    who: `${ADMINS} aM`,
    input: ({ org }) => ({ rows: [org], options: { name: '新名' } }),
  },
  { operation: 'orgs.archive', who: `${ADMINS} aM`, input: ({ org }) => ({ rows: [org] }) },
  { operation: 'orgs.detach', who: ADMINS, input: ({ entity }) => ({ rows: [entity] }) },
  // Into a group that the actor administers too: an entity's admin alone does not even see it.
  {
    operation: 'orgs.attach',
    who: 'gP gA',
    input: ({ entity, group }) => ({ rows: [entity], options: { to: group } }),
  },
  {
    operation: 'members.update',
    what: 'another’s',
    who: `${ADMINS} uA aM aA`,
    input: ({ unverified }) => ({ rows: [unverified], options: { name: '改名' } }),
  },
  { operation: 'members.erase', who: 'op gP eP aM', input: ({ member }) => ({ rows: [member] }) },
  { operation: 'members.remove', who: `${ADMINS} uA aM aA`, input: ({ member }) => ({ rows: [member] }) },
  {
    operation: 'members.handover',
    who: `${ADMINS} uA aM aA`,
    input: ({ member, heir }) => ({ options: { member, to: [heir] } }),
  },
  {
    operation: 'members.create',
    who: 'op gP eP eA aM aA',
    input: ({ staff }) => ({ rows: [{ login: 'new.m', name: 'n', ...role(staff) }] }),
  },
  {
    operation: 'members.import',
    who: 'op gP eP eA aM aA',
    input: ({ staff }) => ({ rows: [{ login: 'new.m', name: 'n', ...role(staff) }] }),
  },
  {
    operation: 'members.verify',
    who: 'op gP eP eA aM aA',
    input: ({ unverified }) => ({ rows: [unverified], options: { method: 'm' } }),
  },
  {
    operation: 'members.grant',
    what: 'role',
    who: `${ADMINS} uA aM aA`,
    input: ({ member, granted }) => ({ rows: [member], options: role(granted) }),
  },
  {
    operation: 'members.revoke',
    what: 'role',
    who: `${ADMINS} uA aM aA`,
    input: ({ member, held }) => ({ rows: [member], options: role(held) }),
  },
  {
    operation: 'members.grant',
    what: 'flag',
    who: 'gP eP aM',
    input: ({ member, held: [, org] }) => ({
      rows: [member],
      options: { flag: 'lead_admin', org: org.replace('u_', 'e_') },
    }),
  },
  {
    operation: 'members.revoke',
    what: 'flag',
    who: 'gP eP aM',
    input: ({ member, held: [, org] }) => ({
      rows: [member],
      options: { flag: 'lead_admin', org: org.replace('u_', 'e_') },
    }),
  },
  // Of the operator where nobody administers (ORG-9), which is its place here.
  {
    operation: 'requests.approve',
    what: 'a join',
    who: `op ${ADMINS}`,
    input: ({ joins }) => ({ rows: [joins], reason: '审批' }),
  },
  {
    operation: 'requests.reject',
    what: 'a join',
    who: `op ${ADMINS}`,
    input: ({ joins }) => ({ rows: [joins], reason: '审批' }),
  },
  {
    operation: 'requests.approve',
    what: 'a claim',
    who: `${ADMINS} uA aM aA`,
    input: ({ claims }) => ({ rows: [claims] }),
  },
  {
    operation: 'requests.reject',
    what: 'a claim',
    who: `${ADMINS} uA aM aA`,
    input: ({ claims }) => ({ rows: [claims] }),
  },
  {
    operation: 'orgs.nominate',
    who: 'op',
    input: ({ org, member }) => ({ rows: [org], options: { member }, reason: '无管理员' }),
  },
  {
    operation: 'assets.create',
    what: 'of a unit',
    who: `gP eP eA uA`,
    input: ({ unit }) => ({ rows: [{ name: 'n', kind: 'product', unit }] }),
  },
  {
    operation: 'assets.create',
    what: 'of an account',
    who: `gP eP eA uA`,
    input: ({ account }) => ({ rows: [{ name: 'n', kind: 'product', account }] }),
  },
  {
    operation: 'assets.grant',
    who: `gP eP eA uA`,
    input: ({ account, paper }) => ({ rows: [paper.replace('q_', 's_')], options: { to: account } }),
  },
  {
    operation: 'assets.revoke',
    who: `gP eP eA uA`,
    input: ({ account, paper }) => ({ rows: [paper.replace('q_', 's_')], options: { of: account } }),
  },
  {
    operation: 'clients.authorize',
    who: 'eP eA aM aA aE',
    input: ({ account }) => ({ rows: [account], options: { agency: 'a_fox' } }),
  },
  {
    operation: 'clients.terminate',
    who: 'eP eA aM aA aE',
    input: ({ account }) => ({ rows: [account], options: { agency: 'a_fox' }, reason: 'r' }),
  },
  {
    operation: 'qualifications.submit',
    who: 'eP eA aM aA aE',
    input: ({ account }) => ({ rows: [account], options: { kind: '执照', number: '1' } }),
  },
  {
    operation: 'qualifications.replace',
    who: 'eP eA aM aA aE',
    input: ({ paper }) => ({ rows: [paper], options: { number: '2' } }),
  },
  {
    operation: 'batches.undo',
    what: 'another’s',
    who: `${ADMINS} aM aA`,
    input: ({ batch }) => ({ options: { batch } }),
  },
  ...['orgs.create', 'orgs.import'].flatMap((operation): Cells[] => [
    {
      operation,
      what: 'group',
      who: 'op eP',
      input: ({ entity }) => ({ rows: [{ kind: 'group', name: 'n', entity }] }),
    },
    { operation, what: 'agency', who: 'op eP', input: ({ entity }) => ({ rows: [{ kind: 'agency', entity }] }) },
  ]),
];
/** Independent of a place: allowed or refused wherever one is. */
export const EVERYWHERE: readonly Cells[] = [
  ...['orgs.create', 'orgs.import'].map(
    (operation): Cells => ({
      operation,
      what: 'entity',
      who: ROLES.join(' '),
      input: () => ({ rows: [{ kind: 'entity', name: 'n', licence: '911100004000000054' }] }),
    }),
  ),
  {
    operation: 'members.update',
    what: 'one’s own',
    who: ROLES.join(' '),
    input: (_world, self) => ({ rows: [self], options: { name: '改名' } }),
  },
  { operation: 'orgs.join', who: ROLES.join(' '), input: () => ({ rows: ['e_elk'] }) },
  // Everybody's own, and nobody else's.
  { operation: 'requests.withdraw', who: 'none', input: ({ joins }) => ({ rows: [joins] }) },
  {
    operation: 'rules.set',
    who: 'op',
    input: () => ({ rows: ['60'], options: { key: 'batch_interrupted_seconds' } }),
  },
  { operation: 'state.sweep', who: 'op', input: () => ({}) },
  {
    operation: 'qualifications.review',
    who: 'op',
    input: ({ paper }) => ({ rows: [paper], options: { approve: 'true' } }),
  },
  {
    operation: 'tokens.create',
    what: 'one’s own',
    who: ROLES.join(' '),
    input: () => ({ rows: [{ name: 'n', hash: 'a'.repeat(64) }] }),
  },
  {
    operation: 'tokens.create',
    what: 'another’s',
    who: 'op',
    input: () => ({ rows: [{ name: 'n', member: 'cat.c', hash: 'a'.repeat(64) }] }),
  },
  {
    operation: 'tokens.revoke',
    what: 'one’s own',
    who: ROLES.join(' '),
    input: (_world, self) => ({ rows: [`t_${self}`] }),
  },
  { operation: 'tokens.revoke', what: 'another’s', who: 'op', input: () => ({ rows: ['t_cat.c'] }) },
];

/** One's own, whatever the role (MEM-3). */
export const OWN = ['views.save', 'views.show', 'views.remove'] as const;

type Reads = {
  readonly operation: string;
  readonly what?: string;
  readonly who: string;
  input(world: World): Record<string, unknown>;
};
/** MEM-2: what each role reads of its place. An organisation is shown by name alone to eC, eU, uA, uC, aD, aC, cv. */
export const READS: readonly Reads[] = [
  { operation: 'accounts.show', who: 'op gP gA eP eA eC uA uC aM aA aE aD aC cv', input: ({ own }) => ({ id: [own] }) },
  {
    operation: 'accounts.open',
    who: 'op gP gA eP eA eC uA uC aM aA aE aD aC cv',
    input: ({ own }) => ({ target: [own] }),
  },
  {
    operation: 'assets.show',
    who: 'op gP gA eP eA uA uC aM aA aE aD aC cv',
    input: ({ paper }) => ({ id: [paper.replace('q_', 's_')] }),
  },
  {
    operation: 'assets.access',
    who: 'op gP gA eP eA uA uC aM aA aE aD aC cv',
    input: ({ account, paper }) => ({ account, asset: [paper.replace('q_', 's_')] }),
  },
  { operation: 'orgs.show', who: 'op gP gA eP eA eC eU uA uC aM aA aE aD aC cv', input: ({ org }) => ({ org: [org] }) },
  { operation: 'units.show', who: 'op gP gA eP eA uA uC', input: ({ unit }) => ({ unit: [unit] }) },
  { operation: 'members.show', who: 'op gP gA eP eA uA aM aA aE', input: ({ member }) => ({ login: [member] }) },
  {
    operation: 'members.can',
    who: 'op gP gA eP eA uA aM aA aE',
    input: ({ member }) => ({ login: member, operation: ['accounts.claim'] }),
  },
  { operation: 'requests.show', what: 'a join', who: 'op gP gA eP eA none', input: ({ joins }) => ({ id: [joins] }) },
  {
    operation: 'requests.show',
    what: 'a claim',
    who: 'op gP gA eP eA uA aM aA',
    input: ({ claims }) => ({ id: [claims] }),
  },
  {
    operation: 'requests.plan',
    who: `op ${MOVES}`,
    input: ({ account }) => ({ id: `r_allocate_${account}` }),
  },
  {
    operation: 'funds.reconcile',
    who: `op ${ADMINS} aM aA`,
    // A file without a line, of a day.
    input: ({ account }) => ({ holder: account, from: '2026-01-05', to: '2026-01-05' }),
  },
  { operation: 'batches.show', who: 'op gP gA eP eA aM aA auditor', input: ({ batch }) => ({ batch }) },
  { operation: 'batches.results', who: 'op gP gA eP eA aM aA auditor', input: ({ batch }) => ({ batch }) },
];
/** What lists of money show of one place: some of it, or nothing. */
type Lists = { readonly operation: string; readonly what: string; readonly who: string; shows(world: World): Shows };
/** What is asked, and what an answer must have to have shown it. */
type Shows = { readonly input: Record<string, unknown>; readonly has: RegExp };
const BALANCE = `op ${MOVES} aE aD aC cv eC`;
const moneyOf = (verb: string, input: Record<string, unknown> = {}): Lists => ({
  operation: `funds.${verb}`,
  what: JSON.stringify(input),
  who: `op ${MOVES}`,
  shows: ({ account }) => ({ input, has: new RegExp(`"account:tencent:${account}"`) }),
});
/** An account's own, of what is in it: for whoever works on it (MEM-3 balance). */
const inAccount = (column: string): Lists => ({
  operation: 'accounts.list',
  what: column,
  who: BALANCE,
  shows: ({ own }) => ({
    input: { columns: [column], where: [`id = ${own}`, `${column} > 0`] },
    has: /"[1-9]\d*\.00"/,
  }),
});
/** Deposits are for the agency's managers and the operator alone (MEM-3); 77.00 was paid, 78.00 is due. */
const OF_AGENCY = { holder: ['agency:a_fox'] };
export const DEPOSITS: readonly (readonly [operation: string, input: Record<string, unknown>])[] = [
  ['funds.overview', { ...OF_AGENCY, columns: ['deposit'] }],
  ['funds.overview', { ...OF_AGENCY, columns: ['deposit_due'] }],
  ['funds.overview', { ...OF_AGENCY, columns: ['deposit'], where: ['deposit > 5'] }],
  ['funds.statement', { holder: 'agency:a_fox', columns: ['deposit'] }],
  ['funds.statement', { holder: 'agency:a_fox', columns: ['deposit_after'] }],
  ['funds.journal', {}],
];
export const MONEY_READS: readonly Lists[] = [
  moneyOf('overview'),
  moneyOf('statement'),
  moneyOf('statement', { type: 'bonus' }),
  moneyOf('statement', { type: 'consumption' }),
  moneyOf('statement', { type: 'consumption', by: 'month' }),
  moneyOf('holds'),
  moneyOf('splits'),
  moneyOf('settlement'),
  {
    operation: 'funds.journal',
    what: 'entries',
    who: `op ${ADMINS} aM aA`,
    shows: ({ account }) => ({ input: {}, has: new RegExp(`account:tencent:${account}:`) }),
  },
  ...['balance', 'available', 'usable'].map(inAccount),
];

/** Lists are for everybody, each seeing their own part; what looks at the whole state is the operator's. */
export const OPEN: Readonly<Record<string, string>> = {
  'assets.list': ROLES.join(' '),
  'clients.list': ROLES.join(' '),
  'qualifications.list': ROLES.join(' '),
  'requests.list': ROLES.join(' '),
  'tokens.list': ROLES.join(' '),
  'views.list': ROLES.join(' '),
  ...Object.fromEntries(
    ['caps-list', 'holds', 'overview', 'settlement', 'splits', 'statement', 'wallets'].map((verb) => [
      `funds.${verb}`,
      `op ${MOVES}`,
    ]),
  ),
  'funds.check': 'op',
  'funds.journal': `op ${ADMINS} aM aA`,
  'accounts.list': ROLES.join(' '),
  'accounts.diff': ROLES.join(' '),
  'orgs.list': ROLES.join(' '),
  'orgs.tree': ROLES.join(' '),
  'units.list': ROLES.join(' '),
  'members.list': ROLES.join(' '),
  'members.matrix': ROLES.join(' '),
  'batches.list': ROLES.join(' '),
  'audit.list': ROLES.join(' '),
  'audit.verify': 'op',
  'rules.show': ROLES.join(' '),
  'state.info': 'op',
  'state.check': 'op',
};
