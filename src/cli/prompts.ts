/** Questions on a terminal, on stderr: stdout is for data. The library is loaded only when one is really asked. */
import { AdctlError } from '../domain/refusal.ts';
import type { Session } from './session.ts';

export type Choice = { readonly value: string; readonly name: string };

/** Whoever leaves a question with Ctrl-C has answered: nothing is done. */
async function answered<T>(session: Session, question: Readonly<Record<string, unknown>>): Promise<T> {
  const { default: inquirer } = await import('inquirer');
  const { stdin, stderr } = session.io;
  const output = (stderr.stream ?? stderr) as NodeJS.WriteStream;
  const prompt = inquirer.createPromptModule({ input: stdin as unknown as NodeJS.ReadStream, output });
  try {
    const answers = await prompt([{ ...question, name: 'answer' } as never]);
    return (answers as { readonly answer: T }).answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError')
      throw new AdctlError('INTERRUPTED', {}, { cause: error });
    throw error;
  }
}

export function confirm(session: Session, message: string): Promise<boolean> {
  return answered(session, { type: 'confirm', message, default: false });
}

/** A text that is not empty. */
export async function ask(session: Session, message: string): Promise<string> {
  const validate = (text: string) => text.trim() !== '' || session.say({ en: 'a value is needed', zh: '请输入内容' });
  return (await answered<string>(session, { type: 'input', message, validate })).trim();
}

export function choose(session: Session, message: string, choices: readonly Choice[]): Promise<string> {
  return answered(session, { type: 'select', message, choices });
}
