/** Plans that wait for a second person (FUND-6): applied by `requests apply`; rejected and withdrawn like all requests. */
import type { Key, Row } from '../domain/kind.ts';
import type { PlanHead } from '../domain/plans.ts';
import { AdctlError, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import { readable } from '../domain/stored.ts';
import type { ReadView } from './define.ts';
import { ORG_FIELDS, orgPlaces } from './org-address.ts';
import type { RequestRules } from './request-types.ts';

/** What a plan says of itself; undefined where that is no plan, as only a state that was changed from outside has it. */
export function headIn(request: Row): PlanHead | undefined {
  const head = readable<Partial<PlanHead> | null>(String(request['plan']));
  const { operation, right, options, as, why, totals, digest } = head ?? {};
  const texts = [operation, right, digest, as?.login, as?.orgs?.[0]];
  const whole = texts.every((text) => typeof text === 'string') && [options, why].every(isRecord);
  return whole && Array.isArray(totals) && totals.every(isRecord) ? (head as PlanHead) : undefined;
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;

export function headOf(request: Row, plan: Key): PlanHead {
  const head = headIn(request);
  if (!head) throw new AdctlError('PLAN_ALTERED', { plan });
  return head;
}

/** Where a plan is decided: at the organisation whose caps it goes beyond, and where it was written. */
export function planSubject(v: ReadView, request: Row): Subject {
  const org = request['org'];
  const place = headIn(request)?.as.place;
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
  decider: (v, _ctx, request) => ({
    // Of one that says nothing any more: operators can reject it still.
    right: headIn(request)?.right ?? 'funds.recharge',
    subject: planSubject(v, request),
  }),
  approve: (_v, _ctx, key) => refuse('PLAN_APPLIED', { request: key }),
};
