/** From the words typed to the command that they mean, to its exit code. */
import { CommanderError } from 'commander';
import { nearest } from '../domain/nearest.ts';
import { parseOptions } from '../domain/parse.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import { fileFields } from '../operations/results.ts';
import { build, commandHelp, type Definition } from './command.ts';
import { tellDefaultView } from './default-view.ts';
import { given } from './flags.ts';
import { GLOBAL_OPTIONS, leadingWords } from './global-options.ts';
import type { Io } from './io.ts';
import { named } from './nouns.ts';
import { meantBy } from './reads.ts';
import { type Links, Session } from './session.ts';
import { PARSER_SAYS, usageOf } from './usage.ts';

/** What the caller needs to speak in the right language even about a command line that cannot be parsed. */
export type Spoken = (how: Pick<Session, 'speech' | 'debug'> & Partial<Pick<Session, 'settings'>>) => void;

export async function dispatch(argv: readonly string[], io: Io, links: Links, spoken: Spoken): Promise<number> {
  const words = argv.map(dashed);
  const { words: leading, at, strange, lacking } = leadingWords(words);
  // Language and format of messages are known before anything else can go wrong, even where an option or a setting is.
  spoken(roughly(scan(words), io));
  const early = await Session.of(io, scan(words), links, { adds: leading[0] === 'login' });
  spoken(early);
  if (strange !== undefined) throw misplaced(strange);
  if (lacking !== undefined)
    throw new AdctlError('USAGE', { message: PARSER_SAYS['commander.optionMissingArgument']?.(lacking) ?? lacking });
  const meant = named(leading[0], leading[1]);
  if ('help' in meant || 'noun' in meant) {
    const { nounHelp, rootHelp } = await import('./help-pages.ts');
    return await page(early, await ('noun' in meant ? nounHelp(meant.noun, early.lang) : rootHelp(early.lang)));
  }
  if (words.includes('--help') || words.includes('-h'))
    return await page(early, await commandHelp(meant.name, early.lang));

  const { definition, others } = await meantBy(meant.name, words);
  const spelled = meant.name.includes('.') && leading[0] !== 'undo' ? 2 : 1;
  const rest = words.filter((_, i) => !at.slice(0, spelled).includes(i));
  const command = build(definition, early.lang, leading.slice(0, spelled).join(' '));
  let missing: AdctlError | undefined;
  try {
    command.parse(rest, { from: 'user' });
  } catch (error) {
    const fault =
      error instanceof CommanderError
        ? usageOf(
            error,
            [...command.options.map(({ long }) => long ?? ''), ...others],
            command.args.slice(command.registeredArguments.length),
            definition.kind === 'change' ? definition.elsewhere : undefined,
            definition.kind === 'change' && definition.wraps && !rest.includes('--') ? DASHES : undefined,
          )
        : error;
    // A missing argument is asked for, where somebody is there to answer.
    if (!(error instanceof CommanderError && error.code === 'commander.missingArgument')) throw fault;
    missing = fault as AdctlError;
  }
  // What stands behind -- is the list; before it the name is missing.
  const listed = definition.kind === 'change' && definition.wraps ? rest.length - rest.indexOf('--') - 1 : -1;
  const nameless = rest.includes('--') && listed === command.args.length;
  if (nameless)
    missing = new AdctlError('USAGE', { message: PARSER_SAYS['commander.missingArgument']?.('NAME') ?? '' });
  const session = await Session.of(io, command.opts(), links, { adds: definition.name === 'login' });
  spoken(session);
  try {
    if (!missing) return await runDefinition(session, definition, command.args);
    if (!session.asks) throw missing;
    const { askArguments } = await import('./asking/ask-missing.ts');
    const asked = await askArguments(session, definition, nameless ? [] : command.args);
    return await runDefinition(session, definition, nameless ? [...asked, ...command.args] : asked);
  } finally {
    await session.close();
  }
}

const DASHES = {
  en: 'put -- before the list: adctl views save NAME -- accounts list --status active',
  zh: '请在列表命令前加 --：adctl views save 名称 -- accounts list --status active',
};

/** As well as it can be told from the words and the environment alone. */
function roughly(options: Readonly<Record<string, unknown>>, { env }: Io): Pick<Session, 'speech' | 'debug'> {
  const lang = String(options['lang'] ?? env['ADCTL_LANG'] ?? env['LC_ALL'] ?? env['LANG'] ?? '');
  const { format } = options;
  return {
    speech: {
      lang: /^zh/i.test(lang) ? 'zh' : 'en',
      color: false,
      ...((format === 'json' || format === 'ndjson' || options['json'] === true || options['ndjson'] === true) && {
        format: 'json',
      }),
    },
    debug: options['debug'] === true,
  };
}

