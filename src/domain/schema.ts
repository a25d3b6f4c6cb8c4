/** Inputs of operations as data: options and row fields. Checks, flags, help, headers and completion derive from them. */
import type { Text } from './text.ts';

/**
 * How one input is read. Everything arrives as text.
 * `text`: trimmed; `account`: an account id, or `platform:id`; `holder`: an account, or what else holds money, resolved
 * by the operation; `platform`: a slug; `org`, `unit`, `member`, `batch`,
 * `ref`: an address, resolved by the operation; `amount`: kept as text until its currency is known; `day`: `2027-01-02`, also
 * written 2027/1/2; `enum`: one of `values`;
 * `flag`: true when given; `integer`: a whole number ≥ 0; `list`: several texts, split at `,` `，` `;` `；` `|` in a file.
 */
export type InputType =
  | 'text'
  | 'account'
  | 'holder'
  | 'platform'
  | 'member'
  | 'org'
  | 'unit'
  | 'batch'
  | 'amount'
  | 'day'
  | 'enum'
  | 'integer'
  | 'flag'
  | 'list'
  | 'file';

export type InputField = {
  readonly type: InputType;
  readonly label: Text;
  readonly help: Text;
  /** What a terminal asks for, where the help says more than what it is. */
  readonly question?: Text;
  /** How several are given on a command line, after the help; a question does not say it. */
  readonly several?: Text;
  readonly required?: true;
  /** Of an enum: the values that may be typed; `values` with labels are accepted by label too. */
  readonly values?: Readonly<Record<string, Text | { readonly en: string; readonly zh: string }>>;
  /** Further headers in files, in any language (compared case- and width-insensitively, blanks and `_-` ignored). */
  readonly headers?: readonly string[];
  /** What its column is called in a template, where not as the field. */
  readonly column?: string;
  readonly default?: string;
  readonly metavar?: string;
  /** Of an integer: the least that makes sense; 0 where it is not given. */
  readonly least?: number;
  /** An empty cell is kept as `''` (import's `--clear`), not dropped. */
  readonly keepEmpty?: true;
  /** Of an option: typed as `''` it empties the field. Elsewhere `--clear` does, so that an unset variable does not. */
  readonly clears?: true;
  /** An option given several times is as if all were typed in one, joined by this; without, the last counts. */
  readonly repeats?: ',' | ' ';
  /** Of a file: its lines are further values of this list option, and it is read where it lies. */
  readonly linesOf?: string;
  /** Filled by the operation itself: no flag, no column. */
  readonly internal?: true;
  /** Contact data: never kept in clear in the batch's options. */
  readonly pii?: true;
};
export type Schema = Readonly<Record<string, InputField>>;

type Of<F extends InputField> = F['type'] extends 'flag'
  ? boolean
  : F['type'] extends 'list'
    ? readonly string[]
    : F['type'] extends 'integer'
      ? number
      : string;

/** The typed input of a schema: required and flag fields always present, the others perhaps. */
export type InputOf<S extends Schema> = {
  readonly [K in keyof S as S[K]['required'] extends true
    ? K
    : S[K]['type'] extends 'flag'
      ? K
      : S[K]['default'] extends string
        ? K
        : never]: Of<S[K]>;
} & { readonly [K in keyof S]?: Of<S[K]> };

/** Why a row could not even be read. */
export type BadRow = {
  readonly code: 'ROW_SHAPE' | 'ROW_JSON' | 'ID_SPOILT' | 'CELL_ERROR' | 'STATEMENT_LINE' | 'LINE_TWICE';
  readonly details: Readonly<Record<string, unknown>>;
};

/** A row as it came in, by field name (files) or in order (arguments); `bad` where it could not even be read. */
export type RawRow = {
  /** Data row, from 1. */
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly bad?: BadRow;
};

/** Whether what is typed there is meant to name an organisation. */
export function namesOrg(field: InputField | undefined): boolean {
  return field?.type === 'org' || /\bORG\b/.test(field?.metavar ?? '');
}
