import { AdctlError } from '../../domain/refusal.ts';
import { defineQuery } from '../define.ts';
import { showRecords } from '../showing.ts';
import { viewNamed } from '../view-write.ts';

export const showViews = defineQuery({
  kind: 'query',
  name: 'views.show',
  summary: { en: 'Show a saved view', zh: '查看快捷筛选' },
  input: {
    view: {
      type: 'text',
      required: true,
      label: { en: 'view', zh: '快捷筛选' },
      help: { en: 'its name, or NOUN/NAME', zh: '名称，或 名词/名称' },
      metavar: 'VIEW',
    },
  },
  argument: { field: 'view' },
  columns: { kind: 'view' },
  right: 'view.read',
  scope: { none: { en: 'only the views of who asks are looked at', zh: '只查看本人的快捷筛选' } },
  single: true,
  examples: [
    {
      command: "adctl views save 高预算 -- accounts list --where 'daily_budget > 5000' && adctl views show 高预算",
      does: { en: 'what it stands for', zh: '查看其内容' },
    },
    {
      command: 'adctl views save 暂停 -- accounts list --status suspended && adctl views show accounts/暂停 --json',
      does: { en: 'of one noun, for a program', zh: '指定名词，供程序读取' },
    },
  ],
  async *run(tx, ctx, input) {
    const own = await tx.rows({ kind: 'view', by: 'owner', values: [ctx.actor.login], fields: ['noun', 'name'] });
    const views = own.map(({ key, row }) => ({ key, noun: String(row['noun']), name: String(row['name']) }));
    const found = viewNamed(views, input.view);
    if ('refuse' in found) throw new AdctlError(found.refuse, found.details);
    return yield* showRecords(tx, 'view', [found.key], []);
  },
});
