/**
 * One chunk of a batch: load → subject → decide → fold → invariants, row by row, then flush, log and results in the
 * same transaction. It may run again; it leaves nothing behind unless the transaction commits.
 */
import type { Entry, LogHeader } from '../domain/audit.ts';
import { KEPT_VALUES } from '../domain/kept-values.ts';
import type { Key } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import type { ActsAs } from '../domain/plans.ts';
import { AdctlError, type Refusal, refuse } from '../domain/refusal.ts';
import { grantFor, type Subject } from '../domain/rights.ts';
import type { Text } from '../domain/text.ts';
import type { Change, Ctx, Decision, Pure } from '../operations/define.ts';
import { loadReferences } from '../operations/fund-references.ts';
import { standingIn } from '../operations/plan-standing.ts';
import { UniqueViolation, type WriteTx } from '../store/port.ts';
import { contextOf } from './actor.ts';
import { brokenRule } from './broken-rule.ts';
import { assertWithinCaps, movedBy } from './caps.ts';
import { flushDue, writeDue } from './due.ts';
import type { RowResult } from './link.ts';
import { movedOf } from './moved.ts';
import { aboutItself, given, OF_THE_BATCH } from './row-records.ts';
import { failed, resultOf, stored } from './row-result.ts';
import { logged } from './seal.ts';
import { statedTwice } from './stated.ts';
import { type RowDone, toldResults } from './told.ts';
import { toolsOf } from './tools.ts';
import { tellTwins } from './twins.ts';
import type { Vault } from './vault.ts';
import { personOf, View } from './view.ts';
import { isAudited, writeOf } from './write-of.ts';

/** A row on its way: typed input, or why it could not be read. */
export type InputRow = {
  readonly row: number;
  readonly reference?: string;
  readonly target: string;
  readonly input: Record<string, unknown> | undefined;
  readonly bad?: Refusal;
};

/** What stays the same for all chunks of a batch. */
export type Run = {
  readonly op: Change;
  readonly batch: string;
  readonly ctx: Ctx;
  /** Of what moves money: as who began it, whoever goes on. */
  readonly actsAs?: ActsAs | undefined;
  readonly options: Record<string, unknown>;
  readonly keep: unknown;
  readonly vault: Vault;
  readonly origin: string;
  readonly reason: string;
  readonly dryRun: boolean;
  /** Nobody reads what was before and after. */
  readonly brief: boolean;
  /** `org/currency` of whoever has caps, of a run that moves money. */
  readonly capped?: ReadonlySet<string>;
  /** Told of each row as it was decided, with what it would write. */
  readonly watch?: (row: InputRow, outcome: RowOutcome, made: readonly Entry[]) => void;
};

export type ChunkOutcome = {
  readonly results: readonly RowResult[];
  readonly changed: number;
  /** Money was moved back, which nothing moves again (FUND-1). */
  readonly reversed?: true;
  readonly head?: string;
};

export async function runChunk(began: Run, tx: WriteTx, rows: readonly InputRow[]): Promise<ChunkOutcome> {
  // Rights are those of now: what an earlier chunk granted counts, what somebody has taken since does not.
  const ctx = await contextOf(tx, began.ctx.actor.login, began.ctx.now, began.ctx);
  const run = { ...began, ctx, ...((began.op.money || began.op.reverses) && { capped: await tx.capped() }) };
  try {
    return await tx.attempt(() => once(run, tx, rows));
  } catch (error) {
    if (!unforeseen(run, error)) throw error;
  }
  // A unique index or a cap refused what `decide` could not foresee: row by row, so that only the culprit fails.
  const results: RowResult[] = [];
  let changed = 0;
  let reversed = false;
  let head: string | undefined;
  for (const row of rows) {
    try {
      const outcome = await tx.attempt(() => once(run, tx, [row]));
      results.push(...outcome.results);
      changed += outcome.changed;
      reversed ||= outcome.reversed === true;
      head = outcome.head ?? head;
    } catch (error) {
      const refusal = unforeseen(run, error);
      if (!refusal) throw error;
      const result = failed(row, row.target, refusal);
      run.watch?.(row, { result, made: [] }, []);
      results.push(result);
      await tx.saveResults(run.batch, [stored(result)]);
    }
  }
  return { results, changed, ...(reversed && { reversed }), ...(head && { head }) };
}

