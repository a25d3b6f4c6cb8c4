/** Requests to join an entity (ORG-3): its admins decide; the operator where it has none (ORG-9). */
import type { Key, Row } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import { GRANT_FIELDS, MEMBER_FIELDS } from './address.ts';
import type { Pure, ReadView } from './define.ts';
import {
  administers,
  closedToRoles,
  GRANT_ROW,
  grantPatch,
  notNominating,
  placesAround,
  roleOrFlag,
} from './grants.ts';
import type { Asked, RequestRules } from './request-types.ts';

const memberOf = (request: Row): string => String(request['member']);
const entityOf = (request: Row): Key => String(request['org']);

/** Unless another is said, what somebody verified joins as, and what somebody who is not. */
function roleFor(v: ReadView, request: Row, asked: Asked) {
  if (asked.role !== undefined) return roleOrFlag(asked);
  return v.get('member', memberOf(request))?.['verified'] == null ? 'eU' : 'eC';
}

const holds = (v: ReadView, request: Row, role: string): boolean =>
  v.list('grant', 'place', entityOf(request)).includes(`${memberOf(request)}/${role}/${entityOf(request)}`);

const JOINABLE: ReadonlySet<string> = new Set(['eA', 'eC', 'eU']);

export const JOIN_REQUESTS: RequestRules = {
  async load(l, requests) {
    const rows = requests.map((key) => l.view.get('request', key) as Row);
    const entities = [...new Set(rows.map(entityOf))];
    await l.need(
      { kind: 'member', by: 'key', values: [...new Set(rows.map(memberOf))], fields: MEMBER_FIELDS },
      { kind: 'org', by: 'key', values: entities, fields: ['kind', 'name', 'parent', 'status'] },
      { kind: 'unit', by: 'key', values: entities, fields: ['type', 'name', 'org', 'status'] },
      { kind: 'grant', by: 'place', values: entities, fields: GRANT_FIELDS },
    );
  },
  decider(v, _ctx, request, asked) {
    const role = roleFor(v, request, asked);
    if (typeof role !== 'string') return role;
    const places = placesAround(v, entityOf(request));
    return { right: 'member.approve', subject: { target: String(request['id']), places, role } };
  },
  barred(v, ctx, request, subject) {
    const place = entityOf(request);
    return notNominating(v, ctx, subject, place, 'member.approve') ?? unreasoned(ctx, request, subject);
  },
  approve(v, _ctx, _key, request, asked) {
    const role = roleFor(v, request, asked);
    if (typeof role !== 'string') return role;
    const [member, entity] = [memberOf(request), entityOf(request)];
    if (!JOINABLE.has(role))
      return refuse('VALUE_INVALID', { field: GRANT_ROW.role.label, value: role, expected: [...JOINABLE] });
    if (v.get('member', member)?.['status'] !== 'active') return refuse('MEMBER_REMOVED', { member });
    const closed = closedToRoles(v, entity);
    if (closed) return closed;
    // By name: whoever decides knows who asks, though no list shows that one.
    if (role !== 'eU' && v.get('member', member)?.['verified'] == null)
      return refuse('JOINER_UNVERIFIED', { member, role });
    return holds(v, request, role) ? [] : [grantPatch(member, role, entity)];
  },
  otherwise: (v, request, { role }) => role !== undefined && !holds(v, request, role),
};

/** Who confirms joiners as operator alone says why (ORG-9). */
function unreasoned(ctx: Pick<Pure, 'actor' | 'reason'>, request: Row, subject: Subject): Refusal | undefined {
  return ctx.reason.trim() === '' && !administers(ctx, 'member.approve', subject)
    ? refuse('JOIN_REASON', { member: memberOf(request) })
    : undefined;
}
