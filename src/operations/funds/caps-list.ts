import { capsKind } from '../../domain/funds/records.ts';
import type { Question } from '../../domain/question.ts';
import type { InputOf, Schema } from '../../domain/schema.ts';
import { type AskingNow, defineQuery } from '../define.ts';
import { answer, filterFlag, LIST_INPUT, questionOf } from '../listing.ts';
import { ORG_REF_ROW } from '../org-address.ts';

const { label, help, metavar } = ORG_REF_ROW.org;
const INPUT = {
  org: { type: 'list', label, help, metavar },
  currency: filterFlag(capsKind, 'currency'),
  ...LIST_INPUT,
} as const satisfies Schema;

function question(input: InputOf<typeof INPUT>, ctx: AskingNow): Question {
  const base = questionOf('caps', input, ctx, { currency: 'currency' });
  const { org = [] } = input;
  return {
    ...base,
    filters: [...(org.length > 0 ? [{ field: 'org', op: 'in', values: org } as const] : []), ...base.filters],
  };
}

/** Who sees what an organisation has and moves sees how much of it one person may move; to set that takes more. */
export const capsListFunds = defineQuery({
  kind: 'query',
  name: 'funds.caps-list',
  summary: {
    en: 'List caps, and what of today is used; the same as adctl funds caps without amounts',
    zh: '列出限额及今日用量；等同不带金额的 adctl funds caps',
  },
  input: INPUT,
  argument: { field: 'org', many: true },
  columns: { kind: 'caps' },
  right: 'funds.see',
  examples: [
    { command: 'adctl funds caps-list', does: { en: 'all that you see', zh: '查看全部限额' } },
    {
      command: "adctl funds caps-list --where 'left_today = 0'",
      does: { en: 'where today is used up', zh: '今日限额已用完的' },
    },
  ],
  question,
  async *run(tx, ctx, input) {
    return yield* answer(tx, question(input, ctx), input);
  },
});
