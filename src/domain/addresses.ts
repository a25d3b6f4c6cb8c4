/** What the ids of each kind look like: by it a file of nothing but ids is told from one with a header. */
import { looksLikeAccount, trim } from './parse.ts';
import type { InputField } from './schema.ts';

/** An id of one's own for an organisation or a unit; generated ones (`u_` and 8 characters) are of the same form. */
export const SLUG = /^[a-z0-9][a-z0-9_-]{1,39}$/;
export const LOGIN = /^[a-z0-9][a-z0-9._@-]{0,63}$/;
export const GENERATED_ID = /^[a-z]_(?:[a-km-z2-9]{8}){1,2}$/;

const FORMS: Readonly<Record<string, RegExp>> = {
  ORG: SLUG,
  UNIT: SLUG,
  LOGIN,
  ID: GENERATED_ID,
  ASSET: GENERATED_ID,
  REQUEST: GENERATED_ID,
  HOLD: GENERATED_ID,
  LOT: GENERATED_ID,
  VIEW: /\S/,
};

/** A holder that says of what kind it is. */
const HOLDER = /^(?:account|agency|entity|group|unit):\S/;
const looksLikeHolder = (text: string): boolean => HOLDER.test(trim(text)) || looksLikeAccount(text);

/** `certain`: nothing else looks so; else a header that nobody knows could, and only one column alone is taken for ids. */
export type IdForm = { certain(text: string): boolean; matches(text: string): boolean };

export function idForm(field: InputField | undefined): IdForm {
  if (field?.type === 'account') return { certain: () => true, matches: looksLikeAccount };
  if (field?.type === 'holder')
    return { certain: looksLikeHolder, matches: (text) => looksLikeHolder(text) || SLUG.test(trim(text)) };
  const form = FORMS[field?.metavar ?? ''];
  return { certain: () => false, matches: (text) => form?.test(trim(text)) ?? false };
}
