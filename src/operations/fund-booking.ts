/**
 * Booking what was consumed (FUND-4, FUND-14): by hand an amount more, from a platform's file what was consumed in all. The
 * latter books the difference to what is booked already, so that the same file again changes nothing.
 */
import {
  type Composition,
  type Consumer,
  consume,
  consumeAs,
  consumeBeyond,
  nothingFrozen,
  PAYING,
  sumOf,
} from '../domain/funds/consuming.ts';
import { Draft, holderNamed } from '../domain/funds/funds.ts';
import type { Intent } from '../domain/funds/intents.ts';
import { besideLine, bookedOf } from '../domain/funds/lines.ts';
import type { Consumed } from '../domain/funds/loaded.ts';
import { type Difference, differenceTo, paidByNow, returnPieces, total } from '../domain/funds/returning.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { MovableKind } from '../domain/funds/words.ts';
import { formatMinor, parseAmount } from '../domain/money.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import type { Decision, Patch, Pure, ReadView } from './define.ts';
import { AMOUNT, amountOf, type Composed, decideMoney, transactionId } from './fund-change.ts';
import type { ConsumptionRow, Named } from './fund-consume.ts';
import { alreadySo, referenced, usedBefore } from './fund-references.ts';

export type BookingRow = ConsumptionRow & { readonly [K in MovableKind]?: string };

/** An amount, or what each kind paid. */
export type Stated = bigint | Composition;

export function statedOf(row: BookingRow, currency: string, source: string | undefined): Stated | Refusal {
  if (PAYING.every((kind) => row[kind] === undefined)) {
    if (source === undefined) return amountOf(row.amount, currency);
    return row.amount === undefined
      ? refuse('MISSING', { field: AMOUNT.label, option: '--amount' })
      : inAll(row.amount, currency);
  }
  if (source === undefined) return refuse('SOURCE_REQUIRED', {});
  const kinds = new Map<MovableKind, bigint>();
  for (const kind of PAYING) {
    const amount = inAll(row[kind] ?? '0', currency);
    if (typeof amount !== 'bigint') return amount;
    kinds.set(kind, amount);
  }
  return row.amount === undefined ? kinds : agreeing(kinds, row.amount, currency);
}

/** Nothing consumed is an amount, too: what was booked before comes back. */
function inAll(text: string, currency: string): bigint | Refusal {
  const parsed = parseAmount(text, currency);
  return 'refuse' in parsed ? parsed : BigInt(parsed.minor);
}

function agreeing(kinds: Composition, text: string, currency: string): Composition | Refusal {
  const amount = inAll(text, currency);
  if (typeof amount !== 'bigint') return amount;
  const sum = sumOf(kinds);
  if (sum === amount) return kinds;
  return refuse('COMPOSITION_DIFFERS', {
    sum: formatMinor(sum, currency),
    amount: formatMinor(amount, currency),
    currency,
  });
}

/** What the row stands for, whatever is booked of it. */
export function intentOf(line: Named, stated: Stated, note: string | undefined): Intent {
  const { state: _, ...meant } = line;
  const amounts = typeof stated === 'bigint' ? [['amount', stated] as const] : [...stated];
  return {
    ...meant,
    movement: 'consume',
    amounts,
    ...(line.source !== undefined && { besides: [`source=${line.source}`] }),
    ...(note !== undefined && { note }),
  };
}

/** By hand: as much more, refused beyond what is there. */
export const bookMore = (v: ReadView, ctx: Pure, intent: Intent, by: Consumer, amount: bigint): Decision =>
  decideMoney(v, ctx, intent, (draft) => {
    const unfrozen = unfrozenSaid(draft, intent, by);
    return consume(draft, by, amount) ?? unfrozen;
  });

/** An order that is mistyped, say: what is frozen for the right one stays frozen, and nobody would see it. */
function unfrozenSaid(
  draft: Draft,
  { holder, order }: Intent,
  by: Consumer,
): Pick<Composed, 'note' | 'details'> | undefined {
  if (!nothingFrozen(draft, by)) return undefined;
  return { note: 'NOTHING_FROZEN', details: { order, holder: holderNamed(holder) } };
}

