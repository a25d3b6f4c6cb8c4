/** The command lines of an operation, made of what is right and wrong for it: every form in which it may be asked. */
import type { Change } from '../../../src/operations/define.ts';
import { CHANGES, QUERIES, type Sample } from './samples.ts';

export type Line = {
  /** As it is typed; `@login` in front: as that member. */
  readonly line: string;
  /** Words behind it that no line can hold. */
  readonly more?: readonly string[];
  readonly columns?: number;
  readonly lang?: 'en' | 'zh';
  readonly stdin?: string;
};

export const FILE = 'rows.csv';

/** A shell's words; quotes hold blanks together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ''));
}

export const commandOf = (operation: string): string => operation.replace('.', ' ');

/** Rows of a file: what is right and wrong, and one that is broken. */
export function fileOf({ good, bad, file }: Sample, field: string): string {
  if (file !== undefined) return file;
  return `${field},reference\n${[...good, ...bad].map((id) => `${id},ref ${id}\n`).join('')}a,b,c,d\n`;
}

/** Rows come by a file where they have an argument, or flags of their own. */
export const readsFile = ({ argument, rowFlags }: Pick<Change, 'argument' | 'rowFlags'>): boolean =>
  argument !== undefined || rowFlags === true;

export function linesOfChange(op: Pick<Change, 'name' | 'argument' | 'money' | 'rowFlags'>): readonly Line[] {
  const { name: operation, argument } = op;
  const sample = CHANGES[operation] as Sample;
  const { as, first = '', good, bad, options = '', where, before = [], also = [] } = sample;
  const { fileOptions = options, file = '' } = sample;
  const start = [as && `@${as}`, commandOf(operation), first].filter(Boolean).join(' ');
  const line = (...words: readonly string[]) => ({ line: [start, ...words].filter(Boolean).join(' ') });
  const all = good.join(' ');
  const undo = { line: `${as ? `@${as} ` : ''}undo --last --yes` };
  const listed = options.startsWith('--') && options.slice(2, 3) === ' ';
  const typed = good.length > 0 || argument === undefined;
  // A selection of money that has no reference is refused.
  const once = op.money ? '--reference W' : '';
  const flags = (more: string) => (listed ? [more, all, options] : [all, options, more]);
  return [
    ...before.map((one) => ({ line: one })),
    { line: `${start} --help` },
    { line: `${commandOf(operation)} --template --labels`, lang: 'zh' },
    ...(typed
      ? [
          line(...flags('--dry-run')),
          { ...line(...flags('--dry-run')), columns: 90, lang: 'zh' as const },
          line(...flags('--atomic --reason 试 --reference R')),
          line(...flags('--json')),
          undo,
          { ...line(...flags('--yes')), columns: 70 },
          undo,
          undo,
        ]
      : []),
    ...(bad.length > 0
      ? [
          line(bad[0] as string, options, '--yes'),
          { ...line(bad.join(' '), good[0] ?? '', options, '--yes'), columns: 80, lang: 'zh' as const },
          line(all, bad.join(' '), options, '--atomic --yes --format ndjson'),
        ]
      : []),
    ...(readsFile(op)
      ? [
          line(`--from ${FILE}`, fileOptions, '-n --results all.csv --failed bad.csv'),
          line(`--from ${FILE}`, fileOptions, '--yes --atomic --failed bad.xlsx -q'),
          line(`--from ${FILE}`, fileOptions, '--yes --reference Q --results all.json --failed bad.csv --format tsv'),
          { ...line(`--from ${FILE}`, fileOptions, '--yes'), columns: 100 },
          line('--from bad.csv', fileOptions, '-n --labels --lang zh'),
          ...(op.money ? [line('--from bad.csv', fileOptions, '--yes --reference Q --failed bad.csv')] : []),
          {
            ...line('--from -', options, '-n --json'),
            stdin: argument === undefined ? file.split('\n', 2).join('\n') : `${argument}\n${good[0] ?? 'x'}\n`,
          },
          line('--from missing.csv', fileOptions),
        ]
      : []),
    ...(where === undefined
      ? []
      : [
          line(`--where '${where}'`, options, once, '--dry-run --yes'),
          line(`--where '${where}'`, options, once, '--yes --results all.xlsx --format json'),
          ...(op.money ? [line(`--where '${where}'`, options, '--yes')] : []),
          line("--where 'colour = red'", options, '--yes'),
          line(`--where '${where}'`, options, '--max-rows 1 --yes'),
          line(`--where '${where}' --where '${where}'`, options),
        ]),
    undo,
    line(options, '--nonsense'),
    { ...line('--as-org nowhere', ...flags('')), lang: 'zh' as const },
    { line: `@sun.li ${line(...flags('--yes')).line.replace(/^@\S+ /, '')}` },
    { line: `@qi.yue ${line(...flags('--atomic --yes')).line.replace(/^@\S+ /, '')}` },
    ...also.map((one) => ({ line: one })),
  ];
}

const FORMS = ['-o csv', '-o tsv', '--json', '-o ndjson', '-o xlsx', '-o html', '--labels --lang zh', '--excel', '-q'];
const ACTORS = ['wang.wei', 'cao.yang', 'sun.li', 'qi.yue', 'wu.fang', 'liu.yang'];

export function linesOfQuery(operation: string, input: object): readonly Line[] {
  const { good, bad, before = [] } = QUERIES[operation] as (typeof QUERIES)[string];
  const command = commandOf(operation);
  const view = operation === 'views.show' ? ["views save 大预算 -- accounts list --where 'daily_budget > 5000'"] : [];
  const asked = good[0] as string;
  return [
    ...[...view, ...before].map((line) => ({ line })),
    { line: `${command} --help` },
    ...good.flatMap((words) => [
      { line: `${command} ${words}` },
      { line: `${command} ${words}`, columns: 100 },
      { line: `${command} ${words}`, columns: 56, lang: 'zh' as const },
    ]),
    ...FORMS.map((form) => ({ line: `${command} ${asked} ${form}` })),
    { line: `${command} ${asked} --columns help` },
    ...bad.map((words) => ({ line: `${command} ${words}` })),
    ...bad.map((words) => ({ line: `${command} ${words} --json`, lang: 'zh' as const })),
    ...('count' in input ? [{ line: `${command} --count` }, { line: `${command} --limit 2 --tz UTC --csv` }] : []),
    ...ACTORS.map((login) => ({ line: `@${login} ${command} ${asked}` })),
    { line: `@cao.yang ${command} ${asked} --as-client 20000007` },
    { line: `@cao.yang ${command} ${asked} --as-org all`, columns: 120 },
  ];
}