function unforeseen({ op }: Run, error: unknown): Refusal | undefined {
  if (error instanceof UniqueViolation) return refuse('TAKEN', { kind: KINDS[error.kind].label, index: error.index });
  const capped = op.reverses && error instanceof AdctlError && error.code === 'CAPS_REACHED';
  return capped ? refuse('UNDO_CAPPED', error.details) : undefined;
}

async function once(run: Run, tx: WriteTx, rows: readonly InputRow[]): Promise<ChunkOutcome> {
  const { op, options, keep } = run;
  run.vault.forget();
  const view = new View(KEPT_VALUES);
  const { loader, pure, at } = toolsOf(run, tx, view);
  const good = rows.filter((row) => row.input !== undefined);
  if (op.money) await loadReferences(loader, referencesIn(rows));
  await op.load(
    loader,
    good.map((row) => row.input as never),
    options as never,
    keep as never,
    pure,
  );

  const due = await writeDue(view, loader, run.ctx.now);
  const twice = await statedTwice(run, tx, view, pure, rows);
  const entries: Entry[] = [];
  const outcomes: RowOutcome[] = [];
  const forgotten: string[] = [];
  for (const row of rows) {
    at(row.row, row.reference);
    view.begin();
    const outcome = decideRow(run, view, pure, row, twice.get(row.row));
    entries.push(...outcome.made, ...(outcome.kept ?? []));
    for (const { kind, key } of outcome.forget ?? []) forgotten.push(personOf(kind, key));
    outcomes.push(outcome);
  }
  // Before anything is written: what the actor sees is what it saw when the rows were decided.
  const results = await toldResults(tx, run, view, outcomes);
  // Before this chunk's own entries are logged: what is logged is of chunks before.
  const told = await tellTwins(run, tx, outcomes, results);
  if (due.length > 0) await flushDue(tx, headerOf(run), due);
  const head = await flush(headerOf(run), run.vault, tx, entries);
  if (forgotten.length > 0) await tx.dropPersonKeys(forgotten);
  await tx.saveResults(run.batch, told.map(stored));
  if (run.watch) for (const [i, outcome] of outcomes.entries()) run.watch(rows[i] as InputRow, outcome, outcome.made);
  // A trial sees the whole; what it let through may be too much by now.
  else if (!op.seconded) await assertWithinCaps(tx, movedBy(entries), run.ctx, !op.reverses);
  const reversed = op.reverses === true && entries.some(({ kind }) => kind === 'transaction');
  const changed = outcomes.reduce((sum, { made }) => sum + made.length, 0);
  return { results: told, changed, ...(reversed && { reversed }), ...(head && { head }) };
}

const referencesIn = (rows: readonly InputRow[]): string[] =>
  rows.flatMap(({ reference }) => (reference === undefined ? [] : [reference]));

async function flush(
  header: LogHeader,
  vault: Vault,
  tx: WriteTx,
  entries: readonly Entry[],
): Promise<string | undefined> {
  const keys = vault.takeFresh();
  if (keys.size > 0) await tx.savePersonKeys(keys);
  if (entries.length === 0) return undefined;
  await tx.apply(entries.map(writeOf));
  const audited = entries.filter(isAudited);
  return audited.length > 0 ? await tx.log(header, audited.map(logged)) : undefined;
}

export function headerOf(run: Run): LogHeader {
  return {
    time: run.ctx.now,
    actor: run.op.actsAs ?? run.ctx.actor.login,
    identity: run.ctx.identity,
    operation: run.op.name,
    batch: run.batch,
    origin: run.origin,
    reason: run.reason,
  };
}

export type RowOutcome = {
  readonly result: RowResult;
  /** Where it is watched. */
  readonly subject?: Subject;
  /** In one of each of which its right was needed, first those of what the row is about. */
  readonly needs?: readonly (readonly Key[])[];
  readonly standing?: string | undefined;
  /** Why a second person decides. */
  readonly plan?: Text;
  /** What it changed. */
  readonly made: readonly Entry[];
  /** What is kept of the batch besides. */
  readonly kept?: readonly Entry[];
  readonly same?: RowDone['same'];
  readonly forget?: Extract<Decision, { ok: unknown }>['forget'];
};

