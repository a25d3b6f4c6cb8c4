/**
 * BULK-4 as laws, on random small histories through the real executor: undo of the last batch is as if it had never
 * been, redo as if it had not been undone; undo of an older one gives back exactly the fields that still hold what it
 * wrote; the invariants hold whatever was undone.
 */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import type { Cells, Changed, ChangeInput, State } from '../helpers/state.ts';

type Step = { readonly operation: string; readonly input: ChangeInput };

const ACCOUNTS = [
  '20000001',
  '20000005',
  '20000007',
  '20000008',
  '20000103',
  '20000201',
  '20000302',
  '70000001',
  '70000002',
];
const account = fc.constantFrom(...ACCOUNTS);
const accounts = fc.uniqueArray(account, { minLength: 1, maxLength: 4 });
const word = fc.constantFrom('甲', '乙', '重点');
const manager = fc.constantFrom('ant.c', 'ant.a', 'north.a');
const unit = fc.constantFrom('u_ant', 'u_ant2', 'u_north', 'u_cat');
const member = fc.constantFrom('ant.c', 'ant.u', 'plain', 'newbie', 'new.one', 'new.two');
const cells = (record: Record<string, string | undefined>): Cells =>
  Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== undefined));

const importRow = fc
  .record({
    id: account,
    name: fc.constantFrom('名一', '名二'),
    note: fc.option(word, { nil: undefined }),
    tags: fc.option(fc.constantFrom('甲', '甲;乙'), { nil: undefined }),
    entity: fc.option(fc.constantFrom('e_ant', 'e_bee'), { nil: undefined }),
    status: fc.option(fc.constantFrom('active', 'suspended', 'closed'), { nil: undefined }),
    manager: fc.option(manager, { nil: undefined }),
    daily_budget: fc.option(fc.constantFrom('5', 'unlimited'), { nil: undefined }),
  })
  .map((row) => cells({ ...row, platform: 'tencent' }));

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ rows: accounts, actor: manager, take_over: fc.boolean() }).map(({ rows, actor, take_over }) => ({
    operation: 'accounts.claim',
    input: { rows, actor, options: take_over ? { take_over } : {} },
  })),
  fc.record({ rows: accounts, to: manager, take_over: fc.boolean() }).map(({ rows, to, take_over }) => ({
    operation: 'accounts.assign',
    input: { rows, options: { to, ...(take_over && { take_over }) } },
  })),
  fc.record({ rows: accounts, actor: manager }).map((input) => ({ operation: 'accounts.release', input })),
  accounts.map((rows) => ({ operation: 'accounts.unassign', input: { rows } })),
  fc.record({ rows: accounts, tag: word, verb: fc.constantFrom('tag', 'untag') }).map(({ rows, tag, verb }) => ({
    operation: `accounts.${verb}`,
    input: { rows, options: { tag: [tag] } },
  })),
  fc.record({ rows: accounts, text: fc.constantFrom('', '一', '二') }).map(({ rows, text }) => ({
    operation: 'accounts.note',
    input: { rows, options: { text } },
  })),
  fc.record({ rows: accounts, amount: fc.constantFrom('5', '9.5', 'unlimited') }).map(({ rows, amount }) => ({
    operation: 'accounts.budget',
    input: { rows, options: { amount } },
  })),
  fc
    .array(importRow, { minLength: 1, maxLength: 4 })
    .map((rows) => ({ operation: 'accounts.import', input: { rows } })),
  fc.record({ rows: accounts, unit, move: fc.boolean() }).map(({ rows, unit, move }) => ({
    operation: 'units.add-accounts',
    input: { rows, options: { unit, ...(move && { move }) } },
  })),
  fc.record({ rows: accounts, unit }).map(({ rows, unit }) => ({
    operation: 'units.remove-accounts',
    input: { rows, options: { unit } },
  })),
  fc
    .record({ name: fc.constantFrom('新单元', '再一个'), rows: accounts, admin: fc.option(member, { nil: undefined }) })
    .map(({ name, rows, admin }) => ({
      operation: 'units.create',
      input: { rows, options: { name, org: 'e_ant', move: true, ...(admin && { admin: [admin] }) } },
    })),
  fc.record({ login: member, phone: fc.constantFrom('13800000001', '13800000002') }).map((row) => ({
    operation: 'members.import',
    input: {
      rows: [
        { ...row, name: '新' },
        { login: 'new.two', name: '又' },
      ],
    },
  })),
  fc
    .record({
      rows: fc.uniqueArray(member, { minLength: 1, maxLength: 3 }),
      role: fc.constantFrom('eA', 'eC', 'eU'),
      verb: fc.constantFrom('grant', 'revoke'),
    })
    .map(({ rows, role, verb }) => ({
      operation: `members.${verb}`,
      input: { rows, options: { role, org: 'e_ant' } },
    })),
  fc
    .uniqueArray(member, { minLength: 1, maxLength: 3 })
    .map((rows) => ({ operation: 'members.verify', input: { rows, options: { method: '人脸' } } })),
);

