import { viewKind } from '../../domain/views.ts';
import { defineChange, type ReadView } from '../define.ts';
import { viewNamed } from '../view-write.ts';

const named = (v: ReadView, owner: string, text: string) =>
  viewNamed(
    v.list('view', 'owner', owner).map((key) => {
      const row = v.get('view', key);
      return { key, noun: String(row?.['noun']), name: String(row?.['name']) };
    }),
    text,
  );

export const removeViews = defineChange({
  kind: 'change',
  name: 'views.remove',
  summary: { en: 'Remove saved views', zh: '删除快捷筛选' },
  past: { en: 'removed', zh: '已删除' },
  options: {},
  row: {
    name: {
      type: 'text',
      required: true,
      label: { en: 'name', zh: '名称' },
      help: { en: 'its name, or NOUN/NAME', zh: '名称，或 名词/名称' },
      metavar: 'VIEW',
    },
    noun: {
      type: 'text',
      label: { en: 'list', zh: '列表' },
      help: { en: 'where a name is not unique', zh: '名称不唯一时使用' },
    },
  },
  argument: 'name',
  right: 'view.write',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl views save 旧的 -- orgs list --kind group && adctl views remove 旧的',
      does: { en: 'one that is no longer needed', zh: '删除不再需要的' },
    },
    {
      command: 'adctl views list | adctl views remove --from - --dry-run',
      does: { en: 'rehearse all', zh: '预演全部删除' },
    },
  ],
  load: (l, _rows, _options, _keep, ctx) =>
    // In full, so that it can come back.
    l.need({ kind: 'view', by: 'owner', values: [ctx.actor.login], fields: Object.keys(viewKind.fields) }),
  subject(v, row, _options, _keep, ctx) {
    const found = named(v, ctx.actor.login, row.noun ? `${row.noun}/${row.name}` : row.name);
    return 'refuse' in found ? found : { target: row.name, places: [], own: true };
  },
  decide(v, ctx, row) {
    const found = named(v, ctx.actor.login, row.noun ? `${row.noun}/${row.name}` : row.name);
    return 'refuse' in found ? found : { ok: [{ remove: 'view', key: found.key }], id: found.key };
  },
});
