/** What is kept of a batch when it begins: who runs what on which rows, without personal data (PII-1). */
import { canonical } from '../domain/audit.ts';
import { withoutNumber } from '../domain/licence.ts';
import type { Question } from '../domain/question.ts';
import { namesOrg } from '../domain/schema.ts';
import type { Change } from '../operations/define.ts';
import type { Run } from './chunk.ts';
import type { ChangeCall } from './link.ts';
import { withoutPersonal } from './without-personal.ts';

/** The options that may be kept in clear. */
export function openOptions(op: Change, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const open = Object.entries(options)
    .filter(([name]) => op.options[name]?.pii !== true)
    .map(([name, value]) => {
      const address = namesOrg(op.options[name]);
      return [name, address && typeof value === 'string' ? withoutNumber(value) : value];
    });
  return Object.fromEntries(open);
}

/** What goes on is what was begun: with the same options, as far as they are kept. */
export const isAsBegun = (op: Change, { options }: ChangeCall, begun: Readonly<Record<string, unknown>>): boolean =>
  canonical(begun) === canonical(openOptions(op, options));

type Recorded = {
  readonly op: Change;
  readonly call: ChangeCall;
  readonly now: number;
  readonly options: Readonly<Record<string, unknown>>;
};

export function recordOf(
  job: Recorded,
  { ctx, actsAs }: Pick<Run, 'ctx' | 'actsAs'>,
  keep: unknown,
  where: Question | undefined,
): Record<string, string | number | null> {
  const { op, call, now } = job;
  // An undo stands for what it undoes: whoever redoes needs that right, not the one to undo.
  const kept = keep !== null && typeof keep === 'object' && 'right' in keep;
  const right = kept ? keep.right : typeof op.right === 'string' ? op.right : null;
  const how = {
    right,
    effect: op.effect,
    reference: call.reference,
    atomic: call.atomic,
    where: where && withoutPersonal(where),
    narrow: call.narrow,
    tz: call.tz,
    origin: call.origin,
  };
  return {
    id: call.batch,
    operation: op.name,
    actor: ctx.actor.login,
    state: 'running',
    started: now,
    rows: 0,
    ok: 0,
    failed: 0,
    counts: '{}',
    options: JSON.stringify({ options: openOptions(op, call.options), call: how, as: actsAs }),
    source: JSON.stringify(call.source),
    keep: keep === undefined ? null : JSON.stringify(keep),
    reason: call.reason ?? null,
    undoes: op.name === 'batches.undo' ? String(job.options['batch']) : null,
  };
}
