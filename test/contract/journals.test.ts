/** FUND-12, MEM-4: of whatever a reader sees of the ledger, every transaction of its journal balances. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatMinor } from '../../src/domain/money.ts';
import { give } from '../helpers/ledger.ts';
import { newFolder, type State } from '../helpers/state.ts';
import { ACCOUNTS, MEMBERS, ORGS, type Thing, world } from '../helpers/world.ts';
import { moneyPast } from '../helpers/world-money.ts';

let state: State;
const [A11, B12] = [ACCOUNTS['A1.1'], ACCOUNTS['B1.2']] as [Thing, Thing];
const X = `agency:${(ORGS.X as Thing).key}` as const;
beforeAll(async () => {
  state = await world();
  await moneyPast(state);
  // What clears the overdraft of one that the reader does not see is that one's alone.
  await give(
    state,
    { holder: `account:${B12.key}`, kind: 'overdraft', amount: -3000n },
    { holder: `account:${A11.key}`, kind: 'overdraft', amount: -200n },
    { holder: X, kind: 'traffic_bonus', amount: 700n, lot: { id: 'l_traffic', validTo: '2099-12-31' } },
    { holder: X, kind: 'cash', amount: 500n, currency: 'JPY', purse: 'external' },
    { holder: X, kind: 'cash', amount: 900n, order: '订单 7;x' },
  );
  await state.must('funds.split', {
    rows: [{ holder: X, amount: '10.00' }],
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

/** Every book that is not empty, the world's among them: `holder:purse:kind:state CURRENCY-KIND`, as journals name them. */
function books(): Record<string, string> {
  const db = new Database(state.file, { readonly: true }).defaultSafeIntegers(true);
  const rows = db
    .prepare(
      `SELECT h.holder, b.purse, b.kind, iif(b.state = 'available', '', ':' || b.state), b.currency, b.balance
       FROM books b JOIN holders h ON h.id = b.holder WHERE b.balance <> 0`,
    )
    .raw()
    .all() as [holder: string, purse: string, kind: string, state: string, currency: string, balance: bigint][];
  db.close();
  return Object.fromEntries(
    rows.map(([holder, purse, kind, frozen, currency, balance]) => {
      const word = kind === 'traffic_bonus' ? 'TRAFFIC' : kind.toUpperCase();
      return [`${holder}:${purse}:${kind}${frozen} ${currency}-${word}`, formatMinor(balance, currency)];
    }),
  );
}

/** Of lines of CSV without a quote within, each an account and what it has of one commodity. */
const lines = (csv: string): string[][] =>
  csv
    .trim()
    .split('\n')
    .map((line) =>
      line
        .replaceAll('"', '')
        .split(',')
        .map((cell) => cell.trim()),
    );

const there = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

describe('FUND-12: what these programs add up is what is in the books, by holder, purse, kind and currency', () => {
  test('there are books of several currencies, purses, kinds and states', () => {
    const names = Object.keys(books());
    for (const one of ['CNY-CASH', 'JPY-CASH', 'TRAFFIC', ':external:', ':order:订单 7;x', 'world:platform:'])
      expect([one, names.some((name) => name.includes(one))]).toEqual([one, true]);
  });

  test('hledger', async (context) => {
    if (!there('hledger')) context.skip('hledger is not installed');
    const texts = await journal('hledger', 'owner');
    const { stdout, stderr } = spawnSync(
      'hledger',
      ['-f', '-', 'bal', '--flat', '-N', '-O', 'csv', '--layout', 'bare'],
      {
        input: texts.join('\n'),
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
    const sums = lines(stdout)
      .slice(1)
      .filter(([, , sum]) => /[1-9]/.test(sum ?? ''))
      .map(([account, commodity, sum]) => [`${plain(account as string, /%([0-9a-f]+)%/g)} ${commodity}`, sum]);
    expect(Object.fromEntries(sums)).toEqual(books());
  });

  test('beancount', async (context) => {
    if (!there('bean-check') || !there('bean-query')) context.skip('beancount is not installed');
    const file = join(newFolder(), 'books.beancount');
    writeFileSync(file, (await journal('beancount', 'owner')).map((text) => `${text}\n`).join(''));
    const checked = spawnSync('bean-check', [file], { encoding: 'utf8' });
    expect([checked.stdout, checked.stderr, checked.status]).toEqual(['', '', 0]);
    const query = 'SELECT account, currency, sum(number) GROUP BY account, currency';
    const { stdout, stderr } = spawnSync('bean-query', ['-f', 'csv', file, query], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const sums = lines(stdout)
      .slice(1)
      .filter(([, , sum]) => /[1-9]/.test(sum ?? ''))
      .map(([account = '', commodity, sum]) => {
        const [, ...parts] = account.split(':');
        const name = parts.map((part) => plain(part.replace(/^X/, ''), /-([0-9a-f]+)-/g)).join(':');
        return [`${name} ${commodity}`, sum];
      });
    expect(Object.fromEntries(sums)).toEqual(books());
  });
});

/** With letters that were written as their codes. */
const plain = (text: string, code: RegExp): string =>
  text.replace(code, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
