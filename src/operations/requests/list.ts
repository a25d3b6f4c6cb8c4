import type { Filter } from '../../domain/question.ts';
import { requestKind } from '../../domain/requests.ts';
import { defineList, filterFlag } from '../listing.ts';

export const listRequests = defineList({
  name: 'requests.list',
  summary: {
    en: 'List requests in every state, newest first: your own, those you may decide, plans beyond caps you see',
    zh: '列出各种状态的申请，最新在前：本人的、可由本人审批的，以及超过本人可见限额的方案',
  },
  kind: 'request',
  right: 'request.read',
  filters: {
    type: filterFlag(requestKind, 'type'),
    state: filterFlag(requestKind, 'state'),
    org: {
      ...filterFlag(requestKind, 'org'),
      help: {
        en: 'only this entity to join, or this agency of an authorisation; by whose account: --entity (several: a,b, or repeated)',
        zh: '申请加入的主体，或授权的代理商；按账户所属主体用 --entity（多个用逗号分隔或重复）',
      },
    },
    entity: {
      ...filterFlag(requestKind, 'entity'),
      help: {
        en: 'only this entity: to join, or whose accounts are claimed or authorised (several: a,b, or repeated)',
        zh: '按主体筛选：申请加入的，或账户所属的（多个用逗号分隔或重复）',
      },
    },
    account: filterFlag(requestKind, 'account'),
    member: filterFlag(requestKind, 'member', 'LOGIN'),
    mine: {
      type: 'flag',
      label: { en: 'mine', zh: '我的' },
      help: { en: 'only what I asked for', zh: '只看本人提出的申请' },
    },
    to_decide: {
      type: 'flag',
      label: { en: 'to decide', zh: '待我审批' },
      help: { en: "only others' that wait for me to decide", zh: '只看他人提出、等待本人审批的申请' },
    },
  },
  named: { type: 'type', state: 'state', org: 'org', entity: 'entity', account: 'account', member: 'member' },
  more(input, ctx) {
    const { login } = ctx.actor;
    const filters: Filter[] = [];
    if (input.mine) filters.push({ field: 'member', op: '=', values: [login] });
    if (input.to_decide)
      filters.push({ field: 'state', op: '=', values: ['pending'] }, { field: 'member', op: '!=', values: [login] });
    return { filters, ...(input.to_decide && { decidable: true }) };
  },
  examples: [
    { command: 'adctl requests list --to-decide', does: { en: 'what waits for a decision', zh: '等待审批的申请' } },
    {
      command: 'adctl requests list --mine --state pending',
      does: { en: 'what I asked for and is not decided', zh: '本人提出、尚未审批的申请' },
    },
    {
      command: 'adctl requests list --entity e_haier --type claim --to-decide',
      does: { en: 'claims on accounts of one company', zh: '某一公司账户的待审批认领' },
    },
    {
      command: 'adctl requests list --type claim --search 2000 --count',
      does: { en: 'how many claims on accounts like this', zh: '统计相关账户的认领申请' },
    },
  ],
});
