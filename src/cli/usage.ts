/** A command line that cannot be meant: what is wrong with it, in words (exit code 2). */
import type { CommanderError } from 'commander';
import { nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import { shortened, type Text } from '../domain/text.ts';
import type { Session } from './session.ts';

export function usage(session: Session, message: Text, advice?: Text): AdctlError {
  return new AdctlError('USAGE', { message: session.say(message), ...(advice && { advice }) });
}

/** What the parser says, in both languages. */
export const PARSER_SAYS: Readonly<Record<string, (what: string) => Text>> = {
  'commander.missingArgument': (what) => ({ en: `missing argument ${what}`, zh: `缺少参数 ${what}` }),
  'commander.optionMissingArgument': (what) => ({ en: `option ${what} needs a value`, zh: `选项 ${what} 需要一个值` }),
  'commander.excessArguments': (what) => ({ en: `too many arguments: ${what}`, zh: `参数过多：${what}` }),
};

const SHOWN = { en: '--help shows what it takes, with examples', zh: '用 --help 查看参数与示例' };
const LISTED = { en: '--help lists the options', zh: '用 --help 查看选项' };

/** Of a command that lists or sets. */
const ONE_USE = {
  en: 'this command lists, or it sets: leave out the options of either, see --help',
  zh: '本命令或列出、或设置，请只用其中一类选项，见 --help',
};

/** `elsewhere`: what other commands do that people look for in an option here. */
export function usageOf(
  error: CommanderError,
  known: readonly string[],
  excess: readonly string[] = [],
  elsewhere: Readonly<Record<string, string>> = {},
  /** What is missing, where that makes every option a strange one. */
  lacking?: Text,
): AdctlError {
  const option = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  if (error.code === 'commander.unknownOption') {
    if (lacking) return new AdctlError('UNKNOWN_OPTION', { option, advice: lacking });
    const other = elsewhere[option.replace(/^-+/, '').replace(/=.*$/s, '')];
    if (other !== undefined)
      return new AdctlError('UNKNOWN_OPTION', { option, advice: { en: `that is: ${other}`, zh: `请用：${other}` } });
    if (known.includes(option.replace(/=.*$/s, '')))
      return new AdctlError('UNKNOWN_OPTION', { option, advice: ONE_USE });
    return new AdctlError('UNKNOWN_OPTION', { option, nearest: nearest(option, known), advice: LISTED });
  }
  const what = error.code === 'commander.excessArguments' ? excess.join(' ') : option;
  return new AdctlError('USAGE', {
    message: PARSER_SAYS[error.code]?.(shortened(what)) ?? error.message.replace(/^error: /, ''),
    ...(error.code in PARSER_SAYS && { advice: SHOWN }),
  });
}
