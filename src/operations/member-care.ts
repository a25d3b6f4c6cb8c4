/**
 * Who looks after a member's record (MEM-3: as member.grant): whoever may give every role that the member holds.
 * The operator only where nobody administers (ORG-9).
 */
import type { Key } from '../domain/kind.ts';
import { FLAGS, STATE_OWNER } from '../domain/members.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { isOwner, type Right, type Subject } from '../domain/rights.ts';
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

/** Refused to who has the right, but not over all that the member is: a role more would not help. */
export const notCaredFor = (ctx: Pick<Pure, 'may'>, subject: Subject, right: Right): Refusal =>
  refuse('FORBIDDEN', { right, target: subject.target, ...(ctx.may(right, subject) && { advice: ELSEWHERE }) });

const ELSEWHERE = {
  en: 'the member holds roles that you may not give, perhaps elsewhere: who may give them all can do this, or the operator where nobody administers',
  zh: '该成员持有您无权授予的角色（可能在其他组织）：须由有权授予其全部角色的管理员操作，无管理员之处由行业运营操作',
};

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
