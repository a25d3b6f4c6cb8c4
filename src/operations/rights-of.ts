/** Operations by what a user calls them, and the rights that they need. */
import { meantOr, nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import { RIGHTS, type Right } from '../domain/rights.ts';
import { COMMANDS, type CommandRight, isCommand } from './commands.ts';
import type { Operation } from './define.ts';
import { operationNamed, REGISTRY } from './registry.ts';

/** Whatever needs a right: an operation, or a command on this machine. */
export type Rightful = Operation | (CommandRight & { readonly name: string });

export const RIGHTFUL_NAMES: readonly string[] = [...Object.keys(REGISTRY), ...Object.keys(COMMANDS)].toSorted();

export async function rightfulNamed(name: string): Promise<Rightful> {
  return isCommand(name) ? { name, ...COMMANDS[name] } : await operationNamed(name);
}

export function rightsOf(op: Rightful): readonly Right[] {
  if (typeof op.right === 'string') return [op.right];
  return 'rights' in op ? (op.rights ?? []) : [];
}

/** `accounts.claim`, `accounts claim` or both in one word; what follows is what it is about. */
export function operationCalled(typed: readonly string[]): { readonly name: string; readonly rest: readonly string[] } {
  const words = wordsOf(typed);
  const [first = '', second = ''] = words;
  if (RIGHTFUL_NAMES.includes(first)) return { name: first, rest: words.slice(1) };
  const two = `${first}.${second}`;
  if (RIGHTFUL_NAMES.includes(two)) return { name: two, rest: words.slice(2) };
  const command = first.includes('.') ? first : two.replace(/\.$/, '');
  throw unknownOperation(command);
}

/** Operations have plural nouns (`accounts.claim`), rights have singular ones (`account.claim`): what is near is of one sort. */
function unknownOperation(operation: string): AdctlError {
  const noun = operation.split('.', 1)[0] as string;
  const rights = Object.keys(RIGHTS);
  const sort = [RIGHTFUL_NAMES, rights].find((names) => names.some((name) => name.startsWith(`${noun}.`)));
  const near = nearest(operation, sort ?? [...RIGHTFUL_NAMES, ...rights]);
  const otherwise = { en: 'all of them: adctl members matrix', zh: '全部列表：adctl members matrix' };
  return new AdctlError('UNKNOWN_OPERATION', { operation, nearest: near, advice: meantOr(near, otherwise) });
}

/** What is pasted from help comes as one word. */
function wordsOf([first = '', ...rest]: readonly string[]): readonly string[] {
  return [...first.trim().split(/\s+/), ...rest];
}

export type Called = { readonly name: string; readonly rest: readonly string[]; readonly op: Rightful };

/** An operation, or a right as MEM-3 spells it (`account.claim`, `org.create entity`), stood for by the first that needs it. */
export async function calledOf(typed: readonly string[]): Promise<Called> {
  const words = wordsOf(typed);
  const [first = '', second = ''] = words;
  const two = `${first}_${second}`;
  const right = [two, first].find((name) => Object.hasOwn(RIGHTS, name)) as Right | undefined;
  if (right && !RIGHTFUL_NAMES.includes(first)) {
    for (const name of RIGHTFUL_NAMES) {
      const op = await rightfulNamed(name);
      if (rightsOf(op).includes(right))
        return { name: right, rest: words.slice(right === two ? 2 : 1), op: { ...op, right } };
    }
    // Asked for besides the right of an operation, or by an option of any: to reveal, to hand over, to read all of the log.
    return { name: right, rest: words.slice(1), op: { name: right, right, kind: 'change' } };
  }
  const { name, rest } = operationCalled(words);
  return { name, rest, op: await rightfulNamed(name) };
}
