/** What is counted for a rule: as far as is needed, and within what the reader sees. */
import { describe, expect, test } from 'vitest';
import { inTheWay } from '../../src/domain/in-the-way.ts';
import type { Store, Survey } from '../../src/store/port.ts';
import { ALL, account, apply, member, open, org, reading, relation, sight, unit } from './states.ts';

async function filled(): Promise<Store> {
  const store = await open();
  await apply(
    store,
    ...['e1', 'e2', 'e3'].map((id) => org(id, 'entity')),
    unit('u1', 'e1'),
    unit('u2', 'e2'),
    member('me'),
    account('1', { entity: 'e1', unit: 'u1' }),
    account('2', { entity: 'e1', unit: 'u1' }),
    account('3', { entity: 'e1' }),
    account('4', { entity: 'e2', unit: 'u2' }),
    account('5', { entity: 'e2', status: 'closed' }),
    account('6'),
    relation('tencent:4', 'me', 'collaborator'),
  );
  return store;
}

describe('a survey', () => {
  const ask = (store: Store, asked: Partial<Survey>, seen = ALL) =>
    reading(store, (tx) =>
      tx.survey({ kind: 'account', by: 'entity', values: ['e1', 'e2', 'e3'], sample: 5, ...asked }, seen),
    );

  test('counts no further than asked', async () => {
    const store = await filled();
    const found = await ask(store, { most: 1 });
    expect(found.get('e1')).toMatchObject({ seen: 1, more: true });
    expect(found.get('e1')?.sample).toHaveLength(3);
    const live = await ask(store, { most: 1, except: { status: 'closed' } });
    expect(live.get('e2')).toEqual({ seen: 1, hidden: false, sample: ['tencent:4'] });
    expect(live.get('e3')).toEqual({ seen: 0, hidden: false, sample: [] });
  });

  test('of many pairs finds those that are there, hidden ones too', async () => {
    const store = await filled();
    const pairs = ['u1/e1', 'u1/e2', 'u1/e3', 'u2/e1', 'u2/e2', 'u9/e1'];
    const asked = { by: 'unit', and: ['entity'], values: pairs } as const;
    const seen = await ask(store, asked);
    expect(pairs.map((pair) => seen.get(pair)?.seen)).toEqual([2, 0, 0, 0, 1, 0]);
    const narrow = await ask(store, asked, sight({ units: ['u1'] }));
    expect(narrow.get('u1/e1')).toMatchObject({ seen: 2, hidden: false });
    expect(narrow.get('u2/e2')).toMatchObject({ seen: 1, hidden: false });
    const none = await ask(store, asked, sight({ actor: 'nobody' }));
    expect(none.get('u2/e2')).toEqual({ seen: 0, hidden: true, sample: [] });
    expect(none.get('u2/e1')).toEqual({ seen: 0, hidden: false, sample: [] });
  });

  test('that stopped says so', () => {
    const label = { one: 'live account', en: 'live accounts', zh: '未注销账户' };
    expect(inTheWay([{ label, seen: 1_000, more: true, sample: ['a'] }])).toEqual({
      en: 'more than 1,000 live accounts (a, …)',
      zh: '超过 1,000 个未注销账户 (a、…)',
    });
  });
});
