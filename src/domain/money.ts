/** Amounts as users type and read them, and as integers of the currency's smallest unit (MONEY-1). */
import { exponentOf } from './currencies.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import type { Text } from './text.ts';

export const MONEY_REASONS = {
  empty: { en: 'it is empty', zh: '为空' },
  sign: { en: 'a sign is not allowed', zh: '不允许带正负号' },
  exponent: { en: 'an exponent is not allowed', zh: '不允许使用科学计数法' },
  separator: { en: 'separators between digits are not allowed', zh: '不允许使用千位分隔符' },
  width: { en: 'full-width digits are not allowed', zh: '不允许使用全角数字' },
  unit: { en: 'a currency sign or unit is not allowed', zh: '不允许带货币符号或单位' },
  percent: { en: 'a percent is no amount', zh: '百分比不是金额' },
  shape: { en: 'it is not a plain decimal', zh: '不是普通小数' },
  places: { en: 'it has more decimal places than the currency', zh: '小数位数超过该币种的最小单位' },
  large: { en: 'it is too large', zh: '金额过大' },
  zero: { en: '0 moves nothing', zh: '金额不能为 0' },
} as const satisfies Record<string, Text>;
export type MoneyReason = keyof typeof MONEY_REASONS;

const amountRefused = (value: string, reason: MoneyReason): Refusal =>
  refuse('AMOUNT_INVALID', { value, reason: MONEY_REASONS[reason], ...(reason === 'percent' && { percent: true }) });
export const tooLarge = (value: string): Refusal => amountRefused(value, 'large');

/** What people write before or behind a number. */
const UNIT = /^(?:[¥￥$€£₩]|RMB|[A-Z]{3})\s*[\d.,]+$|^[\d.,]+\s*(?:[¥￥$€£₩元块]|[A-Z]{3})$/i;
const PLAIN = /^\d+(\.\d+)?$/;

function problemOf(text: string): MoneyReason | undefined {
  if (text === '') return 'empty';
  if (PLAIN.test(text)) return undefined;
  if (UNIT.test(text)) return 'unit';
  if (/^[+-]?[\d.,]+\s*[%％]$/.test(text)) return 'percent';
  if (/[\uff00-\uffef]/.test(text)) return 'width';
  if (/^[+-]\s*\d+(\.\d+)?$/.test(text)) return 'sign';
  if (/^[+-]?\d+(\.\d+)?[eE][+-]?\d+$/.test(text)) return 'exponent';
  if (/^[+-]?\d[\d,_' ]*(\.\d+)?$/.test(text)) return 'separator';
  return 'shape';
}

/** A plain decimal with at most the currency's places. Zero passes: whether it means something is the caller's rule. */
export function parseAmount(text: string, currency: string): { readonly minor: number } | Refusal {
  const refused = (reason: MoneyReason) => amountRefused(text, reason);
  const problem = problemOf(text);
  if (problem) return refused(problem);
  const [whole = '', fraction = ''] = text.split('.');
  const exponent = exponentOf(currency);
  if (fraction.length > exponent) return refused('places');
  const minor = BigInt(whole + fraction.padEnd(exponent, '0'));
  return minor > BigInt(Number.MAX_SAFE_INTEGER) ? refused('large') : { minor: Number(minor) };
}

/** The same of what is to be moved: 0 is nothing to move. */
export function parseMoved(text: string, currency: string): { readonly minor: number } | Refusal {
  const parsed = parseAmount(text, currency);
  return 'minor' in parsed && parsed.minor === 0 ? amountRefused(text, 'zero') : parsed;
}

/** A text: its digits, of what is larger than a number holds. */
export function formatMinor(minor: number | bigint | string, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(minor);
  if (exponent === 0) return digits;
  const negative = digits.startsWith('-');
  const padded = (negative ? digits.slice(1) : digits).padStart(exponent + 1, '0');
  return `${negative ? '-' : ''}${padded.slice(0, -exponent)}.${padded.slice(-exponent)}`;
}

/** Back from what `formatMinor` made. */
export const minorOf = (text: string): bigint => BigInt(text.replace('.', ''));
