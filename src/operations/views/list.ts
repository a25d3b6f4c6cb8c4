import { viewKind } from '../../domain/views.ts';
import { defineList, filterFlag } from '../listing.ts';

export const listViews = defineList({
  name: 'views.list',
  summary: { en: 'List your saved views', zh: '列出自己的快捷筛选' },
  kind: 'view',
  right: 'view.read',
  scope: { none: { en: 'only the views of who asks are looked at', zh: '只查看本人的快捷筛选' } },
  filters: { noun: filterFlag(viewKind, 'noun') },
  named: { noun: 'noun' },
  more: (_input, ctx) => ({ mine: ctx.actor.login }),
  examples: [
    { command: 'adctl views list', does: { en: 'all of yours', zh: '自己的全部快捷筛选' } },
    { command: 'adctl views list --noun accounts', does: { en: 'those of accounts', zh: '账户列表的快捷筛选' } },
  ],
});
