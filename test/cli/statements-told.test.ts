/** What statements and overviews say beyond their rows: balances that add up line by line, sums that may be added (FUND-7, FUND-8). */
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import { type Shell, shell } from '../helpers/main.ts';

const HOLDER = 'agency:a_fox';
let on: Shell;
beforeEach(async () => {
  const state = await fixture();
  await give(state, { holder: HOLDER, kind: 'cash', amount: 8_200n });
  on = shell({ db: state.file });
  await done('funds', 'recharge', HOLDER, '--amount', '5.00', '--purse', 'external');
});

const run = async (...argv: string[]) => await on.run([...argv, '--as', 'owner']);
async function done(...argv: string[]): Promise<void> {
  const { code, stderr } = await run(...argv);
  expect([code, stderr]).toEqual([0, stderr]);
}
const grant = (...more: string[]) =>
  done('funds', 'bonus-grant', HOLDER, '--kind', 'bonus', '--amount', '7', '--valid-to', '2099-01-01', ...more);
/** As objects, the oldest first. */
async function rows(...argv: string[]): Promise<Record<string, string>[]> {
  const { stdout } = await run(...argv, '--csv');
  const [head = [], ...lines] = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? '']))).toReversed();
}

describe('FUND-8', () => {
  test('the balance of a default bonus statement adds up line by line, in the book that each line names', async () => {
    await grant('--purse', 'external');
    await grant();
    await done('funds', 'freeze', HOLDER, '--order', 'PO-1', '--amount', '3', '--kind', 'bonus');
    const lines = await rows('funds', 'statement', HOLDER, '--type', 'bonus');
    expect(lines).toHaveLength(4);
    const balances = new Map<string, number>();
    for (const { purse, state, kind, amount, after } of lines) {
      const book = `${kind} ${purse} ${state}`;
      balances.set(book, (balances.get(book) ?? 0) + Number(amount));
      expect(after).toBe(balances.get(book)?.toFixed(2));
    }
    expect(Object.fromEntries(balances)).toEqual({
      'bonus external available': 7,
      'bonus general available': 4,
      'bonus general order:PO-1': 3,
    });
  });

  test('what is frozen of a line is said to be with credit, that of the overview to be without', async () => {
    const help = async (of: string, lang: string) =>
      (await run('funds', of, HOLDER, '--columns', 'help', '--lang', lang)).stdout;
    const line = (text: string, name: string) => text.split('\n').find((one) => one.trim().startsWith(`${name} `));
    for (const name of ['frozen', 'frozen_after']) {
      expect(line(await help('statement', 'en'), name)).toContain('frozen and frozen_credit together');
      expect(line(await help('statement', 'zh'), name)).toContain('含授信');
    }
    expect(line(await help('overview', 'en'), 'frozen')).toContain('without credit');
  });

  test('a sum that is nil says of what it is', async () => {
    await grant();
    const [{ lot = '' } = {}] = await rows('funds', 'statement', HOLDER, '--type', 'bonus');
    await done('funds', 'bonus-revoke', lot);
    const { stderr } = await run('funds', 'statement', HOLDER, '--type', 'bonus', '--csv');
    expect(stderr).toContain('total CNY: Amount 0.00');
  });

  test('of a freeze statement what is frozen is added up, not what moved of the available', async () => {
    await done('funds', 'freeze', HOLDER, '--order', 'PO-1', '--amount', '3');
    await done('funds', 'freeze', HOLDER, '--order', 'PO-2', '--amount', '4');
    const { stderr } = await run('funds', 'statement', HOLDER, '--type', 'freeze', '--csv');
    expect(stderr).toContain('total CNY: All frozen 7.00\n');
    expect(stderr).not.toContain('Cash');
  });
});

test('FUND-7: what is a part of the cash is called that, in the totals and in the help of the columns', async () => {
  await done('funds', 'recharge', 'entity:e_cat', '--amount', '1.00');
  const told = async (lang: string) => (await run('funds', 'overview', '--csv', '--lang', lang)).stderr;
  expect(await told('en')).toContain('Cash 88.00 · Of cash, external 5.00');
  expect(await told('zh')).toContain('现金 88.00 · 其中外投现金 5.00');
  const help = await run('funds', 'overview', '--columns', 'help');
  expect(help.stdout).toMatch(/external_cash +Of cash, external \(a part of cash/);
});
