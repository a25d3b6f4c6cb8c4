/**
 * Amounts as statement files write them: with a sign, separators between thousands, a currency or its sign, a TAB or a
 * backtick before them. Here alone these are read (MONEY-1); what is left must be a plain decimal of the currency.
 */
import { currencyNamed, exponentOf } from './currencies.ts';
import { MONEY_REASONS } from './money.ts';
import type { Text } from './text.ts';

export const STATEMENT_MONEY_REASONS = {
  ...MONEY_REASONS,
  groups: { en: 'its separators do not part thousands', zh: '分隔符位置不是千位' },
} as const satisfies Record<string, Text>;
type Reason = keyof typeof STATEMENT_MONEY_REASONS;

/** `micros`: the number itself in millionths, whatever the currency; totals of fees are finer than its smallest unit. */
export type StatementAmount =
  | { readonly minor: number; readonly currency?: string }
  | { readonly blank: true }
  | { readonly problem: Text };

/** What stands before a value so that a spreadsheet leaves it alone, and blanks of every kind. */
const AROUND = /^[\s\u00a0\u3000\ufeff\u200b`']+|[\s\u00a0\u3000\ufeff\u200b]+$/g;
const NOTHING = /^(?:[-—–/]+|n\/?a)?$/i;
const SIGNS: Readonly<Record<string, string>> = {
  '¥': '',
  '￥': '',
  元: '',
  $: '',
  '€': 'EUR',
  '£': 'GBP',
  HK$: 'HKD',
  US$: 'USD',
  C$: 'CAD',
};
const BEFORE = /^(HK\$|US\$|C\$|[¥￥$€£]|[A-Za-z]{3}(?=[\s\d.+-]))\s*/;
const AFTER = /\s*([¥￥元€]|(?<=[\s\d])[A-Za-z]{3})$/;
const GROUPED = /^\d{1,3}(?:[,，]\d{3})+(?=\.|$)/;
/** What nearly every amount is. */
const BARE = /^(-?)(\d+)(?:\.(\d+))?$/;
const SIGN = /^[+\-−－＋]/;

export function cleanValue(text: string): string {
  // Nearly every cell is clean already; the expression is for the others.
  return isClean(text.charCodeAt(0)) && isClean(text.charCodeAt(text.length - 1)) ? text : text.replace(AROUND, '');
}

/** A printed character of ASCII but the quotes, or a Chinese one. */
const isClean = (code: number): boolean =>
  (code > 39 && code < 127 && code !== 96) || (code >= 0x3400 && code <= 0x9fff);

/** Nothing but a dash or a slash: a platform's way to say that there is none. */
export const isNothing = (text: string): boolean =>
  text === '' || (MAY_BE_NOTHING.includes(text[0] as string) && NOTHING.test(text));
const MAY_BE_NOTHING = '-—–/nN';

type Parts = {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
  readonly currency?: string;
};

function partsOf(text: string): Parts | { readonly blank: true } | { readonly reason: Reason } {
  let rest = cleanValue(text);
  const bare = BARE.exec(rest);
  if (bare) return { negative: bare[1] === '-', whole: bare[2] as string, fraction: bare[3] ?? '' };
  if (isNothing(rest)) return { blank: true };
  let currency: string | undefined;
  let negative = false;
  const take = (found: RegExpExecArray | null, cut: (length: number) => string): boolean => {
    if (!found) return true;
    const word = (found[1] ?? '').toUpperCase();
    const code = SIGNS[word] ?? currencyNamed(word);
    if (code === undefined) return false;
    if (code !== '') currency = code;
    rest = cut(found[0].length).trim();
    return true;
  };
  const accounting = /^\((.+)\)$/.exec(rest);
  if (accounting) {
    rest = accounting[1] as string;
    negative = true;
  }
  const sign = () => {
    if (!SIGN.test(rest)) return;
    negative = negative !== /^[-−－]/.test(rest);
    rest = rest.slice(1).trim();
  };
  sign();
  if (!take(BEFORE.exec(rest), (length) => rest.slice(length))) return { reason: 'shape' };
  if (!take(AFTER.exec(rest), (length) => rest.slice(0, -length))) return { reason: 'shape' };
  // -¥5.00 and ¥-5.00 are both written, never both at once.
  if (rest !== '' && SIGN.test(rest)) {
    if (negative) return { reason: 'shape' };
    sign();
  }
  if (/[０-９．]/.test(rest)) return { reason: 'width' };
  if (/^\d+(?:\.\d+)?[eE][+-]?\d+$/.test(rest)) return { reason: 'exponent' };
  if (GROUPED.test(rest)) rest = rest.replaceAll(/[,，](?=\d{3})/g, '');
  else if (/^\d[\d,，]*(?:\.\d+)?$/.test(rest) && /[,，]/.test(rest)) return { reason: 'groups' };
  const plain = /^(\d+)(?:\.(\d+))?$/.exec(rest);
  if (!plain) return { reason: 'shape' };
  return { negative, whole: plain[1] as string, fraction: plain[2] ?? '', ...(currency && { currency }) };
}

/** Zeros beyond the currency's places say nothing; other digits there are a mistake. */
export function parseStatementAmount(text: string, currency: string): StatementAmount {
  const parts = partsOf(text);
  if ('blank' in parts) return parts;
  if ('reason' in parts) return { problem: STATEMENT_MONEY_REASONS[parts.reason] };
  const exponent = exponentOf(parts.currency ?? currency);
  const fraction = parts.fraction.replace(/0+$/, '');
  if (fraction.length > exponent) return { problem: STATEMENT_MONEY_REASONS.places };
  const minor = Number(parts.whole + fraction.padEnd(exponent, '0'));
  if (!Number.isSafeInteger(minor)) return { problem: STATEMENT_MONEY_REASONS.large };
  return { minor: parts.negative && minor !== 0 ? -minor : minor, ...(parts.currency && { currency: parts.currency }) };
}

const MICRO_PLACES = 6;

/** In millionths, for sums of columns that are finer than the currency, as fees are; undefined where it is no number. */
export function parseMicros(text: string): bigint | undefined {
  const parts = partsOf(text);
  if ('blank' in parts) return 0n;
  if ('reason' in parts || parts.fraction.length > MICRO_PLACES) return undefined;
  const micros = BigInt(parts.whole + parts.fraction.padEnd(MICRO_PLACES, '0'));
  return parts.negative ? -micros : micros;
}

export function microsText(micros: bigint): string {
  const digits = String(micros < 0n ? -micros : micros).padStart(MICRO_PLACES + 1, '0');
  const fraction = digits.slice(-MICRO_PLACES).replace(/0{1,4}$/, '');
  return `${micros < 0n ? '-' : ''}${digits.slice(0, -MICRO_PLACES)}.${fraction}`;
}

/** Names of currencies as banks write them; elsewhere it is the code. */
const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  人民币元: 'CNY',
  RMB: 'CNY',
  美元: 'USD',
  港币: 'HKD',
  港元: 'HKD',
  日元: 'JPY',
  欧元: 'EUR',
  英镑: 'GBP',
  加元: 'CAD',
  加拿大元: 'CAD',
  澳元: 'AUD',
  澳大利亚元: 'AUD',
  新加坡元: 'SGD',
  新元: 'SGD',
  澳门元: 'MOP',
  澳门币: 'MOP',
  新台币: 'TWD',
  台币: 'TWD',
  韩元: 'KRW',
  瑞士法郎: 'CHF',
  泰铢: 'THB',
};

export function statementCurrency(text: string): string | undefined {
  if (text === 'CNY' || text === '人民币') return 'CNY';
  const word = cleanValue(text).replace(/[(（].*$/, '');
  return CURRENCY_WORDS[word.toUpperCase()] ?? currencyNamed(word);
}
