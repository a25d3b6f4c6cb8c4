/** What is refused of money says which movement is in the way, in both languages (ERR-1, FUND-1). */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Details } from '../../src/domain/refusal.ts';
import { hintOf, reasonOf } from '../../src/render/messages.ts';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { accountHolder, give } from '../helpers/ledger.ts';
import type { Cells, State } from '../helpers/state.ts';

const FOX = 'agency:a_fox';
const [A] = CLIENTS as [string];
/** No client of anybody. */
const FREE = '20000013';
const DAY = '2026-01-04';

let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(state, { holder: FOX, kind: 'cash', amount: 100_000n });
});

type Given = { readonly options?: Readonly<Record<string, string | readonly string[]>>; readonly reference?: string };
async function done(operation: string, row: Cells, given: Given = {}) {
  const { batch, results } = await state.must(operation, { rows: [row], ...given });
  return { batch, id: String(results[0]?.id) };
}
/** Why the undo of a batch is refused. */
async function undone(batch: string): Promise<{ readonly en: string; readonly zh: string }> {
  const { results } = await state.change('batches.undo', { options: { batch } });
  const [{ code = '', details = {} } = {}] = results.filter(({ status }) => status === 'conflict');
  return { en: reasonOf(code, details, 'en'), zh: reasonOf(code, details, 'zh') };
}

describe('FUND-1: an undo that is refused says what of, by its reference', () => {
  test('what it moved is used up, available or frozen', async () => {
    const { batch } = await done('funds.allocate', { holder: A, amount: '60', payer: FOX }, { reference: 'x' });
    await done('funds.refund', { holder: A, amount: '50' });
    const what = `tencent:${A}`;
    expect(await undone(batch)).toEqual({
      en: `allocate 60.00 CNY (${what}, reference x:1) cannot be taken back: that needs 60.00 CNY of cash, 10.00 is left in ${what}`,
      zh: `划拨 60.00 CNY（${what}，参考号 x:1）无法冲正：需要现金 60.00 CNY，${what} 仅剩 10.00`,
    });
    const frozen = await done('funds.freeze', { holder: FOX, amount: '30', order: 'PO1' });
    await done('funds.unfreeze', { holder: FOX, amount: '10', order: 'PO1' });
    const { en, zh } = await undone(frozen.batch);
    expect(en).toContain(`freeze 30.00 CNY (${FOX}, ${frozen.id}) cannot be taken back`);
    expect(en).toContain('30.00 CNY of cash frozen for order PO1, 20.00 is left');
    expect(zh).toContain('需要为订单 PO1 冻结的现金 30.00 CNY');
  });

  test('part of it came back; its overdraft was cleared; it is a reversal itself', async () => {
    await give(state, { holder: accountHolder(A), kind: 'cash', amount: 2000n });
    const consumed = await done('funds.consume', { account: A, amount: '15', day: DAY }, { reference: 'c' });
    const back = await done('funds.consume-return', { account: A, amount: '5', day: DAY });
    const line = `tencent:${A}, ${DAY}`;
    expect((await undone(consumed.batch)).en).toBe(
      `part of consume 15.00 CNY (${line}, reference c:1) has come back since: consume return 5.00 CNY (${line}, ${back.id})`,
    );
    const file = { options: { source: 'tencent' }, reference: 'o' };
    const over = await done('funds.consume', { account: A, amount: '90', day: '2026-01-03' }, file);
    const paid = await done('funds.recharge', { holder: A, amount: '70' });
    expect((await undone(over.batch)).zh).toContain(`消耗 90.00 CNY（tencent:${A}，2026-01-03，参考号 o:1）使`);
    const { batch } = await state.must('batches.undo', { options: { batch: paid.batch } });
    expect((await undone(batch)).en).toBe(
      `recharge 70.00 CNY (tencent:${A}, ${paid.id}) was taken back, and no reversal is reversed`,
    );
  });

  test('a post that is taken back is not done again once its hold is over', async () => {
    const held = await done('funds.hold', { payer: FOX, payee: A, amount: '3' });
    const { batch: posted } = await done('funds.post', { hold: held.id });
    const { batch } = await state.must('batches.undo', { options: { batch: posted } });
    state.now += 8 * 86_400_000;
    const { en, zh } = await undone(batch);
    expect(en).toBe(`hold 3.00 CNY (${FOX}, ${held.id}): ended was changed since`);
    expect(zh).toBe(`预占 3.00 CNY（${FOX}，${held.id}）：“结束时间”之后已被修改`);
  });

  test('what was held is posted, what was split is refunded', async () => {
    const held = await done('funds.hold', { payer: FOX, payee: A, amount: '3' });
    await done('funds.post', { hold: held.id, amount: '2' });
    expect(await undone(held.batch)).toEqual({
      en: `hold 3.00 CNY (${FOX}, ${held.id}): posted was changed since`,
      zh: `预占 3.00 CNY（${FOX}，${held.id}）：“入账金额”之后已被修改`,
    });
    const split = await done('funds.split', { holder: FOX, amount: '4' }, { options: { to: [`${A}=50%`] } });
    await done('funds.split', { holder: FOX, amount: '1' }, { options: { refund: split.id } });
    expect((await undone(split.batch)).en).toBe(`split 4.00 CNY (${FOX}, ${split.id}): refunded was changed since`);
  });
});

describe('ERR-1: what is refused leads on', () => {
  const told = (code: string, details: Details) =>
    (['en', 'zh'] as const).map((lang) => [reasonOf(code, details, lang), hintOf(code, details, lang)].join(' | '));

  test('a holder that there is not: how one is written', async () => {
    for (const holder of ['nope', 'bogus:x', 'world:platform']) {
      const { code = '', details } = await state.outcome('funds.recharge', { rows: [{ holder, amount: '1' }] });
      const [en, zh] = told(code, details);
      expect(en).toContain(`no holder "${holder}" | whose money it is: an account id, or agency:ID`);
      expect(zh).toContain('持有方请写账户ID，或 agency:编号');
    }
  });

  test('a split that another paid is not said to be none', async () => {
    const split = await done('funds.split', { holder: FOX, amount: '4' }, { options: { to: [`${A}=50%`] } });
    const row = { holder: 'entity:e_ant', amount: '1' };
    const {
      status,
      code = '',
      details,
    } = await state.outcome('funds.split', { rows: [row], options: { refund: split.id } });
    expect([status, code]).toEqual(['invalid', 'SPLIT_PAYER']);
    const [en, zh] = told(code, details);
    expect(en).toContain(`split ${split.id} was paid by organisation "a_fox"`);
    expect(zh).toContain('只能退回给该付款方');
  });

  test('money that is left is told in Chinese by Chinese names', async () => {
    await give(
      state,
      { holder: accountHolder(FREE), kind: 'cash', amount: 500n, purse: 'external' },
      { holder: accountHolder(FREE), kind: 'bonus', amount: 700n, lot: { id: 'l_one', validTo: '2099-01-01' } },
    );
    const { code = '', details } = await state.outcome('accounts.close', { rows: [FREE] });
    const [en, zh] = told(code, details);
    expect(en).toContain('2 balances (cash external 5.00 CNY, bonus 7.00 CNY)');
    expect(zh).toContain('2 个余额 (现金 外投钱包 5.00 CNY、普通红包 7.00 CNY)');
  });
});
