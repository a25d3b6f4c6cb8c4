/** Days and times as statement files write them. The order of day and month is the file's, and is never guessed per line. */

/** `ymd` also reads what begins with the year under any other order: it cannot be taken for something else. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy';
export type When = { readonly day: string; readonly clock?: string };
/** Of a credit card's statement, whose lines have no year: the month that it closes with. */
export type Closing = { readonly year: number; readonly month: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const two = (n: number): string => String(n).padStart(2, '0');

function dayText(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2200) return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day > last ? undefined : `${year}-${two(month)}-${two(day)}`;
}

/** `17:57:17`, `17:57`, `175717`, with full-width colons or parts of a second too. */
export function clockOf(text: string): string | undefined {
  const [, h, m, s = '00'] = /^(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:\.\d+)?)?$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{2})$/.exec(text) ?? [undefined, ''];
  if (!h || Number(h) > 23 || Number(m) > 59 || Number(s) > 59) return undefined;
  return `${two(Number(h))}:${m}:${s}`;
}

const YEAR_FIRST = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:[T\s]*(\S.*))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\s*(\d{6}|\d{1,2}[:：].*))?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:\s+(\S.*))?$/;
const MONTH_NAME =
  /^(?:(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s,-]+(\d{4})|([a-z]{3})[a-z]*[\s-](\d{1,2}),?\s+(\d{4}))(?:\s+(\S.*))?$/i;
const NO_YEAR = /^(\d{1,2})[/-](\d{1,2})$/;

export function parseWhen(text: string, order: DayOrder, closing?: Closing): When | undefined {
  const found = splitDay(text, order, closing);
  if (!found) return undefined;
  const { day, rest } = found;
  if (day === undefined) return undefined;
  if (rest === undefined || rest === '') return { day };
  const clock = clockOf(rest);
  return clock === undefined ? undefined : { day, clock };
}

function splitDay(
  text: string,
  order: DayOrder,
  closing: Closing | undefined,
): { readonly day: string | undefined; readonly rest?: string | undefined } | undefined {
  let m = YEAR_FIRST.exec(text);
  if (m) return { day: dayText(Number(m[1]), Number(m[3] ?? m[5]), Number(m[4] ?? m[6])), rest: m[7] };
  m = COMPACT.exec(text);
  if (m) return { day: dayText(Number(m[1]), Number(m[2]), Number(m[3])), rest: m[4] };
  m = YEAR_LAST.exec(text);
  if (m && order !== 'ymd') {
    const [one, other] = [Number(m[1]), Number(m[3])];
    const [day, month] = order === 'dmy' ? [one, other] : [other, one];
    return { day: dayText(Number(m[4]), month, day), rest: m[5] };
  }
  m = MONTH_NAME.exec(text);
  if (m) {
    const month = MONTHS.indexOf((m[2] ?? m[4] ?? '').toLowerCase()) + 1;
    return { day: dayText(Number(m[3] ?? m[6]), month, Number(m[1] ?? m[5])), rest: m[7] };
  }
  m = NO_YEAR.exec(text);
  if (m && closing) {
    const [month, day] = order === 'dmy' ? [Number(m[2]), Number(m[1])] : [Number(m[1]), Number(m[2])];
    // A month after the closing one can only be of the year before.
    return { day: dayText(month > closing.month ? closing.year - 1 : closing.year, month, day) };
  }
  return undefined;
}

/** The order that days with the year last show by a part beyond 12; `either` where none does, undefined without such days. */
export function orderShown(texts: Iterable<string>): DayOrder | 'either' | undefined {
  let seen = false;
  for (const text of texts) {
    const m = YEAR_LAST.exec(text);
    if (!m) continue;
    seen = true;
    if (Number(m[1]) > 12) return 'dmy';
    if (Number(m[3]) > 12) return 'mdy';
  }
  return seen ? 'either' : undefined;
}

/** Days since 1970-01-01, of a day that exists. */
export const dayNumber = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000;