/** An option of one command that stands before it, or one that no command knows. */
function misplaced(option: string): AdctlError {
  const name = option.split('=', 1)[0] as string;
  const words = GLOBAL_OPTIONS.flatMap(({ flags }) => flags.split(/[ ,]+/).filter((part) => part.startsWith('--')));
  const near = nearest(name, words);
  if (near.length > 0) return new AdctlError('UNKNOWN_OPTION', { option: name, nearest: near });
  const message = {
    en: `${name} stands before the command; options of a command come after it`,
    zh: `${name} 位于命令之前；命令的选项应写在命令之后`,
  };
  return new AdctlError('USAGE', { message });
}

async function page(session: Session, text: string): Promise<number> {
  await session.sink.write(text);
  return 0;
}

/** Long options may be typed with `_`: columns and fields are spelled so. */
function dashed(word: string): string {
  if (!word.startsWith('--')) return word;
  const end = word.indexOf('=');
  const name = end < 0 ? word : word.slice(0, end);
  return name.replaceAll('_', '-') + word.slice(name.length);
}

/** The few options that decide how errors are told, found without parsing. */
function scan(words: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const names = {
    '--lang': 'lang',
    '--format': 'format',
    '-o': 'format',
    '--profile': 'profile',
    '--db': 'db',
    '--url': 'url',
    '--color': 'color',
  } as const;
  words.forEach((word, i) => {
    const [name, value] = word.split('=', 2) as [string, string | undefined];
    const key = names[name as keyof typeof names];
    if (key !== undefined) found[key] = value ?? words[i + 1];
    if (word === '--debug') found['debug'] = true;
    if (word === '--json') found['json'] = true;
    if (word === '--ndjson') found['ndjson'] = true;
  });
  return found;
}

async function runDefinition(session: Session, definition: Definition, args: readonly string[]): Promise<number> {
  try {
    return await runKind(session, definition, args);
  } catch (error) {
    if (error instanceof AdctlError && error.code === 'NOT_FOUND') await tellDefaultView(session);
    throw error;
  }
}

async function runKind(session: Session, definition: Definition, args: readonly string[]): Promise<number> {
  if (definition.kind === 'local') {
    const parsed = parseOptions(definition.options, given(definition.options, session.options));
    if ('refuse' in parsed) throw new AdctlError(parsed.refuse, parsed.details);
    return await definition.run(session, args, parsed.input as never);
  }
  if (definition.kind === 'query') {
    const { runQuery } = await import('./run-query.ts');
    if (definition.rows && session.options['template'] === true) return await template(session, definition.rows.schema);
    const asked =
      session.options['view'] === undefined
        ? session
        : await (await import('./views.ts')).underView(session, definition);
    const input = { ...given(definition.input, asked.options) };
    const rest = definition.first ? args.slice(1) : args;
    if (definition.first && args.length > 0) input[definition.first] = args[0];
    if (definition.argument && rest.length > 0)
      input[definition.argument.field] = definition.argument.many ? rest : rest[0];
    if (
      definition.input['batch']?.type === 'batch' &&
      typeof input['batch'] === 'string' &&
      definition.argument?.field === 'batch'
    ) {
      input['batch'] = (await (await session.link()).batch(session.actor, input['batch'], session.narrow)).id;
    }
    return await runQuery(asked, definition, input);
  }
  const { runChange } = await import('./run-change.ts');
  if (session.options['template'] === true) return await template(session, fileFields(definition));
  const { first, rest } = await firstOf(session, definition, args);
  if (definition.wraps) {
    const { viewRow } = await import('./views.ts');
    if (first?.trim() === '') throw new AdctlError('VIEW_NAME', { name: first });
    return await runChange(session, definition, first, [], await viewRow(session, rest));
  }
  return await runChange(session, definition, first, rest);
}

async function firstOf(session: Session, op: Extract<Definition, { kind: 'change' }>, args: readonly string[]) {
  if (!op.first) return { first: undefined, rest: args };
  const { batchArgument } = await import('./batch-argument.ts');
  const first = op.options[op.first]?.type === 'batch' ? await batchArgument(session, args[0]) : args[0];
  return { first, rest: args.slice(1) };
}

async function template(session: Session, rows: Schema): Promise<number> {
  const { templateOf } = await import('../files/template.ts');
  const schema = Object.fromEntries(Object.entries(rows).filter(([, field]) => !field.internal));
  return await page(session, templateOf(schema, { labels: session.options['labels'] === true, lang: session.lang }));
}
