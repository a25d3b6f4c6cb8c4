/** The demo's claim file: what operations staff have, with what is usually wrong in it. */
import { lstatSync, readFileSync } from 'node:fs';
import { encodeGb18030 } from '../../files/gb18030.ts';
import { accountAt, type DemoAccount } from './accounts.ts';
import { MAIN_ENTITY } from './names.ts';
import { type Random, randomOf, shuffled } from './random.ts';

const CLAIMS_SALT = 23;
/** Of how many accounts the numbers below are; fewer accounts, fewer rows. */
const FULL = 20_000;

/** How many rows of each sort a full claim file has: 2,000 together. */
const ROWS = { good: 1_800, again: 66, managed: 70, closed: 12, elsewhere: 20, unknown: 31, spoilt: 1 } as const;
type Sort = keyof typeof ROWS;
/** What a spreadsheet makes of a long id. */
const SPOILT = '7.73E+016';

export type Claim = { readonly id: string; readonly note: string; readonly sort: Sort };

/** The rows as the claimer has them, shuffled, ids with the blanks that copying leaves around them. */
export function claimRows(seed: number, accounts: number): Claim[] {
  const random = randomOf(seed, CLAIMS_SALT);
  const scale = Math.min(1, accounts / FULL);
  const wanted = (sort: Sort): number => Math.ceil(ROWS[sort] * scale);
  const found: Record<'good' | 'managed' | 'closed' | 'elsewhere', string[]> = {
    good: [],
    managed: [],
    closed: [],
    elsewhere: [],
  };
  const sorts = Object.keys(found) as (keyof typeof found)[];
  for (let index = 0; index < accounts; index++) {
    const account = accountAt(seed, index);
    const sort = sortOf(account);
    if (sort && found[sort].length < wanted(sort)) found[sort].push(account.id);
    if (sorts.every((one) => found[one].length >= wanted(one))) break;
  }
  const again = found.good.slice(0, wanted('again'));
  const unknown = Array.from({ length: wanted('unknown') }, (_, i) => String(29_990_001 + i * 37));
  const ids: Record<Sort, readonly string[]> = { ...found, again, unknown, spoilt: [SPOILT] };
  const rows = (Object.keys(ROWS) as Sort[]).flatMap((sort) => ids[sort].map((id) => ({ id, sort })));
  return shuffled(rows, random).map(({ id, sort }) => ({ id: untidy(id, random), note: random.pick(NOTES), sort }));
}

function sortOf(account: DemoAccount): 'good' | 'managed' | 'closed' | 'elsewhere' | undefined {
  if (account.twice || account.early) return undefined;
  if (account.entity !== MAIN_ENTITY) return account.entity ? 'elsewhere' : undefined;
  if (account.status === 'closed') return 'closed';
  return account.manager ? 'managed' : 'good';
}

const NOTES = ['', '', '', '', '新接手', '3月新开', '客户要求优先', '与李娜确认过', '待补资质'];
const EDGES = [' ', '  ', '\u3000', '\u00a0'] as const;

function untidy(id: string, random: Random): string {
  const before = random.chance(0.03) ? random.pick(EDGES) : '';
  const after = random.chance(0.04) ? random.pick(EDGES) : '';
  return before + id + after;
}

/** GB18030 with CRLF, as the spreadsheets of a Chinese office write CSV. */
export function claimsFile(claims: readonly Claim[]): Buffer {
  const lines = ['账户ID,备注', ...claims.map(({ id, note }) => `${id},${note}`)];
  return encodeGb18030(lines.map((line) => `${line}\r\n`).join(''));
}

/** Whether claims may be written there: nothing is, or those of another demo. Anything else of that name is the user's. */
export function mayBeClaims(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return true;
  const head = claimsFile([]);
  return found.isFile() && readFileSync(file).subarray(0, head.length).equals(head);
}
