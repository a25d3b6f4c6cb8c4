/** Approving, rejecting and withdrawing requests, whatever they ask for. */
import type { Key, Row } from '../domain/kind.ts';
import { named } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { REQUEST_STATES, type RequestState } from '../domain/requests.ts';
import type { Right, Subject } from '../domain/rights.ts';
import { notFound } from './address.ts';
import type { Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { type Asked, loadRequests, rulesOf } from './request-types.ts';

export const REQUEST_ROW = {
  id: {
    type: 'text',
    required: true,
    label: { en: 'request', zh: '申请' },
    help: { en: 'id of a request', zh: '申请编号' },
    headers: ['request', '编号', '申请编号'],
    metavar: 'REQUEST',
  },
} as const;

export const WHERE_REQUESTS = { kind: 'request', fields: { id: 'id' } } as const;

type RequestRow = { readonly id: string };

export const loadRequestRows = async (l: Loader, rows: readonly RequestRow[]): Promise<void> =>
  await loadRequests(
    l,
    rows.map(({ id }) => id),
  );

const requestNamed = (v: ReadView, key: Key): Row | undefined => {
  const row = v.sees('request', key) ? v.get('request', key) : undefined;
  return row && { ...row, id: key };
};

/** To decide. Who sees a request, but may not decide it, is told which right that takes. */
function decidedSubject(v: ReadView, { id }: RequestRow, ctx: Pure): Subject | Refusal {
  const request = requestNamed(v, id);
  if (!request) return notFound('request', id);
  const decider = rulesOf(request).decider(v, ctx, request, {});
  return 'refuse' in decider ? decider : { ...decider.subject, target: id };
}

/** To withdraw: one's own. Everybody has the right to, so that no role more would help with another's. */
export function askedSubject(v: ReadView, { id }: RequestRow, ctx: Pure): Subject | Refusal {
  const request = requestNamed(v, id);
  if (!request) return notFound('request', id);
  const subject = { target: id, places: [], own: request['member'] === ctx.actor.login };
  return ctx.may('request.withdraw', subject)
    ? subject
    : refuse('FORBIDDEN', { right: 'request.withdraw', target: id, advice: ASKER_WITHDRAWS });
}

const ASKER_WITHDRAWS = {
  en: 'only who asked withdraws it; who decides it: adctl requests reject',
  zh: '只有申请人可撤回；审批人可用 adctl requests reject 拒绝',
};
const OTHERS_DECIDE = {
  en: 'it is your own: an admin there decides; adctl requests withdraw takes it back',
  zh: '这是您本人的申请，由对方管理员审批；可用 adctl requests withdraw 撤回',
};
const OTHER_SIDE_DECIDES = {
  en: 'who asks does not decide: the other side does; adctl requests withdraw takes back your own',
  zh: '申请方不能审批，由对方审批；本人的申请可用 adctl requests withdraw 撤回',
};

/** Whoever asked is not helped by a role more. */
function adviceTo(request: Row, { login }: Pure['actor']) {
  if (request['member'] !== login) return {};
  return { advice: request['type'] === 'authorisation' ? OTHER_SIDE_DECIDES : OTHERS_DECIDE };
}

/** `otherwise`: it was approved, but not as it is asked to be now. */
function ended(key: Key, request: Row, to: RequestState, otherwise = false): Decision | undefined {
  const state = request['state'] as RequestState;
  if (state === 'pending') return undefined;
  if (state === to && !otherwise) return { unchanged: 'SAME', id: key };
  const by = request['decided_by'];
  return typeof by === 'string' && (state === 'approved' || state === 'rejected')
    ? refuse('REQUEST_DECIDED', { request: key, state: REQUEST_STATES[state], by: named('member', by) })
    : refuse('REQUEST_ENDED', { request: key, state: REQUEST_STATES[state] });
}

function settle(ctx: Pure, key: Key, state: RequestState): Patch {
  const over = { state, due_at: null, due_state: null };
  if (state === 'withdrawn') return { set: 'request', key, fields: over };
  const decided = { decided_by: ctx.actor.login, decided: ctx.now, answer: ctx.reason.trim() || null };
  return { set: 'request', key, fields: { ...over, ...decided } };
}

export function decideRequest(
  v: ReadView,
  ctx: Pure,
  { id }: RequestRow,
  to: 'approved' | 'rejected',
  asked: Asked = {},
): Decision {
  const request = requestNamed(v, id) as Row;
  const rules = rulesOf(request);
  const decider = rules.decider(v, ctx, request, asked);
  if ('refuse' in decider) return decider;
  const { right, subject } = decider;
  if (!ctx.may(right, subject)) return refuse('FORBIDDEN', { right, target: id, ...adviceTo(request, ctx.actor) });
  const done = rules.barred?.(v, ctx, request, subject) ?? ended(id, request, to, rules.otherwise?.(v, request, asked));
  if (done) return done;
  const besides =
    to === 'approved' ? rules.approve(v, ctx, id, request, asked) : (rules.end?.(v, ctx, request, to) ?? []);
  if ('refuse' in besides) return besides;
  return { ok: [...besides, settle(ctx, id, to)], id, ...(to === 'approved' && rules.gives?.(v, request)) };
}

export function withdrawRequest(v: ReadView, ctx: Pure, { id }: RequestRow): Decision {
  const request = requestNamed(v, id) as Row;
  const done = ended(id, request, 'withdrawn');
  if (done) return done;
  return { ok: [...(rulesOf(request).end?.(v, ctx, request, 'withdrawn') ?? []), settle(ctx, id, 'withdrawn')], id };
}

/** Everybody may try: the right that is asked for depends on the request, and so does the one to undo it. */
const requestRight = (): Right => 'request.decide';

/** What approving and rejecting have in common. */
export const deciding = {
  row: REQUEST_ROW,
  argument: 'id',
  where: WHERE_REQUESTS,
  right: requestRight,
  rights: ['request.decide'],
  effect: 'reversible',
  load: loadRequestRows,
  subject: (v: ReadView, row: RequestRow, _options: unknown, _keep: unknown, ctx: Pure) => decidedSubject(v, row, ctx),
} as const;
