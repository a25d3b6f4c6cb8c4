/**
 * MEM-4 as a property: of two states that differ only in what an actor may not see, every read operation gives that actor
 * the same bytes, the same messages and the same exit code. Organisations, people, what differs and what is asked are
 * random; ADCTL_WORLDS says how many worlds are tried, ADCTL_SEED repeats them.
 */
import '../helpers/seed.ts';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { KindName } from '../../src/domain/kind.ts';
import { KINDS } from '../../src/domain/kinds.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import type { SqlTimes } from '../../src/store/port.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { licence } from '../helpers/fixture.ts';
import { type Shell, shell } from '../helpers/main.ts';
import { type Draw, drawing, ME, type Plan, planOf, seenBy, writesOf } from '../helpers/random-world.ts';
import { KEY, NOW, newFolder, openState, State } from '../helpers/state.ts';

const WORLDS = Number(process.env['ADCTL_WORLDS'] ?? 12);
const QUESTIONS = 30;
let runs = 0;
let disturbed = 0;
let moved = 0;
afterAll(() =>
  console.log(
    `MEM-4: ${runs} questions asked of two states each, ${disturbed} hidden changes between them; ${moved} movements before`,
  ),
);

const QUERIES = (await Promise.all(Object.keys(REGISTRY).map(operationNamed))).flatMap((op) =>
  op.kind === 'query' ? [op] : [],
);
const one = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)] as T;

