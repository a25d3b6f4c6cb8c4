/** What a command that moves money says when nothing moved, or when it went back, through the real command in both languages. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import { type Shell, shell } from '../helpers/main.ts';
import type { State } from '../helpers/state.ts';

let state: State;
let on: Shell;
beforeEach(async () => {
  state = await fixture();
  await give(state, { holder: 'agency:a_fox', kind: 'cash', amount: 1_000_000n });
  on = shell({ db: state.file });
});

const said = async (argv: readonly string[], lang = 'en') => {
  const as = argv.includes('--as') ? [] : ['--as', 'fox.m'];
  const { stderr, code } = await on.run([...argv, '-q', '--lang', lang, ...as]);
  return `${code} ${stderr}`;
};
const CLIENTS = ['20000301', '20000302', '20000303'];
const paying = (amounts: readonly string[]) => {
  const file = join(on.folder, 'pay.csv');
  const rows = amounts.map((amount, i) => `${CLIENTS[i % 3]},${amount}`);
  writeFileSync(file, ['account,amount', ...rows, ''].join('\n'));
  return ['funds', 'allocate', '--from', file, '--payer', 'agency:a_fox', '--reference', 'f1'];
};

describe('FUND-6 a file whose plan waits', () => {
  beforeEach(async () => {
    await state.must('funds.caps', { rows: ['agency:a_fox'], options: { per_day: '100' }, actor: 'fox.m' });
  });
  const planIn = (text: string) => /plan (r_\w+)/.exec(text)?.[1];

  test('run again it names the plan, and says that nothing is done yet', async () => {
    const allocate = paying(['150', '250', '1']);
    const plan = planIn(await said(allocate));
    expect(plan).toBeDefined();
    const again = await said(allocate);
    expect(again).toMatch(/^0 allocated 0 · unchanged 3 · /);
    expect(again).toContain(
      `  unchanged 3: plan ${plan} waits with this already: nothing is done yet (tencent:20000301, `,
    );
    expect(await said(allocate, 'zh')).toContain(`方案 ${plan} 已包含此项，正等待执行：尚未执行`);
    expect(await said([...allocate, '--dry-run'])).toContain(`plan ${plan} waits`);
  });

  test('ERR-1 applied after something has drifted, it ends as one thing that is refused, and says what to do', async () => {
    const plan = planIn(await said(paying(['150', '250']))) as string;
    await state.must('accounts.suspend', { rows: ['20000302'], actor: 'owner' });
    const applied = (lang: string) => said(['requests', 'apply', plan, '--as', 'fox.a', '--dry-run'], lang);
    expect(await applied('en')).toMatch(/^5 dry run: applied 0 · conflict 1 · rolled back 1\n/);
    expect(await applied('en')).toContain(
      'not as it was when the plan was written: its status, or that of another side, is another now 1\n  hint: nothing of the plan was done; run the operation again for a new one',
    );
    expect(await applied('zh')).toContain('提示：方案未执行；请重新执行原操作以生成新方案');
  });

  test('FUND-6 of caps, that move nothing, no word of moving', async () => {
    const raise = ['funds', 'caps', 'a_fox', '--per-day', '500'];
    expect(await said(raise)).toMatch(
      /raising a cap takes two: nothing is done yet, plan r_\w+ waits for a second person/,
    );
    expect(await said(raise, 'zh')).not.toContain('资金变动');
  });

  test('looked at after its file was changed, it is said that it is not as it was written', async () => {
    const plan = planIn(await said(paying(['150', '250']))) as string;
    const look = (lang = 'en') => said(['requests', 'plan', plan, '--as', 'fox.a'], lang);
    expect(await look()).toBe('0 in all 400.00 CNY (2)\n');
    const db = new Database(state.file);
    db.exec("UPDATE plan_rows SET after = replace(after, '150', '950')");
    db.close();
    expect(await look()).toMatch(
      /^0 in all .*\nwarning: plan r_\w+ or its rows are not as they were .* \(PLAN_ALTERED\)\n$/,
    );
    expect(await look('zh')).toMatch(/警告：方案 r_\w+ 或其中的行与提出时不符/);
  });

  test('rows that wait in several plans are told as that', async () => {
    const first = planIn(await said(paying(['150'])));
    const both = await said(paying(['150', '250']));
    expect(both).toContain(
      `unchanged 1: plan ${first} waits with this already: nothing is done yet (tencent:20000301)`,
    );
    expect(planIn(both.split('pending 1:')[1] ?? '')).not.toBe(first);
    expect(await said(paying(['150', '250']))).toContain('unchanged 2: waits in plans already, nothing is done yet (');
  });
});

describe('FUND-3 where what is frozen falls short, the order or the hold is named, and no recharge advised', () => {
  const holder = { payer: 'agency:a_fox', payee: '20000301' };
  test('of an order, of one row and of several', async () => {
    await state.must('funds.freeze', { rows: [{ holder: 'agency:a_fox', order: 'o1', amount: '5.00' }] });
    const unfreeze = ['funds', 'unfreeze', 'agency:a_fox', '--amount', '6', '--order'];
    const one = await said([...unfreeze, 'NOPE']);
    expect(one).toMatch(/^5 .*6\.00 CNY of cash is asked for, 0\.00 is frozen for order NOPE in organisation /s);
    expect(one).toContain('--type freeze');
    expect(one).not.toContain('recharge');
    expect(await said([...unfreeze, 'o1'])).toContain('5.00 is frozen for order o1 in');
    expect(await said([...unfreeze, 'o1'], 'zh')).toContain('为订单 o1 冻结的仅有 5.00');
    const file = join(on.folder, 'orders.csv');
    writeFileSync(file, 'holder,order,amount\nagency:a_fox,o1,6\nagency:a_fox,o2,1\n');
    const several = await said(['funds', 'unfreeze', '--from', file, '--reference', 'u']);
    expect(several).toMatch(/conflict 2: not that much is frozen 2\n {2}hint: at most that much; /);
  });

  test('of a hold', async () => {
    const { results } = await state.must('funds.hold', { rows: [{ ...holder, amount: '60' }] });
    const hold = String(results[0]?.id);
    const text = await said(['funds', 'post', hold, '--amount', '70']);
    expect(text).toContain(`70.00 CNY of cash is asked for, 60.00 is held under ${hold} in organisation`);
    expect(text).not.toContain('recharge');
  });

  test('what is available is told as before', async () => {
    const text = await said(['funds', 'refund', 'agency:a_fox', '--amount', '10000.01']);
    expect(text).toMatch(/10000\.00 is there in organisation .*after a recharge/s);
  });
});

test('FUND-13 what came back of a split was refunded, not split', async () => {
  const split = ['funds', 'split', 'agency:a_fox', '--amount'];
  expect(await said([...split, '9', '--to', 'entity:e_ant=100%', '--as', 'owner'])).toMatch(/^0 split 1 · batch /);
  const id = (await on.run(['funds', 'splits', '-q', '--as', 'owner'])).stdout.trim();
  const refund = [...split, '1', '--refund', id, '--as', 'owner'];
  expect(await said([...refund, '--dry-run'], 'zh')).toMatch(/^0 预演：已退回 1/);
  expect(await said(refund)).toMatch(/^0 refunded 1 · batch /);
});

describe('FUND-13 what reaches nobody', () => {
  const split = ['funds', 'split', 'agency:a_fox', '--amount'];

  test('of a split: it says so, and not that it is so already', async () => {
    const little = [...split, '0.01', '--to', 'entity:e_ant=1%', '--as', 'owner'];
    expect(await said(little)).toContain(
      'unchanged 1: of 0.01 CNY no receiver gets as much as the smallest unit: it stays with the payer',
    );
    expect(await said(little, 'zh')).toContain('0.01 CNY 过小，各收款方均分不到最小单位，资金留在付款方');
  });

  test('is in no total, of a split, of its refunds, and of the undo of either', async () => {
    const file = join(on.folder, 'split.csv');
    const sent = (amounts: readonly string[], more: readonly string[]) => {
      writeFileSync(file, ['holder,amount', ...amounts.map((amount) => `agency:a_fox,${amount}`), ''].join('\n'));
      return said(['funds', 'split', '--from', file, ...more, '--as', 'owner']);
    };
    const to = ['--to', '20000301=1%'];
    expect(await sent(['100', '0.01'], [...to, '--reference', 's1'])).toContain('  in all 1.00 CNY\n');
    const id = (await on.run(['funds', 'splits', '-q', '--as', 'owner'])).stdout.trim();
    const refunded = await sent(['0.49', '0.50', '40'], ['--refund', id, '--reference', 's2']);
    expect(refunded).toContain('  in all 0.41 CNY\n');
    const batch = /batch (b_\w+)/.exec(refunded)?.[1] as string;
    expect(await said(['undo', batch, '--as', 'owner'])).toContain('  in all 0.41 CNY\n');
  });
});

test('FUND-9 what was consumed names the shared wallets that paid, and those that had it back', async () => {
  const [account, unit] = ['20000001', 'unit:u_ant'];
  await state.must('funds.wallet-enable', { rows: [unit] });
  await give(state, { holder: unit, kind: 'cash', amount: 3_000n });
  await give(state, { holder: `account:tencent:${account}`, kind: 'cash', amount: 1_000n });
  const day = ['--day', '2026-01-04', '--as', 'owner'];
  const consumed = await said(['funds', 'consume', account, '--amount', '25', ...day]);
  expect(consumed).toContain(`  the shared wallet of ${unit} paid 15.00 CNY\n`);
  const back = await said(['funds', 'consume-return', account, '--amount', '4', ...day], 'zh');
  expect(back).toContain(`  共享钱包 ${unit} 收回 4.00 CNY\n`);
});

describe('FUND-1 an undo of money is no more undone', () => {
  const recharge = ['funds', 'recharge', 'agency:a_fox', '--amount', '5'];
  const batchIn = (text: string) => /batch (b_\w+)/.exec(text)?.[1] as string;

  test('no redo is offered, but how to move it again; what is no money is offered to be redone', async () => {
    const batch = batchIn(await said([...recharge, '--as', 'owner']));
    const undone = await said(['undo', batch, '--as', 'owner']);
    expect(undone).toMatch(/^0 restored 1 · batch b_\w+\n/);
    // The recharge had none: a new one is asked for only where there was one.
    expect(undone).toContain('to move it again: the same command, under a new reference if it had one');
    expect(await said(['undo', batch, '--as', 'owner'])).not.toContain('redo:');
    const noted = batchIn(await said(['accounts', 'note', '20000001', '--text', 'x', '--as', 'owner']));
    const restored = await said(['undo', noted, '--as', 'owner']);
    expect(restored).toMatch(/restored 1 · batch b_\w+ {2}\(redo: adctl undo b_\w+\)/);
    expect(restored).not.toContain('reference');
  });

  test.each(['--dry-run', ''])(
    'of a batch that wrote a plan the plan is named, and how it is withdrawn %s',
    async (dry) => {
      await state.must('funds.caps', { rows: ['agency:a_fox'], options: { per_day: '100' }, actor: 'owner' });
      const plan = /plan (r_\w+)/.exec(await said(paying(['150'])))?.[1];
      const undo = ['undo', '--last', '--yes', ...(dry ? [dry] : [])];
      const text = await said(undo);
      expect(text).toMatch(
        /^5 error: batch b_\w+ moved nothing, so there is nothing to undo: its plan r_\w+ is pending/,
      );
      expect(text).toContain(`hint: adctl requests withdraw ${plan} takes it back`);
      expect(await said(undo, 'zh')).toContain(`可用 adctl requests withdraw ${plan} 撤回`);
      await state.must('requests.apply', { options: { id: plan as string }, actor: 'fox.a' });
      expect(await said(undo)).toMatch(/its plan r_\w+ is applied.*by the batch that applied it: adctl batches list/s);
    },
  );
});

describe('what is refused or done already is told in words of money', () => {
  test('FUND-5 a reference that stands twice in a file: which row it was paid by', async () => {
    const file = join(on.folder, 'twice.csv');
    const row = (account: string, reference: string) => `${account},5,${reference}`;
    const rows = [row('20000301', 'x'), row('20000301', 'x'), row('20000302', 'y')];
    writeFileSync(file, `${['account,amount,reference', ...rows].join('\n')}\n`);
    const allocate = ['funds', 'allocate', '--from', file, '--payer', 'agency:a_fox'];
    for (const how of [['--dry-run'], []])
      expect(await said([...allocate, ...how])).toMatch(
        /allocated 2 · unchanged 1.*\n {2}unchanged 1: paid already under reference x, by row 1 of the same input \(tencent:20000301\)/,
      );
    const again = await said(allocate);
    expect(again).toMatch(/allocated 0 · unchanged 3/);
    expect(again).not.toContain('by row');
  });

  test('a holder of another kind: which kinds fit, and how one is written', async () => {
    const enable = ['funds', 'wallet-enable', 'agency:a_fox'];
    expect(await said(enable)).toContain(
      '"agency:a_fox" does not fit here: this is for a business unit, a group or an entity (HOLDER_KIND)\n' +
        '  hint: give one as unit:u_east, group:g_haier or entity:e_haier\n',
    );
    expect(await said(enable, 'zh')).toMatch(
      /“agency:a_fox”不适用：此处须为业务单元、集团或主体 .*\n.*请写作 unit:u_east、group:g_haier 或 entity:e_haier/,
    );
    expect(await said(['funds', 'allocate', 'agency:a_fox', '--amount', '1'])).toContain(
      'this is for an account (HOLDER_KIND)\n  hint: give one as 20000001\n',
    );
  });
});

test('FUND-6 caps are of one currency: the command, its help and help money say so', async () => {
  const caps = ['funds', 'caps', 'a_fox', '--per-movement', '100'];
  expect(await said(caps)).toContain('caps are of one currency (--currency, else CNY): others have none');
  expect(await said([...caps, '--currency', 'USD'], 'zh')).toContain('限额仅适用于该币种');
  expect(await said(caps)).not.toContain('of one currency');
  const help = async (...argv: string[]) => (await on.run(argv)).stdout.replace(/\s+/g, ' ');
  expect(await help('funds', 'caps', '--help')).toContain('others stay without, until set too');
  expect(await help('help', 'money')).toContain('a currency without caps of its own has none');
});

describe('BULK-3 what moves in all is told by currency, in a rehearsal and after it', () => {
  const SUMS = /in all (.*)$/m;
  const sums = (text: string) => SUMS.exec(text)?.[1];

  test.each([[], ['--dry-run'], ['--atomic'], ['--dry-run', '--atomic']])('%j', async (...how) => {
    expect(sums(await said([...paying(['150', '250.05', '1']), ...how]))).toBe('401.05 CNY');
    expect(await said([...paying(['150', '250.05', '1']), '--reference', 'f2', ...how], 'zh')).toContain(
      '合计 401.05 CNY',
    );
  });

  test('of rows that moved nothing, or were rolled back, nothing', async () => {
    expect(sums(await said(paying(['150', '1e3', '1'])))).toBe('151.00 CNY');
    expect(sums(await said(paying(['150', '1e3', '1'])))).toBeUndefined();
    expect(sums(await said([...paying(['5', '99999', '1']), '--reference', 'f2', '--atomic']))).toBeUndefined();
  });

  test('rows that wait as a plan tell what they would move', async () => {
    await state.must('funds.caps', { rows: ['agency:a_fox'], options: { per_day: '100' }, actor: 'fox.m' });
    expect(sums(await said([...paying(['150', '250']), '--dry-run']))).toBe('400.00 CNY');
    expect(sums(await said(paying(['150', '250'])))).toBe('400.00 CNY');
  });

  test('of a file that was corrected the difference, and the same of its undo', async () => {
    await give(state, { holder: 'account:tencent:20000301', kind: 'cash', amount: 10_000n });
    const file = join(on.folder, 'day.csv');
    const book = async (...amounts: readonly string[]) => {
      const rows = amounts.map((amount, i) => `20000301,2026-01-0${i + 1},${amount}`);
      writeFileSync(file, ['account,day,amount', ...rows, ''].join('\n'));
      return await said(['funds', 'consume', '--from', file, '--source', 'tx', '--as', 'owner']);
    };
    expect(sums(await book('10', '20'))).toBe('30.00 CNY');
    const less = await book('15', '12');
    expect(sums(less)).toBe('-3.00 CNY');
    const batch = /batch (b_\w+)/.exec(less)?.[1] as string;
    expect(sums(await said(['undo', batch, '--as', 'owner']))).toBe('-3.00 CNY');
    const back = await said([
      'funds',
      'consume-return',
      '20000301',
      '--amount',
      '4',
      '--day',
      '2026-01-01',
      '--as',
      'owner',
    ]);
    expect(sums(await said(['undo', /batch (b_\w+)/.exec(back)?.[1] as string, '--as', 'owner']))).toBe('4.00 CNY');
  });

  test('each currency by itself', async () => {
    const file = join(on.folder, 'in.csv');
    writeFileSync(file, 'holder,amount,currency\nagency:a_fox,1.50,CNY\nagency:a_fox,7,USD\nagency:a_fox,500,JPY\n');
    expect(sums(await said(['funds', 'recharge', '--from', file, '--reference', 'in']))).toBe(
      '1.50 CNY · 500 JPY · 7.00 USD',
    );
  });
});
