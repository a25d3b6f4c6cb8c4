/** Days and local times of a zone as instants. Formats are made once per zone: making one costs more than using it. */
import { STEADY_ZONES, steadyOffset } from './steady-zones.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local time at an instant, given as if it were UTC. */
function localIn(zone: string, instant: number): number {
  const steady = steadyOffset(zone, instant);
  if (steady !== undefined) return instant + steady;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const seconds = Date.UTC(
    part['year']!,
    part['month']! - 1,
    part['day']!,
    part['hour']!,
    part['minute']!,
    part['second']!,
  );
  return seconds + (instant - Math.floor(instant / 1000) * 1000);
}

export function isZone(zone: string): boolean {
  if (STEADY_ZONES.includes(zone)) return true;
  try {
    localIn(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/** Names of zones, for whoever mistyped one. */
export const zoneNames = (): readonly string[] => Intl.supportedValuesOf('timeZone');

/** The instant of a local time (given as if it were UTC); a time that a clock change skips is the one after the gap. */
function toInstant(local: number, zone: string): number {
  const guess = local - (localIn(zone, local) - local);
  return guess - (localIn(zone, guess) - local);
}

export const DAY_MS = 86_400_000;

/** In which the days of organisations and units begin, which have no zone of their own. */
export const BOOKS_ZONE = 'Asia/Shanghai';

/** The day that an instant lies in. */
export const dayIn = (zone: string, instant: number): string =>
  new Date(localIn(zone, instant)).toISOString().slice(0, 10);

/** The day of organisations and units that an instant lies in. */
export const bookDay = (instant: number): string => dayIn(BOOKS_ZONE, instant);

/** `2026-03-05`, with a time `T10:30[:15]` and an offset or `Z` if wanted. The span from its first to its last millisecond. */
export function spanOf(text: string, zone: string): { readonly from: number; readonly to: number } | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(
    text,
  );
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(date).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined;
  if (hour === undefined) return { from: toInstant(date, zone), to: toInstant(date + DAY_MS, zone) - 1 };
  const local =
    date +
    Number(hour) * 3_600_000 +
    Number(minute) * 60_000 +
    Number(second ?? 0) * 1000 +
    Number((fraction ?? '0').padEnd(3, '0'));
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const span = fraction !== undefined ? 0 : second !== undefined ? 999 : 59_999;
  const from =
    offset === undefined
      ? toInstant(local, zone)
      : Date.parse(`${new Date(local).toISOString().slice(0, 23)}${offset}`);
  return { from, to: from + span };
}
