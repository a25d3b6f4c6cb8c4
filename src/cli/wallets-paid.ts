/** Which shared wallets paid for what an account consumed, or had it back (FUND-9): read from the images, which show what their reader may see. */
import { formatMinor, minorOf } from '../domain/money.ts';
import type { Lang } from '../domain/text.ts';
import type { RowResult } from '../execution/link.ts';

/** `unit:u_x cash`, as an image names a book: an account's own is none. */
const WALLET = /^((?:unit|group|entity):\S+) cash(?: |$)/;

/** A line for each that is not the account's own. */
export function walletsPaid({ before, after, moved }: RowResult, lang: Lang): string[] {
  const [currency = ''] = Object.keys(moved ?? {});
  const now = new Map<string, unknown>(Object.entries(after ?? {}));
  return Object.entries(before ?? {}).flatMap(([book, was]) => {
    const holder = WALLET.exec(book)?.[1];
    const is = now.get(book);
    if (holder === undefined || typeof was !== 'string' || typeof is !== 'string') return [];
    const paid = minorOf(was) - minorOf(is);
    const amount = `${formatMinor(paid < 0n ? -paid : paid, currency)} ${currency}`;
    const [en, zh] = paid < 0n ? ['had back', '收回'] : ['paid', '支付'];
    return [lang === 'zh' ? `共享钱包 ${holder} ${zh} ${amount}` : `the shared wallet of ${holder} ${en} ${amount}`];
  });
}
