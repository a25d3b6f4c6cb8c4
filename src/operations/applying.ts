/** Applying a plan (FUND-6): its rows are decided again by the operation that wrote it, and must come out as they did. */
import { ERRORS, type ErrorDef } from '../domain/errors.ts';
import type { Key, Row } from '../domain/kind.ts';
import { parseOptions } from '../domain/parse.ts';
import { changedFrom, type PlanHead, standingOf, standsOtherwise } from '../domain/plans.ts';
import { AdctlError, type Refusal, refuse } from '../domain/refusal.ts';
import { REQUEST_STATES, type RequestState } from '../domain/requests.ts';
import type { Subject } from '../domain/rights.ts';
import { fromStored } from '../domain/stored.ts';
import type { Text } from '../domain/text.ts';
import { notFound } from './address.ts';
import type { Change, Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { loadReferences } from './fund-references.ts';
import { headOf, loadPlans, mayApply } from './plan-requests.ts';
import { standingIn } from './plan-standing.ts';
import { operationNamed } from './registry.ts';
import { REQUEST_FIELDS } from './request-types.ts';

/** One row of a plan, as `expand` makes it; never typed. */
export type PlannedRow = {
  readonly target: string;
  readonly reference?: string;
  readonly input: string;
  readonly was: string | null;
  readonly standing: string;
};
export type Keep = Pick<PlanHead, 'operation' | 'options' | 'as'>;

/** Definitions are loaded before rows are decided, which cannot wait. */
const loaded = new Map<string, Change>();

async function loadOperation(name: string): Promise<Change> {
  const op = await operationNamed(name);
  if (op.kind !== 'change') throw new Error(`${name} is no change`);
  loaded.set(name, op);
  return op;
}

function operationOf({ operation }: Keep): Change {
  const op = loaded.get(operation);
  if (!op) throw new Error(`${operation} was not loaded`);
  return op;
}

function optionsOf(op: Change, { options }: Keep): never {
  const parsed = parseOptions(op.options, options);
  if ('refuse' in parsed) throw new Error(`options of a plan of ${op.name} do not parse`);
  return parsed.input as never;
}

const inputOf = ({ input }: PlannedRow): never => fromStored<never>(input);
/** As it was when the plan was written. */
const planned = (ctx: Pure, row: Pick<PlannedRow, 'reference'>, { as }: Keep): Pure => ({
  ...ctx,
  reference: row.reference,
  actsAs: as,
});

export async function loadPlan(l: Loader, plan: Key): Promise<void> {
  await l.need({ kind: 'request', by: 'key', values: [plan], fields: REQUEST_FIELDS });
  if (l.view.get('request', plan)?.['type'] === 'plan') await loadPlans(l, [plan]);
}

/** Whether a plan may be applied, and what it says. */
export function headOfPlan(v: ReadView, ctx: Pure, plan: Key): { readonly keep: Keep } | Refusal {
  const request = v.sees('request', plan) ? v.get('request', plan) : undefined;
  if (!request) return notFound('request', plan);
  if (request['type'] !== 'plan') return refuse('PLAN_NONE', { request: plan });
  const state = request['state'] as RequestState;
  if (state !== 'pending') return refuse('REQUEST_ENDED', { request: plan, state: REQUEST_STATES[state] });
  if (request['member'] === ctx.actor.login) return refuse('PLAN_OWN', { plan });
  const head = headOf(request, plan);
  // Before its rows are looked at: what this actor does not see is not gone.
  if (!mayApply(ctx.actor, request, head)) return refuse('FORBIDDEN', { right: head.right, target: plan });
  const { operation, options, as } = head;
  return { keep: { operation, options, as } };
}

type Rows = { readonly plan: Key; readonly rows: readonly PlannedRow[] };

export async function loadPlanned(l: Loader, { plan, rows }: Rows, keep: Keep, ctx: Pure): Promise<void> {
  const op = await loadOperation(keep.operation);
  await loadPlan(l, plan);
  const references = rows.flatMap(({ reference }) => (reference === undefined ? [] : [reference]));
  if (op.money) await loadReferences(l, references);
  await op.load(l, rows.map(inputOf), optionsOf(op, keep), undefined, planned(ctx, {}, keep));
}

/** Asked again in the transaction that moves the money: others may have applied or ended the plan since this began. */
export function plannedSubject(
  v: ReadView,
  { plan, row }: { readonly plan: Key; readonly row: PlannedRow },
  keep: Keep,
  ctx: Pure,
): Subject | Refusal {
  const head = headOfPlan(v, ctx, plan);
  if ('refuse' in head) return { ...head, target: row.target };
  const op = operationOf(keep);
  const subject = op.subject(v, inputOf(row), optionsOf(op, keep), undefined, planned(ctx, row, keep));
  return 'refuse' in subject ? drifted(row.target, GONE) : subject;
}

const GONE: Text = { en: 'it is not there any more', zh: '已不存在' };
const STATUS: Text = { en: 'its status, or that of another side, is another now', zh: '其状态或对方状态已变更' };
const MOVED: Text = {
  en: 'it, or another side, lies in other organisations or units',
  zh: '其或对方的所属组织或业务单元已变更',
};
const CHANGED: Text = { en: 'what it would change was changed since', zh: '方案要修改的内容此后已变更' };
const SAME: Text = { en: 'it was done since', zh: '此后已执行' };

const drifted = (target: string, what: Text): Refusal => ({ ...refuse('PLAN_DRIFTED', { target, what }), target });

export function decidePlanned(v: ReadView, ctx: Pure, row: PlannedRow, keep: Keep, subject: Subject): Decision {
  const op = operationOf(keep);
  const [input, options, as] = [inputOf(row), optionsOf(op, keep), planned(ctx, row, keep)];
  const right = typeof op.right === 'function' ? op.right(input, options) : op.right;
  if (!ctx.may(right, subject)) return refuse('FORBIDDEN', { right, target: subject.target });
  const otherwise = (now: string): Refusal | undefined => {
    const what = standsOtherwise(row.standing, now);
    return what && drifted(subject.target, what === 'status' ? STATUS : MOVED);
  };
  const own = otherwise(standingOf([subject]));
  if (own) return own;
  const decision = op.decide(v, as, input, options, undefined, subject);
  // Whoever lacks a right on the other side refuses nobody else's plan.
  if ('refuse' in decision)
    return decision.refuse === 'FORBIDDEN' ? decision : drifted(subject.target, briefOf(decision));
  if ('unchanged' in decision) return drifted(subject.target, SAME);
  const all = otherwise(standingIn(v, ctx, subject, decision));
  if (all) return all;
  return 'ok' in decision && foundBy(v, decision.ok) !== row.was ? drifted(subject.target, CHANGED) : decision;
}

/** What a decision finds in the fields that it changes. */
const foundBy = (v: ReadView, patches: readonly Patch[]): string | null =>
  changedFrom(
    patches.flatMap((patch) => {
      const before = 'set' in patch && v.get(patch.set, patch.key);
      return before ? [{ kind: patch.set, key: patch.key, before, after: patch.fields }] : [];
    }),
  );

/** In the words of what is in the way now, which name nobody. */
function briefOf({ refuse: code }: Refusal): Text {
  const { brief, message }: ErrorDef = ERRORS[code];
  const said = brief ?? message;
  return said.en.includes('{') ? { en: code, zh: code } : said;
}

/** How the plan ends: as a whole, or not at all. What was ended by others since is not applied: nothing moves then. */
export function endPlan(v: ReadView, ctx: Pure, plan: Key, to: 'applied' | 'drifted'): Patch[] {
  const request = v.get('request', plan) as Row;
  const state = request['state'] as RequestState;
  if (state !== 'pending') {
    if (to === 'drifted') return [];
    throw new AdctlError('REQUEST_ENDED', { request: plan, state: REQUEST_STATES[state] });
  }
  const by = { decided_by: ctx.actor.login, decided: ctx.now, answer: ctx.reason.trim() || null };
  return [{ set: 'request', key: plan, fields: { state: to, due_at: null, due_state: null, ...by } }];
}
