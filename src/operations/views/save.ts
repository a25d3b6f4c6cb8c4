import { refuse } from '../../domain/refusal.ts';
import { isViewName, nameFrom, viewCommand, viewOptionsIn } from '../../domain/views.ts';
import { defineChange } from '../define.ts';
import { checkView } from '../view-write.ts';

const OPTIONS = { en: 'options', zh: '选项' };
const AS_JSON = { en: 'an object of texts, as JSON', zh: '由文本组成的 JSON 对象' };

export const saveViews = defineChange({
  kind: 'change',
  name: 'views.save',
  summary: { en: 'Keep the options of a list under a name', zh: '将列表选项保存为快捷筛选' },
  past: { en: 'saved', zh: '已保存' },
  options: {
    name: {
      type: 'text',
      required: true,
      label: { en: 'name', zh: '名称' },
      help: { en: 'name of the view; then -- and the list', zh: '名称；之后写 -- 和列表命令' },
      question: { en: 'name of the view', zh: '快捷筛选的名称' },
      metavar: 'NAME',
    },
    force: {
      type: 'flag',
      label: { en: 'force', zh: '覆盖' },
      help: { en: 'replace a view of that name', zh: '覆盖同名的快捷筛选' },
    },
  },
  first: 'name',
  wraps: 'LIST',
  row: {
    noun: {
      type: 'text',
      required: true,
      internal: true,
      label: { en: 'list', zh: '列表' },
      help: { en: 'of what', zh: '何种列表' },
    },
    options: {
      type: 'text',
      required: true,
      internal: true,
      label: OPTIONS,
      help: AS_JSON,
    },
  },
  right: 'view.write',
  effect: 'reversible',
  examples: [
    {
      command: "adctl views save 大预算 -- accounts list --where 'daily_budget > 5000' --sort -daily_budget",
      does: { en: 'then accounts list --view NAME shows it', zh: '之后用 accounts list --view 名称 查看' },
    },
    {
      command: 'adctl views save 待实名 --force -- members list --unverified --columns login,name,roles',
      does: { en: 'replace one', zh: '覆盖已有的' },
    },
  ],
  load: (l, rows, options, _keep, ctx) =>
    l.need({
      kind: 'view',
      by: 'key',
      values: rows.map(({ noun }) => `${ctx.actor.login}/${noun}/${options.name}`),
      fields: ['options', 'command'],
    }),
  subject: (_v, _row, options) => ({ target: options.name, places: [], own: true }),
  decide(v, ctx, row, options) {
    const { name } = options;
    if (!isViewName(name)) return refuse('VIEW_NAME', { name, nearest: nameFrom(name) });
    const kept = viewOptionsIn(row.options);
    if (!kept) return refuse('VALUE_INVALID', { field: OPTIONS, value: row.options, expected: AS_JSON });
    const bad = checkView(row.noun, kept, ctx);
    if (bad) return bad;
    const key = `${ctx.actor.login}/${row.noun}/${name}`;
    const there = v.get('view', key);
    const content = { command: viewCommand(row.noun, kept), options: JSON.stringify(kept) };
    if (there?.['options'] === content.options) return { unchanged: 'SAME', id: key };
    if (there && !options.force) return refuse('VIEW_EXISTS', { name, command: there['command'] });
    if (there) return { ok: [{ set: 'view', key, fields: content }], id: key };
    const view = { owner: ctx.actor.login, noun: row.noun, name, created: ctx.now, ...content };
    return { ok: [{ insert: 'view', key, row: view }], id: key };
  },
});
