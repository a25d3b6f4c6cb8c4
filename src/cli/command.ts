/** One command as commander sees it: built from its definition, and only the one that was asked for. */
import { Command, Option } from 'commander';
import type { Lang, Text } from '../domain/text.ts';
import type { Example, Operation } from '../operations/define.ts';
import { operationNamed } from '../operations/registry.ts';
import { addFlags, describe, joinedBy } from './flags.ts';
import { GLOBAL_OPTIONS } from './global-options.ts';
import type { Local } from './local/define.ts';
import { LOCALS } from './local/registry.ts';

export type Definition = Operation | Local;

export async function definitionOf(name: string): Promise<Definition> {
  const local = LOCALS[name];
  return local ? await local() : await operationNamed(name);
}

const CHANGE_FLAGS: readonly { readonly flags: string; readonly help: Text }[] = [
  { flags: '-n, --dry-run', help: { en: 'show what would happen, change nothing', zh: '预演，不做更改' } },
  { flags: '--atomic', help: { en: 'all rows or none', zh: '全部成功或全部回滚' } },
  { flags: '--results <FILE>', help: { en: 'write every row and what became of it', zh: '将每行结果写入文件' } },
  {
    flags: '--failed <FILE>',
    help: { en: 'write the rows that failed as they came in', zh: '将失败行按原样写入文件' },
  },
  { flags: '--reference <KEY>', help: { en: 'a label, kept with each row as KEY:n', zh: '参考号，逐行记为 KEY:n' } },
  { flags: '--reason <TEXT>', help: { en: 'why, for the log', zh: '原因，写入日志' } },
  { flags: '--max-rows <N>', help: { en: 'refuse more rows than this', zh: '超过此行数则拒绝' } },
];
/** Of money a reference is more than a label (FUND-5). */
const MONEY_REFERENCE: Text = {
  en: 'idempotency key, kept as KEY:n of row n: what is booked under it is not booked again',
  zh: '参考号（幂等号），第 n 行记为 KEY:n，同号不重复入账',
};
const FILE_FLAGS = [
  {
    flags: '-f, --from <FILE>',
    help: { en: 'rows from a file, - for standard input', zh: '从文件读取，- 为标准输入' },
  },
  { flags: '--sheet <NAME|N>', help: { en: 'of a spreadsheet: which sheet', zh: '电子表格中的工作表' } },
  { flags: '--template', help: { en: 'print an empty CSV with the right headers', zh: '打印带正确表头的空 CSV' } },
] as const;

const IGNORE_UNKNOWN = {
  flags: '--ignore-unknown',
  help: { en: 'ignore columns that are not known', zh: '忽略未知列' },
} as const;

const MANIFEST_FLAGS = [
  {
    flags: '--manifest <FILE>',
    help: {
      en: 'write rows, sums per currency, sha256 and as-of of the export to a file',
      zh: '将导出的行数、各币种合计、sha256 与截止时间写入文件',
    },
  },
  {
    flags: '--since <MANIFEST>',
    help: {
      en: 'only what is new or restated since the export with this manifest',
      zh: '仅输出该清单对应导出之后新增或重述的内容',
    },
  },
] as const;

/** Words for help that commander does not have in this language. */
const WORDS = {
  usage: { en: 'Usage:', zh: '用法：' },
  options: { en: 'Options', zh: '选项' },
  asking: { en: 'Options of the list', zh: '列出时的选项' },
  global: { en: 'Options of every command', zh: '通用选项' },
  examples: { en: 'Examples', zh: '示例' },
  some: { en: '[options]', zh: '[选项]' },
  help: { en: 'show help', zh: '显示帮助' },
} satisfies Record<string, Text>;

const VIEW = (lang: Lang): Option =>
  new Option('--view <NAME>', { en: 'the options kept under this name', zh: '使用该快捷筛选保存的选项' }[lang]);

/** What a list parameter collects, as `fields` do. */
const collect = (text: string, before: string[] | undefined) => [...(before ?? []), text];

export function build(definition: Definition, lang: Lang, typed: string): Command {
  const command = new Command(typed);
  command.description(definition.summary[lang]).helpOption('-h, --help', WORDS.help[lang]).allowExcessArguments(false);
  command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  if (definition.kind === 'query') buildQuery(command, definition, lang);
  else if (definition.kind === 'change') buildChange(command, definition, lang);
  else {
    for (const argument of definition.arguments) command.argument(argument);
    addFlags(command, definition.options, lang);
  }
  for (const { flags, help } of GLOBAL_OPTIONS) {
    if (!command.options.some((option) => flags.split(/[ ,]+/).includes(option.long ?? '')))
      command.addOption(new Option(flags, help[lang]));
  }

  return command;
}

