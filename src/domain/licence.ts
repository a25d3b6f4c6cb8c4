/** Licence numbers (ORG-1): unified social credit codes (GB 32100-2015) and personal id numbers (GB 11643-1999). */
import { WITHHELD } from './covered.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Text } from './text.ts';

const CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const PERSON_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const PERSON_CHECKS = '10X98765432';

const invalid = (value: string, reason: Text): Refusal => refuse('LICENCE_INVALID', { value, reason });
const length = (value: string) =>
  invalid(value, { en: `18 characters are needed, not ${value.length}`, zh: `应为 18 位，实际 ${value.length} 位` });
const checksum = (value: string, fits: string) =>
  invalid(value, { en: `the check character does not fit; ${fits} would`, zh: `校验位不符，应为 ${fits}` });

export function creditCodeCheck(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += CODE_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return CODE_ALPHABET[(31 - (sum % 31)) % 31] as string;
}

function personCheck(first17: string): string {
  const sum = PERSON_WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return PERSON_CHECKS[sum % 11] as string;
}

export function checkCreditCode(text: string): { readonly number: string } | Refusal {
  const value = text.toUpperCase();
  if (value.length !== 18) return length(text);
  for (let i = 0; i < value.length; i++) {
    if (CODE_ALPHABET.includes(value[i] as string)) continue;
    return invalid(text, {
      en: `"${value[i]}" at position ${i + 1} is not in the alphabet`,
      zh: `第 ${i + 1} 位的“${value[i]}”不在字符集内`,
    });
  }
  const fits = creditCodeCheck(value.slice(0, 17));
  return value[17] === fits ? { number: value } : checksum(text, fits);
}

export function checkPersonNumber(text: string): { readonly number: string } | Refusal {
  const value = text.toUpperCase();
  if (value.length !== 18) return length(text);
  const at = [...value].findIndex((character, i) => !(i < 17 ? /\d/ : /[\dX]/).test(character));
  if (at >= 0)
    return invalid(text, {
      en: `"${value[at]}" at position ${at + 1} is not a digit`,
      zh: `第 ${at + 1} 位的“${value[at]}”不是数字`,
    });
  if (!isDate(value.slice(6, 14)))
    return invalid(text, { en: 'its date of birth does not exist', zh: '出生日期不存在' });
  const fits = personCheck(value.slice(0, 17));
  return value[17] === fits ? { number: value } : checksum(text, fits);
}

function isDate(text: string): boolean {
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso && iso >= '1800';
}

const shapedPersonal = (text: string): boolean => /^\d{17}[\dXx]$/.test(text);

/** What was typed, unless it is a person's number: that one is repeated nowhere. */
export function withoutNumber(text: string): string {
  const last = text.slice(text.lastIndexOf(':') + 1).trim();
  return shapedPersonal(last) && 'number' in checkPersonNumber(last) ? WITHHELD : text;
}

export type Licence = { readonly kind: 'business' | 'person'; readonly number: string };

/** 17 digits and a digit or X with a real date are a person's, unless the kind is said; all else is a business's. */
export function checkLicence(text: string, kind?: string): Licence | Refusal {
  const chosen = kind ?? (shapedPersonal(text) && isDate(text.slice(6, 14)) ? 'person' : 'business');
  const checked = chosen === 'person' ? checkPersonNumber(text) : checkCreditCode(text);
  // A person's number is told to nobody, also where it was typed as something else.
  if ('refuse' in checked)
    return chosen === 'person' || shapedPersonal(text)
      ? refuse(checked.refuse, { ...checked.details, value: WITHHELD })
      : checked;
  return { kind: chosen as Licence['kind'], number: checked.number };
}
