/** Commands that are no operations: they work on settings, files or several calls, on this machine. */
import type { InputOf, Schema } from '../../domain/schema.ts';
import type { Text } from '../../domain/text.ts';
import type { Example } from '../../operations/define.ts';
import type { Session } from '../session.ts';

export type Local<S extends Schema = Schema> = {
  readonly kind: 'local';
  readonly name: string;
  readonly summary: Text;
  /** As commander writes them: `<name>`, `[name]`, `[name...]`. */
  readonly arguments: readonly string[];
  readonly options: S;
  readonly examples: readonly [Example, Example, ...Example[]];
  run(session: Session, args: readonly string[], options: InputOf<S>): Promise<number>;
};

export const defineLocal = <S extends Schema>(local: Local<S>): Local => local as unknown as Local;

/** Of commands that are logged as operations are. */
export const REASON = {
  type: 'text',
  label: { en: 'reason', zh: '原因' },
  help: { en: 'why, for the log', zh: '原因，写入日志' },
  metavar: 'TEXT',
} as const;
