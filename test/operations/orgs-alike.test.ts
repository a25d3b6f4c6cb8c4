/** Companies that an import brings under another licence and nearly the same name are told of (ORG-1, MEM-4). */
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture, licence } from '../helpers/fixture.ts';
import type { Cells, State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

let ordinal = 300;
const entity = (name: string, more: Cells = {}): Cells => ({
  kind: 'entity',
  name,
  licence: licence(ordinal++),
  ...more,
});
const told = async (own: State, rows: readonly Cells[], actor = 'owner') => {
  const { results } = await own.change('orgs.import', { rows, actor, dryRun: true });
  return results.map(({ status, code, details }) => [status, code, (details?.['like'] as { en: string })?.en]);
};
const ALIKE = (name: string) => ['ok', 'NAME_ALIKE', expect.stringContaining(`"${name}"`)];
const FINE = ['ok', undefined, undefined];

describe('ORG-1 a company that may be there already', () => {
  test.each([
    ['without its legal form', '北辰食品'],
    ['with another form', '北辰食品股份有限公司'],
    ['with a place that the other lacks, as a branch', '北辰食品有限公司合肥分公司'],
    ['with another form, and as a branch of a place', '北辰食品股份有限公司上海分公司'],
    ['in brackets', '北辰食品（有限公司）'],
  ])('%s: is made, and told of by name', async (_, name) => {
    const { results, summary } = await state.change('orgs.import', { rows: [entity(name)], dryRun: true });
    const like = { en: 'organisation "北辰食品有限公司"' };
    expect(results).toMatchObject([{ status: 'ok', code: 'NAME_ALIKE', details: { like } }]);
    expect(summary.notes).toMatchObject([{ code: 'NAME_ALIKE', count: 1, names: [name], details: { like } }]);
  });

  test.each([['北辰药业有限公司'], ['北辰'], ['上海北辰食品有限公司'], ['北辰食品集团有限公司'], ['有限公司']])(
    '%s is another company',
    async (name) => {
      expect(await told(state, [entity(name)])).toEqual([FINE]);
    },
  );

  test('earlier rows of the same file count, in the same chunk and chunks apart; refused ones do not', async () => {
    const own = await fixture();
    const filler = Array.from({ length: 1_100 }, (_, i) => ({ kind: 'group', name: `集团${i}` }));
    const rows = [
      entity('长庚信息科技有限公司'),
      entity('长庚信息科技', { licence: 'x' }),
      entity('长庚信息科技'),
      ...filler,
      entity('长庚信息'),
    ];
    const { results, summary } = await own.change('orgs.import', { rows });
    expect([0, 1, 2, -1].map((i) => results.at(i)?.code)).toEqual([
      undefined,
      'LICENCE_INVALID',
      'NAME_ALIKE',
      'NAME_ALIKE',
    ]);
    expect(summary.notes).toMatchObject([
      { status: 'ok', code: 'NAME_ALIKE', count: 2, names: ['长庚信息科技', '长庚信息'] },
    ]);
  });

  test('the same licence again is the same company; people and groups have names that tell nothing', async () => {
    const own = await fixture();
    const twice = entity('长庚信息科技有限公司');
    expect(await own.told('orgs.import', { rows: [twice, twice] })).toEqual(['ok', 'unchanged SAME_AS_ROW']);
    const people = ['11010519491231002X', '110105199003070038'].map((number) => ({
      kind: 'entity',
      name: '张三',
      licence: number,
      licence_kind: 'person',
    }));
    expect(await own.told('orgs.import', { rows: people })).not.toContain('ok NAME_ALIKE');
    expect(await own.told('orgs.import', { rows: [{ kind: 'group', name: '长庚信息科技' }] })).toEqual(['ok']);
  });

  test('create tells it as import does; what is renamed, archived or undone is found as it is now', async () => {
    const own = await fixture();
    const create = (name: string) => own.told('orgs.create', { rows: [entity(name)], dryRun: true });
    expect(await create('独立商贸')).toEqual(['ok NAME_ALIKE']);
    await own.must('orgs.update', { rows: ['e_elk'], options: { name: '海棠商贸有限公司' } });
    expect(await create('独立商贸')).toEqual(['ok']);
    expect(await create('海棠商贸')).toEqual(['ok NAME_ALIKE']);
    const { batch } = await own.must('orgs.import', { rows: [entity('长庚信息科技有限公司')] });
    await own.must('batches.undo', { options: { batch } });
    expect(await create('长庚信息科技')).toEqual(['ok']);
    const made = await own.must('orgs.create', { rows: [entity('长庚信息科技有限公司')] });
    await own.must('orgs.archive', { rows: [made.results[0]?.id as string] });
    expect(await create('长庚信息科技')).toEqual(['ok']);
    expect((await own.query('state.check')).rows).toEqual([]);
  });

  test('MEM-4 of what the actor does not see nothing is told', async () => {
    expect(await told(state, [entity('北辰食品')])).toEqual([ALIKE('北辰食品有限公司')]);
    expect(await told(state, [entity('北辰食品')], 'plain')).toEqual([FINE]);
    expect(await told(state, [entity('北辰食品')], 'ant.c')).toEqual([ALIKE('北辰食品有限公司')]);
  });
});

test('state check finds a place in the index too few and too many, state rebuild makes it anew', async () => {
  const own = await fixture();
  const database = new Database(own.file);
  database.exec("DELETE FROM org_likeness WHERE key = 'e_ant'; INSERT INTO org_likeness VALUES ('x', 'e_bee')");
  database.close();
  const rows = await own.records('state.check');
  expect(rows.map(({ code }) => code)).toEqual(['STATE_DERIVED', 'STATE_DERIVED']);
  await own.store.rebuild({ timeoutMs: 5_000 });
  expect((await own.query('state.check')).rows).toEqual([]);
  expect(await own.told('orgs.create', { rows: [entity('北辰食品')], dryRun: true })).toEqual(['ok NAME_ALIKE']);
});
