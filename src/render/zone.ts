/** Instants in words: RFC 3339 with the offset of a time zone. Formats are made once per zone, offsets kept per quarter hour. */
import { AdctlError } from '../domain/refusal.ts';
import { steadyOffset } from '../domain/steady-zones.ts';

type Zone = { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number> };

// Offsets change on quarter hours, so one look-up serves all instants within one.
const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
const MOST_OFFSETS = 10_000;

const zones = new Map<string, Zone>();

function zoneOf(tz: string): Zone {
  const known = zones.get(tz);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: tz,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const zone = { format, offsets: new Map<number, number>() };
    zones.set(tz, zone);
    return zone;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AdctlError('OPTION_VALUE', {
      option: '--tz',
      value: tz,
      expected: { en: 'a time zone such as Asia/Shanghai', zh: '应为时区名，例如 Asia/Shanghai' },
    });
  }
}

/** Minutes east of UTC at this instant. */
function offsetMinutes(ms: number, zone: Zone): number {
  const quarter = Math.floor(ms / QUARTER_MS);
  const known = zone.offsets.get(quarter);
  if (known !== undefined) return known;
  const at = quarter * QUARTER_MS;
  const part: Record<string, string> = {};
  for (const { type, value } of zone.format.formatToParts(at)) part[type] = value;
  const local = new Date(0);
  local.setUTCFullYear(
    part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']),
    Number(part['month']) - 1,
    Number(part['day']),
  );
  local.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']), 0);
  // RFC 3339 knows no seconds in an offset; local mean times of long ago are rounded.
  const minutes = Math.round((local.getTime() - at) / MINUTE_MS);
  if (zone.offsets.size >= MOST_OFFSETS) zone.offsets.clear();
  zone.offsets.set(quarter, minutes);
  return minutes;
}

const two = (n: number): string => (n < 10 ? '0' : '') + n;

/** `2026-11-24T20:12:00+08:00`; milliseconds only where there are some. */
export function formatInstant(ms: number, tz: string): string {
  const steady = steadyOffset(tz, ms);
  const offset = steady === undefined ? offsetMinutes(ms, zoneOf(tz)) : steady / MINUTE_MS;
  const local = new Date(ms + offset * MINUTE_MS).toISOString();
  const body = local.endsWith('.000Z') ? local.slice(0, -5) : local.slice(0, -1);
  const size = Math.abs(offset);
  return `${body}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
