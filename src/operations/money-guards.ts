/** What an undo or redo must not do beneath money: close, archive, part or remove what has some, change what its books are kept in. */
import { type Holder, holderOf } from '../domain/funds/books.ts';
import { NO_CAPS, raises } from '../domain/funds/caps.ts';
import type { HolderKind } from '../domain/funds/words.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { named } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { closingFault } from './account-status.ts';
import type { Loader, Patch, ReadView } from './define.ts';
import { walletFault } from './fund-wallets.ts';
import { bookedFault, loadMoneyLeft, loadPartingMoney, partingFault } from './money-left.ts';
import type { Touched } from './subjects.ts';

const HOLDING: ReadonlySet<KindName> = new Set(['account', 'org', 'unit']);

/** Who the record is as a holder of money, where it is there. */
function holderIn(v: ReadView, kind: KindName, key: Key): Holder | undefined {
  const row = HOLDING.has(kind) ? v.get(kind, key) : undefined;
  if (!row) return undefined;
  return holderOf(kind === 'org' ? (row['kind'] as HolderKind) : (kind as HolderKind), key);
}

/** The same of one that this chunk makes again, and another row of it may change. */
function holderTouched(v: ReadView, { kind, key, fields }: Touched): Holder | undefined {
  const kept = holderIn(v, kind, key);
  if (kept !== undefined || !HOLDING.has(kind)) return kept;
  const as = kind === 'org' ? fields?.['kind'] : kind;
  return typeof as === 'string' ? holderOf(as as HolderKind, key) : undefined;
}

/** Records and accounts are loaded. */
export async function loadMoneyGuards(l: Loader, touched: readonly Touched[]): Promise<void> {
  const holders = touched.flatMap((one) =>
    one.kind === 'wallet' ? [one.key.slice(0, one.key.lastIndexOf('/'))] : (holderTouched(l.view, one) ?? []),
  );
  await l.held(holders);
  const closing = touched.filter(({ kind, fields }) => kind === 'account' && fields && 'status' in fields);
  await loadMoneyLeft(
    l,
    closing.map(({ key }) => holderOf('account', key)),
  );
  const parting = touched.flatMap(({ kind, key, fields }) =>
    kind === 'authorisation' ? [String(fields?.['account'] ?? l.view.get(kind, key)?.['account'] ?? '')] : [],
  );
  await loadPartingMoney(
    l,
    [...new Set(parting)].filter((account) => account !== '' && l.view.get('account', account)),
  );
}

export function moneyGuard(v: ReadView, patch: Patch): Refusal | undefined {
  const raised = raisedCaps(v, patch);
  if (raised) return raised;
  if ('remove' in patch) return removalFault(v, patch.remove, patch.key);
  if (!('set' in patch)) return undefined;
  const { set: kind, key, fields } = patch;
  if (kind === 'account')
    return closingFault(v, key, fields['status']) ?? bookedFault(v, key, v.get(kind, key), fields);
  if (kind === 'wallet' && fields['state'] === 'disabled') return walletFault(v, key);
  return kind === 'authorisation' && 'state' in fields ? endsClient(v, key) : undefined;
}

/** To take back a lowering is to raise: that takes two (FUND-6). */
function raisedCaps(v: ReadView, patch: Patch): Refusal | undefined {
  const kind = 'remove' in patch ? patch.remove : 'set' in patch ? patch.set : undefined;
  if (kind !== 'caps' || !('key' in patch)) return undefined;
  const fields = 'set' in patch ? patch.fields : NO_CAPS;
  const org = patch.key.slice(0, patch.key.lastIndexOf('/'));
  return raises(v.get('caps', patch.key), fields as typeof NO_CAPS)
    ? refuse('CAPS_UNDONE', { org: named('org', org) })
    : undefined;
}

function removalFault(v: ReadView, kind: KindName, key: Key): Refusal | undefined {
  if (kind === 'wallet') return walletFault(v, key);
  if (kind === 'authorisation') return endsClient(v, key);
  const holder = holderIn(v, kind, key);
  return holder !== undefined && v.funds.held(holder).booked
    ? refuse('UNDO_REFERENCED', { target: named(kind, key) })
    : undefined;
}

/** Of a client relation that is in force and would be no more. */
function endsClient(v: ReadView, key: Key): Refusal | undefined {
  const now = v.get('authorisation', key);
  if (now?.['state'] !== 'active' || now['data'] !== null) return undefined;
  return partingFault(v, { account: String(now['account']), agency: String(now['agency']) });
}
