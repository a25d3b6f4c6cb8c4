/** What a filter may name, the named filters of every list, and the order of lists page by page (ACC-5, MEM-4, cli.md "Lists"). */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { KindName } from '../../src/domain/kind.ts';
import { KINDS } from '../../src/domain/kinds.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import { columnsInFull } from '../../src/operations/showing.ts';
import { fixture, licence, TWICE } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
  await state.must('accounts.claim', { rows: ['20000007', '20000008'], actor: 'ant.c' });
  await state.must('accounts.budget', { rows: ['20000101', '20000102'], options: { amount: '6000' } });
});

const count = async (list: string, input: Record<string, unknown>, actor = 'owner') =>
  (await state.query(list, { ...input, count: 'true' }, actor)).rows[0]?.[0];
const refused = async (list: string, input: Record<string, unknown>, actor = 'owner') => {
  try {
    await state.query(list, input, actor);
    return undefined;
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    return [error.code, error.details['nearest'] ?? error.details['candidates']];
  }
};

test('PII-1 what is hidden is no column, nor is what nobody knows, by whomever it is asked for', async () => {
  expect(await refused('members.list', { columns: ['login', 'phone_bi'] })).toEqual(['FIELD_UNKNOWN', ['phone']]);
  expect(await refused('tokens.list', { columns: ['id', 'hash'] })).toEqual(['FIELD_UNKNOWN', expect.any(Array)]);
  expect(await refused('accounts.list', { columns: ['id', 'nope'] })).toEqual(['FIELD_UNKNOWN', expect.any(Array)]);
});