/** What an owner, or somebody hidden, does to hidden records; each is tried, and may be refused. */
async function disturb(state: State, plan: Plan, draw: Draw, at: number): Promise<void> {
  const seen = seenBy(plan, ME);
  const hidden = {
    // What becomes of one's own claim is seen: closing its account voids it (ACC-3).
    accounts: plan.accounts.filter(
      ({ key }) => !seen.accounts.has(key) && !plan.asks.some((ask) => ask.member === ME && ask.account === key),
    ),
    entities: plan.entities.filter(({ id }) => !seen.whole.has(id)).map(({ id }) => id),
    orgs: [...plan.groups, ...plan.entities.map(({ id }) => id)].filter((id) => !seen.orgs.has(id)),
    units: plan.units.filter(({ id }) => !seen.units.has(id)).map(({ id }) => id),
    members: plan.members.filter((login) => !seen.members.has(login)),
    places: [
      ...plan.groups,
      ...plan.entities.map(({ id }) => id),
      ...plan.units.map(({ id }) => id),
      ...plan.agencies.map(({ id }) => id),
    ].filter((id) => !seen.membersOf.has(id)),
  };
  const account = one(draw, hidden.accounts)?.key;
  const others = plan.members.filter((login) => login !== ME);
  const entity = one(draw, hidden.entities);
  const agency = one(
    draw,
    plan.agencies.filter(({ id }) => !seen.whole.has(id)),
  )?.id;
  const acts: readonly (readonly [needs: unknown, operation: string, input: Parameters<State['change']>[1]])[] = [
    [account, 'accounts.update', { rows: [{ id: account ?? '', name: `改${at}`, note: '藏', login: `新${at}` }] }],
    [account, 'accounts.tag', { rows: [account ?? ''], options: { tag: ['藏', '重点'] } }],
    [account, 'accounts.budget', { rows: [account ?? ''], options: { amount: '7' } }],
    [account, 'accounts.close', { rows: [account ?? ''] }],
    [account, 'accounts.assign', { rows: [account ?? ''], options: { to: one(draw, others), take_over: true } }],
    [account, 'accounts.share', { rows: [account ?? ''], options: { with: [one(draw, others)] } }],
    [account && hidden.members[0], 'accounts.claim', { rows: [account ?? ''], actor: hidden.members[0] ?? ME }],
    [entity && hidden.members[0], 'orgs.join', { rows: [entity ?? ''], actor: hidden.members[0] ?? ME }],
    [account && agency, 'clients.authorize', { rows: [account ?? ''], options: { agency: agency ?? '' } }],
    [
      account && agency,
      'clients.terminate',
      { rows: [account ?? ''], options: { agency: agency ?? '', reason: '藏' } },
    ],
    [account, 'assets.create', { rows: [{ name: `藏${at}`, kind: 'audience', account: account ?? '' }] }],
    [entity, 'orgs.update', { rows: [entity ?? ''], options: { claim_policy: 'approval' } }],
    [account, 'qualifications.submit', { rows: [{ account: account ?? '', kind: '藏', number: `${at}` }] }],
    [true, 'accounts.create', { rows: [{ id: `7299${at}`, platform: 'tencent', name: `新${at}` }] }],
    [entity, 'accounts.create', { rows: [{ id: `7298${at}`, platform: 'alipay', name: '藏', entity: entity ?? '' }] }],
    [true, 'members.create', { rows: [{ login: `aa.hidden${at}`, name: '藏', phone: '13812345678' }] }],
    [hidden.members[0], 'members.update', { rows: [hidden.members[0] ?? ''], options: { name: '改' } }],
    [hidden.places[0], 'members.grant', { rows: [one(draw, others)], options: grantOf(draw, hidden.places) }],
    [true, 'orgs.create', { rows: [{ kind: 'entity', name: `藏${at}`, licence: licence(70 + at) }] }],
    [true, 'orgs.create', { rows: [{ kind: 'group', name: `藏集团${at}` }] }],
    [entity, 'orgs.create', { rows: [{ kind: 'agency', entity: entity ?? '' }] }],
    [hidden.orgs[0], 'orgs.update', { rows: [one(draw, hidden.orgs) ?? ''], options: { name: `改${at}` } }],
    [hidden.orgs[0], 'units.create', { options: { name: `藏${at}`, org: one(draw, hidden.orgs) } }],
    [hidden.units[0], 'units.update', { rows: [one(draw, hidden.units) ?? ''], options: { name: `改${at}` } }],
  ];
  const holder = account && `account:${account}`;
  const other = one(draw, [...hidden.units.map((id) => `unit:${id}`), ...hidden.entities.map((id) => `entity:${id}`)]);
  const amount = `${1 + draw(30)}.00`;
  const money: typeof acts = [
    [holder, 'funds.recharge', { rows: [{ holder: holder ?? '', amount }] }],
    [other, 'funds.recharge', { rows: [{ holder: other ?? '', amount }] }],
    [holder && other, 'funds.transfer', { rows: [{ payer: holder ?? '', payee: other ?? '', amount }] }],
    [holder && other, 'funds.hold', { rows: [{ payer: holder ?? '', payee: other ?? '', amount }] }],
    [holder && other, 'funds.split', { rows: [{ holder: holder ?? '', amount }], options: { to: [`${other}=50%`] } }],
    [holder, 'funds.freeze', { rows: [{ holder: holder ?? '', order: `PO-${at}`, amount }] }],
    [holder, 'funds.consume', { rows: [{ account: account ?? '', day: '2026-01-03', amount }] }],
    [holder, 'funds.bonus-grant', { rows: [{ holder: holder ?? '', kind: 'bonus', amount, valid_to: '2026-09-09' }] }],
    [other, 'funds.wallet-enable', { rows: [other ?? ''] }],
    [other?.startsWith('entity:'), 'funds.caps', { rows: [other ?? ''], options: { per_movement: '10' } }],
  ];
  const [needs, operation, input] = one(draw, draw(3) === 0 ? money : acts);
  if (!needs) return;
  const changed = await state.change(operation, { reason: '藏', ...input }).catch((error) => {
    if (!(error instanceof AdctlError)) throw error;
  });
  disturbed += changed?.summary.counts.ok ?? 0;
}

function grantOf(draw: Draw, places: readonly string[]): Record<string, unknown> {
  const place = one(draw, places) ?? '';
  const letters = { g: ['gA'], e: ['eA', 'eC'], u: ['uA', 'uC'], a: ['aA', 'aE', 'aD'] }[place[0] as 'g'] ?? ['eC'];
  return { role: one(draw, letters), org: place };
}

type World = { readonly plan: Plan; readonly words: readonly string[]; readonly batches: readonly string[] };

