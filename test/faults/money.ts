/** A state with money in real files, and what must be true of it whatever was killed: each row moved once (FUND-5). */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Ground } from './campaign.ts';
import type { Ended } from './processes.ts';

export const PAYER = 'agency:a_bluefocus';
/** Of two chunks, the second smaller, so that a batch may stop between them. */
export const ROWS = 1_200;
const REFERENCE = 'run';
/** Minor units of row n, from 1: no two neighbours are alike. */
const amountOf = (n: number): number => 100 + (n % 97);
const TOTAL = Array.from({ length: ROWS }, (_, i) => amountOf(i + 1)).reduce((sum, one) => sum + one, 0);

const decimal = (minor: number): string => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
const fileIn = ({ place }: Ground): string => join(place.folder, 'rows.csv');

/** The command that is killed, and typed again. */
export const allocating = (ground: Ground, ...more: readonly string[]): string[] => [
  'funds',
  'allocate',
  '--from',
  fileIn(ground),
  '--payer',
  PAYER,
  '--reference',
  REFERENCE,
  ...more,
];

let template: Promise<Ground> | undefined;
export const removeTemplate = async (): Promise<void> => (await template)?.place.remove();

/** A state of its own, and in its folder a file of accounts with what each gets. */
export async function moneyGround(): Promise<Ground> {
  template ??= (async () => {
    const ground = new Ground();
    await ground.soon(['demo', '--accounts', '1500']);
    const where = ['--where', 'currency = CNY', '--where', 'status != closed'];
    const list = await ground.soon([
      'accounts',
      'list',
      '--csv',
      '--columns',
      'platform,id',
      ...where,
      '--limit',
      '400',
    ]);
    const ids = list.stdout.trimEnd().split('\n').slice(1);
    expect(ids).toHaveLength(400);
    // Each account has several rows: what counts a movement twice is not hidden by its target.
    const lines = Array.from({ length: ROWS }, (_, i) => `${ids[i % ids.length]},${decimal(amountOf(i + 1))}\n`);
    writeFileSync(fileIn(ground), `platform,id,amount\n${lines.join('')}`);
    ground.keep();
    return ground;
  })();
  const made = await template;
  const ground = new Ground();
  cpSync(made.place.folder, ground.place.folder, { recursive: true });
  return ground;
}

export type Moved = { readonly rows: number; readonly minor: number; readonly most: number };

/** What moved under the references of the file: how many, how much, and how often one reference at most. */
export function moved(ground: Ground): Moved {
  const [found] = ground.query<Moved>(
    `SELECT count(*) AS rows, ifnull(sum(amount), 0) AS minor, ifnull(max(times), 0) AS most FROM (
       SELECT max(t.amount) AS amount, count(*) AS times FROM ledger_transactions t
       WHERE t.reference GLOB ? GROUP BY t.reference)`,
    `${REFERENCE}:*`,
  );
  return found as Moved;
}

export const ALL: Moved = { rows: ROWS, minor: TOTAL, most: 1 };

/** By the database alone: per transaction, currency and kind nothing is left over, and each balance is its entries. */
export async function sound(ground: Ground): Promise<void> {
  const unequal = ground.query(
    `SELECT e.txn FROM ledger_entries e JOIN books b ON b.id = e.book GROUP BY e.txn, b.currency, b.kind
     HAVING sum(e.amount) <> 0`,
  );
  const apart = ground.query(
    `SELECT b.id FROM books b LEFT JOIN ledger_entries e ON e.book = b.id GROUP BY b.id
     HAVING b.balance <> ifnull(sum(e.amount), 0)`,
  );
  const open = ground.query('SELECT txn FROM ledger_entries WHERE txn NOT IN (SELECT seq FROM ledger_transactions)');
  expect([unequal, apart, open]).toEqual([[], [], []]);
  const checked = await ground.soon(['funds', 'check']);
  expect([checked.code, checked.stdout, checked.stderr]).toEqual([0, '', '']);
}

export function statuses({ stdout }: Pick<Ended, 'stdout'>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of JSON.parse(stdout) as { status: string }[]) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
