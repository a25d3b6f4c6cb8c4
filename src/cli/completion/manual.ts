/** The manual page adctl(1), from the same outline as help and completion. */
import type { Lang, Text } from '../../domain/text.ts';
import { TOPICS } from '../topics.ts';
import type { CommandOutline, OptionOutline, Outline } from './outline.ts';

const TITLES = {
  name: { en: 'NAME', zh: '名称' },
  synopsis: { en: 'SYNOPSIS', zh: '用法' },
  description: { en: 'DESCRIPTION', zh: '说明' },
  global: { en: 'OPTIONS OF EVERY COMMAND', zh: '通用选项' },
  commands: { en: 'COMMANDS', zh: '命令' },
  examples: { en: 'Examples:', zh: '示例：' },
} satisfies Record<string, Text>;

/** The section that a topic of help is in the manual; the others are read with `adctl help`. */
const SECTIONS: Readonly<Record<string, Text>> = {
  filters: { en: 'FILTERS', zh: '筛选' },
  bulk: { en: 'MANY ROWS AT ONCE', zh: '批量操作' },
  formats: { en: 'FORMATS', zh: '格式' },
  environment: { en: 'ENVIRONMENT', zh: '环境变量' },
  'exit-codes': { en: 'EXIT STATUS', zh: '退出码' },
};

const WHAT: Text = { en: 'administer very many advertising accounts', zh: '批量管理广告账户' };
const ABOUT: Text = {
  en: 'Every command is a noun and a verb. A change takes ids as arguments, a file or a selection, and runs row by row as a batch that can be looked at, continued and undone.',
  zh: '每个命令由名词和动词组成。变更命令接受编号、文件或筛选条件，按行作为批次执行，可查看、续跑和撤销。',
};

/** Backslashes, hyphens and quotes as they are; no line begins with a control character. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');
}

/** An argument of a request. */
const quoted = (text: string): string => `"${roff(text).replaceAll('"', '\\(dq')}"`;

const option = ({ flags, help }: OptionOutline): string => `.TP\n\\fB${roff(flags)}\\fR\n${roff(help)}\n`;

const verbatim = (text: string): string => `.nf\n${roff(text.trimEnd())}\n.fi\n`;

export function manual(outline: Outline): string {
  const { lang } = outline;
  const section = (title: Text, body: string): string => `.SH ${quoted(title[lang])}\n${body}`;
  const topics = Object.entries(SECTIONS).map(([name, title]) =>
    section(title, verbatim(TOPICS[name]?.page(lang) ?? '')),
  );
  return [
    `.\\" Generated from the tables of the program.\n.TH ADCTL 1 "" "adctl" ""\n`,
    section(TITLES.name, `adctl \\- ${roff(WHAT[lang])}\n`),
    section(TITLES.synopsis, '\\fBadctl\\fR \\fInoun\\fR \\fIverb\\fR [\\fIids\\fR ...] [\\fIoptions\\fR]\n'),
    section(TITLES.description, `${roff(ABOUT[lang])}\n`),
    section(TITLES.commands, outline.commands.map((command) => commandPart(command, lang)).join('')),
    section(TITLES.global, outline.global.map(option).join('')),
    ...topics,
  ].join('');
}

function commandPart(command: CommandOutline, lang: Lang): string {
  const examples = command.examples.map(({ command: line }) => `  ${line}`).join('\n');
  return [
    `.SS ${quoted(command.usage)}\n${roff(command.summary)}\n`,
    command.options.map(option).join(''),
    `.PP\n${TITLES.examples[lang]}\n${verbatim(examples)}`,
  ].join('');
}
