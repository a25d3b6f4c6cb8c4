/**
 * Every error a user can meet, put together from the areas beside this file. `adctl help errors` prints this table;
 * tests have one row for each code.
 */
import { ACCOUNT_ERRORS } from './errors/accounts.ts';
import { BATCH_ERRORS } from './errors/batches.ts';
import { CONFIG_ERRORS } from './errors/config.ts';
import { CONSUMPTION_ERRORS } from './errors/consumption.ts';
import type { ErrorDef } from './errors/define.ts';
import { FILE_ERRORS } from './errors/files.ts';
import { FUND_ERRORS } from './errors/funds.ts';
import { LOGIN_ERRORS } from './errors/login.ts';
import { ORGANISATION_ERRORS } from './errors/organisations.ts';
import { RECORD_ERRORS } from './errors/records.ts';
import { REMOTE_ERRORS } from './errors/remote.ts';
import { REQUEST_ERRORS } from './errors/requests.ts';
import { RIGHT_ERRORS } from './errors/rights.ts';
import { STATE_ERRORS } from './errors/state.ts';
import { STATEMENT_ERRORS } from './errors/statements.ts';
import { TOKEN_ERRORS } from './errors/tokens.ts';
import { TYPING_ERRORS } from './errors/typing.ts';

export type { ErrorDef };

export const ERRORS = {
  ...TYPING_ERRORS,
  ...FILE_ERRORS,
  ...RIGHT_ERRORS,
  ...RECORD_ERRORS,
  ...ACCOUNT_ERRORS,
  ...ORGANISATION_ERRORS,
  ...REQUEST_ERRORS,
  ...FUND_ERRORS,
  ...CONSUMPTION_ERRORS,
  ...TOKEN_ERRORS,
  ...BATCH_ERRORS,
  ...CONFIG_ERRORS,
  ...LOGIN_ERRORS,
  ...STATE_ERRORS,
  ...STATEMENT_ERRORS,
  ...REMOTE_ERRORS,
};

export type Code = keyof typeof ERRORS;

const said = new Map<Code, readonly string[]>();

/** Worth saying though nothing went wrong. */
export const isTold = (code: Code): boolean => (ERRORS[code] as ErrorDef).told === true;

/** The details that a code's brief wording names: rows that agree in them are told in the same words. */
export function briefDetails(code: Code): readonly string[] {
  let names = said.get(code);
  if (!names) {
    const { brief, message }: ErrorDef = ERRORS[code];
    names = [...(brief ?? message).en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    said.set(code, names);
  }
  return names;
}
