/** Days that somebody types as the last of something: they exist, and are not over. */
import { type Refusal, refuse } from './refusal.ts';
import type { InputField } from './schema.ts';
import { spanOf } from './zone.ts';

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
