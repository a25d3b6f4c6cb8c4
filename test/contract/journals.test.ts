/** FUND-12, MEM-4: of whatever a reader sees of the ledger, every transaction of its journal balances. */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { give } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';
import { ACCOUNTS, MEMBERS, ORGS, type Thing, world } from '../helpers/world.ts';
import { moneyPast } from '../helpers/world-money.ts';

let state: State;
const [A11, B12] = [ACCOUNTS['A1.1'], ACCOUNTS['B1.2']] as [Thing, Thing];
beforeAll(async () => {
  state = await world();
  await moneyPast(state);
  // What clears the overdraft of one that the reader does not see is that one's alone.
  await give(
    state,
    { holder: `account:${B12.key}`, kind: 'overdraft', amount: -3000n },
    { holder: `account:${A11.key}`, kind: 'overdraft', amount: -200n },
  );
  await state.must('funds.split', {
    rows: [{ holder: `agency:${(ORGS.X as Thing).key}`, amount: '10.00' }],
    options: { to: [`account:${A11.key}=30%`, `account:${B12.key}=70%`] },
  });
  const { batch } = await state.must('funds.recharge', { rows: [{ holder: `account:${A11.key}`, amount: '1.00' }] });
  await state.must('batches.undo', { options: { batch } });
});

const journal = async (dialect: string, actor: string) =>
  (await state.records('funds.journal', { dialect }, actor)).map(({ text }) => String(text));

/** What is left over of each commodity of a transaction. */
function leftOver(text: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [, amount, commodity] of text.matchAll(/^ {2}\S+ {2}(-?[\d.]+) "?([A-Z-]+)"?$/gm))
    sums[commodity as string] = (sums[commodity as string] ?? 0) + Math.round(Number(amount) * 100);
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

const READERS = Object.entries(MEMBERS).map(([role, { key }]) => [role, key] as const);
describe('FUND-12: every transaction balances', () => {
  test.each(READERS)('as %s reads it', async (_role, actor) => {
    for (const dialect of ['hledger', 'beancount']) {
      let texts: string[];
      try {
        texts = await journal(dialect, actor);
      } catch (error) {
        expect(error).toMatchObject({ code: 'FORBIDDEN' });
        continue;
      }
      for (const text of texts) expect([text, leftOver(text)]).toEqual([text, {}]);
      if (dialect === 'hledger' && spawnSync('hledger', ['--version']).status === 0) {
        const { status, stderr } = spawnSync('hledger', ['-f', '-', 'bal'], {
          input: texts.join('\n'),
          encoding: 'utf8',
        });
        expect([stderr, status]).toEqual(['', 0]);
      }
    }
  });

  test('most readers see money, some of them one side of a split alone', async () => {
    const all = await Promise.all(READERS.map(async ([, actor]) => await journal('hledger', actor).catch(() => [])));
    expect(all.filter((texts) => texts.length > 0).length).toBeGreaterThan(10);
    const lone = all.flat().filter((text) => text.includes(' split\n') && /^ {2}other:other:/m.test(text));
    expect(lone.length).toBeGreaterThan(0);
  });
});
