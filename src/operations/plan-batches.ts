/** Batches that moved nothing, as their rows wait in a plan (FUND-6): there is nothing to undo, but something to withdraw. */
import type { Key, Row } from '../domain/kind.ts';
import { named } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { REQUEST_STATES, type RequestState } from '../domain/requests.ts';
import { fromStored } from '../domain/stored.ts';
import type { Text } from '../domain/text.ts';
import type { ReadView } from './define.ts';

export const PLAN_FIELDS = ['state', 'due_at', 'due_state'];

type Told = {
  readonly counts?: { readonly ok?: number };
  readonly notes?: readonly { readonly code: string; readonly details?: { readonly plan?: unknown } }[];
};

/** The plan that a batch wrote instead of moving anything. */
export function planOf(batch: Row | undefined): Key | undefined {
  const { counts, notes = [] } = fromStored<Told | null>(String(batch?.['counts'] ?? 'null')) ?? {};
  if ((counts?.ok ?? 0) > 0) return undefined;
  const plan = notes.find(({ code }) => code === 'PLAN_WAITS')?.details?.plan;
  return typeof plan === 'string' ? plan : undefined;
}

export function planStays(v: ReadView, batch: Key, plan: Key): Refusal {
  const state = v.get('request', plan)?.['state'] as RequestState | undefined;
  const advice = v.sees('request', plan) ? adviceOf(plan, state) : undefined;
  const what = state && REQUEST_STATES[state];
  return refuse('PLAN_NOT_UNDONE', { batch, plan: named('request', plan), state: what, ...(advice && { advice }) });
}

function adviceOf(plan: Key, state: RequestState | undefined): Text {
  if (state === 'pending')
    return { en: `adctl requests withdraw ${plan} takes it back`, zh: `可用 adctl requests withdraw ${plan} 撤回` };
  if (state !== 'applied') return { en: `adctl requests show ${plan}`, zh: `用 adctl requests show ${plan} 查看` };
  const list = "adctl batches list --where 'operation = requests.apply'";
  return { en: `what moved is undone by the batch that applied it: ${list}`, zh: `请撤销执行该方案的批次：${list}` };
}
