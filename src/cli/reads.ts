/** A verb that sets what its options say, and lists what is set where none of them is typed, as `git config KEY` does. */
import { build, type Definition, definitionOf } from './command.ts';

type Meant = {
  readonly definition: Definition;
  /** Options of the other of the two: what a mistyped one may have meant. */
  readonly others: readonly string[];
};

function flagsOf(definition: Definition): string[] {
  const { options } = build(definition, 'en', definition.name);
  return options.flatMap(({ short, long }) => [short, long]).filter((flag) => typeof flag === 'string');
}

/** What the words ask for: the list, unless one of them is an option that only the change has. */
export async function meantBy(name: string, words: readonly string[]): Promise<Meant> {
  const change = await definitionOf(name);
  if (change.kind !== 'change' || change.reads === undefined) return { definition: change, others: [] };
  const list = await definitionOf(change.reads);
  const [own, asking] = [flagsOf(change), flagsOf(list)];
  const setting = own.filter((flag) => !asking.includes(flag));
  const typed = words.some((word) => setting.includes(flagIn(word)));
  return typed ? { definition: change, others: asking } : { definition: list, others: own };
}

/** `--per-day=5` and `-fFILE` are written in one word. */
const flagIn = (word: string): string => (word.startsWith('--') ? (word.split('=', 1)[0] as string) : word.slice(0, 2));
