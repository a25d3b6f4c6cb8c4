/**
 * Questions on a terminal, on stderr: stdout is for data. Whoever leaves one with Ctrl-C or Ctrl-D is INTERRUPTED, whoever answers
 * a confirmation with No has CANCELLED; both mean that nothing was done. The library is loaded only when one is asked.
 */
import { AdctlError } from '../../domain/refusal.ts';
import { plain } from '../../render/plain.ts';
import type { Session } from '../session.ts';
import { usage } from '../usage.ts';

export type Choice = { readonly value: string; readonly name: string };
type Question = Readonly<Record<string, unknown>>;

async function answered<T>(session: Session, question: Question): Promise<T> {
  const { default: inquirer } = await import('inquirer');
  const { stdin, stderr, signal } = session.io;
  const output = (stderr.stream ?? stderr) as NodeJS.WriteStream;
  const input = stdin as unknown as NodeJS.ReadStream;
  // The library hears nothing of Ctrl-D: the question would be left open, and the program would end as if all were well.
  const left = new AbortController();
  const leave = (_: unknown, key?: { readonly name?: string; readonly ctrl?: boolean }) => {
    if (key?.ctrl && key.name === 'd') left.abort();
  };
  input.on('keypress', leave);
  const prompt = inquirer.createPromptModule({
    input,
    output,
    signal: signal ? AbortSignal.any([signal, left.signal]) : left.signal,
  });
  try {
    const answers = await prompt([{ ...question, theme: themeOf(session), name: 'answer' } as never]);
    return (answers as { readonly answer: T }).answer;
  } catch (error) {
    if (error instanceof Error && /^(?:ExitPrompt|AbortPrompt)Error$/.test(error.name))
      throw new AdctlError('INTERRUPTED', {}, { cause: error });
    throw error;
  } finally {
    input.off('keypress', leave);
  }
}

/** The words of the library that are not a question's own, and no colour where none is wanted. */
function themeOf(session: Session): Question {
  const { lang, color } = session.speech;
  const keys = { en: '↑↓ choose, Enter takes it', zh: '↑↓ 选择，回车确定' }[lang];
  const masked = { en: '[not shown]', zh: '[不显示]' }[lang];
  const bare = (text: string) => text;
  const colourless = {
    ...Object.fromEntries(['message', 'answer', 'help', 'highlight', 'description'].map((part) => [part, bare])),
    defaultAnswer: (text: string) => `(${text})`,
    error: (text: string) => `> ${text}`,
  };
  return {
    ...(!color && { prefix: { idle: '?', done: '✔' } }),
    // Answered by y and n in either language, as Chinese programs ask.
    ...(lang === 'zh' && { keywords: { yes: 'y（是）', no: 'n（否）', error: () => '请输入 y 或 n' } }),
    style: { keysHelpTip: () => keys, maskedText: masked, ...(!color && colourless) },
  };
}

/** A terminal that can only print: one line asks, one line answers. */
async function line(session: Session, asked: string): Promise<string> {
  const [{ createInterface }, { stdin, stderr, signal }] = [await import('node:readline'), session.io];
  stderr.write(`${plain(asked)} `);
  const lines = createInterface({ input: stdin as unknown as NodeJS.ReadStream, terminal: false });
  try {
    return await new Promise((resolve, reject) => {
      const left = () => reject(new AdctlError('INTERRUPTED'));
      lines.once('line', resolve).once('close', left);
      if (signal?.aborted) left();
      signal?.addEventListener('abort', left);
    });
  } finally {
    lines.close();
  }
}

const isDumb = ({ io }: Session): boolean => io.env['TERM'] === 'dumb';
/** Until an answer will do: `meaning` gives what it means. */
async function until<T>(session: Session, asked: string, meaning: (text: string) => T | undefined): Promise<T> {
  for (;;) {
    const found = meaning((await line(session, asked)).trim());
    if (found !== undefined) return found;
  }
}

/** Refuses to go on unless the answer is Yes. */
export async function assent(session: Session, message: string): Promise<void> {
  const sure = isDumb(session)
    ? /^(?:y|yes|是)$/i.test((await line(session, `${message} (y/N)`)).trim())
    : await answered<boolean>(session, { type: 'confirm', message, default: false });
  if (!sure) throw new AdctlError('CANCELLED');
}

/** A text that nobody looking on, and no scrollback, may see. A terminal that can only print would show it. */
export async function askSecret(session: Session, message: string): Promise<string> {
  if (isDumb(session))
    throw usage(session, {
      en: 'this terminal would show what is typed: --with-token < FILE',
      zh: '此终端会显示输入内容，请用：--with-token < 文件',
    });
  const validate = (text: string) => text.trim() !== '' || session.say({ en: 'a value is needed', zh: '请输入内容' });
  return (
    await answered<string>(session, { type: 'password', message, mask: false, toggleMask: false, validate })
  ).trim();
}

/** A text that is not empty. */
export async function ask(session: Session, message: string): Promise<string> {
  if (isDumb(session)) return await until(session, `${message}:`, (text) => text || undefined);
  const validate = (text: string) => text.trim() !== '' || session.say({ en: 'a value is needed', zh: '请输入内容' });
  return (await answered<string>(session, { type: 'input', message, validate })).trim();
}

export async function choose(session: Session, message: string, choices: readonly Choice[]): Promise<string> {
  if (!isDumb(session)) return await answered(session, { type: 'select', message, choices });
  const words = choices.map(({ name }) => name.replace(/\s+/, ' ')).join(' | ');
  return await until(
    session,
    `${message} (${words}):`,
    (text) => choices.find(({ value, name }) => text === value || text === name.slice(value.length).trim())?.value,
  );
}
