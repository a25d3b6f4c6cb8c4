import { fundsKind } from '../../domain/funds/overview.ts';
import type { KindName } from '../../domain/kind.ts';
import { mapPages } from '../../domain/pages.ts';
import type { Question } from '../../domain/question.ts';
import type { InputOf, Schema } from '../../domain/schema.ts';
import { type AskingNow, defineQuery } from '../define.ts';
import { HOLDER_FIELD } from '../fund-holders.ts';
import { ACCOUNT_OF_FUNDS } from '../fund-lists.ts';
import { answer, filterFlag, LIST_INPUT, questionOf } from '../listing.ts';

const INPUT = {
  holder: { ...HOLDER_FIELD, type: 'list' },
  by: {
    type: 'enum',
    label: { en: 'by', zh: '汇总方式' },
    help: {
      en: 'each purse apart, with what is usable of it; or what is frozen, by order and hold',
      zh: '按钱包分列，含各钱包的可使用金额；或按订单与预占列出冻结资金',
    },
    values: { purse: { en: 'purse', zh: '钱包' }, order: { en: 'order', zh: '订单' } },
  },
  kind: filterFlag(fundsKind, 'holder_kind', 'KIND'),
  agency: {
    type: 'text',
    label: { en: 'agency', zh: '代理商' },
    help: {
      en: 'only clients of this agency (several: a,b, or repeated)',
      zh: '只看该代理商的客户（多个用逗号分隔或重复）',
    },
    metavar: 'AGENCY',
    repeats: ',',
  },
  currency: filterFlag(fundsKind, 'currency'),
  ...ACCOUNT_OF_FUNDS,
  ...LIST_INPUT,
} as const satisfies Schema;

const kindOf = ({ by }: { readonly by?: unknown }): KindName =>
  by === 'purse' ? 'purse_funds' : by === 'order' ? 'order_funds' : 'funds';

function question(input: InputOf<typeof INPUT>, ctx: AskingNow): Question {
  const base = questionOf(kindOf(input), input, ctx, {
    kind: 'holder_kind',
    agency: 'agency',
    currency: 'currency',
    account: 'holder',
    pid: 'pid',
  });
  const holders = input.holder ?? [];
  return {
    ...base,
    filters: [
      ...(holders.length > 0 ? [{ field: 'holder', op: 'in', values: holders } as const] : []),
      ...base.filters,
    ],
  };
}

export const overviewFunds = defineQuery({
  kind: 'query',
  name: 'funds.overview',
  summary: { en: 'What each holder has, by currency', zh: '资金总览：各持有方按币种的余额' },
  input: INPUT,
  argument: { field: 'holder', many: true },
  columns: { kind: 'funds', by: kindOf },
  right: 'funds.see',
  manifest: true,
  examples: [
    { command: 'adctl funds overview agency:a_bluefocus', does: { en: 'an agency alone', zh: '查看代理商' } },
    {
      command: 'adctl funds overview --agency a_bluefocus --sort -available --limit 5',
      does: { en: 'its clients with the most', zh: '可用余额最多的客户' },
    },
    {
      command: 'adctl funds overview agency:a_bluefocus --by purse',
      does: { en: 'what is in each of its purses', zh: '查看其各个钱包' },
    },
    {
      command: 'adctl funds overview agency:a_bluefocus --by order',
      does: { en: 'what is frozen, by order and hold', zh: '按订单与预占查看冻结资金' },
    },
  ],
  question,
  // Of orders and holds it says what is written.
  lines: (input, ctx) => (input.by === 'order' ? question(input, ctx) : undefined),
  async *run(tx, ctx, input) {
    let rows = 0;
    const asked = question(input, ctx);
    const tail = yield* mapPages(answer(tx, asked, input), (page) => {
      rows += page.rows.length;
      return page;
    });
    const { holder = [] } = input;
    // Whoever is named is there: what names nobody was refused.
    const alone = asked.filters.length === 1 && asked.search === undefined && asked.after === undefined;
    if (rows > 0 || holder.length === 0 || !alone || input.by === 'order') return tail;
    return { ...tail, warning: { code: 'BOOKS_NONE', details: { holder: holder.join(', ') } } };
  },
});
