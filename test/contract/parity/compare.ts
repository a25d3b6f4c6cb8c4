/** What differs between the two answers to a command line that the list of exemptions does not name. */
import { join } from 'node:path';
import type { Both, BothTold, Mode, Told } from '../../helpers/both-links.ts';
import { personKeys, rowsOf } from '../../helpers/stored.ts';
import { ABOUT_THE_PLACE, ENDS_THE_TOKEN, NO_TOKEN, ONLY_HERE, SEALED, STORED, TEXTS } from './exempt.ts';
import { type Line, wordsOf } from './lines.ts';

type States = Both['states'];

const modeOf = ({ columns, lang = 'en', stdin }: Omit<Line, 'line' | 'more'>): Mode => ({
  ...(columns !== undefined && { columns }),
  ...(stdin !== undefined && { stdin }),
  env: { ADCTL_LANG: lang, ADCTL_NO_INPUT: '1' },
});

/** The command line, run; `members`: who has a token. Empty where nothing differs, or nothing may be compared. */
export async function differences(
  both: Both,
  { line, more = [], ...how }: Line,
  seen?: (words: readonly string[], told: Told) => void,
): Promise<string[]> {
  if (ENDS_THE_TOKEN.some((one) => one.line === line)) return [];
  const words = [...wordsOf(await filled(both, line)), ...more];
  const actor = words[0]?.startsWith('@') ? (words.shift() as string).slice(1) : 'owner';
  const argv = words.map((word) => (/^[\w-]+\.(csv|db|xlsx|json)$|^\.$/.test(word) ? join(both.work, word) : word));
  const typed = words.join(' ');
  const mode = modeOf(how);
  const only = ONLY_HERE.find(({ begins }) => typed === begins || typed.startsWith(`${begins} `));
  if (only || !both.knows(actor)) {
    const { code, stderr } = await both.runThere(argv, actor, mode);
    const expected = both.knows(actor) ? only?.there : NO_TOKEN.code;
    return stderr.includes(`(${expected})`) || code === 2 ? [] : [`${line}: ${code}, not ${expected}\n${stderr}`];
  }
  const ended = await both.run(argv, actor, mode);
  seen?.(words, ended.there);
  if (/\(BUG\)|\n\s+at /.test(ended.there.stderr)) return [`${line}\n${ended.there.stderr}`];
  if (ABOUT_THE_PLACE.some((one) => one.line.test(typed))) return [];
  return compared(line, ended, both);
}

/** With what stands for another command line's answer. */
export async function filled(both: Both, text: string): Promise<string> {
  let done = text;
  for (const inner of new Set([...text.matchAll(/\$\(([^)]+)\)/g)].map(([, line]) => line as string))) {
    const { stdout } = await both.runThere(wordsOf(inner), 'owner');
    done = done.replaceAll(`$(${inner})`, stdout.trim().split('\n').at(-1) ?? '');
  }
  return done;
}

function compared(line: string, told: BothTold, both: Both): string[] {
  const apart = apartBy(line, told, TEXTS);
  // Whether keys of persons are the same is in the files of the states: looked up where it matters.
  return apart.length > 0 && sealedApart(both.states) ? apartBy(line, told, [...TEXTS, SEALED]) : apart;
}

function apartBy(line: string, { here, there }: BothTold, patterns: typeof TEXTS): string[] {
  const plain = (text = '') => patterns.reduce((left, { pattern, word }) => left.replace(pattern, word), text);
  const parts = (told: Told): Record<string, string> => ({
    code: String(told.code),
    stdout: plain(told.stdout),
    stderr: plain(told.stderr),
    ...Object.fromEntries(Object.entries(told.files).map(([name, text]) => [`file ${name}`, plain(text)])),
  });
  const [one, other] = [parts(here), parts(there)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => one[name] !== other[name])
    .map((name) => `${line}\n--- ${name} here\n${shown(one[name])}\n--- ${name} there\n${shown(other[name])}`);
}

const shown = (text = '(none)') => Buffer.from(text, 'latin1').toString().slice(0, 2_000);

/** Keys of persons are random: those that were made since are not the same in both. */
export const sealedApart = ([here, there]: States): boolean => personKeys(here) !== personKeys(there);

/** What the two states hold that differs. */
export function storedApart(states: States): string[] {
  const sealed = sealedApart(states);
  const left = STORED.filter((one) => sealed || !one.sealed);
  const [here, there] = states.map((file) =>
    rowsOf(file, (table, column) => left.some((one) => one.table === table && (one.column ?? column) === column)),
  ) as [Record<string, string[]>, Record<string, string[]>];
  const plain = (rows: readonly string[] = []) =>
    sealed ? rows.map((row) => row.replace(SEALED.pattern, SEALED.word)).toSorted() : rows;
  return Object.keys(here).flatMap((table) => {
    const [one, other] = [plain(here[table]), plain(there[table])];
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    const [known, met] = [new Set(one), new Set(other)];
    const apart = [...one.filter((row) => !met.has(row)), '---', ...other.filter((row) => !known.has(row))];
    return [`${table}\n${apart.slice(0, 6).join('\n')}`];
  });
}
