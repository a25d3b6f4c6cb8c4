/** An error that damage of the file explains is told as damage: a value that its column cannot hold trips any code. */
import { AdctlError } from '../../domain/refusal.ts';
import { connect } from './driver.ts';
import { codeOf, mapped } from './sqlite-errors.ts';

/** What no code of ours throws on purpose. */
const UNFORESEEN: ReadonlySet<unknown> = new Set([Error, TypeError, RangeError, SyntaxError]);

/** The same error, or what it means. Where something unforeseen happened the whole file is read to tell. */
export function explained(error: unknown, file: string): unknown {
  const told = mapped(error, file);
  if (told !== error || !(error instanceof Error) || !unforeseen(error)) return told;
  const reason = firstFault(file);
  return reason === undefined ? error : new AdctlError('STATE_DAMAGED', { file, reason }, { cause: error });
}

/** What Node says of a value that a function of its cannot take. */
const UNFIT = /^ERR_(INVALID_ARG|OUT_OF_RANGE)/;

/** A refusal is no clue, nor is what the system says of another file. */
function unforeseen(error: Error): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_') || (UNFORESEEN.has(error.constructor) && (code === '' || UNFIT.test(code)));
}

/** What is damaged, where that explains the error. */
export function damageOf(error: unknown, file: string): string | undefined {
  const told = explained(error, file);
  return told instanceof AdctlError && told.code === 'STATE_DAMAGED' ? String(told.details['reason']) : undefined;
}

/** Of pages, and of values that are not of their column's type. */
function firstFault(file: string): string | undefined {
  try {
    const connection = connect(file, 'read');
    try {
      const reason = connection.prepare('PRAGMA quick_check(1)').pluck().get() as string;
      return reason === 'ok' ? undefined : reason;
    } finally {
      connection.close();
    }
  } catch (error) {
    const told = mapped(error, file);
    return told instanceof AdctlError && told.code === 'STATE_DAMAGED' ? String(told.details['reason']) : undefined;
  }
}
