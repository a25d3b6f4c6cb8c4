/** Days that somebody types as the last of something: they exist, and are not over. */
import { type Refusal, refuse } from './refusal.ts';
import type { InputField } from './schema.ts';
import { spanOf } from './zone.ts';

/**
 * A day as it is kept: year, month and day in this order, as Chinese spreadsheets write them too (2027/1/2). With another
 * order nothing says which is the month; such a text stays as it is.
 */
export function dayWritten(text: string): string {
  const [, year, , month = '', day = ''] = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The first instant after a day that is known to exist. */
export function lastOf(day: string, zone: string): number | undefined {
  const span = spanOf(day, zone);
  return span && span.to + 1;
}

/** The first instant after a day in a zone; a refusal where there is no such day, or it is over. */
export function endOfDay(
  field: Pick<InputField, 'label'>,
  day: string,
  zone: string,
  now: number,
): { readonly ends: number } | Refusal {
  const span = /^\d{4}-\d\d-\d\d$/.test(day) ? spanOf(day, zone) : undefined;
  if (!span)
    return refuse('VALUE_INVALID', {
      field: field.label,
      value: day,
      expected: { en: 'a day that exists, as 2026-12-31', zh: '实际存在的日期，如 2026-12-31' },
    });
  return span.to < now ? refuse('DAY_OVER', { field: field.label, day }) : { ends: span.to + 1 };
}
