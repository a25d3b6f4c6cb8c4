/**
 * A command that is sent again while a plan waits with its rows (FUND-5, FUND-6): what is in that plan already, by
 * reference and content, is in no other.
 */
import { hash } from 'node:crypto';
import { canonical } from '../domain/audit.ts';
import type { Key } from '../domain/kind.ts';
import { formatMinor } from '../domain/money.ts';
import { PlanDigest } from '../domain/plan-digest.ts';
import { narrowest, type PlanHead, type PlanRow } from '../domain/plans.ts';
import { waiting } from '../domain/requests.ts';
import { EVERYTHING } from '../domain/scope.ts';
import { fromStored } from '../domain/stored.ts';
import { headIn } from '../operations/plan-requests.ts';
import type { ReadTx } from '../store/port.ts';
import { CHUNK_ROWS, type Job } from './job.ts';
import { Sums } from './moved.ts';
import type { Trial } from './plan.ts';
import { type Kept, planRow } from './plan-row.ts';
import { openOptions } from './record.ts';

/** Which plan has a row that was tried, if one waits with it. */
export type Again = (row: Kept) => Key | undefined;

type Content = { readonly reference?: string | null | undefined; readonly input: unknown };

export async function againOf(tx: ReadTx, job: Job, trial: Trial): Promise<Again> {
  const { money } = job.op;
  const plans = new Map<string, Key>();
  // Of money two rows are alike by their reference alone; what sets something is the same twice.
  const named = ({ reference, input }: Content): string | undefined =>
    reference == null && money ? undefined : hash('sha256', canonical([reference ?? null, input]), 'base64url');
  for (const plan of await plansAlike(tx, job, trial))
    for (let after = 0; ; ) {
      const rows: readonly PlanRow[] = await tx.planRows(plan, after, CHUNK_ROWS);
      if (rows.length === 0) break;
      for (const { reference, input } of rows) {
        const name = named({ reference, input: fromStored<unknown>(input) });
        if (name !== undefined) plans.set(name, plan);
      }
      after = rows.at(-1)?.row ?? after;
    }
  return ({ result, input }) => {
    if (plans.size === 0 || input === undefined) return undefined;
    const name = named({ reference: result.reference, input: fromStored<unknown>(JSON.stringify(input)) });
    return name === undefined ? undefined : plans.get(name);
  };
}

/** Plans that wait, of the same operation with the same options, written for the same organisation or by the same member. */
async function plansAlike(tx: ReadTx, { op, call, now }: Job, trial: Trial): Promise<Key[]> {
  const orgs = trial.orgs.length > 0 ? trial.orgs : [trial.about ?? ''];
  const need = { kind: 'request', by: 'org', values: orgs.map(waiting), fields: FIELDS } as const;
  const options = canonical(openOptions(op, call.options));
  const found = await tx.rows(need, { scope: EVERYTHING, now });
  return found.flatMap(({ key, row }) => {
    if (row['type'] !== 'plan' || row['state'] !== 'pending') return [];
    const head = headIn(row);
    if (!head) return [];
    const same = head.as.orgs[0] === trial.as.orgs[0];
    return head.operation === op.name && same && canonical(head.options) === options ? [key] : [];
  });
}

const FIELDS = ['type', 'state', 'plan', 'due_at', 'due_state'];

/** Whether a row would move something, and waits in no plan yet. */
export const isAnew = (row: Kept, again: Again): boolean => row.input !== undefined && again(row) === undefined;

/** What is left for a plan of its own: how many rows, of which organisation it is, and what the plan says of them. */
type Rest = {
  readonly count: number;
  readonly org: Key | undefined;
  readonly says: Pick<PlanHead, 'totals' | 'digest'>;
  /** Who sees and who applies it (domain/requests.ts). */
  readonly whose: { readonly places: readonly Key[]; readonly concerns: readonly Key[]; readonly needs: string };
};

export async function restOf({ rows, orgs }: Trial, again: Again): Promise<Rest> {
  const digest = new PlanDigest();
  const sums = new Sums();
  const counts = new Map<string, number>();
  const left = new Set<Key>();
  const needed = new Map<string, readonly Key[]>();
  let places: readonly Key[] | undefined;
  let count = 0;
  for await (const page of rows.drain(CHUNK_ROWS))
    for (const row of page) {
      if (!isAnew(row, again)) continue;
      count++;
      digest.add(planRow(row));
      for (const org of row.orgs ?? []) left.add(org);
      const { needs = [] } = row;
      for (const need of needs) needed.set(need.join(' '), need);
      // What lies nowhere yet has no place in common with others.
      const [at = []] = needs;
      places = places?.filter((one) => at.includes(one)) ?? at;
      const { moved = {} } = row.result;
      sums.take(moved);
      for (const currency in moved) counts.set(currency, (counts.get(currency) ?? 0) + 1);
    }
  const totals = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, rows]) => {
      const amount = formatMinor(BigInt(sums.told[currency] ?? 0), currency);
      return { currency, amount, rows };
    });
  const needs = JSON.stringify(narrowest(needed.values()));
  return {
    count,
    org: orgs.find((org) => left.has(org)),
    says: { totals, digest: digest.end() },
    whose: { places: places ?? [], concerns: [...left].toSorted(), needs },
  };
}
