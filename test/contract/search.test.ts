/**
 * MEM-4, asked the other way: whoever looks for a hidden name in a list or in the log finds nothing, in whatever field it
 * stands there; and whoever looks for what is seen still finds it.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { RowResult } from '../../src/execution/link.ts';
import { messageOf } from '../../src/render/messages.ts';
import { type Truth, truthOf, wordsSeen } from '../helpers/sight.ts';
import type { State } from '../helpers/state.ts';
import { ACCOUNTS, idOf, MEMBERS, ORGS, ROLES, TOKENS, UNITS, type Who, world } from '../helpers/world.ts';

let state: State;
let truth: Truth;
beforeAll(async () => {
  console.log(`MEM-4: readers and ways to look by ADCTL_SEED=${SEED}`);
  state = await world();
  truth = await truthOf(state);
});

const ALL = [...Object.values(ORGS), ...Object.values(UNITS), ...Object.values(MEMBERS), ...Object.values(ACCOUNTS)];
const words = (texts: Iterable<string>) => new Set([...texts].flatMap((text) => text.match(TOKENS) ?? []));
const WORDS = words(ALL.flatMap(({ key, name }) => [key, name]));
const FIELDS = ['actor', 'identity', 'target', 'before', 'after'];
/** Each looks through the whole log: a word is looked for in one of these ways, in the next one by the next run. */
const WAYS: readonly ((word: string, i: number) => Record<string, unknown>)[] = [
  (search) => ({ search }),
  (word, i) => ({ where: [`${FIELDS[i % FIELDS.length]} ~ ${word}`] }),
  (word, i) => ({ where: [`${FIELDS[i % 3]} = ${word}`] }),
];
const SEED = Number(process.env['ADCTL_SEED']);
const LISTS = ['accounts.list', 'orgs.list', 'units.list', 'members.list'];

describe('MEM-4 a hidden name leads to nothing', () => {
  // Of the readers one half in a run, the other in another, as in names.test.ts; ADCTL_NAMES: all of them.
  const readers = (Object.keys(ROLES) as Who[])
    .filter((who) => who !== 'ops')
    .filter((_, i) => process.env['ADCTL_NAMES'] !== undefined || i % 2 === SEED % 2);
  test.each(readers)('%s', async (who) => {
    const actor = MEMBERS[who].key;
    const found: string[] = [];
    const look = async (operation: string, input: Record<string, unknown>) => {
      const [[count]] = (await state.query(operation, { ...input, count: 'true' }, actor)).rows as [[number]];
      if (count > 0) found.push(`${operation} ${JSON.stringify(input)}: ${count}`);
    };
    const inLog = words(wordsSeen(truth, actor, true));
    const inLists = words(wordsSeen(truth, actor, false));
    const hidden = [...WORDS].filter((word) => !inLog.has(word));
    for (const [i, word] of hidden.entries()) await look('audit.list', WAYS[(i + SEED) % WAYS.length]?.(word, i) ?? {});
    for (const [i, word] of [...WORDS].filter((one) => !inLists.has(one)).entries())
      await look(LISTS[(i + SEED) % LISTS.length] as string, { search: word });
    expect(found).toEqual([]);
  });
});

