/** Operations by what a user calls them, and the rights that they need. */
import { nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Right } from '../domain/rights.ts';
import type { Operation } from './define.ts';
import { REGISTRY } from './registry.ts';

export function rightsOf(op: Operation): readonly Right[] {
  if (typeof op.right === 'string') return [op.right];
  return op.kind === 'change' ? (op.rights ?? []) : [];
}

/** `accounts.claim` or `accounts claim`; what follows is what it is about. */
export function operationCalled(words: readonly string[]): { readonly name: string; readonly rest: readonly string[] } {
  const [first = '', second = ''] = words;
  if (Object.hasOwn(REGISTRY, first)) return { name: first, rest: words.slice(1) };
  const two = `${first}.${second}`;
  if (Object.hasOwn(REGISTRY, two)) return { name: two, rest: words.slice(2) };
  const typed = first.includes('.') ? first : two.replace(/\.$/, '');
  throw new AdctlError('UNKNOWN_COMMAND', { command: typed, nearest: nearest(typed, Object.keys(REGISTRY)) });
}