const LISTS = ['accounts', 'orgs', 'units', 'members'] as const;
const KEY = { accounts: ['platform', 'id'], orgs: ['id'], units: ['id'], members: ['login'] } as const;
/** Every record in full, by kind and key, and the relations behind the accounts. */
async function records(state: State): Promise<Map<string, Record<string, unknown>>> {
  const all = new Map<string, Record<string, unknown>>();
  for (const noun of LISTS) {
    const field = noun === 'members' ? 'login' : noun === 'accounts' ? 'id' : noun.slice(0, -1);
    const listed = await state.records(`${noun}.list`);
    const keys = listed.map((row) => KEY[noun].map((name) => row[name]).join(':'));
    for (const record of await state.records(`${noun}.show`, { [field]: keys }))
      all.set(`${noun} ${KEY[noun].map((name) => record[name]).join(':')}`, record);
  }
  for (const id of ACCOUNTS) all.set(`relations ${id}`, { keys: await state.relations(`tencent:${id}`) });
  return all;
}
/** A command whose head is refused does nothing; that is no counterexample. */
async function run(state: State, { operation, input }: Step): Promise<Changed | undefined> {
  try {
    return await state.change(operation, input);
  } catch (error) {
    if ((error as { code?: string }).code) return undefined;
    throw error;
  }
}
const undo = (state: State, batch: string) => state.change('batches.undo', { options: { batch } });
async function sound(state: State): Promise<void> {
  expect((await state.query('state.check')).tail.found).toEqual([]);
  for (const [name, { manager, status }] of await records(state)) {
    if (!name.startsWith('accounts tencent:')) continue;
    const managing = (await state.relations(name.slice('accounts '.length))).filter((key) =>
      /\/(claimed|assigned)\//.test(key),
    );
    expect([name, managing.length, status !== undefined]).toEqual([name, manager === null ? 0 : 1, true]);
    if (manager !== null) expect(managing[0]).toContain(`/${manager}/`);
  }
}
/** More of them to hunt: FC_RUNS=1000. */
const RUNS = { numRuns: Number(process.env['FC_RUNS'] ?? 40) };
const history = fc.array(step, { minLength: 1, maxLength: 5 });

describe('BULK-4', () => {
  test('undo of the last batch is the state before it, redo the state after it', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const state = await fixture();
        try {
          for (const one of steps.slice(0, -1)) await run(state, one);
          const before = await records(state);
          const last = await run(state, steps.at(-1)!);
          if (!last) return;
          const after = await records(state);
          const undone = await undo(state, last.batch);
          expect(undone.results.filter(({ status }) => status !== 'ok' && status !== 'unchanged')).toEqual([]);
          expect(await records(state)).toEqual(before);
          await undo(state, undone.batch);
          expect(await records(state)).toEqual(after);
          await sound(state);
        } finally {
          state.close();
        }
      }),
      RUNS,
    );
  });

  test('undo of all batches, the last first, is the state at the beginning', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const state = await fixture();
        try {
          const before = await records(state);
          const done: string[] = [];
          for (const one of steps) done.push((await run(state, one))?.batch ?? '');
          for (const batch of done.filter(Boolean).toReversed()) await undo(state, batch);
          expect(await records(state)).toEqual(before);
        } finally {
          state.close();
        }
      }),
      RUNS,
    );
  });

  test('undo of an older batch gives back only fields that still hold what it wrote, and leaves all others alone', async () => {
    await fc.assert(
      fc.asyncProperty(history, history, async (steps, later) => {
        const state = await fixture();
        try {
          for (const one of steps.slice(0, -1)) await run(state, one);
          const before = await records(state);
          const older = await run(state, steps.at(-1)!);
          if (!older) return;
          const wrote = await records(state);
          for (const one of later) await run(state, one);
          const now = await records(state);
          await undo(state, older.batch);
          const undone = await records(state);
          for (const name of new Set([...now.keys(), ...undone.keys()])) {
            if (!name.startsWith('accounts ')) continue;
            const [was, is, had, set] = [now, undone, before, wrote].map((all) => all.get(name));
            // Inserted and removed records stand or fall as a whole, which the two laws above try.
            if (!was || !is || !had || !set) continue;
            for (const field of Object.keys(is)) {
              const value = JSON.stringify(is[field]);
              if (value === JSON.stringify(was[field])) continue;
              expect([name, field, value]).toEqual([name, field, JSON.stringify(had[field])]);
              expect([name, field, JSON.stringify(was[field])]).toEqual([name, field, JSON.stringify(set[field])]);
            }
          }
          await sound(state);
        } finally {
          state.close();
        }
      }),
      RUNS,
    );
  });
});
