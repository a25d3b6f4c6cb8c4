/** Before a plan is applied: it and its rows are what the log has of them, whoever had the file in hand since (FUND-6). */
import { canonical } from '../domain/audit.ts';
import type { Key } from '../domain/kind.ts';
import { PlanDigest } from '../domain/plan-digest.ts';
import { type PlanHead, WRITTEN_FIELDS } from '../domain/plans.ts';
import { AdctlError } from '../domain/refusal.ts';
import { EVERYTHING } from '../domain/scope.ts';
import { fromStored, readable } from '../domain/stored.ts';
import type { ReadTx } from '../store/port.ts';
import { breathe } from './breathe.ts';

const PAGE = 1_000;

export async function assertAsWritten(tx: ReadTx, plan: Key, now: number): Promise<void> {
  if (!(await isAsWritten(tx, plan, now))) throw new AdctlError('PLAN_ALTERED', { plan });
}

export async function isAsWritten(tx: ReadTx, plan: Key, now: number): Promise<boolean> {
  const need = { kind: 'request', by: 'key', values: [plan], fields: WRITTEN_FIELDS } as const;
  const [request] = await tx.rows(need, { scope: EVERYTHING, now });
  const logged = await loggedOf(tx, plan, String(request?.row['batch']));
  const same = WRITTEN_FIELDS.every(
    (name) => canonical(request?.row[name] ?? null) === canonical(logged?.[name] ?? null),
  );
  if (!logged || !same) return false;
  return (await digestOf(tx, plan)) === readable<PlanHead | null>(String(logged['plan']))?.digest;
}

/** The request as the batch wrote it that made the plan. */
async function loggedOf(tx: ReadTx, plan: Key, batch: string): Promise<Record<string, unknown> | undefined> {
  for (let after: string | undefined; ; ) {
    const { entries, next } = await tx.entries(batch, after, PAGE);
    const made = entries.find(({ kind, key, before }) => kind === 'request' && key === plan && before === null);
    if (made?.after) return fromStored(made.after);
    if (next === undefined) return undefined;
    after = next;
  }
}

async function digestOf(tx: ReadTx, plan: Key): Promise<string> {
  const digest = new PlanDigest();
  for (let after = 0; ; ) {
    const rows = await tx.planRows(plan, after, PAGE);
    const last = rows.at(-1);
    if (!last) return digest.end();
    for (const row of rows) digest.add(row);
    await breathe();
    after = last.row;
  }
}
