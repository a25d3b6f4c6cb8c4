/** What a command that moves money says when nothing moved, or when it went back, through the real command in both languages. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const { stderr, code } = await on.run([...argv, '-q', '--lang', lang, '--as', 'fox.m']);
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

  test('run again it names the plan, and says that nothing was moved', async () => {
    const allocate = paying(['150', '250', '1']);
    const plan = planIn(await said(allocate));
    expect(plan).toBeDefined();
    const again = await said(allocate);
    expect(again).toMatch(/^0 allocated 0 · unchanged 3 · /);
    expect(again).toContain(
      `  unchanged 3: plan ${plan} waits with this already: nothing was moved (tencent:20000301, `,
    );
    expect(await said(allocate, 'zh')).toContain(`方案 ${plan} 已包含此项，正等待执行：未发生资金变动`);
    expect(await said([...allocate, '--dry-run'])).toContain(`plan ${plan} waits`);
  });

  test('rows that wait in several plans are told as that', async () => {
    const first = planIn(await said(paying(['150'])));
    const both = await said(paying(['150', '250']));
    expect(both).toContain(`unchanged 1: plan ${first} waits with this already: nothing was moved (tencent:20000301)`);
    expect(planIn(both.split('pending 1:')[1] ?? '')).not.toBe(first);
    expect(await said(paying(['150', '250']))).toContain('unchanged 2: waits in plans already, nothing was moved (');
  });
});
