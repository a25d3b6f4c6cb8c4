/** What is not found names the nearest that its reader sees, alike for a record, a filter and a command's head. */
import { beforeAll, expect, test } from 'vitest';
import type { AdctlError } from '../../src/domain/refusal.ts';
import { fixture } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

const nearOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'found',
    (error: AdctlError) => error.details['nearest'] ?? [],
  );
const share = (login: string, actor?: string) =>
  nearOf(state.change('accounts.share', { rows: ['20000003'], options: { with: [login] }, ...(actor && { actor }) }));

test('inputs.md addressing: a member that is nearly typed is told by its login, by login and by name', async () => {
  const name = String((await state.records('members.show', { login: ['ant.c2'] }))[0]?.['name']);
  for (const typed of ['ant.c3', `${name}们`]) {
    const near = await nearOf(state.query('members.show', { login: [typed] }));
    expect(near).toContain('ant.c2');
    expect(near).not.toContain(name === 'ant.c2' ? '' : name);
    expect(await nearOf(state.query('accounts.list', { manager: typed }))).toEqual(near);
    expect(await share(typed)).toEqual(near);
  }
  expect(await share('ant.c3', 'cat.p')).not.toContain('ant.c2');
});

test('inputs.md addressing: a place is told as it was nearly typed, a head finds it by the name of the kind', async () => {
  const attach = (to: string) => nearOf(state.change('orgs.attach', { rows: ['e_elk'], options: { to } }));
  const add = (unit: string) => nearOf(state.change('units.add-accounts', { rows: ['20000007'], options: { unit } }));
  expect(await attach('北辰集')).toContain('北辰集团');
  expect(await nearOf(state.query('orgs.show', { org: ['北辰集'] }))).toContain('北辰集团');
  expect(await add('u_an')).toContain('u_ant');
});