/** From a platform's file: so that it is this much in all. What nothing pays for is overdraft, and told. */
export function bookInAll(v: ReadView, ctx: Pure, line: Named, intent: Intent, by: Consumer, stated: Stated): Decision {
  const before = usedBefore(v, ctx, intent);
  if (before) return before;
  const { holder, currency, purse } = line;
  const booked = bookedOf(v.funds.consumed(holder, line.day), line, currency);
  const { back, more } = differenceNow(v, ctx, line, by, stated, booked);
  const posts: Patch[] = [];
  const post = (movement: 'consume' | 'consume_return', amount: bigint, draft: Draft, named: boolean) =>
    posts.push({
      post: { ...booking(ctx, intent, posts.length, named), movement, amount, postings: draft.finish() },
      at: ctx.now,
    });
  const returned = new Draft(v.funds, { currency, purse, now: ctx.now });
  const consumed = typeof more === 'bigint' ? more : sumOf(more);
  if (back.length > 0) {
    returnPieces(returned, back);
    post('consume_return', total(back), returned, consumed === 0n);
  }
  const id = transactionId(ctx, consumed === 0n ? 0 : posts.length);
  if (consumed === 0n)
    return posts.length > 0
      ? { ok: posts, id }
      : alreadySo(
          ctx,
          intent,
          booked.map((one) => one.id),
        );
  // Lots that came back a moment ago are of other kinds: what is there of these is the same without them.
  const paid = new Draft(v.funds, { currency, purse, now: ctx.now }, returned);
  const unfrozen = unfrozenSaid(paid, intent, by);
  const { overdraft } = typeof more === 'bigint' ? consumeBeyond(paid, by, more) : consumeAs(paid, by, more);
  post('consume', consumed, paid, true);
  const about = { currency, holder: holderNamed(holder) };
  const beside = besideSaid(v, line);
  // One note a row: what may cost money is before what may be meant.
  if (overdraft === 0n && !beside) return { ok: posts, id, ...unfrozen };
  if (overdraft === 0n) return { ok: posts, id, note: 'SOURCE_BESIDE', details: { ...about, ...beside } };
  const amount = formatMinor(overdraft, currency);
  const note = beside ? 'OVERDRAWN_BESIDE' : 'OVERDRAWN';
  return { ok: posts, id, note, details: { ...about, ...beside, amount } };
}

/** A day that other sources were booked from, too: told at once, for whoever pays twice sees it nowhere else. */
function besideSaid(v: ReadView, line: Named): Readonly<Record<'day' | 'booked', unknown>> | undefined {
  const { holder, currency, day } = line;
  const others = besideLine(v.funds.consumed(holder, day), line, currency);
  if (others.length === 0) return undefined;
  const said = others.slice(0, MOST_BESIDE).map(({ source, left }) => {
    const { en, zh } = source === undefined ? NO_SOURCE : { en: source, zh: source };
    const amount = `${formatMinor(left, currency)} ${currency}`;
    return { en: `${amount} from ${en}`, zh: `${zh} ${amount}` };
  });
  const rest = others.length - said.length;
  const more = rest > 0 ? [{ en: `and ${rest} ${rest === 1 ? 'other' : 'others'}`, zh: `及另外 ${rest} 个来源` }] : [];
  const all = [...said, ...more];
  return { day, booked: { en: all.map(({ en }) => en).join(', '), zh: all.map(({ zh }) => zh).join('、') } };
}
const MOST_BESIDE = 4;
const NO_SOURCE: Text = { en: 'no source', zh: '无来源' };

function differenceNow(
  v: ReadView,
  ctx: Pure,
  { currency, purse }: Named,
  by: Consumer,
  stated: Stated,
  booked: readonly Consumed[],
): Difference {
  const { standing, ...difference } = differenceTo(booked, stated);
  if (!standing || standing.covered.size === 0) return difference;
  const about = { currency, purse, now: ctx.now };
  const returned = new Draft(v.funds, about);
  returnPieces(returned, difference.back);
  returned.finish();
  return paidByNow(new Draft(v.funds, about, returned), by, difference, standing);
}

/** The reference stands in one transaction of a row. */
function booking(
  ctx: Pure,
  intent: Intent,
  ordinal: number,
  named: boolean,
): Omit<LedgerTransaction, 'movement' | 'amount' | 'postings'> {
  const { amounts: _, besides: __, movement: ___, ...meant } = intent;
  return { ...meant, id: transactionId(ctx, ordinal), ...(named && referenced(ctx, intent)) };
}
