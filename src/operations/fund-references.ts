/**
 * References (FUND-5): what was moved under one is not moved under it again, whoever sends it. The same content is the same
 * movement in the whole state: neither the identity, nor its view, nor a role granted since makes it another. Other content
 * is in the way where the reference was used for the same payer, or by the same organisation.
 */
import { holderOf } from '../domain/funds/books.ts';
import { contentOf, type Intent } from '../domain/funds/intents.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Key } from '../domain/kind.ts';
import type { ActsAs } from '../domain/plans.ts';
import { refuse } from '../domain/refusal.ts';
import { isOperator } from '../domain/rights.ts';
import type { Ctx, Decision, Loader, Pure, ReadView } from './define.ts';
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

/** Loads what was done by these references before, and whether it was taken back. */
export async function loadReferences(l: Loader, references: readonly string[]): Promise<void> {
  await l.need({ kind: 'transaction', by: 'reference', values: references, fields: FIELDS });
  const found = references.flatMap((reference) => l.view.list('transaction', 'reference', reference));
  await l.need({ kind: 'transaction', by: 'reverses', values: found, fields: ['reverses'] });
  const orgs = found.map((key) => String(l.view.get('transaction', key)?.['org']));
  await l.need({ kind: 'org', by: 'key', values: [...new Set(orgs)], fields: ['parent'] });
}

/** What a transaction carries of the reference that it was made by. */
export const referenced = (ctx: Pure, intent: Intent): Pick<LedgerTransaction, 'reference' | 'org' | 'content'> =>
  ctx.reference === undefined
    ? {}
    : { reference: ctx.reference, org: actingAs(ctx).orgs[0], content: contentOf(intent) };

/** What is said of a reference that was used before; undefined where it was not. */
export function usedBefore(v: ReadView, ctx: Pure, intent: Intent): Decision | undefined {
  const { reference } = ctx;
  if (reference === undefined) return undefined;
  const used = v.list('transaction', 'reference', reference);
  if (used.length === 0) return undefined;
  const content = contentOf(intent);
  const transaction = used.find((key) => v.get('transaction', key)?.['content'] === content);
  if (transaction === undefined) {
    const taken = used.find((key) => inTheWay(v, key, ctx, intent));
    return taken === undefined ? undefined : refuse('REFERENCE_TAKEN', { reference, transaction: taken });
  }
  if (v.find('transaction', 'reverses', transaction) !== undefined)
    return refuse('REFERENCE_REVERSED', { reference, transaction });
  return {
    unchanged: 'PAID_ALREADY',
    details: { transaction },
    id: transaction,
    of: [{ kind: 'transaction', key: transaction }],
  };
}

/** Whether somebody for whom a reference is one has used it for what this transaction is. */
function inTheWay(v: ReadView, key: Key, ctx: Pure, intent: Intent): boolean {
  const found = v.get('transaction', key) as unknown as LedgerTransaction;
  if (payerOf(found) === payerOf(intent)) return true;
  const { orgs } = actingAs(ctx);
  const { org = '' } = found;
  // Who has a role at a group may have acted for an entity of it.
  return orgs.includes(org) || orgs.includes(String(v.get('org', org)?.['parent']));
}
