/** Every command with its options, arguments and examples as data: what scripts and the manual are made from. */
import type { Command } from 'commander';
import type { Lang } from '../../domain/text.ts';
import type { Example } from '../../operations/define.ts';
import { REGISTRY } from '../../operations/registry.ts';
import { build, type Definition, definitionOf } from '../command.ts';
import { GLOBAL_OPTIONS } from '../global-options.ts';
import { LOCALS } from '../local/registry.ts';
import { BARE, NOUNS, verbsOf } from '../nouns.ts';
import { placesOf, type Takes, takesOf } from './takes.ts';

export type OptionOutline = {
  /** `-f, --from <FILE>` */
  readonly flags: string;
  readonly names: readonly string[];
  readonly takes: Takes;
  readonly help: string;
};
export type CommandOutline = {
  /** As it is typed: `accounts list`, `whoami`. */
  readonly path: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: readonly OptionOutline[];
  readonly places: readonly Takes[];
  readonly rest: boolean;
  readonly examples: readonly Example[];
};
export type Outline = {
  readonly lang: Lang;
  /** The nouns and the commands without one, each with what it is. */
  readonly first: readonly (readonly [word: string, summary: string])[];
  /** The verbs of each noun. */
  readonly verbs: Readonly<Record<string, readonly (readonly [verb: string, summary: string])[]>>;
  readonly commands: readonly CommandOutline[];
  /** Options of every command. */
  readonly global: readonly OptionOutline[];
};

export async function outlineOf(lang: Lang): Promise<Outline> {
  const bare = Object.entries(BARE);
  const names = [...Object.keys(REGISTRY), ...Object.keys(LOCALS)].filter((name) => name.includes('.')).toSorted();
  const commands: CommandOutline[] = [];
  for (const [typed, name] of [...bare, ...names.map((name) => [name.replace('.', ' '), name] as const)])
    commands.push(await commandOf(typed, name, lang));
  const summaryOf = (path: string) => commands.find((command) => command.path === path)?.summary ?? '';
  return {
    lang,
    first: [
      ...Object.entries(NOUNS).map(([noun, text]) => [noun, text[lang]] as const),
      ...bare.map(([word]) => [word, summaryOf(word)] as const),
    ],
    verbs: Object.fromEntries(
      Object.keys(NOUNS).map((noun) => [
        noun,
        verbsOf(noun).map((verb) => [verb, summaryOf(`${noun} ${verb}`)] as const),
      ]),
    ),
    commands,
    global: await globalOf(lang),
  };
}

async function commandOf(path: string, name: string, lang: Lang): Promise<CommandOutline> {
  const definition = await definitionOf(name);
  const command = build(definition, lang, path);
  // Where it lists what is set, the options of that list are its own, too.
  const list = definition.kind === 'change' && definition.reads ? await definitionOf(definition.reads) : undefined;
  const asking = list ? optionsOf(list, build(list, lang, path)) : [];
  const isColumns = ({ flags }: OptionOutline) => flags.startsWith('--columns');
  const setting = optionsOf(definition, command).filter((one) => !list || !isColumns(one));
  const taken = new Set(setting.map(({ names }) => names.at(-1)));
  const words = command.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${word}>` : `[${word}]`;
  });
  return {
    path,
    summary: definition.summary[lang],
    usage: ['adctl', path, ...words, lang === 'zh' ? '[选项]' : '[options]'].join(' '),
    options: [...setting, ...asking.filter(({ names }) => !taken.has(names.at(-1)))],
    ...placesOf(definition),
    examples: definition.examples,
  };
}

const EVERYWHERE: ReadonlySet<string> = new Set(GLOBAL_OPTIONS.map(({ flags }) => flags));

const optionsOf = (definition: Definition, { options }: Command): OptionOutline[] =>
  options
    .filter(({ flags, long }) => !EVERYWHERE.has(flags) || long === '--columns')
    .map((option) => ({
      flags: option.flags,
      names: [option.short, option.long].filter((word) => word !== undefined && word !== null),
      takes: option.required
        ? takesOf(definition, option.long ?? '', placeholderOf(option.flags))
        : ({ type: 'nothing' } as const),
      help: option.description,
    }));

const placeholderOf = (flags: string): string => /<(.*)>/.exec(flags)?.[1] ?? '';

async function globalOf(lang: Lang): Promise<OptionOutline[]> {
  const whoami = await definitionOf('whoami');
  const own = GLOBAL_OPTIONS.filter(({ flags }) => !flags.startsWith('--columns'));
  const help = { flags: '-h, --help', help: { en: 'show help', zh: '显示帮助' } };
  return [...own, help].map(({ flags, help: text }) => {
    const names = flags.split(/[ ,]+/).filter((word) => word.startsWith('-'));
    return {
      flags,
      names,
      takes: flags.includes('<')
        ? takesOf(whoami, names.at(-1) as string, placeholderOf(flags))
        : { type: 'nothing' as const },
      help: text[lang],
    };
  });
}
