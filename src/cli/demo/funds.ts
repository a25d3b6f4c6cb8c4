/** Money in the demo: an agency that recharges, allocates to clients and books what they consume. */
import { accountsWhere } from './accounts.ts';
import { AGENCY_MASTER } from './members.ts';
import { AGENCY, MAIN_ENTITY } from './names.ts';
import type { DemoStep } from './steps.ts';

type Cells = Readonly<Record<string, string>>;
type Movement = Pick<DemoStep, 'operation' | 'text' | 'options' | 'actor'> & { readonly list: readonly Cells[] };

const PAYER = `agency:${AGENCY.id}`;
/** The first account, whom help shows. */
const SHOWN = 'tencent:20000001';
const LAST_DAY = '2099-12-31';
const CLIENTS_AT_MOST = 30;
const ORDER = 'PO-2026-0301';

export function fundSteps(seed: number, accounts: number, among: number): Movement[] {
  const clients = accountsWhere(seed, Math.min(accounts, among), CLIENTS_AT_MOST, (account) => {
    const { early, client, entity, twice, status, cells } = account;
    return (
      early &&
      client &&
      entity !== MAIN_ENTITY &&
      !twice &&
      status === 'active' &&
      (cells['currency'] ?? 'CNY') === 'CNY'
    );
  }).map(({ platform, id }) => `${platform}:${id}`);
  const spent = (account: string, i: number): Cells[] =>
    ['2026-01-03', '2026-01-04'].map((day, n) => ({
      account,
      day,
      amount: `${20 + ((i * 37 + n * 11) % 80)}.${String((i * 13) % 100).padStart(2, '0')}`,
      type: i % 2 === 0 ? 'search' : 'omni',
    }));
  const shown: Cells[] = [
    { account: SHOWN, day: '2026-01-03', amount: '1200.00', type: 'search' },
    { account: SHOWN, day: '2026-01-04', amount: '310.00', type: 'brand', cash: '250.00', credit: '60.00' },
  ];
  return [
    {
      operation: 'funds.recharge',
      text: { en: 'recharges', zh: '充值' },
      list: [
        { holder: PAYER, amount: '1000000.00', note: '一月预付款' },
        { holder: 'entity:e_haier', amount: '200000.00' },
      ],
    },
    {
      operation: 'funds.credit-limit',
      text: { en: 'a credit limit', zh: '授信额度' },
      list: [{ holder: PAYER, amount: '100000.00' }],
    },
    {
      operation: 'funds.bonus-grant',
      text: { en: 'bonus', zh: '红包' },
      list: [
        { holder: PAYER, kind: 'bonus', amount: '5000.00', valid_to: LAST_DAY },
        { holder: PAYER, kind: 'traffic_bonus', amount: '3000.00', valid_to: LAST_DAY },
        { holder: SHOWN, kind: 'traffic_bonus', amount: '200.00', valid_to: '2099-03-31' },
      ],
    },
    {
      operation: 'funds.allocate',
      text: { en: 'allocations', zh: '划拨' },
      options: { payer: PAYER },
      list: [
        { holder: SHOWN, cash: '5000.00', credit: '500.00', bonus: '100.00' },
        ...clients.map((holder, i) => ({ holder, cash: `${500 + 50 * (i % 7)}.00`, bonus: '10.00' })),
      ],
    },
    {
      operation: 'funds.consume',
      text: { en: 'consumption', zh: '消耗' },
      options: { source: 'tencent' },
      list: [...shown, ...clients.flatMap(spent)],
    },
    {
      operation: 'funds.freeze',
      text: { en: 'a frozen order', zh: '冻结订单' },
      actor: AGENCY_MASTER,
      list: [
        { holder: PAYER, order: ORDER, amount: '100.00' },
        { holder: PAYER, order: ORDER, amount: '60.00', kind: 'credit' },
      ],
    },
    {
      operation: 'funds.hold',
      text: { en: 'a hold', zh: '预占' },
      list: [{ payer: PAYER, payee: SHOWN, amount: '100.00', expires: LAST_DAY }],
    },
    {
      operation: 'funds.deposit-due',
      text: { en: 'a deposit due', zh: '应缴保证金' },
      list: [{ holder: PAYER, amount: '50000.00' }],
    },
    {
      operation: 'funds.deposit-pay',
      text: { en: 'a deposit paid', zh: '缴纳保证金' },
      actor: AGENCY_MASTER,
      list: [{ holder: PAYER, amount: '20000.00' }],
    },
    {
      operation: 'funds.wallet-enable',
      text: { en: 'a shared wallet', zh: '共享钱包' },
      list: [{ holder: 'entity:e_haier' }],
    },
    {
      operation: 'funds.split',
      text: { en: 'a split', zh: '分账' },
      options: { to: ['entity:e_haier=50%', 'entity:e_bluefocus=50.00'] },
      list: [{ holder: PAYER, amount: '300.00' }],
    },
  ];
}
