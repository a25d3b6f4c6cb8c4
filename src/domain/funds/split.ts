/**
 * Splits (分账, FUND-13): an amount shared among receivers. A receiver is written `HOLDER=33.3333%` or `HOLDER=10.00`;
 * `NAME=40%` with `NAME/HOLDER=50%` beside it is a split of its own, at most three levels deep. Fixed amounts are paid
 * first, in the order in which they stand; percents share what is left then, by the largest remainder, ties by id; what
 * nobody is to get stays with the payer.
 */
import { parseMoved } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { largestRemainder } from './shares.ts';

const LEVELS = 3;
/** A percent has four places. */
const WHOLE = 1_000_000n;
/** Behind every id, so that a tie leaves nothing with the payer that a receiver could have. */
const REST = '\u{10ffff}';

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

type Share = { readonly percent: bigint } | { readonly fixed: bigint };
/** `to`: a holder as it is written; of a split of its own, its name. */
export type Receiver = { readonly to: string; readonly share: Share; readonly within: readonly Receiver[] };

type Line = { readonly path: readonly string[]; readonly to: string; readonly share: Share };

function shareOf(text: string, currency: string): Share | Refusal {
  if (!text.endsWith('%')) {
    const parsed = parseMoved(text, currency);
    return 'refuse' in parsed ? parsed : { fixed: BigInt(parsed.minor) };
  }
  const [, whole, places = ''] = /^(\d{1,3})(?:\.(\d{1,4}))?%$/.exec(text) ?? [];
  const percent = whole === undefined ? 0n : BigInt(whole + places.padEnd(4, '0'));
  return percent > 0n && percent <= WHOLE ? { percent } : refuse('SPLIT_SHARE', { value: text });
}

function lineOf(text: string, currency: string): Line | Refusal {
  const at = text.lastIndexOf('=');
  const path = text.slice(0, Math.max(0, at)).split('/');
  const to = path.pop()?.trim() ?? '';
  if (at < 0 || to === '' || path.some((name) => name.trim() === '')) return refuse('SPLIT_SHARE', { value: text });
  if (path.length >= LEVELS) return refuse('SPLIT_LEVELS', { value: text, most: LEVELS });
  const share = shareOf(text.slice(at + 1).trim(), currency);
  return 'refuse' in share ? share : { path: path.map((name) => name.trim()), to, share };
}

/** The receivers that lines name, in their order. */
export function parseSplit(texts: readonly string[], currency: string): readonly Receiver[] | Refusal {
  const lines: Line[] = [];
  for (const text of texts) {
    const line = lineOf(text, currency);
    if ('refuse' in line) return line;
    lines.push(line);
  }
  const names = new Set(lines.map(({ path, to }) => [...path, to].join('/')));
  const orphan = lines.find(({ path }) => path.length > 0 && !names.has(path.join('/')));
  if (orphan) return refuse('SPLIT_PARENT', { value: orphan.path.join('/') });
  return receiversIn(lines, '');
}

/** The same rule with its receivers by id: a name may be another's when something is to come back. */
export function withIds(texts: readonly string[], idOf: (to: string) => string): string[] {
  const cut = texts.map((text) => {
    const at = text.lastIndexOf('=');
    const path = text
      .slice(0, at)
      .split('/')
      .map((name) => name.trim());
    return { path, share: text.slice(at + 1).trim() };
  });
  const parents = new Set(cut.map(({ path }) => path.slice(0, -1).join('/')));
  return cut.map(({ path, share }) => {
    const own = path.join('/');
    const ids = parents.has(own) ? path : [...path.slice(0, -1), idOf(path.at(-1) as string)];
    return `${ids.join('/')}=${share}`;
  });
}

function receiversIn(lines: readonly Line[], path: string): readonly Receiver[] | Refusal {
  const here = lines.filter((line) => line.path.join('/') === path);
  const twice = here.find(({ to }, i) => here.findIndex((other) => other.to === to) < i);
  if (twice) return refuse('SPLIT_TWICE', { value: twice.to });
  const all = here.reduce((sum, { share }) => sum + ('percent' in share ? share.percent : 0n), 0n);
  if (all > WHOLE) return refuse('SPLIT_OVER', { percent: `${Number(all) / 10_000}%` });
  const receivers: Receiver[] = [];
  for (const { to, share } of here) {
    const within = receiversIn(lines, path === '' ? to : `${path}/${to}`);
    if ('refuse' in within) return within;
    receivers.push({ to, share, within });
  }
  return receivers;
}

/** What must be there, so that nobody's fixed amount is cut. */
export function fixedSum(receivers: readonly Receiver[]): bigint {
  return receivers.reduce((sum, { share }) => sum + ('fixed' in share ? share.fixed : 0n), 0n);
}

/** Holders that are paid, by name. */
export const paidIn = (receivers: readonly Receiver[]): string[] =>
  receivers.flatMap(({ to, within }) => (within.length > 0 ? paidIn(within) : [to]));

/** What each holder gets of an amount, by name. Of too small an amount the first fixed ones get what is there. */
export function splitOf(receivers: readonly Receiver[], amount: bigint): Map<string, bigint> {
  const shares = new Map<string, bigint>();
  let rest = amount;
  const percents: { id: string; weight: bigint }[] = [];
  for (const { to, share } of receivers) {
    if ('percent' in share) {
      percents.push({ id: to, weight: share.percent });
      continue;
    }
    const paid = least(share.fixed, rest);
    shares.set(to, paid);
    rest -= paid;
  }
  const shared = percents.reduce((sum, { weight }) => sum + weight, 0n);
  const among = shared < WHOLE ? [...percents, { id: REST, weight: WHOLE - shared }] : percents;
  if (percents.length > 0)
    for (const [to, part] of largestRemainder(rest, among)) if (to !== REST) shares.set(to, part);
  return flat(receivers, shares);
}

function flat(receivers: readonly Receiver[], shares: ReadonlyMap<string, bigint>): Map<string, bigint> {
  const paid = new Map<string, bigint>();
  const add = (to: string, amount: bigint) => paid.set(to, (paid.get(to) ?? 0n) + amount);
  for (const { to, within } of receivers) {
    const amount = shares.get(to) ?? 0n;
    if (within.length === 0) add(to, amount);
    else for (const [holder, part] of splitOf(within, amount)) add(holder, part);
  }
  return paid;
}