describe('references in filters', () => {
  const FOUND: readonly (readonly [list: string, input: Record<string, unknown>, count: number])[] = [
    ['accounts.list', { entity: 'e_ant' }, 20],
    ['accounts.list', { entity: 'entity:e_ant' }, 20],
    ['accounts.list', { entity: '北辰食品有限公司' }, 20],
    ['accounts.list', { entity: licence(1) }, 20],
    ['accounts.list', { where: ['entity in e_ant,"北辰饮料有限公司"'] }, 30],
    ['accounts.list', { where: ['主体 = 北辰食品有限公司'] }, 20],
    ['accounts.list', { unit: 'unit:u_cat' }, 3],
    ['accounts.list', { agency: 'a_fox' }, 7],
    ['accounts.list', { agency: '蓝狐广告' }, 7],
    ['accounts.list', { agency: 'agency:e_fox' }, 7],
    ['accounts.list', { agency: '蓝狐广告有限公司' }, 7],
    ['accounts.list', { manager: 'ant.c' }, 2],
    ['accounts.list', { platform: 'alipay' }, 7],
    ['accounts.list', { currency: 'JPY' }, 1],
    ['accounts.list', { where: [`id = alipay:${TWICE}`] }, 1],
    ['accounts.list', { where: [`id = ${TWICE}`] }, 2],
    ['accounts.list', { where: ['created != 2026-01-05'] }, 0],
    ['accounts.list', { where: ['created in 2026-01-04,2026-01-05'], unit: 'u_cat' }, 3],
    ['orgs.list', { parent: 'g_north' }, 2],
    ['orgs.list', { group: '北辰集团' }, 2],
    ['orgs.list', { principal: 'ant.p' }, 1],
    ['orgs.list', { kind: 'group', status: '有效' }, 2],
    ['units.list', { org: '北辰集团' }, 1],
    ['units.list', { type: '主体业务单元' }, 3],
    ['units.list', { track: '家电' }, 0],
    ['members.list', { role: 'eP' }, 2],
    ['members.list', { role: 'entity-principal,gA' }, 3],
    ['members.list', { role: '审计员' }, 1],
    ['members.list', { role: 'eC', org: '北辰食品有限公司' }, 3],
    ['members.list', { org: '食品一部' }, 2],
    ['members.list', { org: 'agency:蓝狐广告' }, 6],
    ['members.list', { role: 'op', org: '*' }, 1],
    ['members.list', { unverified: 'true' }, 2],
    ['members.list', { where: ['login = ant.c'] }, 1],
    ['batches.list', { operation: 'accounts.claim', since: '2026-01-05', until: '2026-01-05' }, 1],
    ['batches.list', { until: '2026-01-04' }, 0],
    ['audit.list', { kind: 'relation', operation: 'accounts.claim', actor: 'ant.c' }, 2],
    ['audit.list', { target: '20000007', operation: 'accounts.claim' }, 1],
    ['audit.list', { target: 'tencent:20000007', since: '2026-01-06' }, 0],
  ];
  for (const [list, input, wanted] of FOUND)
    test(`${list} ${JSON.stringify(input)}`, async () => {
      expect(await count(list, input)).toBe(wanted);
    });

  test('--mine: where I hold a role, what I ran, what I did', async () => {
    const own = async (list: string, actor: string) => count(list, { mine: 'true' }, actor);
    expect(await own('orgs.list', 'north.p')).toBe(1);
    expect(await own('units.list', 'unit.a')).toBe(1);
    expect(await own('batches.list', 'ant.c')).toBe(1);
    expect(await own('audit.list', 'ant.c')).toBe(4);
  });

  const REFUSED: readonly (readonly [list: string, input: Record<string, unknown>, code: string, near: string[]])[] = [
    ['accounts.list', { manager: 'nobody' }, 'NOT_FOUND', []],
    ['accounts.list', { manager: 'ant.d' }, 'NOT_FOUND', ['ant.a', 'ant.c', 'ant.p']],
    ['accounts.list', { manager: '成员ant.c' }, 'NOT_FOUND', ['ant.c', 'ant.a', 'ant.p']],
    ['accounts.list', { where: ['manager != nobody'] }, 'NOT_FOUND', []],
    ['accounts.list', { platform: 'tencnt' }, 'NOT_FOUND', ['tencent']],
    ['accounts.list', { platform: 'x' }, 'NOT_FOUND', ['alipay', 'tencent']],
    ['accounts.list', { entity: '北辰食品有限公' }, 'NOT_FOUND', ['北辰食品有限公司']],
    ['accounts.list', { entity: 'g_north' }, 'ORG_KIND', []],
    ['accounts.list', { entity: 'agency:蓝狐广告' }, 'ORG_KIND', []],
    ['accounts.list', { agency: 'e_elk' }, 'ORG_KIND', []],
    ['accounts.list', { unit: '食品三部' }, 'NOT_FOUND', ['食品一部', '食品二部']],
    ['accounts.list', { where: [`id in alipay:${TWICE},tencent:${TWICE}`] }, 'WHERE_INVALID', []],
    ['orgs.list', { parent: '北辰' }, 'NOT_FOUND', ['北辰集团', '北辰食品有限公司', '北辰饮料有限公司']],
    ['orgs.list', { principal: 'ant.q' }, 'NOT_FOUND', ['ant.a', 'ant.c', 'ant.p']],
    ['units.list', { org: '没有' }, 'NOT_FOUND', []],
    ['members.list', { org: '没有' }, 'NOT_FOUND', []],
    ['members.list', { role: 'entity_pricipal' }, 'VALUE_INVALID', ['entity_principal']],
    ['members.list', { sort: 'phone' }, 'SORT_PERSONAL', []],
    ['batches.list', { since: 'yesterday' }, 'WHERE_INVALID', []],
    ['batches.list', { state: 'don' }, 'VALUE_INVALID', ['done', 'redone', 'undone']],
  ];
  for (const [list, input, code, near] of REFUSED)
    test(`${list} ${JSON.stringify(input)} ends with ${code}`, async () => {
      const [found, nearest] = (await refused(list, input)) ?? [];
      expect(found).toBe(code);
      expect(nearest ?? []).toEqual(near);
    });

  const UNSEEN: readonly (readonly [input: Record<string, unknown>, unseen: [value: string, nearest: string[]][]])[] = [
    [{ currency: 'CYN' }, [['CYN', ['CNY']]]],
    [{ where: ['currency in CNY,RMB', 'name = nobody'] }, [['RMB', ['CNY', 'JPY']]]],
    [{ tag: '没有的' }, [['没有的', ['重点']]]],
    [{ industry: '没有的' }, [['没有的', []]]],
    [{ tag: '重点', search: 'nobody' }, []],
    [{ tag: '没有的', count: true }, [['没有的', ['重点']]]],
  ];
  for (const [input, words] of UNSEEN)
    test(`accounts.list ${JSON.stringify(input)} finds nothing, and tells of ${words.length} words that nothing has`, async () => {
      const { rows, tail } = await state.query('accounts.list', input);
      expect(input['count'] ? rows : rows.length).toEqual(input['count'] ? [[0]] : 0);
      expect(tail.unseen?.map(({ value, nearest }) => [value, nearest])).toEqual(words);
    });

  test('MEM-4 nearest names are among what the actor sees', async () => {
    expect(await refused('accounts.list', { entity: '南山游戏有限公司' }, 'ant.a')).toEqual(['NOT_FOUND', []]);
    expect(await refused('accounts.list', { entity: '南山没有有限公司' }, 'ant.a')).toEqual(['NOT_FOUND', []]);
    expect(await refused('accounts.list', { manager: 'cat.c' }, 'ant.a')).toEqual(['NOT_FOUND', []]);
    expect(await refused('accounts.list', { platform: 'alipay' }, 'elk.a')).toEqual(['NOT_FOUND', ['tencent']]);
    expect(await refused('accounts.list', { platform: 'alipai' }, 'elk.a')).toEqual(['NOT_FOUND', ['tencent']]);
  });

  test('a name that is not unique names its candidates', async () => {
    await state.must('units.create', { options: { id: 'u_twin', name: '食品一部', org: 'e_bee' } });
    expect(await refused('accounts.list', { unit: '食品一部' })).toEqual(['AMBIGUOUS', ['u_ant', 'u_twin']]);
    expect(await count('accounts.list', { unit: '食品一部' }, 'ant.a')).toBe(4);
  });
});

