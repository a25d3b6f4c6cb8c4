/** Shared wallets (FUND-9): cash of a unit, group or entity that its accounts use. */
import type { Holder } from '../domain/funds/books.ts';
import { holderNamed as shownHolder } from '../domain/funds/funds.ts';
import type { HolderKind } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { currencyOf, PURSE_CURRENCY } from './fund-change.ts';
import { HOLDER_FIELD, holderNamed, loadHolders } from './fund-holders.ts';
import { ownSubject } from './fund-own.ts';
import { cashLeft } from './money-left.ts';

const ONLY: readonly HolderKind[] = ['unit', 'group', 'entity'];

export const WALLET_OPTIONS = {
  currency: { ...PURSE_CURRENCY.currency, help: { en: 'its currency; default CNY', zh: '币种，默认 CNY' } },
} as const satisfies Schema;

export const WALLET_ROW = {
  holder: {
    ...HOLDER_FIELD,
    required: true,
    help: { en: 'unit:ID, group:ID or entity:ID', zh: 'unit:编号、group:编号 或 entity:编号' },
    headers: ['id', '持有方', '钱包'],
    metavar: 'WALLET',
  },
  ...WALLET_OPTIONS,
} as const satisfies Schema;

type Row = { readonly holder: string; readonly currency?: string };

function walletKey(
  v: ReadView,
  row: Row,
): { readonly holder: Holder; readonly currency: string; readonly key: Key } | undefined {
  const holder = holderNamed(v, row.holder, ONLY);
  const currency = typeof holder === 'string' ? currencyOf(v, holder, row.currency) : holder;
  return typeof holder === 'string' && typeof currency === 'string'
    ? { holder, currency, key: `${holder}/${currency}` }
    : undefined;
}

async function load(l: Loader, rows: readonly Row[]): Promise<void> {
  await loadHolders(
    l,
    rows.map(({ holder }) => holder),
  );
  const wallets = rows.map((row) => walletKey(l.view, row)).filter((wallet) => wallet !== undefined);
  await l.need({ kind: 'wallet', by: 'key', values: wallets.map(({ key }) => key), fields: ['state'] });
  await l.held(wallets.map(({ holder }) => holder));
}

/** Nobody is left with cash that no account may use. What the wallet's books hold was asked. */
export function walletFault(v: ReadView, key: Key): Refusal | undefined {
  const slash = key.lastIndexOf('/');
  const holder = key.slice(0, slash);
  const what = cashLeft(v, holder, key.slice(slash + 1));
  return what && refuse('WALLET_NOT_EMPTY', { holder: shownHolder(holder), what });
}

function decide(v: ReadView, ctx: Pure, row: Row, to: 'enabled' | 'disabled'): Decision {
  const named = holderNamed(v, row.holder, ONLY);
  if (typeof named !== 'string') return named;
  const typed = currencyOf(v, named, row.currency);
  if (typeof typed !== 'string') return typed;
  const { holder, currency, key } = walletKey(v, row) as NonNullable<ReturnType<typeof walletKey>>;
  const there = v.get('wallet', key);
  if ((there?.['state'] ?? 'disabled') === to)
    return { unchanged: 'SAME', ...(there ? { id: key, of: [{ kind: 'wallet', key }] } : { of: [] }) };
  const fault = to === 'disabled' ? walletFault(v, key) : undefined;
  if (fault) return fault;
  if (there) return { ok: [{ set: 'wallet', key, fields: { state: to } }], id: key };
  return { ok: [{ insert: 'wallet', key, row: { holder, currency, state: to, created: ctx.now } }], id: key };
}

/** What switching on and off have in common: all but their words. */
export const walletChange = (to: 'enabled' | 'disabled') => ({
  options: WALLET_OPTIONS,
  row: WALLET_ROW,
  fills: ['currency'] as const,
  argument: 'holder' as const,
  writes: true as const,
  right: 'funds.wallet' as const,
  effect: 'reversible' as const,
  load,
  subject: (v: ReadView, row: Row, _options: unknown, _keep: unknown, ctx: Pure) => ownSubject(v, row, ctx),
  decide: (v: ReadView, ctx: Pure, row: Row) => decide(v, ctx, row, to),
});