/** In the order that is part of every operation's contract: readable, verified, there, allowed, then its own rules. */
function decideRow(run: Run, view: View, pure: Pure, row: InputRow, twice: Refusal | undefined): RowOutcome {
  const { op, options, keep, ctx } = run;
  const refused = (refusal: Refusal, target = row.target): RowOutcome => ({
    result: failed(row, target, refusal),
    made: [],
  });
  if (!row.input) return refused(row.bad ?? refuse('MISSING', {}));
  const input = row.input as never;
  if (!ctx.actor.verified && !op.unverified) return refused(refuse('MEMBER_UNVERIFIED', { member: ctx.actor.login }));
  try {
    const subject = op.subject(view, input, options as never, keep as never, pure);
    if ('refuse' in subject) return refused(subject, subject.target ?? row.target);
    const right = typeof op.right === 'function' ? op.right(input, options as never) : op.right;
    if (!grantFor(ctx.actor, right, subject))
      return refused(refuse('FORBIDDEN', { right, target: subject.target }), subject.target);
    if (twice) return refused(twice, subject.target);
    const needs = run.watch && [placesOf(subject)];
    const asking: Pure = needs ? { ...pure, may: watched(pure, needs) } : pure;
    const decision = op.decide(view, asking, input, options as never, keep as never, subject);
    // What one person must not decide was not in the way of all of the batch: then the rest of it is done.
    if ('ok' in decision && decision.plan && !run.watch && !op.seconded)
      return refused(refuse('WAITS_APART', { why: decision.plan }), subject.target);
    // As it is before the row changes anything.
    const standing = run.watch && standingIn(view, pure, subject, decision);
    const outcome = apply(run, view, row, subject.target, decision);
    return run.watch ? { ...outcome, subject, standing, needs } : outcome;
  } catch (error) {
    // Only a missing state key is met this late: sealing needs it, reading does not.
    if (!(error instanceof AdctlError)) throw error;
    view.revert();
    return refused(refuse(error.code, error.details));
  }
}

const placesOf = ({ places }: Subject): readonly Key[] => (places === 'any' ? [] : places);

/** Keeps where the actor had to have a right besides. */
const watched =
  (pure: Pure, needs: (readonly Key[])[]): Pure['may'] =>
  (right, subject) => {
    const may = pure.may(right, subject);
    if (may) needs.push(placesOf(subject));
    return may;
  };

function apply(run: Run, view: View, row: InputRow, target: string, decision: Decision): RowOutcome {
  if ('unchanged' in decision) {
    const { kept = [] } = decision;
    for (const patch of kept) view.fold(patch);
    const result = resultOf(row, target, 'unchanged');
    result.code = decision.unchanged;
    if (decision.details) result.details = decision.details;
    if (decision.id) result.id = decision.id;
    return {
      result,
      made: [],
      ...(kept.length > 0 && { kept: view.entries(OF_THE_BATCH) }),
      same: decision.of ?? aboutItself(run.op, decision.id ?? target),
    };
  }
  const patches = 'ok' in decision ? decision.ok : 'pending' in decision ? decision.pending : (decision.partly ?? []);
  for (const patch of patches) view.fold(patch);
  const made = patches.length > 0 ? view.entries(row.row) : [];
  const broken = brokenRule(view, made);
  if (broken) {
    view.revert();
    return { result: failed(row, target, broken), made: [] };
  }
  if ('refuse' in decision) return { result: failed(row, target, decision), made };
  const result = resultOf(row, target, 'pending' in decision ? 'pending' : 'ok');
  if ('ok' in decision && decision.note) {
    result.code = decision.note;
    if (decision.details) result.details = decision.details;
  }
  const isNew = run.dryRun && patches.some((patch) => given(patch).includes(decision.id as Key));
  if (decision.id) result.id = isNew ? '(new)' : decision.id;
  const moved = movedOf(run.op, made, run.keep);
  if (moved) result.moved = moved;
  const forget = 'ok' in decision ? decision.forget : undefined;
  const plan = 'ok' in decision ? decision.plan : undefined;
  return {
    result,
    made,
    forget,
    ...(plan && { plan }),
  };
}