function buildQuery(command: Command, op: Extract<Operation, { kind: 'query' }>, lang: Lang): void {
  const taken = new Set(['columns', ...(op.first ? [op.first] : []), ...(op.argument ? [op.argument.field] : [])]);
  const first = op.first && op.input[op.first];
  if (first) command.argument(`<${first.metavar ?? op.first}>`, describe(first, lang));
  if (op.argument) {
    const field = op.input[op.argument.field];
    const word = field?.metavar ?? op.argument.field.toUpperCase();
    command.argument(
      field?.required ? `<${word}${op.argument.many ? '...' : ''}>` : `[${word}${op.argument.many ? '...' : ''}]`,
      field && describe(field, lang),
    );
  }
  addFlags(command, op.input, lang, taken);
  if (op.question && op.name !== 'views.list') command.addOption(VIEW(lang));
  if (op.manifest) {
    for (const { flags, help } of MANIFEST_FLAGS)
      if (!flags.startsWith('--since') || 'since_line' in op.input) command.addOption(new Option(flags, help[lang]));
  }
  if (op.rows?.statement) command.addOption(new Option(FILE_FLAGS[1].flags, FILE_FLAGS[1].help[lang]));
  else if (op.rows) {
    for (const { flags, help } of [...FILE_FLAGS, IGNORE_UNKNOWN]) command.addOption(new Option(flags, help[lang]));
  }
}

function buildChange(command: Command, op: Extract<Operation, { kind: 'change' }>, lang: Lang): void {
  const first = op.first && op.options[op.first];
  if (op.first && first)
    command.argument(
      first.required && (op.argument || op.wraps) ? `<${first.metavar ?? op.first}>` : `[${first.metavar ?? op.first}]`,
      describe(first, lang),
    );
  const field = op.argument && op.row[op.argument];
  if (field) command.argument(`[${field.metavar ?? op.argument}...]`, describe(field, lang));
  if (op.wraps)
    command.argument(
      `[${op.wraps}...]`,
      { en: 'after --: a list command and its options', zh: '-- 之后：列表命令及其选项' }[lang],
    );
  addFlags(command, op.options, lang, new Set(op.first ? [op.first] : []));
  if (op.rowFlags)
    addFlags(command, op.row, lang, new Set([...(op.argument ? [op.argument] : []), ...Object.keys(op.options)]));
  if (op.feed) {
    const { flag } = op.feed;
    command.addOption(new Option(`--${flag} <ID,...>`, { en: `${flag} by id`, zh: '按编号' }[lang]).argParser(collect));
    command.addOption(new Option(`--${flag}-from <FILE>`, { en: `${flag} from a file`, zh: '从文件读取' }[lang]));
    command.addOption(
      new Option(`--${flag}-where <EXPR>`, { en: `${flag} that match`, zh: '按条件筛选' }[lang]).argParser(collect),
    );
  } else if (op.where) {
    command.addOption(
      new Option(
        '--where <EXPR>',
        { en: "rows by 'FIELD OP VALUE', repeatable", zh: '按条件筛选行，可重复' }[lang],
      ).argParser(collect),
    );
    command.addOption(
      new Option('--search <TEXT>', { en: 'rows by a text to look for', zh: '按搜索文字选择行' }[lang]).argParser(
        joinedBy(' '),
      ),
    );
    command.addOption(VIEW(lang));
  }
  if (Object.values(op.row).some((field) => !field.internal))
    for (const { flags, help } of FILE_FLAGS) command.addOption(new Option(flags, help[lang]));
  if (op.writes) command.addOption(new Option(IGNORE_UNKNOWN.flags, IGNORE_UNKNOWN.help[lang]));
  if (op.name === 'batches.undo')
    command.addOption(new Option('--last', { en: 'my last batch; asks first', zh: '我的上一个批次，会先确认' }[lang]));
  for (const { flags, help } of CHANGE_FLAGS) {
    const keyed = op.money && flags.startsWith('--reference');
    command.addOption(new Option(flags, (keyed ? MONEY_REFERENCE : help)[lang]));
  }
}

/** Help of one command: what it is, its own options, examples that run on the demo, then what every command knows. */
export async function commandHelp(name: string, lang: Lang): Promise<string> {
  const definition = await definitionOf(name);
  const typed = name.replace('.', ' ');
  const command = build(definition, lang, typed);
  const global = new Set(GLOBAL_OPTIONS.map(({ flags }) => flags));
  const line = (flags: string, text: string) => `  ${flags.padEnd(30)} ${text}`;
  const own = command.options
    .filter(({ flags }) => !global.has(flags))
    .map(({ flags, description }) => line(flags, description));
  const taken = new Set(command.options.map(({ long }) => long));
  const list = definition.kind === 'change' && definition.reads ? await definitionOf(definition.reads) : undefined;
  const asking = (list ? build(list, lang, typed).options : [])
    .filter(({ long }) => !taken.has(long))
    .map(({ flags, description }) => line(flags, description));
  const args = command.registeredArguments.map((argument) => line(argument.name(), argument.description));
  const words = command.registeredArguments.map(
    (argument) =>
      (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`) + (argument.variadic ? '...' : ''),
  );
  const usage = ['adctl', typed, ...words, WORDS.some[lang]].join(' ');
  const sections = [
    `${definition.summary[lang]}\n\n${WORDS.usage[lang]} ${usage}`,
    [...args, ...own].length > 0 ? `${WORDS.options[lang]}\n${[...args, ...own].join('\n')}` : '',
    asking.length > 0 ? `${WORDS.asking[lang]}\n${asking.join('\n')}` : '',
    `${WORDS.examples[lang]}\n${examples(definition.examples, lang)}`,
    `${WORDS.global[lang]}\n${GLOBAL_OPTIONS.map(({ flags, help }) => line(flags, help[lang])).join('\n')}`,
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function examples(list: readonly Example[], lang: Lang): string {
  return list.map(({ command, does }) => `  ${command}\n      ${does[lang]}`).join('\n');
}
