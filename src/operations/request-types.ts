/**
 * What deciding a request means, by what is asked for: who may, and what else is written. The request itself is
 * written by the verbs (`request-decisions.ts`), the same for all.
 */

import type { Code } from '../domain/errors.ts';
import type { Key, KindName, Row } from '../domain/kind.ts';
import type { Details, Refusal } from '../domain/refusal.ts';
import type { RequestType } from '../domain/requests.ts';
import type { Right, Subject } from '../domain/rights.ts';
import { AUTHORISATION_REQUESTS } from './authorisation-requests.ts';
import { CLAIM_REQUESTS } from './claim-requests.ts';
import type { Ctx, Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { JOIN_REQUESTS } from './join-requests.ts';
import { PLAN_REQUESTS } from './plan-requests.ts';

/** What whoever approves may say besides. */
export type Asked = { readonly role?: string };

export type RequestRules = {
  /** What the others read of these requests, which are loaded themselves with all their fields. */
  load(l: Loader, requests: readonly Key[]): Promise<void>;
  /** Which right decides, and on what. */
  decider(
    v: ReadView,
    ctx: Pick<Ctx, 'actor'>,
    request: Row,
    asked: Asked,
  ): { right: Right; subject: Subject } | Refusal;
  /** Why it is not this actor's to decide, though it has the right. */
  barred?(v: ReadView, ctx: Pick<Pure, 'actor' | 'reason'>, request: Row, subject: Subject): Refusal | undefined;
  /** Decides again whether what was asked for is possible by now, and does it. */
  approve(v: ReadView, ctx: Pure, key: Key, request: Row, asked: Asked): readonly Patch[] | Refusal;
  /** Whether one that was approved did not give what is asked for now. */
  otherwise?(v: ReadView, request: Row, asked: Asked): boolean;
  /** What an approval gives, said with its result where the type alone does not tell. */
  gives?(v: ReadView, request: Row): { readonly note: Code; readonly details: Details };
  /** What is written besides, where it comes to nothing. */
  end?(v: ReadView, ctx: Pure, request: Row, to: 'rejected' | 'withdrawn'): readonly Patch[];
};

export const REQUEST_RULES: Readonly<Record<RequestType, RequestRules>> = {
  join: JOIN_REQUESTS,
  claim: CLAIM_REQUESTS,
  authorisation: AUTHORISATION_REQUESTS,
  plan: PLAN_REQUESTS,
};

export const rulesOf = (request: Row): RequestRules => REQUEST_RULES[request['type'] as RequestType];

/** Loads requests with what deciding them reads: as many round trips as there are types. */
export async function loadRequests(l: Loader, keys: readonly Key[]): Promise<void> {
  await l.need({ kind: 'request', by: 'key', values: keys, fields: REQUEST_FIELDS });
  for (const [type, rules] of Object.entries(REQUEST_RULES)) {
    const of = keys.filter((key) => l.view.get('request', key)?.['type'] === type);
    if (of.length > 0) await rules.load(l, of);
  }
}

export const REQUEST_FIELDS = [
  'type',
  'state',
  'member',
  'org',
  'account',
  'authorisation',
  'batch',
  'plan',
  'concerns',
  'needs',
  'side',
  'system',
  'decided_by',
  'decided',
  'answer',
  'due_at',
  'due_state',
] as const;

/** Requests are kept for ever and are as many as accounts: twice the usual length keeps them apart. */
const requestId = (ctx: Pure): Key => ctx.id('r_') + ctx.id('', 1);

/** A request that waits from now on. */
export function newRequest(ctx: Pure, type: RequestType, asked: Row): Extract<Patch, { insert: KindName }> {
  const key = requestId(ctx);
  const head = { id: key, type, state: 'pending', member: ctx.actor.login };
  return { insert: 'request', key, row: { ...head, ...asked, created: ctx.now } };
}

/** Asked for before, and not decided yet. */
export const askedAlready = (request: Key): Decision => ({
  unchanged: 'ASKED_ALREADY',
  details: { request },
  id: request,
  of: [{ kind: 'request', key: request }],
});