/** Ids of everything there is in either state, and of nothing. */
const keysOf = ({ plan }: World): Readonly<Record<string, readonly string[]>> => ({
  account: [...plan.accounts.map(({ id }) => id), '72999999'],
  org: [...plan.groups, ...plan.entities.map(({ id }) => id), ...plan.agencies.map(({ id }) => id), 'e_none'],
  unit: [...plan.units.map(({ id }) => id), 'u_none'],
  member: [...plan.members, 'nobody'],
  request: [...plan.asks.map((_, i) => `r_w${i}`), 'r_none'],
  qualification: [...plan.qualified.map((_, i) => `q_w${i}`), 'q_none'],
  asset: [...plan.assets.map((_, i) => `s_w${i}`), 's_none'],
});

/** One question by a read operation, as it is typed. */
function ask(draw: Draw, world: World, op: (typeof QUERIES)[number]): string[] {
  const [noun = '', verb = ''] = op.name.split('.');
  const keys = keysOf(world);
  const kind = 'kind' in op.columns ? op.columns.kind : undefined;
  const form = one(draw, [[], ['--csv'], ['--json'], ['--labels', '--lang', 'zh'], ['-o', 'table']]);
  if (op.question && kind) return [noun, verb, ...asked(draw, world, kind, op.input), ...form];
  const key = (of: string) => one(draw, keys[of] ?? ['x']);
  const special: Readonly<Record<string, () => string[]>> = {
    'members.can': () => [key('member'), one(draw, ['accounts.claim', 'accounts.tag']), key('account')],
    'orgs.tree': () =>
      one(draw, [
        [],
        ['--depth', '2'],
        ['--find', one(draw, world.words)],
        [key('org')],
        [key('unit')],
        [`unit:${key('unit')}`],
      ]),
    'accounts.diff': () => ['--from', 'diff.csv'],
    'accounts.open': () => [key('account'), ...one(draw, [[], ['miaosi'], ['--page', 'delivery'], ['--list']])],
    'batches.results': () => [one(draw, [...world.batches, 'b_NOTHERE1'])],
    'batches.show': () => [one(draw, [...world.batches, 'b_NOTHERE1'])],
    'views.show': () => ['mine'],
    'requests.plan': () => [key('request')],
    'funds.journal': () => one(draw, [[], ['--dialect', 'beancount']]),
    'funds.reconcile': () => ['--kept'],
    'assets.access': () => [key('account'), key('asset')],
  };
  const first = op.argument?.field ?? op.first;
  const args =
    special[op.name]?.() ?? (first && kind && keys[kind] ? [key(kind)] : first ? [one(draw, world.words)] : []);
  return [noun, verb, ...args, ...form];
}

/** Filters, sorts and searches over any column, by any word that either state knows. */
function asked(draw: Draw, world: World, kind: KindName, input: object): string[] {
  const { fields } = KINDS[kind];
  const names = Object.entries(fields).flatMap(([name, def]) => {
    if (def.hidden) return [];
    return def.ref && !def.noName ? [name, `${name}_name`] : [name];
  });
  const word = () => one(draw, world.words);
  const field = () => one(draw, names);
  const ways: readonly (() => string[])[] = [
    () => [],
    () => ['--columns', names.join(',')],
    () => ['--count'],
    () => ['-q'],
    () => ['--limit', String(1 + draw(4))],
    () => ['--search', word()],
    () => ['--where', `${field()} = ${word()}`],
    () => ['--where', `${field()} != ${word()}`],
    () => ['--where', `${field()} ~ ${word().slice(0, 3)}`],
    () => ['--where', `${field()} ${one(draw, ['is empty', 'is not empty'])}`, '--count'],
    () => ['--sort', `${one(draw, ['', '-'])}${field()}`, '--limit', '3'],
    () => ['--where', `${field()} is not empty`, '--sort', `-${field()}`],
    () =>
      one(
        draw,
        ['mine', 'other'].filter((flag) => flag in input).map((flag) => [`--${flag}`]),
      ) ?? [],
  ];
  return one(draw, ways)();
}

