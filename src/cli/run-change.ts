/** Runs a change: rows in, results out, one line that sums it up, and the exit code that says how it went. */
import { FINE } from '../domain/batches.ts';
import { ERRORS } from '../domain/errors.ts';
import { parseOptions } from '../domain/parse.ts';
import type { Page, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { ChangeCall, Event, RowResult, Summary } from '../execution/link.ts';
import { reasonOf } from '../files/handle.ts';
import type { Change } from '../operations/define.ts';
import { RESULT_COLUMNS } from '../operations/results.ts';
import { nothingToSet } from '../operations/setting.ts';
import { messageOf } from '../render/messages.ts';
import { formatCount } from '../render/summary.ts';
import { writePages } from '../render/write.ts';
import { askLacking } from './asking/ask-lacking.ts';
import { answer, askFields, askRows } from './asking/ask-missing.ts';
import { confirmWhere } from './asking/confirm.ts';
import type { Totals } from './asking/totals.ts';
import { assertWritable } from './assert-writable.ts';
import { newBatchId } from './batch-id.ts';
import { askedColumns } from './columns.ts';
import { given } from './flags.ts';
import { assertFits } from './form.ts';
import { type InputRows, inputRows, oneRow } from './input-rows.ts';
import { type Keeper, keepersOf } from './keep-results.ts';
import { withLines } from './lines-options.ts';
import { Progress } from './progress.ts';
import { keptResults, RESULT_KEYS, resultCells } from './result-rows.ts';
import type { Secrets } from './secrets.ts';
import type { Session } from './session.ts';
import { SHOWN_FAILURES, sumUp } from './sum-up.ts';

/** In a question; more are counted. */
const MOST_NAMED = 5;

export async function runChange(
  typed: Session,
  op: Change,
  first: string | undefined,
  ids: readonly string[],
  row?: Readonly<Record<string, string>>,
): Promise<number> {
  let options: Readonly<Record<string, unknown>> = {
    ...given(op.options, typed.options),
    ...(op.first && first !== undefined && { [op.first]: first }),
  };
  // What it is about is asked before what is to be done with it.
  const asked = typed.asks && !row && !op.lead ? await askRows(typed, op, ids, 0) : { session: typed, args: ids };
  if (typed.asks) options = await askFields(typed, op.options, options);
  // A name that only one new record has: a file brings its own.
  const named = op.lead && op.first && typed.options['from'] === undefined ? op.options[op.first] : undefined;
  if (typed.asks && op.first && named && options[op.first] === undefined)
    options = { ...options, [op.first]: await answer(typed, named) };
  options = await withLines(op.options, options);
  const parsed = parseOptions(op.options, options, op.first);
  if ('refuse' in parsed) throw new AdctlError(parsed.refuse, parsed.details);
  const lead = op.lead?.(parsed.input as never).length ?? 0;
  const typedAny = [...(op.sets ?? []), 'clear'].some((field) => options[field] !== undefined);
  if (op.sets && !typedAny && typed.options['from'] === undefined) {
    const { refuse: code, details } = nothingToSet(op.sets);
    throw new AdctlError(code, details);
  }
  let { session, args } = asked;
  if (typed.asks && !row) {
    if (op.lead) ({ session, args } = await askRows(typed, op, ids, lead));
    ({ session, options } = await askLacking({ session, options }, op, args, lead));
  }
  const from = session.options[op.feed ? `${op.feed.flag}From` : 'from'] ?? session.options['from'];
  await assertWritable(session, typeof from === 'string' ? from : undefined);
  const input = row ? oneRow(row) : await inputRows(session, op, args, lead);
  try {
    const call = callOf(session, op, options, input);
    const sure = call.dryRun ? call : await sureOfCall(session, op, call, input);
    return await runCall(session, op, sure, input);
  } finally {
    await input.file?.close();
  }
}

/** A selection is counted first; what cannot be undone is said in any case. */
async function sureOfCall(session: Session, op: Change, call: ChangeCall, input: InputRows): Promise<ChangeCall> {
  if (op.totals) {
    const { sureOfTotals } = await import('./asking/totals.ts');
    await sureOfTotals(session, op, input.file ? { ...call, rows: input.file.read() } : call);
    return call;
  }
  if (input.selection) {
    await confirmWhere(session, op, input.selection);
    return call;
  }
  if (op.effect !== 'final' || op.unasked || session.yes) return call;
  // What is refused in any case is not worth a question. It stays a rehearsal: what could be done a moment later was not asked.
  const { wouldChange } = await import('./asking/rehearsal.ts');
  const targets = input.file ? undefined : await wouldChange(session, op, call);
  if (targets?.length === 0) return { ...call, dryRun: true };
  const { sureOf } = await import('./asking/sure.ts');
  const whom = targets && targets.length <= MOST_NAMED ? targets.join(', ') : undefined;
  const count = formatCount(targets?.length ?? input.source.rows ?? 0);
  await sureOf(session, {
    en: `${op.name.replace('.', ' ')}: ${whom ?? `${count} records`}; this cannot be undone`,
    zh: `${op.summary.zh}：${whom ?? `共 ${count} 条`}，无法撤销`,
  });
  return call;
}

function callOf(
  session: Session,
  op: Change,
  options: Readonly<Record<string, unknown>>,
  input: InputRows,
): ChangeCall {
  const own = session.options;
  const most = own['maxRows'];
  if (most !== undefined && !/^\d{1,9}$/.test(String(most))) {
    throw new AdctlError('OPTION_VALUE', {
      option: '--max-rows',
      value: most,
      expected: { en: 'a whole number', zh: '应为整数' },
    });
  }
  return {
    operation: op.name,
    batch: newBatchId(session.io),
    options,
    rows: input.rows,
    source: input.source,
    ...(input.selection && { selection: input.selection }),
    actor: session.actor,
    narrow: session.narrow,
    tz: session.tz,
    origin: 'cli',
    dryRun: own['dryRun'] === true,
    atomic: own['atomic'] === true,
    ...(typeof own['reference'] === 'string' && { reference: own['reference'] }),
    ...(typeof own['reason'] === 'string' && { reason: own['reason'] }),
    ...(most !== undefined && { maxRows: Number(most) }),
    lockTimeoutMs: session.lockTimeoutMs,
  };
}

export async function runCall(session: Session, op: Change, asked: ChangeCall, input: InputRows): Promise<number> {
  const secret = op.secret && (await import('./secrets.ts'));
  const all = secret ? [...RESULT_COLUMNS, secret.SECRET_COLUMN] : RESULT_COLUMNS;
  const columns = await askedColumns(session, { columns: { columns: all } });
  if (!columns) return 0;
  const secrets = secret && op.secret && new secret.Secrets(session, op.secret, asked);
  const { source } = asked;
  await assertWritable(session, source.type === 'file' ? source.path : undefined, source.rows);
  const printed = !session.quiet && !secrets?.alone && (!session.tty || session.formatTyped);
  if (printed) assertFits(session, source.rows);
  const call = {
    ...asked,
    ...(secrets && { rows: secrets.fill(asked.rows) }),
    // Of many rows nothing but how they ended is told, unless they are printed or kept.
    ...(!printed && !input.one && session.options['results'] === undefined && { brief: true }),
  };
  const link = await session.link();
  const lead = op.lead?.((parseOptions(op.options, call.options) as { input: never }).input).length ?? 0;
  const keepers = keepersOf(session, input, op.argument ?? 'target', lead);
  const seen: Seen = {
    failures: [],
    printed,
    ...(op.totals && { totals: new (await import('./asking/totals.ts')).Totals(op) }),
    ...(secrets && { secrets, several: !input.one }),
  };
  const past = typeof op.past === 'function' ? op.past(call.options) : op.past;
  const progress = new Progress(session, past);
  const pages = resultPages(session, link.change(call, session.io.signal), progress, keepers, seen);
  const lost: unknown[] = [];
  try {
    if (call.resume && keepers.length > 0)
      for await (const rows of keptResults(session, call.batch)) for (const keeper of keepers) await keeper.take(rows);
    if (printed) await writePages(pages, session.telling, session.writing(columns, { late: true }));
    else for await (const _ of pages);
  } catch (error) {
    if (!seen.summary) {
      for (const keeper of keepers) await keeper.abandon();
      throw error;
    }
    lost.push(error);
  }
  for (const keeper of keepers) await keeper.end().catch((error) => lost.push(lostOf(keeper.file, error, call)));
  if (!session.quiet && session.tty && !session.formatTyped && !input.one) await showFailures(session, seen.failures);
  const summary = seen.summary as Summary;
  await sumUp(session, { ...op, past }, input, summary, seen.last);
  const ends = seen.totals?.text;
  if (ends) await session.note(`  ${session.say(ends)}`);
  await secrets?.end();
  // The work is done and told; only then what could not be kept of it.
  if (lost.length > 0) throw lost[0];
  return exitCode(op, summary, input, seen.last);
}

/** A file that failed at its end: what it would have held is kept with the batch. */
function lostOf(file: string, error: unknown, call: ChangeCall): unknown {
  const told = error instanceof AdctlError && error.cause === undefined ? error : undefined;
  const reason = told
    ? { en: messageOf(told.code, told.details, 'en'), zh: messageOf(told.code, told.details, 'zh') }
    : reasonOf(error instanceof AdctlError ? error.cause : error);
  if (reason === undefined) return error;
  const advice = call.dryRun
    ? { en: 'name another file and run again', zh: '请换一个文件后重试' }
    : { en: `its results: adctl batches results ${call.batch}`, zh: `查看结果：adctl batches results ${call.batch}` };
  return new AdctlError('OUTPUT_LOST', { file, reason, advice });
}

type Seen = {
  failures: RowResult[];
  /** Else no page is made of what is told. */
  readonly printed: boolean;
  last?: RowResult;
  summary?: Summary;
  readonly totals?: Totals;
  readonly secrets?: Secrets;
  readonly several?: boolean;
};

async function* resultPages(
  session: Session,
  events: AsyncGenerator<Event, Summary>,
  progress: Progress,
  keepers: readonly Keeper[],
  seen: Seen,
): AsyncGenerator<Page, Tail> {
  try {
    for (;;) {
      const next = await events.next();
      if (next.done) {
        seen.summary = next.value;
        return {};
      }
      const event = next.value;
      await progress.see(event);
      if (event.type !== 'results') continue;
      for (const keeper of keepers) await keeper.take(event.rows);
      const last = event.rows.at(-1);
      if (last) seen.last = last;
      seen.totals?.see(event.rows);
      await seen.secrets?.tell(event.rows, seen.several === true);
      for (const row of event.rows)
        if (seen.failures.length < SHOWN_FAILURES && !FINE.has(row.status)) seen.failures.push(row);
      for (let i = 0; seen.printed && i < event.rows.length; i += 500) {
        yield {
          columns: seen.secrets ? [...RESULT_KEYS, 'token'] : RESULT_KEYS,
          rows: event.rows
            .slice(i, i + 500)
            .map((row) => [...resultCells(row, session.dataLang), ...(seen.secrets ? [seen.secrets.shown(row)] : [])]),
        };
      }
    }
  } finally {
    progress.stop();
  }
}

/** On a terminal: the first failed rows, as a table that fits. */
async function showFailures(session: Session, failures: readonly RowResult[]): Promise<void> {
  if (failures.length === 0) return;
  const keys = ['row', 'target', 'status', 'reason'];
  const columns = RESULT_COLUMNS.filter(({ key }) => keys.includes(key));
  const rows = failures.map((row) =>
    resultCells(row, session.lang).filter((_, i) => keys.includes(RESULT_KEYS[i] as string)),
  );
  const page = (async function* (): AsyncGenerator<Page, Tail> {
    yield { columns: keys, rows };
    return {};
  })();
  await writePages(page, session.telling, session.writing(columns, { format: 'table' }));
}

function whyNot(statuses: readonly string[]): number {
  const exits = new Set(statuses.flatMap((status) => EXITS[status] ?? []));
  return exits.size === 1 ? [...exits][0]! : 5;
}

const EXITS: Readonly<Record<string, number>> = { invalid: 2, not_found: 3, forbidden: 4, conflict: 5 };

/** By its code; one that only a newer server knows counts as what its status says. */
function exitOf({ code, status }: RowResult): number {
  if (code !== undefined && Object.hasOwn(ERRORS, code)) return ERRORS[code].exit;
  return EXITS[status] ?? 6;
}

function exitCode(op: Change, summary: Summary, input: InputRows, last: RowResult | undefined): number {
  if (summary.state === 'interrupted') return 130;
  const statuses = Object.entries(summary.counts)
    .filter(([, count]) => (count ?? 0) > 0)
    .map(([status]) => status);
  if (summary.state === 'unknown' || statuses.includes('unknown')) return 7;
  if (statuses.every((status) => FINE.has(status as never))) return 0;
  // A plan is one thing, done or not done: what is in its way says which.
  if (op.plan) return whyNot(statuses);
  if (!input.one || !last) return 6;
  if (last.status === 'rolled_back') return 5;
  return exitOf(last);
}
