/** Saved views (快捷筛选): the options of a list, kept by one member under a name. */
import type { KindDef } from './kind.ts';
import { shellWord } from './shell-word.ts';

/** Key: owner, noun, name; a name may hold the separator. */
export const viewKind: KindDef = {
  name: 'view',
  table: 'views',
  label: { en: 'view', zh: '快捷筛选' },
  key: ['owner', 'noun', 'name'],
  separator: '/',
  fields: {
    owner: { type: 'text', ref: 'member', noName: true, label: { en: 'Owner', zh: '所有者' } },
    noun: { type: 'text', label: { en: 'List', zh: '列表' } },
    name: { type: 'text', label: { en: 'Name', zh: '名称' } },
    command: {
      type: 'text',
      label: { en: 'Command', zh: '命令' },
      help: { en: 'what it stands for', zh: '等同的命令' },
    },
    options: { type: 'json', label: { en: 'Options', zh: '选项' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
  },
  indexes: { owner: { fields: ['owner'] } },
  nameField: 'name',
  search: ['name', 'command'],
  columns: ['name', 'noun', 'command'],
  sort: ['noun', 'name'],
  audited: true,
};

/** One word that a shell takes as it is: letters of any script, digits, `_`, `.` and `-`, at most 60, not `-` or `.` first. */
export const isViewName = (name: string): boolean => /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]{0,59}$/u.test(name);

/** The nearest name that would do; empty where nothing of it is left. */
export const nameFrom = (text: string): string =>
  [...text.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-').replace(/^[^\p{L}\p{N}_]+|-+$/gu, '')].slice(0, 60).join('');

/** What a view keeps, by option: texts, lists of texts, `true` for a flag. */
export type ViewOptions = Readonly<Record<string, string | readonly string[] | true>>;

/** As it is sent; undefined where it is none. */
export function viewOptionsIn(json: string): ViewOptions | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const isText = (one: unknown) => typeof one === 'string';
    const kept = (one: unknown) => one === true || isText(one) || (Array.isArray(one) && one.every(isText));
    return Object.values(value).every(kept) ? (value as ViewOptions) : undefined;
  } catch {
    return undefined;
  }
}

/** The command that a view stands for, as it would be typed. */
export function viewCommand(noun: string, options: ViewOptions): string {
  const words = Object.entries(options).flatMap(([name, value]) => {
    const flag = `--${name.replaceAll('_', '-')}`;
    if (value === true) return [flag];
    // A filter may hold commas of its own, so it is an option of its own.
    const texts = typeof value === 'string' ? [value] : name === 'where' ? value : [value.join(',')];
    return texts.map((text) => `${flag} ${shellWord(text)}`);
  });
  return ['adctl', noun, 'list', ...words].join(' ');
}

/** What is typed besides a view: filters come on top of the view's, of everything else the typed value counts. */
export function overView(kept: ViewOptions, typed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...kept };
  for (const [name, value] of Object.entries(typed)) {
    const before = kept[name];
    merged[name] = Array.isArray(value) && Array.isArray(before) ? [...before, ...value] : value;
  }
  return merged;
}
