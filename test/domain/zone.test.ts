/** Zones whose clocks do not change are known without the tables of zones, and known rightly. */
import { describe, expect, test } from 'vitest';
import { STEADY_ZONES, steadyOffset } from '../../src/domain/steady-zones.ts';
import { dayIn, isZone, spanOf } from '../../src/domain/zone.ts';
import { formatInstant } from '../../src/render/zone.ts';

const HOUR_MS = 3_600_000;

describe.each(STEADY_ZONES)('the clocks of %s', (zone) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const tabled = (instant: number): number => {
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(instant)) ?? [];
    return sign === undefined ? 0 : (Number(hours) + Number(minutes) / 60) * HOUR_MS * (sign === '-' ? -1 : 1);
  };

  test('are where the tables of zones have them, to the hour, from the first year on', () => {
    const wrong: string[] = [];
    for (let at = Date.UTC(1950, 0, 1); at < Date.UTC(2045, 0, 1); at += 12 * HOUR_MS) {
      const steady = steadyOffset(zone, at);
      if (steady !== undefined && steady !== tabled(at)) wrong.push(new Date(at).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  test('are told without a format, which takes longer to make than a short list to print', () => {
    const { DateTimeFormat } = Intl;
    Intl.DateTimeFormat = (() => expect.unreachable(`a format of ${zone} is made`)) as never;
    try {
      const at = Date.UTC(2026, 4, 1);
      expect(Date.parse(formatInstant(at, zone))).toBe(at);
      expect(isZone(zone)).toBe(true);
      expect(dayIn(zone, at)).toBe('2026-05-01');
      expect(spanOf('2026-05-01', zone)).toEqual({ from: at - tabled(at), to: at - tabled(at) + 24 * HOUR_MS - 1 });
    } finally {
      Intl.DateTimeFormat = DateTimeFormat;
    }
  });
});

test('summer time of long ago is looked up', () => {
  expect(steadyOffset('Asia/Shanghai', Date.UTC(1988, 6, 1))).toBeUndefined();
  expect(dayIn('Asia/Shanghai', Date.parse('1988-07-01T15:30:00Z'))).toBe('1988-07-02');
  expect(steadyOffset('toString', 0)).toBeUndefined();
});

test.each(['Asia/Shanghai', 'Europe/Berlin'])('a local time in %s is an instant to the millisecond', (zone) => {
  const span = spanOf('2026-03-05T10:30:15.050', zone);
  expect(span?.from).toBe(span?.to);
  expect(formatInstant(span?.from ?? 0, zone)).toMatch(/^2026-03-05T10:30:15\.050/);
});
