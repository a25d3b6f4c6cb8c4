/** PII-1: contact data and personal numbers are masked in every answer and stand nowhere in clear. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONTACT, fixture } from '../helpers/fixture.ts';
import { codeOf, newFolder, type State } from '../helpers/state.ts';

const PERSON = { number: '440524188001010014', name: '李四' };
const SECRETS = [...Object.values(CONTACT), PERSON.number];
/** As it is typed, without its edges, in lower case. */
const FORMS = SECRETS.flatMap((secret) => [secret, secret.toLowerCase(), secret.slice(3, -1)]);

/** Everything that lies beside the state, write-ahead log included. */
function bytesBeside(state: State): string {
  const folder = dirname(state.file);
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}
const inClear = (text: string) => FORMS.filter((form) => text.includes(form));

async function filled(): Promise<{ state: State; seen: string[] }> {
  const state = await fixture();
  const seen: string[] = [];
  const change = async (operation: string, input: Parameters<State['change']>[1]) => {
    const { results, summary } = await state.change(operation, input);
    seen.push(JSON.stringify([results, summary]));
  };
  const person = { name: '新人', role: 'eC', org: 'e_ant', verified: '人脸', ...CONTACT };
  await change('members.create', { rows: [{ login: 'new.one', ...person }], actor: 'ant.a' });
  await change('members.create', { rows: [{ login: 'new.one', ...person }], actor: 'ant.a', dryRun: true });
  await change('members.import', {
    rows: [
      { login: 'new.two', ...person },
      { login: '-', ...person },
    ],
    actor: 'ant.a',
    atomic: true,
  });
  // Values that do not pass must not stand in the results either.
  await change('members.create', { rows: [{ login: 'x', ...person, phone: `${CONTACT.phone}ab` }] });
  await change('members.create', { rows: [{ login: 'x', ...person, email: `${CONTACT.email} x` }] });
  await change('members.create', {
    rows: [{ login: 'x', ...person, id_number: `${CONTACT.id_number.slice(0, 17)}1` }],
  });
  await change('members.create', { rows: [{ login: 'x', ...person, wechat: CONTACT.wechat.repeat(100) }] });
  const entity = { kind: 'entity', name: PERSON.name, licence: PERSON.number };
  await change('orgs.create', { rows: [entity], actor: 'plain' });
  await change('orgs.create', { rows: [entity], actor: 'cat.p' });
  await change('orgs.create', { rows: [{ ...entity, licence: `${PERSON.number.slice(0, 17)}9` }], actor: 'cat.p' });
  await change('orgs.create', { rows: [{ ...entity, licence_kind: 'business' }], actor: 'cat.p' });
  const [created] = await state.records('batches.list', { operation: 'members.create', limit: '1', where: ['ok = 1'] });
  await change('batches.undo', { options: { batch: created?.['id'] } });
  await change('members.verify', { where: [`phone = ${CONTACT.phone}`], options: { method: '人脸' } });
  await change('members.grant', { where: [`email = ${CONTACT.email}`], options: { role: 'uC', org: 'u_ant' } });
  return { state, seen };
}

describe('PII-1', () => {
  test('results, lists, records, log and kept results are masked for everybody, the owner included', async () => {
    const { state, seen } = await filled();
    for (const actor of ['owner', 'ops', 'ant.p', 'ant.c', 'plain', 'audit']) {
      for (const operation of ['members.list', 'orgs.list', 'audit.list', 'batches.list', 'accounts.list'])
        seen.push(JSON.stringify(await state.query(operation, {}, actor)));
      seen.push(JSON.stringify(await state.query('members.show', { login: [actor] }, actor)));
      for (const { id } of await state.records('batches.list', {}, actor)) {
        seen.push(JSON.stringify(await state.query('batches.results', { batch: id }, actor)));
        seen.push(JSON.stringify(await state.query('batches.show', { batch: id }, actor)));
      }
    }
    seen.push(JSON.stringify(await state.query('orgs.show', { org: [PERSON.name] })));
    expect(inClear(seen.join('\n'))).toEqual([]);
    const text = seen.join('\n');
    for (const masked of ['138****5678', 'p***@example.com', 's***', '1101**********002X', '4405**********0014'])
      expect(text).toContain(masked);
    // Blind indexes would let a reader try numbers until one fits.
    expect(text).not.toMatch(/_bi"|v1\.[\w-]{20}/);
  });

  test('no byte of it stands in clear in the state, its log, or a backup', async () => {
    const { state } = await filled();
    expect(bytesBeside(state)).toContain('20000005');
    expect(inClear(bytesBeside(state))).toEqual([]);
    const copy = join(newFolder(), 'copy.db');
    await state.store.backup(copy);
    expect(inClear(readFileSync(copy, 'latin1'))).toEqual([]);
  });

  test('is found by its whole value, and by nothing else', async () => {
    const { state } = await filled();
    const logins = async (where: string) =>
      (await state.records('members.list', { where: [where] })).map(({ login }) => login);
    expect(await logins(`phone = ${CONTACT.phone}`)).toEqual(['ant.c']);
    expect(await logins(`email = ${CONTACT.email.toUpperCase()}`)).toEqual(['ant.c']);
    expect(await logins('phone = 138****5678')).toEqual([]);
    expect(await codeOf(logins('email ~ private'))).toBe('WHERE_INVALID');
  });

  test('without the state key everything but contact data works', async () => {
    const { state } = await filled();
    const lost = state.beside(null);
    const [shown] = await lost.records('members.show', { login: ['ant.c'] });
    expect(shown).toMatchObject({ login: 'ant.c', phone: '•••', email: '•••' });
    expect(await lost.told('accounts.claim', { rows: ['20000005'], actor: 'ant.c' })).toEqual(['ok']);
    expect(await lost.told('members.create', { rows: [{ login: 'no.contact', name: 'x' }] })).toEqual(['ok']);
    const row = { login: 'with.contact', name: 'x', phone: CONTACT.phone };
    expect(await lost.told('members.create', { rows: [row] })).toEqual(['conflict KEY_MISSING']);
    const person = { kind: 'entity', name: PERSON.name, licence: PERSON.number };
    expect(await lost.told('orgs.create', { rows: [person] }).catch((error: Error) => error.message)).toEqual([
      'conflict KEY_MISSING',
    ]);
  });

  test('with another key nothing is shown, nothing breaks, and no sealed person is sealed anew', async () => {
    const { state } = await filled();
    const other = state.beside(Buffer.alloc(32, 7));
    const [shown] = await other.records('members.show', { login: ['ant.c'] });
    expect(shown).toMatchObject({ phone: '•••', id_number: '•••' });
    const rows = [{ login: 'ant.c', name: '成员ant.c', phone: '13900000000' }];
    expect(await other.told('members.import', { rows })).toEqual(['conflict KEY_WRONG']);
    expect((await state.records('members.show', { login: ['ant.c'] }))[0]).toMatchObject({ phone: '138****5678' });
  });

  test('undo restores contact data from the log', async () => {
    const state = await fixture();
    const row = { login: 'new.one', name: '新人', ...CONTACT };
    const made = await state.must('members.create', { rows: [row] });
    const undone = await state.must('batches.undo', { options: { batch: made.batch } });
    expect(await codeOf(state.query('members.show', { login: ['new.one'] }))).toBe('NOT_FOUND');
    await state.must('batches.undo', { options: { batch: undone.batch } });
    expect((await state.records('members.show', { login: ['new.one'] }))[0]?.['phone']).toBe('138****5678');
    expect(await state.told('members.create', { rows: [row] })).toEqual(['unchanged SAME']);
  });
});