describe('MEM-4 the log says that something changed, and names what its reader sees', () => {
  const entries = async (who: Who, input: Record<string, unknown>) =>
    (await state.records('audit.list', { sort: 'seq,n', ...input }, MEMBERS[who].key)).map(
      ({ before, after }) => [JSON.parse(String(before)), JSON.parse(String(after))] as const,
    );
  const moved = () => ({ target: `tencent:${idOf('B1.3')}`, operation: 'accounts.update' });

  test('an account that came over: what it came from is covered on this side, what it went to on the other', async () => {
    const [from, to] = [ORGS.B1.key, ORGS.A1.key];
    expect(await entries('A1.eA', moved())).toEqual([
      [
        { entity: '•••', unit: null },
        { entity: to, unit: UNITS.A1u.key },
      ],
    ]);
    expect((await entries('both2', moved()))[0]?.[0]).toEqual({ entity: from, unit: null });
    // Where it lies now it is not seen from there.
    expect(await entries('B1.eA', moved())).toEqual([]);
  });

  test('an account in results and its log: a manager and who acted', async () => {
    const id = idOf('S.1');
    const input = { target: `tencent:${id}`, columns: ['actor', 'identity', 'before', 'after'], sort: 'seq,n' };
    const log = await state.records('audit.list', { ...input, operation: 'accounts.claim' }, MEMBERS['S.eA'].key);
    expect(log).toEqual([
      {
        actor: '•••',
        identity: 'aM@•••',
        before: JSON.stringify({ manager: MEMBERS['S.eC'].key }),
        after: '{"manager":"•••"}',
      },
    ]);
    const { results } = await state.change('accounts.unassign', {
      rows: [id],
      actor: MEMBERS['S.eA'].key,
      dryRun: true,
    });
    expect(results[0]?.before).toMatchObject({ manager: '•••' });
    expect(JSON.stringify(results)).not.toContain(MEMBERS['X.aM'].key);
  });

  test('who left is still named where it acted under a role that the reader administers', async () => {
    const input = { operation: 'accounts.note', columns: ['actor', 'identity'] };
    const [first] = await state.records('audit.list', input, MEMBERS['A1.eP'].key);
    expect(first).toEqual({ actor: MEMBERS.left.key, identity: `eA@${ORGS.A1.key}` });
    expect(await state.records('members.list', {}, MEMBERS['A1.eP'].key)).not.toContainEqual(
      expect.objectContaining({ login: MEMBERS.left.key }),
    );
  });

  test('what is seen is found', async () => {
    const found = async (who: Who, search: string) =>
      Number((await state.query('audit.list', { search, count: 'true' }, MEMBERS[who].key)).rows[0]?.[0]);
    expect(await found('A1.eA', UNITS.A1u.key)).toBeGreaterThan(0);
    expect(await found('A1.eA', MEMBERS['A1.eC'].key)).toBeGreaterThan(0);
    expect(await found('audit', MEMBERS['A1.eC'].key)).toBeGreaterThan(0);
    // Whose client one's own account is.
    expect(await found('A1.eA', ORGS.X.key)).toBeGreaterThan(0);
  });
});

test('MEM-4 of one’s entity’s agency one sees that there is one, neither its people nor its clients nor how many they are', async () => {
  const agency = async (who: Who) => (await state.records('orgs.show', { org: [ORGS.X.key] }, MEMBERS[who].key))[0];
  expect(await agency('E.eP')).toMatchObject({ name: ORGS.X.name, principal: null, members: null, accounts: null });
  const [principal, members] = [MEMBERS['X.aM'].key, 6];
  expect(await agency('X.aE')).toMatchObject({ principal, members, accounts: 8 });
});

describe('MEM-4 a message names what its reader sees, and is general elsewhere', () => {
  const told = async (who: Who, operation: string, input: Parameters<State['change']>[1]) => {
    const { results } = await state.change(operation, { ...input, actor: MEMBERS[who].key });
    const { code, details } = results.at(-1) as RowResult;
    return [code, messageOf(String(code), details ?? {}, 'en'), messageOf(String(code), details ?? {}, 'zh')];
  };
  const cleared = { rows: [idOf('A1.2')], options: { clear: ['entity'] }, dryRun: true };
  const account = `tencent:${idOf('A1.2')}`;

  test('UNIT_FOREIGN', async () => {
    const { name } = UNITS.Au;
    expect(await told('X.aM', 'accounts.update', cleared)).toEqual([
      'UNIT_FOREIGN',
      `account ${account} does not belong to the organisation of another business unit`,
      `账户 ${account} 不属于其他业务单元所在的组织`,
    ]);
    expect(await told('A.gA', 'accounts.update', cleared)).toEqual([
      'UNIT_FOREIGN',
      `account ${account} does not belong to the organisation of business unit "${name}"`,
      `账户 ${account} 不属于业务单元“${name}”所在的组织`,
    ]);
  });

  test('MEMBER_REMOVED, of who was taken over from', async () => {
    const own = await world();
    const [id, aM, member] = [idOf('S.1'), MEMBERS['X.aM'].key, MEMBERS['S.eC'].key];
    await own.must('accounts.assign', { rows: [id], options: { to: member, take_over: true } });
    const { batch } = await own.must('accounts.claim', { rows: [id], options: { take_over: true }, actor: aM });
    await own.must('accounts.unshare', { rows: [idOf('A1.4')], options: { with: [member] } });
    await own.must('members.remove', { rows: [member] });
    const undo = async (actor: string) => {
      const { results } = await own.change('batches.undo', { options: { batch }, actor, dryRun: true });
      return messageOf(String(results[0]?.code), results[0]?.details ?? {}, 'en');
    };
    expect(await undo(aM)).toBe('another member has been removed');
    expect(await undo('owner')).toBe(`${member} has been removed`);
  });
});
