/** What the lists of money have in common: whose they are, from when, and what leads to accounts. */
import type { Filter } from '../domain/question.ts';
import { type DayRange, rangeOf } from '../domain/ranges.ts';
import type { InputField, Schema } from '../domain/schema.ts';
import { spanOf } from '../domain/zone.ts';
import type { AskingNow } from './define.ts';

export const RANGE = {
  type: 'text',
  label: { en: 'range', zh: '时间范围' },
  help: {
    en: 'today, yesterday, last7, last30, last90, last180, this-month, last-month, FROM..TO',
    zh: 'today、yesterday、last7、last30、last90、last180、this-month、last-month 或 起..止',
  },
  metavar: 'RANGE',
} as const satisfies InputField;

export const ACCOUNT_OF_FUNDS = {
  account: {
    type: 'text',
    label: { en: 'account', zh: '账户' },
    help: { en: 'only these accounts (several: a,b, or repeated)', zh: '只看这些账户（多个用逗号分隔或重复）' },
    metavar: 'ID',
    repeats: ',',
  },
  pid: {
    type: 'text',
    label: { en: 'PID', zh: 'PID' },
    help: { en: 'only accounts with this pid (several: a,b, or repeated)', zh: '按 pid 筛选（多个用逗号分隔或重复）' },
    metavar: 'PID',
    repeats: ',',
  },
} as const satisfies Schema;

/** By the instant, in the caller's zone. */
export function timeIn(range: DayRange, tz: string): Filter[] {
  const [from, to] = [spanOf(range.from, tz), spanOf(range.to, tz)];
  return from && to ? [{ field: 'time', op: 'between', values: [from.from, to.to] }] : [];
}

export function rangeIn(input: { readonly range?: string }, ctx: AskingNow): DayRange | undefined {
  return input.range === undefined ? undefined : rangeOf(input.range, ctx.tz, ctx.now);
}

/** The holder that is named, and the accounts that are: by any address. */
export const holdersAsked = (holder: string | undefined): Filter[] =>
  holder === undefined ? [] : [{ field: 'holder', op: '=', values: [holder] }];
