/** Ranges of days (REP-4): a named one becomes dates once, in the caller's zone by the executor's clock. */
import { dayWritten } from './days.ts';
import { AdctlError } from './refusal.ts';
import { DAY_MS, dayIn } from './zone.ts';

export type DayRange = { readonly from: string; readonly to: string };

export const shiftedDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
/** Whole days ending yesterday. */
const last = (days: number) => (today: string) => ({ from: shiftedDay(today, -days), to: shiftedDay(today, -1) });

const NAMED: Readonly<Record<string, (today: string) => DayRange>> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: last(1),
  last7: last(7),
  last30: last(30),
  last90: last(90),
  last180: last(180),
  'this-month': (today) => ({ from: `${today.slice(0, 7)}-01`, to: today }),
  'last-month': (today) => {
    const to = shiftedDay(`${today.slice(0, 7)}-01`, -1);
    return { from: `${to.slice(0, 7)}-01`, to };
  },
};
export const RANGE_NAMES: readonly string[] = Object.keys(NAMED);

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && shiftedDay(text, 0) === text;

/** Undefined: a named one, and what day it is is not known yet. */
export function rangeOf(text: string, tz: string, now: number | undefined): DayRange | undefined {
  const named = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  if (named) return now === undefined ? undefined : named(dayIn(tz, now));
  const [from = '', to = from] = text.split('..').map((day) => dayWritten(day.trim()));
  if (text.split('..').length <= 2 && valid(from) && valid(to) && from <= to) return { from, to };
  throw new AdctlError('OPTION_VALUE', {
    option: '--range',
    value: text,
    expected: {
      en: `${RANGE_NAMES.join(', ')}, or FROM..TO as 2026-03-01..2026-03-31`,
      zh: `${RANGE_NAMES.join('、')}，或起止日期，如 2026-03-01..2026-03-31`,
    },
  });
}

function valid(day: string): boolean {
  try {
    return isDay(day);
  } catch {
    return false;
  }
}
