import { defineChange } from '../define.ts';
import { askedToJoin, JOIN_ROW, joinSubject, loadJoins } from '../join-asked.ts';

export const joinOrgs = defineChange({
  kind: 'change',
  name: 'orgs.join',
  summary: { en: 'Ask to join entities; an admin of each decides', zh: '申请加入主体；由其管理员审批' },
  past: { en: 'joined', zh: '已加入' },
  options: {
    note: {
      type: 'text',
      label: { en: 'note', zh: '申请说明' },
      help: { en: 'for whoever decides', zh: '给审批人看的说明' },
      metavar: 'TEXT',
    },
  },
  row: JOIN_ROW,
  argument: 'org',
  right: 'org.join',
  effect: 'reversible',
  unverified: true,
  after: { en: 'adctl requests list --mine shows what became of it', zh: '用 adctl requests list --mine 查看审批结果' },
  examples: [
    {
      command: 'adctl orgs join 珠海格力电器股份有限公司 --as wang.wei --note 投放组新同事 --dry-run',
      does: { en: 'by the full name', zh: '按主体全称申请' },
    },
    {
      command: 'adctl orgs join e_pingan --as wang.wei --dry-run',
      does: { en: 'by the id', zh: '按编号申请' },
    },
  ],
  load: (l, rows, _options, _keep, ctx) => loadJoins(l, rows, ctx),
  subject: (v, row, _options, _keep, ctx) => joinSubject(v, row, ctx),
  decide: (v, ctx, row, options) => askedToJoin(v, ctx, row, options.note),
});
