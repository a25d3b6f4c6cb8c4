/** Saved views on the command line: kept from a typed list command, and put under the options typed with `--view`. */
import { CommanderError } from 'commander';
import { nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Lang } from '../domain/text.ts';
import { overView, type ViewOptions } from '../domain/views.ts';
import type { Query } from '../operations/define.ts';
import { checkView, keptInputs, VIEWED } from '../operations/view-write.ts';
import { messageOf } from '../render/messages.ts';
import { build, definitionOf } from './command.ts';
import { given } from './flags.ts';
import { named } from './nouns.ts';
import type { Session } from './session.ts';
import { usage, usageOf } from './usage.ts';

/** Options of every command that say what a list holds, not how it is shown. */
const KEPT_GLOBALS: ReadonlySet<string> = new Set(['columns']);

/** The row of `views save`: the list command after `--`, read as it would be to run it. */
export async function viewRow(session: Session, words: readonly string[]): Promise<Record<string, string>> {
  const [first, verb, ...rest] = words[0] === 'adctl' ? words.slice(1) : words;
  const meant = named(first, verb);
  const list = 'name' in meant ? await definitionOf(meant.name) : undefined;
  if (list?.kind !== 'query' || !list.question || !(list.name.split('.')[0]! in VIEWED))
    throw usage(session, {
      en: 'after -- comes a list and its options: views save NAME -- accounts list --status active',
      zh: '-- 之后写列表命令及其选项：views save 名称 -- accounts list --status active',
    });
  const options = await kept(session, list, session.lang, rest);
  const noun = list.name.split('.')[0] as string;
  const bad = checkView(noun, options, { tz: session.tz, actor: { login: session.actor } });
  if (bad) throw new AdctlError(bad.refuse, bad.details);
  return { noun, options: JSON.stringify(options) };
}

async function kept(session: Session, list: Query, lang: Lang, words: readonly string[]): Promise<ViewOptions> {
  const command = build(list, lang, list.name.replace('.', ' '));
  try {
    command.parse(words as string[], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const known = command.options.map(({ long }) => long ?? '');
    throw usageOf(error, known);
  }
  const typed = command.opts();
  const inputs = given(keptInputs(list), typed);
  const strange = Object.keys(typed).filter((name) => !(name in inputs) && name !== 'view' && !KEPT_GLOBALS.has(name));
  const [first] = strange.filter((name) => command.getOptionValueSource(name) === 'cli');
  if (first !== undefined) {
    const flag = [...command.options].find((option) => option.attributeName() === first)?.long ?? first;
    throw usage(session, {
      en: `a view keeps filters, search, sort, limit and columns, not ${flag}`,
      zh: `快捷筛选只保存筛选、搜索、排序、数量和列，不保存 ${flag}`,
    });
  }
  const columns = typeof typed['columns'] === 'string' ? { columns: split(typed['columns']) } : {};
  const own = { ...inputs, ...columns } as ViewOptions;
  const noun = list.name.split('.')[0] as string;
  return typeof typed['view'] === 'string'
    ? (overView(await viewOptions(session, noun, typed['view']), own) as ViewOptions)
    : own;
}

const split = (text: string): string[] =>
  text
    .split(/[,，]/)
    .map((word) => word.trim())
    .filter(Boolean);

/** What a view of this noun keeps; refused where there is none, where it is of another noun, or where it is stale. */
export async function viewOptions(session: Session, noun: string, name: string): Promise<ViewOptions> {
  const link = await session.link();
  const pages = link.query(session.query('views.list', { columns: ['noun', 'name', 'command', 'options'] }));
  const views: { noun: string; name: string; command: string; options: string }[] = [];
  for await (const page of pages)
    for (const [of, called, command, options] of page.rows)
      views.push({ noun: String(of), name: String(called), command: String(command), options: String(options) });
  const found = views.find((view) => view.noun === noun && view.name === name);
  if (!found) {
    const other = views.find((view) => view.name === name);
    if (other)
      throw new AdctlError('VIEW_NOUN', { name, noun: other.noun, command: `adctl ${other.noun} list --view ${name}` });
    const kind = { en: 'view', zh: '快捷筛选' };
    const names = views.filter((view) => view.noun === noun).map((view) => view.name);
    throw new AdctlError('NOT_FOUND', { kind, value: name, nearest: nearest(name, names) });
  }
  const options = JSON.parse(found.options) as ViewOptions;
  const stale = checkView(noun, options, { tz: session.tz, actor: { login: session.actor } });
  if (stale) throw new AdctlError('VIEW_STALE', { name, reason: messageOf(stale.refuse, stale.details, session.lang) });
  return options;
}

/** The session as if the view's options had been typed, too. */
export async function underView(session: Session, list: Query): Promise<Session> {
  const { view, ...typed } = session.options;
  if (typeof view !== 'string') return session;
  const { columns, ...options } = await viewOptions(session, list.name.split('.')[0] as string, view);
  const inputs = overView(options, given(keptInputs(list), typed));
  const merged: Record<string, unknown> = { ...typed };
  for (const [name, value] of Object.entries(inputs))
    merged[name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] = value;
  if (columns !== undefined && typed['columns'] === undefined) merged['columns'] = (columns as string[]).join(',');
  return session.with(merged);
}