/** Money of everybody, and what went from each to the next, whether or not somebody sees both. */
async function moneyOf(state: State, plan: Plan): Promise<void> {
  const holders = [
    ...plan.accounts.map(({ key }) => `account:${key}`),
    ...plan.units.map(({ id }) => `unit:${id}`),
    ...plan.groups.map((id) => `group:${id}`),
    ...plan.entities.map(({ id }) => `entity:${id}`),
    ...plan.agencies.map(({ id }) => `agency:${id}`),
  ];
  const amount = '10.00';
  await state.change('funds.recharge', { rows: holders.map((holder) => ({ holder, amount: '100.00' })) });
  const pairs = holders.map((payer, i) => ({ payer, payee: holders[(i + 1) % holders.length] as string, amount }));
  moved += (await state.change('funds.transfer', { rows: pairs })).summary.counts.ok ?? 0;
  await state.change('funds.hold', { rows: pairs });
  await state.change('funds.wallet-enable', { rows: holders.filter((one) => /^(unit|group|entity)/.test(one)) });
  for (const { payer, payee } of pairs.slice(0, 4))
    await state.change('funds.split', { rows: [{ holder: payer, amount }], options: { to: [`${payee}=50%`] } });
  const rows = plan.accounts.map(({ key }) => ({ account: key, day: '2026-01-02', amount: '120.00' }));
  const { summary } = await state.change('funds.consume', { rows });
  moved += summary.counts.ok ?? 0;
}

async function made(plan: Plan): Promise<string> {
  const file = join(newFolder(), 'base.db');
  const state = await openState(file);
  await state.store.write({ timeoutMs: 1_000 }, (tx) => tx.apply(writesOf(plan)));
  const contact = { phone: '13900001234', email: 'hidden@example.com' };
  for (const login of plan.members) await state.must('members.update', { rows: [login], options: contact });
  // A past: everybody did something, so that there are batches and a log.
  for (const actor of plan.members)
    await state.change('accounts.tag', { rows: plan.accounts.map(({ key }) => key), options: { tag: [actor] }, actor });
  await moneyOf(state, plan);
  state.close();
  return file;
}

const copyOf = (file: string): { shell: Shell; file: string } => {
  const folder = newFolder();
  const copy = join(folder, 'state.db');
  copyFileSync(file, copy);
  writeFileSync(join(folder, 'key'), KEY, { mode: 0o600 });
  writeFileSync(join(folder, 'diff.csv'), 'id,name\n72000001,x\n72000002,y\n72000003,z\n');
  return { shell: shell({ folder, db: copy }), file: copy };
};

test('MEM-4 adding or changing what an actor may not see changes nothing that the actor reads', {
  timeout: WORLDS * 20_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(2 ** 31), async (seed) => {
      const draw = drawing(seed);
      const plan = planOf(draw);
      const base = await made(plan);
      const [quiet, loud] = [copyOf(base), copyOf(base)];
      const store = await openStore({ file: loud.file, create: false, now: () => NOW });
      const state = new State(loud.file, store, KEY);
      state.skipBatches(50);
      for (let i = 0; i < 8; i++) await disturb(state, plan, draw, i);
      const batches = (await state.records('batches.list', { columns: ['id'] })).map(({ id }) => String(id));
      state.close();
      const words = [
        ...Object.values(keysOf({ plan, words: [], batches })).flat(),
        ...['藏', '改0', '重点', '名', '登', '名7200', '13812345678', 'aa.hidden1', '7299', licence(1), 'active', '5'],
      ];
      for (let i = 0; i < QUESTIONS; i++) {
        const line = ask(
          draw,
          { plan, words, batches },
          QUERIES[(i + seed) % QUERIES.length] as (typeof QUERIES)[number],
        );
        runs++;
        const [before, after] = [quiet, loud].map((side) => async () => {
          const argv = line.map((word) => (word === 'diff.csv' ? join(side.shell.folder, word) : word));
          const { code, stdout, stderr } = await side.shell.run([...argv, '--as', ME], {
            now: NOW,
            env: { ADCTL_KEY_FILE: join(side.shell.folder, 'key') },
          });
          return { line: line.join(' '), code, stdout, stderr: stderr.replaceAll(side.shell.folder, 'FOLDER') };
        });
        const known = await before?.();
        expect(await after?.()).toEqual(known);
        expect(known?.code === 1 ? known : undefined).toBeUndefined();
      }
    }),
    { numRuns: WORLDS, endOnFailure: true },
  );
  expect(disturbed).toBeGreaterThan(WORLDS);
});

