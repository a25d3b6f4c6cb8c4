/** On a terminal what a command lacks is asked for, one question each; elsewhere it is a usage error (cli.md "Changes"). */
import type { InputField, Schema } from '../../domain/schema.ts';
import type { Change } from '../../operations/define.ts';
import type { Definition } from '../command.ts';
import { askedFor, given } from '../flags.ts';
import type { Options, Session } from '../session.ts';

/** One question for one input. */
export async function answer(session: Session, field: InputField): Promise<string> {
  const { ask, choose } = await import('./prompts.ts');
  const message = askedFor(field, session.lang);
  if (!field.values) return await ask(session, message);
  const choices = Object.entries(field.values).map(([value, label]) => {
    const text = label[session.lang];
    return { value, name: text === value ? value : `${value}  ${text}` };
  });
  return await choose(session, message, choices);
}

/** As the command line would have it. */
export const textOf = (field: InputField, text: string): string | string[] =>
  field.type === 'list' ? text.split(/[,，]/) : text;

/** The required inputs of a schema that are not there yet. */
export async function askFields(session: Session, schema: Schema, there: Options): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = { ...there };
  for (const [name, field] of Object.entries(schema)) {
    if (!field.required || field.internal || found[name] !== undefined) continue;
    found[name] = textOf(field, await answer(session, field));
  }
  return found;
}

/** The arguments that the command cannot be without. */
export async function askArguments(
  session: Session,
  definition: Definition,
  args: readonly string[],
): Promise<readonly string[]> {
  const found = [...args];
  if (definition.kind === 'local') {
    const { ask } = await import('./prompts.ts');
    for (const word of definition.arguments.slice(args.length)) {
      if (word.startsWith('<')) found.push(await ask(session, word.replace(/[<>.]/g, '').toUpperCase()));
    }
    return found;
  }
  if (definition.kind === 'change') {
    const field = definition.options[definition.first ?? ''];
    return field?.required && found.length === 0 ? [await answer(session, field)] : found;
  }
  const { first, argument, input } = definition;
  const leading = first && input[first];
  if (leading && found.length === 0) found.push(await answer(session, leading));
  const field = argument && input[argument.field];
  if (!argument || !field?.required || found.length > (leading ? 1 : 0)) return found;
  const text = await answer(session, field);
  return [...found, ...(argument.many ? idsIn(text) : [text])];
}

const idsIn = (text: string): string[] => text.split(/[\s,，]+/).filter(Boolean);

export type Lacking = { readonly session: Session; readonly args: readonly string[] };

/** The rows of a change, where neither arguments nor a file nor a selection say which. */
export async function askRows(session: Session, op: Change, args: readonly string[], lead: number): Promise<Lacking> {
  const { options } = session;
  const from = options['from'] ?? (op.feed && options[`${op.feed.flag}From`]);
  const where = options[op.feed ? `${op.feed.flag}Where` : 'where'];
  const picked = where !== undefined || options['search'] !== undefined || options['view'] !== undefined;
  if (from !== undefined || picked || op.expand || op.feed || op.selects) return { session, args };
  const field = op.argument && op.row[op.argument];
  const flags = op.rowFlags ? given(op.row, options) : {};
  let ids = args;
  let more: Options = {};
  if (field && args.length + lead === 0 && (field.required || Object.keys(flags).length === 0)) {
    const { ask } = await import('./prompts.ts');
    const several = op.rowFlags
      ? ''
      : session.say({ en: '; several with blanks between, or @FILE', zh: '；多个以空格分隔，或输入 @文件' });
    const text = await ask(session, askedFor(field, session.lang) + several);
    if (!op.rowFlags && text.startsWith('@'))
      return { session: session.with({ ...options, from: text.slice(1) }), args };
    ids = op.rowFlags ? [text] : idsIn(text);
  }
  if (op.rowFlags && ids.length > 0) {
    const there = { ...flags, ...(op.argument && { [op.argument]: ids[0] }) };
    const asked = await askFields(session, op.row, there);
    more = Object.fromEntries(Object.entries(asked).filter(([name]) => !(name in there)));
  }
  return { session: Object.keys(more).length > 0 ? session.with({ ...options, ...camel(more) }) : session, args: ids };
}

/** As the parser of options spells them. */
export const camel = (fields: Options): Options =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
