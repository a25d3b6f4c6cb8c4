/** An operation's inputs as commander options, and back again. */
import { type Command, Option } from 'commander';
import type { InputField, Schema } from '../domain/schema.ts';
import type { Lang } from '../domain/text.ts';

export function flagName(field: string): string {
  return `--${field.replaceAll('_', '-')}`;
}

/** `taken`: fields that are positional, or set in another way. */
export function addFlags(command: Command, schema: Schema, lang: Lang, taken: ReadonlySet<string> = new Set()): void {
  for (const [name, field] of Object.entries(schema)) {
    if (field.internal || taken.has(name)) continue;
    command.addOption(optionOf(name, field, lang));
  }
}

function optionOf(name: string, field: InputField, lang: Lang): Option {
  const value =
    field.metavar ??
    (field.values ? Object.keys(field.values).join('|') : field.type === 'integer' ? 'N' : name.toUpperCase());
  const option = new Option(
    field.type === 'flag' ? flagName(name) : `${flagName(name)} <${value}>`,
    describe(field, lang),
  );
  if (field.repeats) return option.argParser(joinedBy(field.repeats));
  if (field.type !== 'list') return option;
  // A value may be repeated; several in one are split, but not the expressions of --where.
  const whole = field.metavar === 'EXPR';
  return option.argParser((text: string, before: string[] | undefined) => [
    ...(before ?? []),
    ...(whole ? [text] : text.split(/[,，]/)),
  ]);
}

/** An empty one is most likely a variable that holds nothing: it is not lost among the others. */
export const joinedBy = (separator: string) => (text: string, before: string | undefined) =>
  before === undefined ? text : text === '' || before === '' ? '' : before + separator + text;

/** For help: what it is, and how it is typed. */
export function describe(field: InputField, lang: Lang): string {
  const more =
    field.default === undefined ? '' : lang === 'zh' ? `（默认 ${field.default}）` : ` (default ${field.default})`;
  return field.help[lang] + (field.several?.[lang] ?? '') + more;
}

/** For a question: what it is, and no more. */
export const askedFor = (field: InputField, lang: Lang): string => (field.question ?? field.help)[lang];

/** As commander calls the option of a field. */
export const optionKey = (field: string): string =>
  field.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());

/** What was typed, by field name: commander's camel case turned back. */
export function given(schema: Schema, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(schema)) {
    const value = options[optionKey(name)];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
