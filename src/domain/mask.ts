/** What is shown of contact data without the right to reveal it (PII-1). Enough to recognise, too little to use. */
import type { FieldDef } from './kind.ts';

export type PiiKind = NonNullable<FieldDef['pii']>;

const stars = (count: number): string => '*'.repeat(Math.max(0, count));

/** 138****1234; the country code stays. Blanks and dashes are dropped, so that one number has one masked form. */
function phone(value: string): string {
  const digits = value.replace(/\D/g, '');
  if (digits.length < 8) return '****' + (digits.length >= 6 ? digits.slice(-2) : '');
  const head = Math.min(digits.length - 8, 5);
  const sign = value.trim().startsWith('+') ? '+' : '';
  return sign + digits.slice(0, head) + stars(digits.length - head - 4) + digits.slice(-4);
}

/** a***@x.com; of a name of one character nothing is shown. */
function email(value: string): string {
  const at = value.lastIndexOf('@');
  if (at < 1) return '***';
  const name = [...value.slice(0, at)];
  return (name.length > 1 ? name[0] : '') + '***' + value.slice(at);
}

/** 王*: the first character, and at most three stars, so that the length is not told. */
function text(value: string): string {
  const characters = [...value];
  return characters.length < 2 ? '*' : characters[0] + stars(Math.min(characters.length - 1, 3));
}

/** 1101**********1234. */
function number(value: string): string {
  const keep = value.length >= 12 ? 4 : value.length >= 8 ? 2 : 0;
  if (keep === 0) return '****';
  return value.slice(0, keep) + stars(value.length - 2 * keep) + value.slice(-keep);
}

const MASKS: Readonly<Record<PiiKind, (value: string) => string>> = { phone, email, text, number };

export function maskPii(kind: PiiKind, value: string): string {
  return value === '' ? '' : MASKS[kind](value);
}

/** A masked value that came back in a list: it says nothing of what it stands for. */
export const isMasked = (text: string): boolean => /[*•]/.test(text);