describe('order', () => {
  const LISTS: Readonly<Record<string, KindName>> = {
    'accounts.list': 'account',
    'orgs.list': 'org',
    'units.list': 'unit',
    'members.list': 'member',
    'assets.list': 'asset',
    'clients.list': 'authorisation',
    'qualifications.list': 'qualification',
    'batches.list': 'batch',
    'audit.list': 'entry',
  };
  const sortable = (kind: KindName) => columnsInFull(kind).filter((name) => !KINDS[kind].fields[name]?.pii);

  async function paged(list: string, kind: KindName, sort: string, actor: string, least: number) {
    const columns = [...KINDS[kind].key];
    const whole = (await state.query(list, { sort, columns }, actor)).rows;
    // Of the log, which is long and sorted anew for each page, five pages tell as much as fifty.
    const limit = Math.max(least, Math.ceil(whole.length / 5));
    const rows: (readonly unknown[])[] = [];
    let after: string | undefined;
    do {
      const page = await state.query(list, { sort, columns, limit, ...(after && { after }) }, actor);
      rows.push(...page.rows);
      after = page.tail.cursor;
    } while (after);
    expect(rows).toEqual(whole);
    expect(new Set(whole.map((row) => row.join('/'))).size).toBe(whole.length);
  }

  for (const [list, kind] of Object.entries(LISTS)) {
    test(`${list}: pages are the whole list, by every column either way, for who sees all and who sees little`, async () => {
      for (const actor of ['owner', 'ant.a'])
        for (const name of sortable(kind))
          for (const sort of [name, `-${name}`]) await paged(list, kind, sort, actor, 9);
    });

    test(`${list}: pages are the whole list, by any two columns`, async () => {
      const column = fc.tuple(fc.constantFrom(...sortable(kind)), fc.constantFrom('', '-'));
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(column, column),
          fc.constantFrom('owner', 'north.a', 'fox.d', 'unit.c'),
          fc.integer({ min: 3, max: 40 }),
          async (pair, actor, limit) =>
            paged(list, kind, pair.map(([name, sign]) => sign + name).join(','), actor, limit),
        ),
        { numRuns: 25 },
      );
    });
  }

  test('a cursor goes on with its own question only', async () => {
    const { tail } = await state.query('members.list', { role: 'eC', limit: 1 });
    const after = tail.cursor;
    expect((await state.query('members.list', { role: 'eC', limit: 9, after })).rows).toHaveLength(4);
    for (const other of [{ role: 'eA' }, { role: 'eC', sort: 'name' }, { role: 'eC', search: 'a' }, {}])
      expect(await refused('members.list', { ...other, limit: 1, after })).toEqual(['CURSOR_INVALID', undefined]);
  });
});

describe('search', () => {
  const FIELDS: Readonly<Record<string, readonly [kind: KindName, key: string]>> = {
    'accounts.list': ['account', 'id'],
    'orgs.list': ['org', 'id'],
    'units.list': ['unit', 'id'],
    'members.list': ['member', 'login'],
  };
  const fold = (text: string) => text.normalize('NFKC').toLowerCase();

  for (const [list, [kind, key]] of Object.entries(FIELDS)) {
    test(`${list} --search: every word, in any field, in any case and width`, async () => {
      const fields = KINDS[kind].search as readonly string[];
      const rows = await state.records(list, { columns: [...new Set([key, ...fields])] });
      const texts = rows.flatMap((row) => fields.map((name) => String(row[name] ?? ''))).filter(Boolean);
      const part = fc
        .tuple(fc.constantFrom(...texts), fc.nat(30), fc.integer({ min: 1, max: 6 }), fc.constantFrom('', 'U', 'W'))
        .map(([text, from, length, how]) => {
          const characters = [...text];
          const cut = characters.slice(from % characters.length, (from % characters.length) + length).join('');
          if (how === 'U') return cut.toUpperCase();
          return how === 'W' ? cut.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)) : cut;
        });
      await fc.assert(
        fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 3 }), async (parts) => {
          const search = parts.join(' ');
          const words = fold(search).split(/\s+/).filter(Boolean);
          const expected = rows.filter((row) =>
            words.every((word) => fields.some((name) => fold(String(row[name] ?? '')).includes(word))),
          );
          const found = await state.records(list, { search, columns: [key] });
          expect(found.map((row) => row[key]).toSorted()).toEqual(expected.map((row) => row[key]).toSorted());
        }),
        { numRuns: 150 },
      );
    });
  }
});
