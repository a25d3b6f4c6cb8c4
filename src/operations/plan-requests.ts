/** Plans that wait for a second person (FUND-6): applied by `requests apply`; rejected and withdrawn like all requests. */
import type { Key, Row } from '../domain/kind.ts';
import type { PlanHead } from '../domain/plans.ts';
import { AdctlError, refuse } from '../domain/refusal.ts';
import { type Actor, may, type Right, type Subject } from '../domain/rights.ts';
import { readable } from '../domain/stored.ts';
import type { Ctx, ReadView } from './define.ts';
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

type Needs = readonly (readonly Key[])[];

const needsOf = (request: Row): Needs => readable<Needs | null>(String(request['needs'])) ?? [];

const meets = (actor: Actor, right: Right, needs: Needs): boolean =>
  needs.every((places) => may(actor, right, { target: '', places }));

/** Whether the actor has a plan's right wherever its rows need it; what has changed since is for its rows to say. */
export const mayApply = (actor: Actor, request: Row, { right }: PlanHead): boolean =>
  meets(actor, right, needsOf(request));

/** Organisations whose caps it counts for or raises. */
const concernsOf = (request: Row | undefined): readonly Key[] => (request?.['concerns'] ?? []) as readonly Key[];

/**
 * Where a plan is decided: at the organisations whose caps it counts for, where it was written, and by whoever may apply
 * it (the store's requests-scope.ts).
 */
export function planSubject(v: ReadView, request: Row, right: Right, { actor }: Pick<Ctx, 'actor'>): Subject {
  const target = String(request['id']);
  const needs = needsOf(request);
  if (needs[0] && meets(actor, right, needs)) return { target, places: needs[0] };
  const place = headIn(request)?.as.place;
  const places = concernsOf(request).flatMap((org) => orgPlaces(v, org));
  return { target, places: place === undefined ? places : [...places, place] };
}

export async function loadPlans(l: Parameters<RequestRules['load']>[0], requests: readonly Key[]): Promise<void> {
  const orgs = requests.flatMap((key) => concernsOf(l.view.get('request', key)));
  await l.need({ kind: 'org', by: 'key', values: orgs, fields: ORG_FIELDS });
  const above = orgs.map((org) => l.view.get('org', org)?.['parent']).filter((org) => typeof org === 'string');
  await l.need({ kind: 'org', by: 'key', values: above, fields: ORG_FIELDS });
}

export const PLAN_REQUESTS: RequestRules = {
  load: loadPlans,
  decider(v, ctx, request) {
    // Of one that says nothing any more: operators can reject it still.
    const right = headIn(request)?.right ?? 'funds.recharge';
    return { right, subject: planSubject(v, request, right, ctx) };
  },
  approve: (_v, _ctx, key) => refuse('PLAN_APPLIED', { request: key }),
};
