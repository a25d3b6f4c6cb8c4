/**
 * A command that goes on with the work of this one, or does it again, to be copied into the same shell: on the same
 * state and as the same member, where those were typed.
 */
import { shellWord } from '../domain/shell-word.ts';
import type { Session } from './session.ts';

const KEPT = {
  profile: '--profile',
  db: '--db',
  url: '--url',
  as: '--as',
  lock: '--lock',
  lockTimeout: '--lock-timeout',
};

/** `command`: without what every command knows; its options in the order in which they are wanted. */
export function typedAgain(
  { options }: Pick<Session, 'options'>,
  command: string,
  args: readonly string[] = [],
  own: Readonly<Record<string, string | undefined>> = {},
): string {
  const kept = Object.entries(KEPT).map(([name, flag]) => [flag, options[name]] as const);
  const flags = [...Object.entries(own), ...kept].flatMap(([flag, value]) =>
    value === undefined ? [] : [`${flag} ${shellWord(String(value))}`],
  );
  return [command, ...args.map(shellWord), ...flags].join(' ');
}
