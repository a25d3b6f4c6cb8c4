/** Files that move money, as people have them: lists of ids, columns in their words, ids that a spreadsheet spoilt (FUND-5). */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Shell, shell } from '../helpers/main.ts';

let on: Shell;
beforeAll(async () => {
  on = shell();
  expect(await on.run(['demo', '--accounts', '200'])).toMatchObject({ code: 0 });
}, 60_000);

type Result = {
  readonly reference: string | null;
  readonly target: string;
  readonly status: string;
  readonly code: string | null;
};
const typed = async (argv: readonly string[], stdin: string) =>
  await on.run(['funds', ...argv, '--from', '-', '--dry-run', '-o', 'json'], { stdin });
async function told(argv: readonly string[], stdin: string): Promise<Result[]> {
  const { stdout, stderr, code } = await typed(argv, stdin);
  if (code === 2) throw new Error(stderr);
  return JSON.parse(stdout) as Result[];
}
const REFERENCE = ['--reference', 'w1'];
const BLUE = 'agency:a_bluefocus';
const PAYER = ['--payer', BLUE];

describe('inputs.md: no header if every first cell is an id', () => {
  const ACCOUNTS = ['tencent:20000001', '20000002'];
  const AGENCY = [BLUE, 'a_bluefocus'];
  const cash = ['--amount', '1'];
  test.each<[readonly string[], readonly string[]]>([
    [['allocate', ...cash, ...PAYER], ACCOUNTS],
    [['reclaim', ...cash, '--payee', BLUE], ACCOUNTS],
    [
      ['recharge', ...cash],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['refund', ...cash],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['credit-limit', ...cash],
      [...ACCOUNTS, ...AGENCY],
    ],
    [['repay', ...cash, ...PAYER], ACCOUNTS],
    [
      ['freeze', ...cash, '--order', 'o'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['unfreeze', ...cash, '--order', 'o'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['bonus-grant', ...cash, '--kind', 'bonus', '--valid-to', '2099-12-31'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [['consume', ...cash, '--day', '2026-01-01'], ACCOUNTS],
    [['consume-return', ...cash, '--day', '2026-01-01'], ACCOUNTS],
    [
      ['split', ...cash, '--to', 'entity:e_haier=10%'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [
      ['adjust', '--add', '1', '--reason', 'R'],
      [...ACCOUNTS, ...AGENCY],
    ],
    [['deposit-due', ...cash], AGENCY],
    [['deposit-pay', ...cash], AGENCY],
    [['deposit-return', ...cash], AGENCY],
    [['post'], ['h_aaaaaaaa', 'h_aaaaaaaaaaaaaaaa']],
    [['void'], ['h_aaaaaaaa', 'h_aaaaaaaaaaaaaaaa']],
    [['bonus-revoke'], ['l_aaaaaaaa', 'l_aaaaaaaaaaaaaaaa']],
  ])('funds %j', async (argv, ids) => {
    const lists = ids.length === 4 ? [ids.slice(0, 2), ids.slice(2), ids.slice(3)] : [ids, ids.slice(1)];
    for (const list of lists) {
      const results = await told([...argv, ...REFERENCE], `${list.join('\n')}\n`);
      expect(results.map(({ reference }) => reference)).toEqual(list.map((_, i) => `w1:${i + 1}`));
      expect(results.filter(({ status }) => status === 'invalid')).toEqual([]);
    }
  });

  test.each([
    [['allocate', ...PAYER], '20000001,5.00\n', 'only a single column of ids needs no header'],
    // Which of its two sides they are would be a guess.
    [['transfer', ...PAYER, ...cash], '20000001\n20000002\n', 'no usable header'],
    [['hold', ...PAYER, ...cash], '20000001\n20000002\n', 'no usable header'],
    [['recharge', ...cash], 'accuont\n20000001\n', 'nearest: account'],
  ])('funds %j: %j is refused', async (argv, stdin, words) => {
    await expect(told([...argv, ...REFERENCE], stdin)).rejects.toThrow(words);
  });
});

describe('ACC-1: an id that a spreadsheet has spoilt is told as one, whichever column it stands in', () => {
  const cash = ['--amount', '1'];
  test.each<[readonly string[], string]>([
    [['allocate', ...cash, ...PAYER], 'account\n7.73E+016\n'],
    [['allocate', ...cash, ...PAYER], '7.73E+016\n'],
    [['allocate', ...cash, ...PAYER], 'account\ntencent:7.73E+016\n'],
    [['allocate', ...cash, ...PAYER], 'account\n77300000000000000\n'],
    [['recharge', ...cash], 'holder\n7.73E+016\n'],
    [['allocate', ...cash], 'account,payer\n20000001,7.73E+016\n'],
    [['reclaim', ...cash], 'account,payee\n20000001,77300000000000000\n'],
    [['transfer', ...cash], `payer,payee\n${BLUE},7.73E+016\n`],
    [['transfer', ...cash], `payer,payee\n7.73E+016,${BLUE}\n`],
    [['hold', ...cash], `payer,payee\n${BLUE},"77,300,000,000,000,000"\n`],
    [['consume', ...cash, '--day', '2026-01-01'], 'account\n7.73E+016\n'],
    [['bonus-revoke'], 'lot,holder\nl_aaaaaaaa,7.73E+016\n'],
  ])('funds %j of %j', async (argv, stdin) => {
    expect(await told([...argv, ...REFERENCE], stdin)).toMatchObject([{ status: 'invalid', code: 'ID_SPOILT' }]);
  });

  test('where all long ids of a file are rounded they are not believed, though one may be somebody’s', async () => {
    const allocate = ['allocate', ...cash, ...PAYER, ...REFERENCE];
    await expect(told(allocate, '77300000000000000\n77300000000000000\n')).rejects.toThrow('by a spreadsheet');
    const mixed = await told(allocate, '77300000000000100\n77300000000000117\n20000001\n');
    expect(mixed.map(({ code }) => code)).toEqual(['ID_SPOILT', 'NOT_FOUND', null]);
  });
});
