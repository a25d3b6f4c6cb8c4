/**
 * MEM-3 cell by cell for the commands that work on this machine: every role, through the real command on a state of its
 * own. Who may is copied from the contract's table by hand.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALS } from '../../src/cli/local/registry.ts';
import { COMMANDS } from '../../src/operations/commands.ts';
import { fixture } from '../helpers/fixture.ts';
import { type Shell, shell } from '../helpers/main.ts';
import { newFolder, type State } from '../helpers/state.ts';
import { ACTORS, AGENCY, BOUND, ENTITY, GROUP, NOMINATED, OUTSIDE, ROLES, UNIT, worldOf } from './rights-table.ts';

let state: State;
let place: Shell;
let cells = 0;
beforeAll(async () => {
  state = await fixture();
  place = shell({ db: state.file });
  await state.must('members.verify', { rows: ['ant.u'], options: { method: '人脸' } });
  await state.must('members.revoke', { rows: ['audit'], options: { role: 'eC', org: 'e_ant' } });
  const batch = async (actor: string, id: string) => (await state.must('accounts.claim', { rows: [id], actor })).batch;
  NOMINATED.batch = ENTITY.batch = GROUP.batch = UNIT.batch = await batch('ant.c2', '20000006');
  AGENCY.batch = await batch('fox.d', '20000401');
  BOUND.batch = await batch('fox.e', '20000303');
  OUTSIDE.batch = await batch('cat.c', '20000205');
});
afterAll(() => console.log(`MEM-3: ${cells} cells of commands`));

async function ran(actor: string, ...argv: string[]): Promise<number> {
  cells++;
  const { code, stderr } = await place.run([...argv, '--as', actor]);
  if (code === 4) expect(stderr).toContain('(FORBIDDEN)');
  return code;
}

/** The operator's alone, and the owner's who has every right. */
const OPERATORS: Readonly<Record<string, (actor: string) => readonly string[]>> = {
  'state.backup': (actor) => [join(newFolder(), `${actor}.db`)],
  'state.compact': () => [],
  'state.key': () => [],
  'state.rebuild': () => [],
  'state.restore': () => [join(place.folder, 'backup.db'), '--dry-run'],
};

describe('MEM-3 work on the state file', () => {
  beforeAll(async () => {
    expect((await place.run(['state', 'backup', join(place.folder, 'backup.db')])).code).toBe(0);
  });
  for (const [name, more] of Object.entries(OPERATORS))
    test(`MEM-3 ${name}: op`, async () => {
      for (const role of ROLES) {
        const code = await ran(ACTORS[role], ...name.split('.'), ...more(ACTORS[role]));
        // The key of the fixture is not in a file: that is found, and is no refusal.
        expect([role, code === 4 ? 'refused' : code === 8 && name === 'state.key' ? 0 : code]).toEqual([
          role,
          role === 'op' ? 0 : 'refused',
        ]);
      }
      expect([0, 8]).toContain(await ran('owner', ...name.split('.'), ...more('owner')));
    });
});

describe('MEM-3 batches.resume', () => {
  // What ended cannot be resumed, and that is told to those who may see it.
  const ENDED = 5;
  const WHO = 'op gP gA eP eA aM aA auditor'.split(' ');
  test(`MEM-3 batches.resume: another's with audit.read: ${WHO.join(' ')}`, async () => {
    for (const role of ROLES)
      expect([role, await ran(ACTORS[role], 'batches', 'resume', worldOf(role).batch)]).toEqual([
        role,
        WHO.includes(role) ? ENDED : 3,
      ]);
  });
  test('MEM-3 batches.resume: outside its place nobody but the operator', async () => {
    for (const role of ROLES)
      expect([role, await ran(ACTORS[role], 'batches', 'resume', OUTSIDE.batch)]).toEqual([
        role,
        role === 'op' ? ENDED : 3,
      ]);
  });
  test("MEM-3 batches.resume: one's own, in every role", async () => {
    for (const role of ROLES) {
      const actor = ACTORS[role];
      const rows = [{ noun: 'accounts', options: '{}' }];
      const { batch } = await state.must('views.save', { rows, options: { name: role }, actor });
      expect([role, await ran(actor, 'batches', 'resume', batch)]).toEqual([role, ENDED]);
    }
  });
});

test('ORG-4 an operator who is not verified looks, and changes nothing', async () => {
  const own = await fixture();
  const { run, folder } = shell({ db: own.file });
  await own.must('members.create', { rows: [{ login: 'new.op', name: 'n' }] });
  await own.store.write({ timeoutMs: 5_000 }, (tx) =>
    tx.apply([
      {
        op: 'insert',
        kind: 'grant',
        key: 'new.op/op/*',
        fields: { member: 'new.op', role: 'op', place: '*' },
      },
    ]),
  );
  const copy = join(folder, 'copy.db');
  const code = async (...argv: string[]) => (await run([...argv, '--as', 'new.op'])).code;
  expect(await code('state', 'backup', copy)).toBe(0);
  expect(await code('state', 'key')).not.toBe(4);
  for (const argv of [
    ['state', 'key', '--rotate'],
    ['state', 'compact'],
    ['state', 'rebuild'],
    ['state', 'restore', copy, '--yes'],
  ]) {
    const { stderr, ...ended } = await run([...argv, '--as', 'new.op']);
    expect([argv, ended.code, stderr]).toEqual([argv, 4, expect.stringContaining('(MEMBER_UNVERIFIED)')]);
  }
});

test('MEM-3 every command that works on a state names its right, and has its cells', () => {
  const onState = Object.keys(LOCALS).filter((name) => /^(state|batches)\./.test(name));
  expect(Object.keys(COMMANDS)).toEqual(onState);
  expect(Object.keys({ ...OPERATORS, 'batches.resume': true }).toSorted()).toEqual(onState);
});

test('MEM-3 the matrix and `members can` know them', async () => {
  const [backup] = await state.records('members.matrix', { operation: 'state.backup' });
  expect(backup).toMatchObject({ right: 'state.backup', op: 'yes', eP: '–', operations: ['state.backup'] });
  const users = await state.records('members.matrix', {});
  for (const [name, { right }] of Object.entries(COMMANDS))
    expect(users.find((row) => row['right'] === right)?.['operations']).toEqual([name]);
  const can = async (login: string, ...operation: string[]) => {
    const [row] = await state.records('members.can', { login, operation });
    return `${row?.['allowed']} ${row?.['by'] ?? row?.['code']} ${row?.['right']}`;
  };
  expect(await can('ops', 'state.restore')).toBe('yes op@* state.restore');
  expect(await can('ops', 'state', 'restore')).toBe('yes op@* state.restore');
  expect(await can('ant.p', 'state.key')).toBe('no FORBIDDEN state.key');
  expect(await can('ant.c', 'batch.resume')).toBe('yes everybody batch.resume');
  expect(await can('newbie', 'state.rebuild')).toBe('no MEMBER_UNVERIFIED state.rebuild');
});
