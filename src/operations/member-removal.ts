/** A member's record goes, with the roles and shared relations that are the actor's to take (MEM-5, MEM-6). */
import { STATE_OWNER } from '../domain/members.ts';
import { PRINCIPAL_ROLES, type Subject } from '../domain/rights.ts';
import { endedWithMember } from './asked-by.ts';
import type { Decision, Pure, ReadView } from './define.ts';
import { notCaredFor, rolesCaredFor } from './member-care.ts';
import { ownsStill, sharedOf } from './member-leave.ts';
import { grantsOf } from './member-places.ts';

/** Removed, perhaps erased besides. */
export const isGone = (v: ReadView, login: string): boolean =>
  (v.get('member', login)?.['status'] ?? 'active') !== 'active';

/** `cares`: whether the actor looks after all that the member is. */
export function removal(v: ReadView, ctx: Pure, login: string, cares: boolean, subject: Subject): Decision {
  const forbidden = login === STATE_OWNER || !cares;
  // A principal is judged by who may administer at all: that the role is handed over first is said after that.
  const principal = grantsOf(v, login).some(({ role }) => PRINCIPAL_ROLES.has(role));
  if (forbidden && !(principal && login === ctx.actor.login)) return notCaredFor(ctx, subject, 'member.remove');
  if (isGone(v, login)) return { unchanged: 'SAME' };
  return (
    ownsStill(v, login) ?? {
      ok: [
        { set: 'member', key: login, fields: { status: 'removed' } },
        ...rolesCaredFor(v, ctx, login, 'member.remove').map(({ key }) => ({ remove: 'grant' as const, key })),
        ...sharedOf(v, login).map((key) => ({ remove: 'relation' as const, key })),
        ...endedWithMember(v, login),
      ],
    }
  );
}
