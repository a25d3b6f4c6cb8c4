/** Options that every command knows (cli.md). One list: parsing, help and the look for the leading words read it. */
import type { Text } from '../domain/text.ts';
import { BARE } from './nouns.ts';

export type Flag = { readonly flags: string; readonly help: Text };

export const GLOBAL_OPTIONS: readonly Flag[] = [
  { flags: '--profile <name>', help: { en: 'which profile', zh: '使用哪个配置档' } },
  { flags: '--db <file>', help: { en: 'a state file, instead of a profile', zh: '直接使用状态文件' } },
  {
    flags: '--url <URL>',
    help: {
      en: 'a server, instead of a profile; its token is in ADCTL_TOKEN',
      zh: '直接使用服务器，令牌取自 ADCTL_TOKEN',
    },
  },
  {
    flags: '--as <login>',
    help: { en: 'act as this member (local states only)', zh: '以该成员身份操作（仅本地状态）' },
  },
  {
    flags: '--as-org <ORG>',
    help: {
      en: 'act for this one of my organisations alone; all for all of them',
      zh: '仅以该组织的身份操作；all 为全部',
    },
  },
  {
    flags: '--as-client <ACCOUNT>',
    help: { en: 'see what this client sees, and change nothing', zh: '以该商家的视角查看，不可更改' },
  },
  { flags: '--lock <wait|fail>', help: { en: 'when another process writes', zh: '其他进程写入时等待或失败' } },
  { flags: '--lock-timeout <seconds>', help: { en: 'how long to wait for it', zh: '等待写锁的秒数' } },
  {
    flags: '-o, --format <format>',
    help: {
      en: 'table, csv, tsv, json, ndjson, xlsx or html',
      zh: '输出格式：table、csv、tsv、json、ndjson、xlsx、html',
    },
  },
  { flags: '--json', help: { en: 'short for --format json', zh: '等同 --format json' } },
  { flags: '--csv', help: { en: 'short for --format csv', zh: '等同 --format csv' } },
  { flags: '--tsv', help: { en: 'short for --format tsv', zh: '等同 --format tsv' } },
  { flags: '--ndjson', help: { en: 'short for --format ndjson', zh: '等同 --format ndjson' } },
  {
    flags: '--columns <a,b,c>',
    help: { en: 'which columns, or +a,-b; help lists them', zh: '输出哪些列，或 +a,-b；help 列出全部' },
  },
  { flags: '--excel', help: { en: 'CSV made for Excel, ids kept as text', zh: '适合 Excel 的 CSV，编号保持文本' } },
  {
    flags: '--encoding <utf-8|gb18030>',
    help: { en: 'of CSV and TSV, for old programs', zh: 'CSV、TSV 的编码，供旧程序使用' },
  },
  { flags: '--labels', help: { en: 'column headers in words', zh: '列标题使用文字' } },
  { flags: '--lang <en|zh>', help: { en: 'language of messages and labels', zh: '消息和标签的语言' } },
  {
    flags: '-q, --quiet',
    help: { en: 'a list: ids only; a change: nothing on stdout', zh: '列表只输出编号；变更不输出结果' },
  },
  { flags: '--no-input', help: { en: 'never ask', zh: '从不提问' } },
  { flags: '-y, --yes', help: { en: 'answer yes to confirmations', zh: '对确认回答“是”' } },
  { flags: '--color <auto|always|never>', help: { en: 'colour', zh: '颜色' } },
  { flags: '--tz <zone>', help: { en: 'time zone of dates and printed times', zh: '日期与时间的时区' } },
  {
    flags: '-v, --verbose',
    help: {
      en: 'on stderr: the SQL that ran, or the requests, and their time',
      zh: '在标准错误输出所执行的 SQL 或请求及耗时',
    },
  },
  { flags: '--debug', help: { en: 'stack traces', zh: '输出调用栈' } },
];

export type Leading = {
  readonly words: string[];
  readonly at: number[];
  /** An option among them that is not one of every command: it belongs behind the command. */
  readonly strange?: string;
  /** An option at the end that takes a value and has none. */
  readonly lacking?: string;
};

/** The words before any option, skipping options and the values they take. */
export function leadingWords(argv: readonly string[]): Leading {
  const known = new Set([
    '-h',
    '--help',
    ...GLOBAL_OPTIONS.flatMap(({ flags }) => flags.split(/[ ,]+/).filter((part) => part.startsWith('-'))),
  ]);
  const taking = new Set(
    GLOBAL_OPTIONS.filter(({ flags }) => flags.includes('<')).flatMap(({ flags }) =>
      flags.split(/[ ,]+/).filter((part) => part.startsWith('-')),
    ),
  );
  const words: string[] = [];
  const at: number[] = [];
  let strange: string | undefined;
  let lacking: string | undefined;
  for (let i = 0; i < argv.length && words.length < 2; i++) {
    const word = argv[i] as string;
    if (word === '--') break;
    if (!word.startsWith('-')) {
      words.push(word);
      at.push(i);
      // A command of one word: what follows is its own.
      if (Object.hasOwn(BARE, word)) break;
    } else if (taking.has(word)) {
      if (++i === argv.length) lacking = word;
    } else if (strange === undefined && !known.has(word.split('=', 1)[0] as string)) strange = word;
  }
  return { words, at, ...(strange && { strange }), ...(lacking && { lacking }) };
}
