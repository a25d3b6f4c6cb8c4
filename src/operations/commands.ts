/**
 * Commands that work on this machine instead of through the executor and need a right all the same (MEM-3). They name
 * it here, as data: the matrix, `members can` and the commands themselves read the same.
 */
import type { Right } from '../domain/rights.ts';

export type CommandRight = {
  readonly right: Right;
  /** A query leaves the state as it is; a change asks for a verified member (ORG-4). */
  readonly kind: 'query' | 'change';
  /** An unverified member may begin it: its rows are refused or not as the operation's own are. */
  readonly unverified?: true;
};

export const COMMANDS = {
  'batches.resume': { right: 'batch.resume', kind: 'change', unverified: true },
  'state.backup': { right: 'state.backup', kind: 'query' },
  'state.compact': { right: 'state.compact', kind: 'change' },
  'state.key': { right: 'state.key', kind: 'query' },
  'state.rebuild': { right: 'state.rebuild', kind: 'change' },
  'state.restore': { right: 'state.restore', kind: 'change' },
} as const satisfies Readonly<Record<string, CommandRight>>;
export type CommandName = keyof typeof COMMANDS;

export const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
