/**
 * Who looks after a member's record (MEM-3: as member.grant): whoever may give every role that the member holds.
 * The operator only where nobody administers (ORG-9).
 */
import type { Key } from '../domain/kind.ts';
import { FLAGS, STATE_OWNER } from '../domain/members.ts';
import { isOwner, type Right } from '../domain/rights.ts';
import { GRANT_FIELDS } from './address.ts';
import type { Loader, Pure, ReadView } from './define.ts';
import { notNominating, placesAround } from './grants.ts';
import { grantsOf, loadMemberPlaces } from './member-places.ts';

export async function loadCare(l: Loader, logins: readonly string[]): Promise<void> {
  await loadMemberPlaces(l, logins);
  const places = [...new Set(logins.flatMap((login) => grantsOf(l.view, login).map(({ place }) => place)))];
  await l.need({ kind: 'grant', by: 'place', values: places, fields: GRANT_FIELDS });
}

/** Whether the actor looks after the whole record; the state owner's nobody but that one. */
export function caresFor(v: ReadView, ctx: Pick<Pure, 'actor' | 'may'>, login: string, right: Right): boolean {
  if (isOwner(ctx.actor)) return true;
  return login !== STATE_OWNER && rolesCaredFor(v, ctx, login, right).every(({ mine }) => mine);
}

/** The member's roles, and whether the actor looks after each. */
export function rolesCaredFor(
  v: ReadView,
  ctx: Pick<Pure, 'actor' | 'may'>,
  login: string,
  right: Right,
): readonly { readonly key: Key; readonly mine: boolean }[] {
  const held = grantsOf(v, login).map(({ role, place }) => {
    const subject = { target: login, places: placesAround(v, place), role };
    const mine = ctx.may(right, subject) && !notNominating(v, ctx, subject, place, right);
    return { key: `${login}/${role}/${place}`, role, place, mine };
  });
  // A flag stands beside a role and goes with it.
  return held.map((one) => ({
    ...one,
    mine: one.mine || (one.role in FLAGS && held.some(({ place, mine }) => mine && place === one.place)),
  }));
}
