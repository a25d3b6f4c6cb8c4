/**
 * Personal values in clear (PII-1), for who may see them where the record lies. What a page reveals is in the log before
 * the page leaves, one entry for each record, which names the fields and no value.
 */

import type { Entry } from '../domain/audit.ts';
import { WITHHELD } from '../domain/covered.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import type { Page, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import { may } from '../domain/rights.ts';
import type { Ctx } from '../operations/define.ts';
import { loadSubjects, subjectOf } from '../operations/subjects.ts';
import type { ReadTx } from '../store/port.ts';
import { contextOf } from './actor.ts';
import type { Environment } from './job.ts';
import type { QueryCall } from './link.ts';
import { personOf } from './view.ts';
import { readingLoader } from './view-loader.ts';

const WAIT_MS = 60_000;

/** A record of a page, and its fields that hold a value. */
export type Hidden = { readonly kind: KindName; readonly key: Key; readonly fields: readonly string[] };

/** Those that the reader sees, may see in clear, and that nobody has erased. */
async function revealable(tx: ReadTx, ctx: Ctx, hidden: readonly Hidden[]): Promise<readonly Hidden[]> {
  const look = readingLoader(tx, { scope: ctx.scope, now: ctx.now });
  const touched = hidden.map(({ kind, key }) => ({ kind, key, fields: null }));
  await loadSubjects(look, touched);
  for (const kind of new Set(hidden.map((one) => one.kind))) {
    const values = hidden.filter((one) => one.kind === kind).map(({ key }) => key);
    await look.need({ kind, by: 'key', values, fields: KINDS[kind].key });
  }
  const persons = await tx.personKeys(hidden.map(({ kind, key }) => personOf(kind, key)));
  return hidden.filter(
    ({ kind, key }, i) =>
      look.view.sees(kind, key) &&
      persons.has(personOf(kind, key)) &&
      may(ctx.actor, 'pii.reveal', subjectOf(look.view, ctx, touched[i] as never)),
  );
}

export class Revealer {
  private readonly env: Environment;
  private readonly tx: ReadTx;
  private readonly ctx: Ctx;
  private readonly call: QueryCall;
  private revealed = 0;
  private kept = 0;

  constructor(env: Environment, tx: ReadTx, ctx: Ctx, call: QueryCall) {
    this.env = env;
    this.tx = tx;
    this.ctx = ctx;
    this.call = call;
  }

  prints(column: string): boolean {
    return this.call.printed?.includes(column) ?? true;
  }

  /** The records that may leave in clear; they are logged by then. */
  async open(hidden: readonly Hidden[]): Promise<ReadonlySet<Key>> {
    const open = (await revealable(this.tx, this.ctx, hidden)).length > 0 ? await this.logged(hidden) : [];
    this.revealed += open.length;
    this.kept += hidden.length - open.length;
    return new Set(open.map(({ key }) => key));
  }

  /** Rights and records are those of now, however long the list has been read. */
  private async logged(hidden: readonly Hidden[]): Promise<readonly Hidden[]> {
    const { call, ctx, env } = this;
    return await env.store.write({ timeoutMs: call.lockTimeoutMs ?? WAIT_MS }, async (tx) => {
      const now = await contextOf(tx, call.actor, env.clock(), ctx);
      const open = await revealable(tx, now, hidden);
      if (open.length === 0) return open;
      const header = {
        time: now.now,
        actor: call.actor,
        identity: now.identity,
        operation: 'pii.reveal',
        batch: '',
        origin: call.origin ?? 'cli',
        reason: '',
      };
      await tx.log(
        header,
        open.map(({ kind, key, fields }, i): Entry => {
          const after = Object.fromEntries(fields.map((field) => [field, WITHHELD]));
          return { row: i + 1, kind, key, before: {}, after };
        }),
      );
      return open;
    });
  }

  /** The pages as they are, unless nothing at all may be revealed: then none of them leaves. */
  async *pages(pages: AsyncGenerator<Page, Tail>): AsyncGenerator<Page, Tail> {
    let held: Page[] = [];
    try {
      for (;;) {
        const next = await pages.next();
        if (!next.done) held.push(next.value);
        else if (this.revealed === 0 && this.kept > 0)
          throw new AdctlError('FORBIDDEN', { right: 'pii.reveal', target: this.call.operation.split('.')[0] });
        if (this.revealed === 0 && !next.done) continue;
        yield* held;
        held = [];
        if (next.done) return { ...next.value, ...(this.kept > 0 && { masked: this.kept }) };
      }
    } finally {
      await pages.return({});
    }
  }
}
