/**
 * What one error is. `{name}` in its texts is filled from the details.
 */
import type { RowStatus } from '../batches.ts';
import type { Text } from '../text.ts';

/** Exit code, HTTP status, the row status where it is a row's, message and hint. */
export type ErrorDef = {
  readonly exit: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 130;
  readonly http: number;
  readonly status?: RowStatus;
  readonly message: Text;
  /** The reason in a summary, where the message names one record. */
  readonly brief?: Text;
  readonly hint?: Text;
  /** The hint where the first would have a hole: nothing is near. */
  readonly otherwise?: Text;
  /** What is said where a detail is given, the first that is: of the same code, with something else to do about it. */
  readonly instead?: readonly Instead[];
  /** Said in the summary, with the first records that it is about, though nothing went wrong. */
  readonly told?: true;
};

type Instead = { readonly given: string } & Pick<ErrorDef, 'brief' | 'hint' | 'otherwise'> & {
    readonly message?: Text;
  };

/** The codes of one area, each as a key of its own. */
export const errors = <T extends Record<string, ErrorDef>>(table: T): { readonly [C in keyof T]: ErrorDef } => table;
