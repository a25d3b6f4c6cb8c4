/**
 * Zones whose clocks have not changed for long: what they are ahead of UTC, and since when. Making the first format of a
 * process takes as long as a third of a short list, and most of whoever asks lives in one of these.
 */
const HOUR_MS = 3_600_000;
const since = (year: number, hours: number) => ({ from: Date.UTC(year, 0, 1), ahead: hours * HOUR_MS });

const STEADY: Readonly<Record<string, { readonly from: number; readonly ahead: number }>> = {
  UTC: { from: Number.NEGATIVE_INFINITY, ahead: 0 },
  'Etc/UTC': { from: Number.NEGATIVE_INFINITY, ahead: 0 },
  'Asia/Shanghai': since(1992, 8),
  'Asia/Hong_Kong': since(1980, 8),
  'Asia/Taipei': since(1980, 8),
  'Asia/Singapore': since(1983, 8),
  'Asia/Tokyo': since(1952, 9),
};

export const STEADY_ZONES: readonly string[] = Object.keys(STEADY);

/** Milliseconds that a zone is ahead of UTC at an instant, where that needs no look into the tables of zones. */
export function steadyOffset(zone: string, instant: number): number | undefined {
  const known = Object.hasOwn(STEADY, zone) ? STEADY[zone] : undefined;
  return known && instant >= known.from ? known.ahead : undefined;
}
