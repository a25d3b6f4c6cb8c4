/**
 * References (FUND-5): what was moved under one is not moved under it again, whoever sends it. The same content is the same
 * movement in the whole state: neither the identity, nor its view, nor a role granted since makes it another. Other content
 * is in the way where the reference was used for the same payer, or by the same organisation.
 */
import { holderOf } from '../domain/funds/books.ts';
import { contentOf, type Intent } from '../domain/funds/intents.ts';
import { holdOf } from '../domain/funds/records.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Key } from '../domain/kind.ts';
import type { ActsAs } from '../domain/plans.ts';
import { refuse } from '../domain/refusal.ts';
import { isOperator } from '../domain/rights.ts';
import type { Text } from '../domain/text.ts';
import type { Ctx, Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { payerOf } from './fund-caps.ts';
import { type Acting, actingPlace } from './fund-holders.ts';

/** Operators are of the platform, whichever of them acts. */
const PLATFORM = holderOf('world', 'platform');

/**
 * As whom money moves. References are of the organisation acted for, then of all that the actor might act for, so that
 * another view or a further role changes nothing.
 */
export function actingAs(ctx: Acting & Pick<Ctx, 'places'>): ActsAs {
  const { actor, places, actsAs } = ctx;
  if (actsAs) return actsAs;
  const { login, grants } = actor;
  const place = actingPlace(ctx);
  const self = isOperator(actor) ? PLATFORM : `member:${login}`;
  const first = place ?? self;
  const others = isOperator(actor) ? [self] : [self, ...places, ...grants.map(({ place }) => place)];
  return { login, place, orgs: [first, ...new Set(others.filter((org) => org !== first))] };
}

const FIELDS = ['org', 'reference', 'content', 'movement', 'holder', 'counterparty'];
/** What has a reference: what it moved, or that there was nothing to move. */
const USED = ['transaction', 'used_reference'] as const;
type Used = { readonly kind: (typeof USED)[number]; readonly key: Key };

const usesOf = (v: ReadView, reference: string): Used[] =>
  USED.flatMap((kind) => v.list(kind, 'reference', reference).map((key) => ({ kind, key })));

/** Loads what was done by these references before, and whether it was taken back. */
export async function loadReferences(l: Loader, references: readonly string[]): Promise<void> {
  await l.need(
    { kind: 'transaction', by: 'reference', values: references, fields: FIELDS },
    { kind: 'used_reference', by: 'reference', values: references, fields: [...FIELDS, 'standing'] },
  );
  const used = references.flatMap((reference) => usesOf(l.view, reference));
  const moved = used.flatMap((one) => standsBy(l.view, one));
  await l.need({ kind: 'transaction', by: 'reverses', values: moved, fields: ['reverses'] });
  const orgs = used.map(({ kind, key }) => String(l.view.get(kind, key)?.['org']));
  await l.need({ kind: 'org', by: 'key', values: [...new Set(orgs)], fields: ['parent'] });
}

/** The transaction that a reference moved by, or those that left it nothing to move. */
function standsBy(v: ReadView, { kind, key }: Used): readonly Key[] {
  if (kind === 'transaction') return [key];
  return (v.get(kind, key)?.['standing'] as readonly Key[] | null | undefined) ?? [];
}

/** What a transaction carries of the reference that it was made by. */
export const referenced = (ctx: Pure, intent: Intent): Pick<LedgerTransaction, 'reference' | 'org' | 'content'> =>
  ctx.reference === undefined
    ? {}
    : { reference: ctx.reference, org: actingAs(ctx).orgs[0], content: contentOf(intent) };

/** Nothing has to move. `standing`: the transactions that it is so by. */
export function alreadySo(
  ctx: Pure,
  intent: Intent,
  standing: readonly Key[] = [],
): Extract<Decision, { unchanged: unknown }> {
  return { unchanged: 'SAME', of: [], kept: usedWithout(ctx, intent, standing) };
}

/** The reference of what moves nothing is used all the same: sent again later, the row might move something. */
function usedWithout(ctx: Pure, intent: Intent, standing: readonly Key[]): readonly Patch[] {
  const { reference, org = '', content = '' } = referenced(ctx, intent);
  if (reference === undefined) return [];
  const { movement, holder, counterparty = null } = intent;
  const key = ctx.id('u_', 0, 16);
  const meant = { reference, content, org, movement, holder, counterparty };
  const row = { id: key, ...meant, standing, time: ctx.now };
  return [{ insert: 'used_reference', key, row }];
}

/** What is said of a reference that was used before; undefined where it was not. */
export function usedBefore(v: ReadView, ctx: Pure, intent: Intent): Decision | undefined {
  const { reference } = ctx;
  if (reference === undefined) return undefined;
  const used = usesOf(v, reference);
  if (used.length === 0) return undefined;
  const content = contentOf(intent);
  const same = used.find(({ kind, key }) => v.get(kind, key)?.['content'] === content);
  if (same === undefined) {
    const taken = used.find((one) => inTheWay(v, one, ctx, intent));
    if (taken === undefined) return undefined;
    return refuse('REFERENCE_TAKEN', { reference, transaction: movedBy(taken) ?? NOTHING_MOVED });
  }
  const id = movedBy(same);
  // What the row was told to be about when it was done.
  const made = intent.movement === 'hold' ? holdOf : (transaction: Key) => transaction;
  if (standsBy(v, same).some((transaction) => v.find('transaction', 'reverses', transaction) !== undefined))
    return refuse('REFERENCE_REVERSED', { reference, transaction: id ?? WAS_SO });
  return {
    unchanged: 'PAID_ALREADY',
    details: { transaction: id ?? NOTHING_MOVED },
    ...(id && { id: made(id) }),
    of: [same],
  };
}

/** What a reference is told to have done: what was so without it is of others. */
const movedBy = ({ kind, key }: Used): Key | undefined => (kind === 'transaction' ? key : undefined);

const NOTHING_MOVED: Text = { en: 'it was so, and nothing had to move', zh: '当时已如此，无需变动' };
const WAS_SO: Text = { en: 'it had nothing to move, as it was so by others', zh: '其自身无需变动，依据的是其他交易' };

/** Whether somebody for whom a reference is one has used it for what this row is. */
function inTheWay(v: ReadView, { kind, key }: Used, ctx: Pure, intent: Intent): boolean {
  const found = v.get(kind, key) as unknown as LedgerTransaction;
  if (payerOf(found) === payerOf(intent)) return true;
  const { orgs } = actingAs(ctx);
  const { org = '' } = found;
  // Who has a role at a group may have acted for an entity of it.
  return orgs.includes(org) || orgs.includes(String(v.get('org', org)?.['parent']));
}
