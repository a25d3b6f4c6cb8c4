import { Draft, holderNamed } from '../../domain/funds/funds.ts';
import { fitting, type Line, linesOf, lineText } from '../../domain/funds/lines.ts';
import { giveBack } from '../../domain/funds/returning.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { ACCOUNT_REF, WHERE_ACCOUNT_REF } from '../account-rows.ts';
import { defineChange, type ReadView } from '../define.ts';
import { intentOf } from '../fund-booking.ts';
import { amountOf, transactionId } from '../fund-change.ts';
import { CONSUMPTION, consumptionSubject, loadConsumption, type Named, named, SOURCE_FIELD } from '../fund-consume.ts';
import { referenced, usedBefore } from '../fund-references.ts';

const SOURCE = {
  ...SOURCE_FIELD,
  help: { en: 'whose file it was booked from; none: by hand', zh: '登记来源；none 表示手工登记' },
  question: { en: 'whose file it was booked from', zh: '登记来源' },
  headers: ['来源'],
} as const;
const FIELDS = { ...CONSUMPTION, source: SOURCE } as const;

export const consumeReturnFunds = defineChange({
  kind: 'change',
  name: 'funds.consume-return',
  summary: { en: 'Give back what was consumed', zh: '退回已登记的消耗' },
  past: { en: 'returned', zh: '已退回' },
  options: FIELDS,
  row: { ...ACCOUNT_REF, ...FIELDS },
  fills: ['amount', 'day', 'type', 'product', 'order', 'source', 'purse', 'currency', 'note'],
  argument: 'account',
  where: WHERE_ACCOUNT_REF,
  writes: true,
  money: true,
  right: 'funds.consume',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds consume-return 20000001 --amount 9.00 --day 2026-01-04 --dry-run',
      does: { en: 'rehearse a compensation: what paid last comes back first', zh: '预演补偿：最后支付的最先退回' },
    },
    {
      command:
        'adctl funds consume-return 20000001 --amount 9.00 --day 2026-01-03 --type search --source tencent --dry-run',
      does: { en: 'of one line of that day', zh: '指定当日的一项' },
    },
  ],
  load: (l, rows) => loadConsumption(l, rows),
  subject: (v, row, _options, _keep, ctx) => consumptionSubject(v, row, ctx),
  decide(v, ctx, row, _options, _keep, { target }) {
    const asked = named(v, ctx, target, row, row.source);
    if ('refuse' in asked) return asked;
    const amount = amountOf(row.amount, asked.currency);
    if (typeof amount !== 'bigint') return amount;
    const meant = { ...intentOf(asked, amount, row.note), movement: 'consume_return' as const };
    const before = usedBefore(v, ctx, meant);
    if (before) return before;
    const line = lineMeant(v, asked, row.purse);
    if ('refuse' in line) return line;
    const { purse, source, type, product, order, booked } = line;
    const { holder, currency, day, note } = meant;
    const draft = new Draft(v.funds, { currency, purse, now: ctx.now });
    const refusal = giveBack(draft, booked, amount);
    if (refusal) return refusal;
    const id = transactionId(ctx);
    const about = {
      movement: meant.movement,
      holder,
      currency,
      day,
      note,
      purse,
      source,
      type,
      product,
      order,
      amount,
    };
    return { ok: [{ post: { ...about, id, ...referenced(ctx, meant), postings: draft.finish() }, at: ctx.now }], id };
  },
});

/** The one line that fits what was said; of several those that have something left count. */
function lineMeant(v: ReadView, { holder, currency, day, ...said }: Named, purse: string | undefined): Line | Refusal {
  const found = fitting(linesOf(v.funds.consumed(holder, day), currency), { ...said, purse: purse && said.purse });
  const left = found.filter((line) => line.left > 0n);
  const fit = left.length > 0 ? left : found;
  const [line] = fit;
  if (!line) return refuse('NOTHING_CONSUMED', { holder: holderNamed(holder), day });
  return fit.length === 1 ? line : refuse('AMBIGUOUS', { value: day, candidates: fit.map(lineText) });
}
