/**
 * Completion scripts. Each holds the tables of the whole command line (words, options, what they take) and a small
 * engine in the shell's own language, so that only what lies in the state costs a process: `adctl __complete`.
 *
 * A line of a table is NAME, what it takes, a word of help. Takes: `-` nothing, `?` text, `file`, `=a b c` words, `@what`
 * a live question; `,` after the sign where several may be given, separated by commas. An argument's name is its place,
 * `*` that of all further ones.
 */
import { NOUN_ALIASES, VERB_ALIASES } from '../nouns.ts';
import { BASH } from './bash.ts';
import { FISH } from './fish.ts';
import type { CommandOutline, OptionOutline, Outline } from './outline.ts';
import type { Takes } from './takes.ts';
import { ZSH } from './zsh.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Where the script lies in completions/, by the name that the shell looks for. */
export const SCRIPT_FILES: Readonly<Record<Shell, string>> = { bash: 'adctl.bash', zsh: '_adctl', fish: 'adctl.fish' };

type Line = readonly [name: string, takes: string, help: string];

export function script(shell: Shell, outline: Outline): string {
  const { open, close, engine } = { bash: BASH, zsh: ZSH, fish: FISH }[shell];
  const cases = [
    ['', outline.first.map(([word, help]) => [word, '', help] as const)],
    ...Object.entries(outline.verbs).map(
      ([noun, verbs]) => [noun, verbs.map(([verb, help]) => [verb, '', help] as const)] as const,
    ),
    ...outline.commands.map((command) => [command.path, linesOf(command)] as const),
    ['*', outline.global.flatMap(optionLines)],
  ] as const;
  const table = cases.map(([name, lines]) => open(name) + close(lines.map((line) => line.join('\t')))).join('');
  const aliases = Object.entries({ ...NOUN_ALIASES, ...VERB_ALIASES });
  return engine(table, aliases);
}

function linesOf(command: CommandOutline): Line[] {
  const places = command.places.map(
    (takes, i): Line => [command.rest && i === command.places.length - 1 ? '*' : String(i + 1), sign(takes), ''],
  );
  return [...places, ...command.options.flatMap(optionLines)];
}

function optionLines({ names, takes, help }: OptionOutline): Line[] {
  return names.map((name) => [name, sign(takes), help]);
}

function sign(takes: Takes): string {
  switch (takes.type) {
    case 'nothing':
      return '-';
    case 'text':
      return '?';
    case 'file':
      return 'file';
    case 'words':
      return `=${takes.many ? ',' : ''}${takes.words.join(' ')}`;
    case 'live':
      return `@${takes.many ? ',' : ''}${takes.what}`;
  }
}
