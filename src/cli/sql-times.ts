/** `-v`: the SQL of a command and its time, the longest first, and the total. Loaded only when it is asked for. */
import { plain } from '../render/plain.ts';
import { formatCount } from '../render/summary.ts';
import type { SqlTimes } from '../store/port.ts';

/** Of a statement's text: enough to know it by. */
const MOST_TEXT = 160;

export function sqlTimes(times: SqlTimes): readonly string[] {
  const all = [...times].sort(([, a], [, b]) => b.ms - a.ms);
  const total = all.reduce((sum, [, { count, ms }]) => ({ count: sum.count + count, ms: sum.ms + ms }), {
    count: 0,
    ms: 0,
  });
  return [...all.map(([text, spent]) => line(spent, oneLine(text))), line(total, 'total')];
}

const line = ({ count, ms }: { readonly count: number; readonly ms: number }, what: string): string =>
  `sql ${ms.toFixed(1).padStart(8)} ms  ${`${formatCount(count)}×`.padStart(7)}  ${what}`;

function oneLine(text: string): string {
  const words = plain(text.replaceAll(/\s+/g, ' ').trim());
  return words.length > MOST_TEXT ? `${words.slice(0, MOST_TEXT)}…` : words;
}
