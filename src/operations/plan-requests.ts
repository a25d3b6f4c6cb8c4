/** Plans that wait for a second person (FUND-6): applied by `requests apply`; rejected and withdrawn like all requests. */
import type { Key, Row } from '../domain/kind.ts';
import type { PlanHead } from '../domain/plans.ts';
import { refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import { fromStored } from '../domain/stored.ts';
import type { ReadView } from './define.ts';
import { ORG_FIELDS, orgPlaces } from './org-address.ts';
import type { RequestRules } from './request-types.ts';

export const headOf = (request: Row): PlanHead => fromStored<PlanHead>(String(request['plan']));

/** Where a plan is decided: at the organisation whose caps it goes beyond, and where it was written. */
export function planSubject(v: ReadView, request: Row): Subject {
  const org = request['org'];
  const { place } = headOf(request).as;
  const places = typeof org === 'string' ? orgPlaces(v, org) : [];
  return { target: String(request['id']), places: place === undefined ? places : [...places, place] };
}

export async function loadPlans(l: Parameters<RequestRules['load']>[0], requests: readonly Key[]): Promise<void> {
  const orgs = requests.map((key) => l.view.get('request', key)?.['org']).filter((org) => typeof org === 'string');
  await l.need({ kind: 'org', by: 'key', values: orgs, fields: ORG_FIELDS });
  const above = orgs.map((org) => l.view.get('org', org)?.['parent']).filter((org) => typeof org === 'string');
  await l.need({ kind: 'org', by: 'key', values: above, fields: ORG_FIELDS });
}

export const PLAN_REQUESTS: RequestRules = {
  load: loadPlans,
  decider: (v, _ctx, request) => ({ right: headOf(request).right, subject: planSubject(v, request) }),
  approve: (_v, _ctx, key) => refuse('PLAN_APPLIED', { request: key }),
};
