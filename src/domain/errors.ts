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
import { MANIFEST_ERRORS } from './errors/manifests.ts';
import { ORGANISATION_ERRORS } from './errors/organisations.ts';
import { RECORD_ERRORS } from './errors/records.ts';
import { REMOTE_ERRORS } from './errors/remote.ts';
import { REQUEST_ERRORS } from './errors/requests.ts';
import { RIGHT_ERRORS } from './errors/rights.ts';
import { SPLIT_ERRORS } from './errors/splits.ts';
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
  ...SPLIT_ERRORS,
  ...MANIFEST_ERRORS,
  ...TOKEN_ERRORS,
  ...BATCH_ERRORS,
  ...CONFIG_ERRORS,
  ...LOGIN_ERRORS,
  ...STATE_ERRORS,
  ...STATEMENT_ERRORS,
  ...REMOTE_ERRORS,
};

export type Code = keyof typeof ERRORS;

type Said = Readonly<Record<string, unknown>>;
const insteadIn = (def: ErrorDef, details: Said) => def.instead?.find(({ given }) => details[given] !== undefined);

/** An error as it is said with these details. */
export function defWith(def: ErrorDef, details: Said = {}): ErrorDef {
  const instead = insteadIn(def, details);
  return instead ? { ...def, ...instead } : def;
}

const said = new Map<string, readonly string[]>();

/** Worth saying though nothing went wrong. */
export const isTold = (code: Code): boolean => (ERRORS[code] as ErrorDef).told === true;

/** The details that a code's brief wording names: rows that agree in them are told in the same words. */
export function briefDetails(code: Code, details?: Said): readonly string[] {
  const { brief, message } = defWith(ERRORS[code], details);
  const text = (brief ?? message).en;
  let names = said.get(text);
  if (!names) {
    names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    said.set(text, names);
  }
  return names;
}

/** By which detail rows are counted, and told what to do, in other words than others; undefined where by none. */
export function insteadOf(code: Code, details: Said = {}): string | undefined {
  const usual: ErrorDef = ERRORS[code];
  const instead = insteadIn(usual, details);
  const others = (['brief', 'hint', 'otherwise'] as const).filter(
    (name) => instead?.[name] && instead[name] !== usual[name],
  );
  return others.length > 0 ? instead?.given : undefined;
}
