import { FINEST } from '../../domain/currencies.ts';
import { ACCOUNT_REF, WHERE_ACCOUNT_REF } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import { bookInAll, bookMore, intentOf, statedOf } from '../fund-booking.ts';
import {
  CONSUMPTION,
  consumerOf,
  consumptionSubject,
  lineStated,
  loadConsumption,
  named,
  SOURCE_FIELD,
} from '../fund-consume.ts';
import { AMOUNTS } from '../fund-moves.ts';

const { cash, credit, bonus, traffic_bonus } = AMOUNTS;

export const consumeFunds = defineChange({
  kind: 'change',
  name: 'funds.consume',
  summary: { en: 'Book what accounts consumed', zh: '登记账户消耗' },
  past: { en: 'booked', zh: '已登记' },
  options: { ...CONSUMPTION, source: SOURCE_FIELD },
  row: { ...ACCOUNT_REF, ...CONSUMPTION, cash, credit, bonus, traffic_bonus },
  fills: ['amount', 'day', 'type', 'product', 'order', 'purse', 'currency', 'note'],
  argument: 'account',
  where: WHERE_ACCOUNT_REF,
  writes: true,
  money: true,
  // What a file says was consumed in all is compared with what is booked.
  sure: ({ source }) => source !== undefined,
  right: 'funds.consume',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds consume 20000001 --amount 115.00 --day 2026-01-04 --type search --dry-run',
      does: { en: 'rehearse a day of one account by hand', zh: '预演手工登记一天的消耗' },
    },
    {
      command:
        "printf 'account,day,amount,type\\n20000001,2026-01-03,1180.00,search\\n' | adctl funds consume --from - --source tencent --dry-run",
      does: {
        en: "rehearse a platform's file: the same file again books only what has changed",
        zh: '预演平台消耗文件；重复执行只登记差额',
      },
    },
  ],
  load: (l, rows) => loadConsumption(l, rows),
  subject: (v, row, _options, _keep, ctx) => consumptionSubject(v, row, ctx),
  states(row, { source }, of) {
    const line = source === undefined ? undefined : lineStated(row, source, of);
    const amount = line && statedOf(row, line.currency ?? FINEST, source);
    // An amount may yet be given for all rows.
    const refused = typeof amount === 'object' && 'refuse' in amount && (of || amount.refuse !== 'MISSING');
    return line && refused ? { ...line, unread: true } : line;
  },
  decide(v, ctx, row, { source }, _keep, { target }) {
    const line = named(v, ctx, target, row, source);
    if ('refuse' in line) return line;
    const stated = statedOf(row, line.currency, source);
    if (typeof stated !== 'bigint' && 'refuse' in stated) return stated;
    const intent = intentOf(line, stated, row.note);
    const by = consumerOf(v, target, line);
    return source === undefined && typeof stated === 'bigint'
      ? bookMore(v, ctx, intent, by, stated)
      : bookInAll(v, ctx, line, intent, by, stated);
  },
});
