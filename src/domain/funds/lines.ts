/** Lines of a day's consumption: what one source says of one type, product and order is booked, restated and returned as one. */
import type { Consumed, ConsumptionLine } from './loaded.ts';
import { piecesOf, total } from './returning.ts';
import type { Purse } from './words.ts';

export type LineOf = ConsumptionLine & { readonly purse: Purse };
export type Line = LineOf & { readonly booked: readonly Consumed[]; readonly left: bigint };

const FIELDS = ['purse', 'source', 'type', 'product', 'order'] as const;

export const sameLine = (one: LineOf, other: LineOf): boolean => FIELDS.every((name) => one[name] === other[name]);

/** What was booked and not reversed of one line, in order. */
export const bookedOf = (day: readonly Consumed[], line: LineOf, currency: string): Consumed[] =>
  day.filter((one) => one.currency === currency && sameLine(one, line));

/** The lines of a day, with what is left of each. One walk: a day may have thousands, and is asked about by each of them. */
export function linesOf(day: readonly Consumed[], currency: string): Line[] {
  const lines = new Map<string, Consumed[]>();
  for (const one of day) {
    if (one.currency !== currency) continue;
    const key = JSON.stringify(FIELDS.map((name) => one[name]));
    const booked = lines.get(key);
    if (booked) booked.push(one);
    else lines.set(key, [one]);
  }
  return [...lines.values()].map((booked) => {
    const { purse, source, type, product, order } = booked[0] as Consumed;
    return { purse, source, type, product, order, booked, left: total(piecesOf(booked)) };
  });
}

/** What other sources say of the same: right as it may be, more often the same money twice. */
export const besideLine = (day: readonly Consumed[], line: LineOf, currency: string): Line[] =>
  linesOf(
    day.filter((one) => one.source !== line.source && besides.every((name) => one[name] === line[name])),
    currency,
  ).filter(({ left }) => left > 0n);
const besides = FIELDS.filter((name) => name !== 'source');

/** How a line that has none of these is asked for. */
export const NONE = 'none';

type Asked = { readonly [K in (typeof FIELDS)[number]]?: string | undefined };

/** Those that are as it was asked; what was not said fits any. */
export const fitting = (lines: readonly Line[], asked: Asked): Line[] =>
  lines.filter((line) => FIELDS.every((name) => asked[name] === undefined || asked[name] === (line[name] ?? NONE)));

/** As a message names a line. */
export const lineText = ({ purse, source, type, product, order }: Line): string =>
  [
    ...Object.entries({ source, type, product, order }).map(([name, value]) => `--${name} ${value ?? NONE}`),
    ...(purse === 'general' ? [] : [`--purse ${purse}`]),
  ].join(' ');
