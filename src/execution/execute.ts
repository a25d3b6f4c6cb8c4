/**
 * The executor of changes: one path for one row and for a million, dry or not, atomic or row by row, first run or
 * resumed. Guarantees: a result is reported only after its transaction has committed; every row of a batch has exactly
 * one result; a dry run and an atomic run are the real chunks in one transaction.
 */
import { parseOptions } from '../domain/parse.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Change } from '../operations/define.ts';
import { runApart } from './apart.ts';
import { isFew, runFew } from './few.ts';
import { isGated, planOrRun } from './gate.ts';
import { allOrNone, type Emit, type Environment, type Job } from './job.ts';
import type { ChangeCall, Summary } from './link.ts';
import { runOneChunk } from './one-chunk.ts';
import { runTogether } from './together.ts';

export async function executeChange(
  env: Environment,
  op: Change,
  call: ChangeCall,
  emit: Emit,
  signal?: AbortSignal,
): Promise<Summary> {
  const parsed = parseOptions(op.options, call.options);
  if ('refuse' in parsed) throw new AdctlError(parsed.refuse, parsed.details);
  const start = performance.now();
  const job: Job = {
    env,
    op,
    call,
    emit,
    signal,
    now: env.clock(),
    start,
    vault: await env.vault(),
    options: parsed.input,
  };
  const { most, rows } = { most: call.maxRows, rows: call.source.rows };
  if (most !== undefined && rows !== undefined && rows > most) throw new AdctlError('TOO_MANY_ROWS', { rows, most });
  if (call.chunk) {
    // Whether it goes beyond a cap only the whole of it says.
    if ((call.chunk.after === 0 || call.resume) && (await isGated(job)))
      throw new AdctlError('WHOLE_ONLY', { batch: call.batch });
    return await runOneChunk(job, call.chunk);
  }
  return (await isGated(job)) ? await planOrRun(job, runWhole) : await runWhole(job);
}

/** All rows in this process, in the way that the call asks for. */
async function runWhole(job: Job): Promise<Summary> {
  if (job.call.dryRun || allOrNone(job)) return await runTogether(job);
  return isFew(job) ? await runFew(job) : await runApart(job);
}