/** Questions about one record, by its key. */
const ABOUT: Readonly<Record<string, (key: string) => readonly [operation: string, input: Record<string, unknown>][]>> =
  {
    account: (key) => [
      ['accounts.show', { id: [key] }],
      ['accounts.open', { target: [key] }],
      ['members.can', { login: ME, operation: ['accounts.tag', key] }],
      ['members.can', { login: ME, operation: ['accounts.claim', key] }],
    ],
    org: (key) => [
      ['orgs.show', { org: [key] }],
      ['orgs.tree', { org: key }],
      ['accounts.list', { entity: key }],
      ['orgs.list', { parent: key }],
      ['members.list', { org: key }],
      ['units.list', { org: key }],
    ],
    unit: (key) => [
      ['units.show', { unit: [key] }],
      ['orgs.tree', { org: key }],
      ['accounts.list', { unit: key }],
    ],
    request: (key) => [['requests.show', { id: [key] }]],
    qualification: (key) => [['qualifications.list', { where: [`id = ${key}`] }]],
    asset: (key) => [['assets.show', { id: [key] }]],
    member: (key) => [
      ['members.show', { login: [key] }],
      ['accounts.list', { manager: key }],
      ['audit.list', { actor: key }],
      ['members.can', { login: key, operation: ['accounts.claim'] }],
    ],
  };

test('MEM-4 what is hidden runs the same statements as what is not there, as often', {
  timeout: WORLDS * 20_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(2 ** 31), async (seed) => {
      const draw = drawing(seed);
      const plan = planOf(draw);
      const sqlTimes: SqlTimes = new Map();
      const file = await made(plan);
      const state = new State(file, await openStore({ file, create: false, now: () => NOW, sqlTimes }), KEY);
      const seen = seenBy(plan, ME);
      const hidden: Readonly<Record<string, readonly string[]>> = {
        // What is claimed by exact id in one's own entity is reached, though lists hide it (ACC-3).
        account: plan.accounts
          .filter(({ key, entity = '' }) => !seen.accounts.has(key) && !seen.orgs.has(entity))
          .map(({ key }) => key),
        org: [...plan.groups, ...plan.entities.map(({ id }) => id)].filter((id) => !seen.orgs.has(id)),
        unit: plan.units.map(({ id }) => id).filter((id) => !seen.units.has(id)),
        member: plan.members.filter((login) => !seen.members.has(login)),
        request: plan.asks.flatMap(({ member, org = '', account = '' }, i) =>
          member === ME || seen.whole.has(org) || seen.accounts.has(account) ? [] : [`r_w${i}`],
        ),
        qualification: plan.qualified.flatMap((account, i) => (seen.accounts.has(account) ? [] : [`q_w${i}`])),
        asset: plan.assets.flatMap(({ unit, account = '', to = '' }, i) => {
          const inside = plan.accounts.some((one) => one.unit === unit && seen.accounts.has(one.key));
          const reached = unit !== undefined && (inside || seen.units.has(unit));
          return reached || seen.accounts.has(account) || seen.accounts.has(to) ? [] : [`s_w${i}`];
        }),
      };
      const asking = async (operation: string, input: Record<string, unknown>) => {
        sqlTimes.clear();
        const answer = await state.query(operation, input, ME).catch((error) => {
          // Which names are near depends on the letters of the one that was typed.
          const { nearest: _, ...details } = error.details;
          return [error.code, details];
        });
        return { answer, ran: [...sqlTimes].map(([text, { count }]) => `${count} × ${text}`).toSorted() };
      };
      for (const [kind, keys] of Object.entries(hidden)) {
        const key = one(draw, keys);
        if (key === undefined) continue;
        const absent = kind === 'account' ? `${key.slice(0, -2)}99` : `${key.slice(0, -1)}9`;
        const about = ABOUT[kind] as NonNullable<(typeof ABOUT)[string]>;
        for (const [i, [operation, input]] of about(key).entries()) {
          runs++;
          const there = await asking(operation, input);
          const nowhere = await asking(operation, about(absent)[i]?.[1] ?? {});
          const same = (value: object) => JSON.parse(JSON.stringify(value).replaceAll(absent, key)) as unknown;
          expect([operation, same(nowhere)]).toEqual([operation, same(there)]);
        }
      }
      state.close();
    }),
    { numRuns: WORLDS, endOnFailure: true },
  );
});
