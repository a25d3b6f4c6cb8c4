import { describe, expect, test } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import { formatInstant } from '../../src/render/zone.ts';

describe('instants are RFC 3339 in the zone', () => {
  const table: [string, string, string][] = [
    ['2026-11-24T12:12:00Z', 'Asia/Shanghai', '2026-11-24T20:12:00+08:00'],
    ['2026-11-24T12:12:00.050Z', 'Asia/Shanghai', '2026-11-24T20:12:00.050+08:00'],
    ['2026-11-24T12:12:00Z', 'UTC', '2026-11-24T12:12:00+00:00'],
    // The hour that does not exist, and the one that comes twice.
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00+01:00'],
    ['2026-03-08T06:59:59Z', 'America/New_York', '2026-03-08T01:59:59-05:00'],
    ['2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08T03:00:00-04:00'],
    // Half and quarter hours; a change of half an hour.
    ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01T05:45:00+05:45'],
    ['2026-01-01T00:00:00Z', 'America/St_Johns', '2025-12-31T20:30:00-03:30'],
    ['2026-04-04T15:00:00Z', 'Australia/Lord_Howe', '2026-04-05T01:30:00+10:30'],
    // China had summer time once.
    ['1988-07-01T00:00:00Z', 'Asia/Shanghai', '1988-07-01T09:00:00+09:00'],
    ['1969-12-31T23:59:59.999Z', 'UTC', '1969-12-31T23:59:59.999+00:00'],
    ['2024-02-29T16:00:00Z', 'Asia/Shanghai', '2024-03-01T00:00:00+08:00'],
  ];
  test.each(table)('%s in %s', (utc, tz, text) => {
    expect(formatInstant(Date.parse(utc), tz)).toBe(text);
    expect(Date.parse(text)).toBe(Date.parse(utc));
  });

  test('a zone that is none is refused', () => {
    expect(() => formatInstant(0, 'Mars/Olympus')).toThrow(AdctlError);
  });
});
