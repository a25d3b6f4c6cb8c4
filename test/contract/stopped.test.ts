/** A reader may stop at any page: `| head`, a table that shows the first rows. Nothing stays open behind it. */
import { expect, test } from 'vitest';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { fixture } from '../helpers/fixture.ts';

const LISTS = Object.keys(REGISTRY).filter((name) => name.endsWith('.list'));

test('OUT-1 a list that is left after its first page leaves nothing behind, whatever it holds', async () => {
  const state = await fixture();
  await state.must('accounts.claim', { rows: ['20000201'], actor: 'cat.c' });
  expect(LISTS).toContain('audit.list');
  for (const operation of LISTS) {
    const op = await operationNamed(operation);
    // Twice: what is left open shows when the same connection is taken again.
    for (const input of [{}, {}, { limit: '1' }, { limit: '1' }]) {
      const pages = state.link.query({ operation: op.name, actor: 'owner', tz: 'UTC', input });
      await pages.next();
      await pages.return({});
    }
  }
  await state.must('accounts.tag', { rows: ['20000201'], options: { tag: ['还能写'] } });
});
