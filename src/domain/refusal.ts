/** A user's error as a value: a code of the error table and what its message is made of. A bug throws a plain Error. */
import type { Code } from './errors.ts';

export type Details = Readonly<Record<string, unknown>>;
export type Refusal = {
  readonly refuse: Code;
  readonly details: Details;
  /** How the row's result is called instead, where its own name would tell too much. */
  readonly target?: string;
};

export function refuse(code: Code, details: Details = {}): Refusal {
  return { refuse: code, details };
}

/** A refusal on its way up to the one place where an error becomes an exit code. */
export class AdctlError extends Error {
  readonly code: Code;
  readonly details: Details;
  constructor(code: Code, details: Details = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'AdctlError';
    this.code = code;
    this.details = details;
  }
}
