/** What the free text above and below the lines of a statement says: how many, their totals, the period, the currency. */
import type { Claim } from '../../domain/statement-checks.ts';
import { type Closing, parseWhen } from '../../domain/statement-days.ts';
import type { Direction } from '../../domain/statement-lines.ts';
import { statementCurrency } from '../../domain/statement-money.ts';
import { DIRECTION_WORDS } from './layouts.ts';

export type Said = {
  readonly claims: Claim[];
  period?: { readonly from: string; readonly to: string };
  currency?: string;
  closing?: Closing;
};

const LINES = /共[:：]?\s*(\d+)\s*笔/;
/** What is still to come (待收入) is no part of what has. */
const TOTAL =
  /(?<!待)(已?收入|已?支出|不计收支|中性交易)(?:合计)?[:：]\s*(\d+)\s*笔(?:[(（][^)）]*[)）])?[，,\s]*共?\s*([-−]?[\d,]*\d(?:\.\d+)?)\s*元/g;
const BALANCE =
  /(期初余额|上期余额|承前余额|opening balance|balance brought forward|期末余额|本期余额|closing balance|balance carried forward)[^\d+\-−]*([-−]?[\d,]*\d(?:\.\d+)?)/gi;
const OPENING = /期初|上期|承前|opening|brought/i;
const DAY = String.raw`(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)`;
const PERIOD = [
  new RegExp(String.raw`起始(?:时间|日期)?[:：]\s*\[?\s*${DAY}.*?终止(?:时间|日期)?[:：]\s*\[?\s*${DAY}`),
  new RegExp(String.raw`(?:日期区间|起止日期|查询日期|账单周期)[:：]\s*\[?\s*${DAY}[^\d]+${DAY}`),
];
const CURRENCY = /币\s*[种别][:：]\s*\[?\s*([^\]\s,，]+)/;
const CLOSING = /(\d{4})\s*年\s*(\d{1,2})\s*月(?!\s*\d)/;

/** Adds what a line of text says; false where it says nothing that is known. */
export function hear(said: Said, text: string): boolean {
  const before = said.claims.length;
  const lines = LINES.exec(text);
  if (lines) said.claims.push({ kind: 'lines', count: Number(lines[1]) });
  for (const [, word = '', count, amount = ''] of text.matchAll(TOTAL)) {
    const direction = DIRECTION_WORDS[word] as Direction;
    said.claims.push({ kind: 'total', direction, count: Number(count), amount });
  }
  for (const [, word = '', amount = ''] of text.matchAll(BALANCE))
    said.claims.push({ kind: OPENING.test(word) ? 'opening' : 'closing', amount });
  let heard = said.claims.length > before;
  const [, from, to] = PERIOD.map((pattern) => pattern.exec(text)).find(Boolean) ?? [];
  if (from && to) {
    const [first, last] = [parseWhen(from, 'ymd')?.day, parseWhen(to, 'ymd')?.day];
    if (first && last) said.period = { from: first, to: last };
    heard = true;
  }
  const currency = CURRENCY.exec(text)?.[1];
  const code = currency === undefined ? undefined : statementCurrency(currency);
  if (code) said.currency = code;
  const closing = CLOSING.exec(text);
  if (closing && Number(closing[2]) <= 12) said.closing ??= { year: Number(closing[1]), month: Number(closing[2]) };
  return heard || code !== undefined;
}
