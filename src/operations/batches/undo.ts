import { HIDDEN } from '../../domain/covered.ts';
import { INVARIANTS } from '../../domain/invariants.ts';
import { type KindName, keyParts, type Row } from '../../domain/kind.ts';
import { KINDS, withoutUnlogged } from '../../domain/kinds.ts';
import { named } from '../../domain/references.ts';
import { refuse } from '../../domain/refusal.ts';
import type { Right } from '../../domain/rights.ts';
import { fromStored } from '../../domain/stored.ts';
import type { Text } from '../../domain/text.ts';
import { type Inverse, inverse, type Logged } from '../../domain/undo.ts';
import type { Need } from '../../store/port.ts';
import { notFound } from '../address.ts';
import { defineChange, type Loader, type Patch, type Pure } from '../define.ts';
import { PLAN_FIELDS, planOf, planStays } from '../plan-batches.ts';
import { IN_WORDS, inWords, loadReversals, reversal, sidesFault } from '../reversing.ts';
import { loadSubjects, subjectOf } from '../subjects.ts';
import { erased, guard, loadGuards, revivesToken } from '../undo-guards.ts';
import { aboutOf, mainOf, rightOf, type UndoRow, unitsOf, whereNeeded } from '../undo-rights.ts';

/** `nets`: what the batch moved was told as a difference, and so is what goes back. */
type Keep = {
  readonly mine: boolean;
  readonly right: Right | null;
  readonly chain: readonly string[];
  readonly nets: boolean;
};
type Typed = Record<string, unknown>;
const rowOf = (row: Typed) => row as unknown as UndoRow;

const PAGE = 2_000;

/** All stored fields of a record and the blind indexes of its personal ones. */
function storedFields(kind: keyof typeof KINDS): string[] {
  return Object.entries(KINDS[kind].fields).flatMap(([name, def]) =>
    def.derived ? [] : def.pii ? [name, `${name}_bi`] : [name],
  );
}

export const undoBatches = defineChange({
  kind: 'change',
  name: 'batches.undo',
  summary: {
    en: 'Undo a batch; undoing an undo is a redo, but for money',
    zh: '撤销批次；撤销一次撤销即重做，资金除外',
  },
  past: { en: 'restored', zh: '已恢复' },
  options: {
    batch: {
      type: 'batch',
      required: true,
      label: { en: 'batch', zh: '批次' },
      help: { en: 'id of a batch, or its first 8 characters or more', zh: '批次编号，或其前 8 位以上' },
      metavar: 'BATCH',
    },
  },
  first: 'batch',
  row: {},
  right: 'undo',
  effect: 'reversible',
  reverses: true,
  examples: [
    { command: 'adctl batches list --limit 5', does: { en: 'which batches there are', zh: '查看有哪些批次' } },
    {
      command: 'adctl batches undo --last --dry-run',
      does: { en: 'rehearse undoing my last one', zh: '预演撤销我的上一个批次' },
    },
  ],
  async loadHead(l, _ctx, options) {
    const fields = ['actor', 'state', 'operation', 'options', 'undoes', 'rows', 'counts', 'due_at'];
    for (let id: unknown = options.batch; typeof id === 'string'; id = l.view.get('batch', id)?.['undoes']) {
      await l.need({ kind: 'batch', by: 'key', values: [id], fields });
    }
    const plan = planOf(l.view.get('batch', options.batch));
    if (plan !== undefined) await l.need({ kind: 'request', by: 'key', values: [plan], fields: PLAN_FIELDS });
  },
  head(v, ctx, options) {
    const batch = v.get('batch', options.batch);
    if (!batch || !v.sees('batch', options.batch)) return notFound('batch', options.batch);
    if (batch['state'] === 'running')
      return refuse('BATCH_STATE', { batch: options.batch, state: 'running', advice: untilEnded(batch, ctx.now) });
    const plan = planOf(batch);
    if (plan !== undefined) return planStays(v, options.batch, plan);
    const mine = batch['actor'] === ctx.actor.login;
    type Asked = { options?: { source?: unknown }; call: { right?: Right; effect?: string } };
    const { call, options: asked } = fromStored<Asked>(String(batch['options']));
    if (call.effect === 'final') return refuse('UNDO_FINAL', { operation: batch['operation'] });
    const chain: string[] = [];
    for (let id = batch['undoes']; typeof id === 'string'; id = v.get('batch', id)?.['undoes'] ?? null) chain.push(id);
    const nets = batch['operation'] === 'funds.consume' && asked?.source !== undefined;
    return { keep: { mine, right: call.right ?? null, chain, nets } };
  },
  async *expand(source, options) {
    let row: { number: number; entries: Logged[] } | undefined;
    const typed = (made: { number: number; entries: Logged[] }) =>
      ({ target: mainOf(made.entries)?.key ?? '', entries: made.entries }) as never;
    for (let after: string | undefined; ; ) {
      const page = await source.entries(options.batch, after, PAGE);
      const rows: never[] = [];
      for (const entry of page.entries) {
        // What the batch as a whole wrote (its refusals, the plan that it applied, references that moved nothing) is what happened, and stays.
        if (entry.row === 0) continue;
        if (row && row.number !== entry.row) {
          rows.push(typed(row));
          row = undefined;
        }
        row ??= { number: entry.row, entries: [] };
        row.entries.push({
          kind: entry.kind,
          key: entry.key,
          before: imageOf(entry.kind, entry.before),
          after: imageOf(entry.kind, entry.after),
        });
      }
      if (page.next === undefined && row) rows.push(typed(row));
      if (rows.length > 0) yield rows;
      if (page.next === undefined) return;
      after = page.next;
    }
  },
  expanded: (source, options) => source.changedRows(options.batch),
  async load(l, rows) {
    const entries = rows.flatMap((row) => rowOf(row).entries);
    await loadReversals(l, entries);
    await loadRecords(l, entries);
    const touched = entries.map((entry) => ({ ...entry, fields: { ...entry.before, ...entry.after } }));
    await loadSubjects(l, touched);
    await loadGuards(l, touched);
    await loadUnitsOf(l, entries);
    await loadInvariants(l, entries);
  },
  subject(v, row, _options, keep: Keep, ctx) {
    const first = aboutOf(rowOf(row).entries, keep.right) as Logged;
    const subject = subjectOf(v, ctx, { ...first, fields: { ...first.before, ...first.after } });
    // Of another's batch, what the log does not show is not named either (MEM-4).
    if (!keep.mine && !ctx.may('audit.read', subject) && !v.sees(first.kind, first.key))
      return { ...notFound(first.kind, HIDDEN), target: '' };
    // Who made a member may take it back, wherever that one has a role by now or has none.
    const nowhere = first.kind === 'member' && subject.places.length === 0;
    return nowhere && keep.mine ? { ...subject, places: 'any' } : subject;
  },
  decide(v, ctx, row, _options, keep: Keep, subject) {
    const undone = rowOf(row);
    const right = keep.right ?? rightOf(v, ctx, undone);
    if (!keep.mine && !ctx.may('audit.read', subject))
      return refuse('FORBIDDEN', { right: 'audit.read', target: subject.target });
    const places = right ? whereNeeded(v, undone, right, subject) : [];
    if (right && !places.every((at) => ctx.may(right, { ...subject, places: at })))
      return refuse('FORBIDDEN', { right, target: subject.target });
    const sides = sidesFault(v, ctx, undone.entries);
    if (sides) return sides;
    const forgotten = undone.entries.find(({ kind, key }) => kind === 'member' && erased(v, key));
    if (forgotten) return refuse('MEMBER_ERASED', { member: named('member', forgotten.key) });
    const patches: Patch[] = [];
    const gone = new Set<string>();
    const main = mainOf(undone.entries);
    let ended = false;
    const inserted = new Set(undone.entries.filter(({ before }) => !before).map(({ key }) => key));
    for (const [i, entry] of undone.entries.entries()) {
      if (entry.kind === 'transaction') {
        const taken = reversal(v, ctx, entry, i);
        if (taken && 'refuse' in taken) return taken;
        if (taken) patches.push(taken);
        continue;
      }
      const now = v.get(entry.kind, entry.key);
      const { act, refusal } = inverse(entry, now, () => v.referenced(entry.kind, entry.key, gone));
      if (revivesToken(entry, act)) {
        if (main?.kind === 'token') return refuse('TOKEN_ENDED', { id: named('token', entry.key) });
        ended = true;
        continue;
      }
      patches.push(...patchOf(ctx, entry, act));
      if (act.do === 'remove' || (act.do === 'set' && lets(entry, act.fields, inserted)))
        gone.add(`${entry.kind} ${entry.key}`);
      if (refusal)
        return {
          ...inWords(v, entry, refusal),
          partly: wholeOnly(undone.entries) || guard(v, patches) ? [] : patches,
        };
    }
    const fault = guard(v, patches);
    if (fault) return fault;
    if (patches.length === 0) return { unchanged: 'SAME' };
    if (!ended) return { ok: patches };
    return { ok: patches, note: 'TOKENS_STAY_ENDED', details: { member: named('member', String(main?.key)) } };
  },
  settle(_v, counts, options, keep: Keep) {
    const restored = (counts['ok'] ?? 0) + (counts['unchanged'] ?? 0);
    // What nobody took anything of back is as it was.
    if (restored === 0) return [];
    const partly = restored < Object.values(counts).reduce((sum, count) => sum + count, 0);
    const state = partly ? 'partly_undone' : 'undone';
    const patches: Patch[] = [{ set: 'batch', key: options.batch, fields: { state } }];
    // Undoing an undo redoes what that one undid; undoing a redo undoes it again; and so on down the chain.
    const further = keep.chain.map(
      (key, i): Patch => ({ set: 'batch', key, fields: { state: i % 2 === 0 ? 'redone' : 'undone' } }),
    );
    return partly || !counts['ok'] ? patches : [...patches, ...further];
  },
});

/** Its process may be gone: then the batch ends by itself, once nothing was heard of it for long enough. */
function untilEnded(batch: Row, now: number): Text {
  const seconds = Math.max(1, Math.ceil((Number(batch['due_at'] ?? now) - now) / 1000));
  return {
    en: `wait until it ends; if its process is gone, it can be undone in ${seconds} s`,
    zh: `请等待其结束；若其进程已中止，${seconds} 秒后可撤销`,
  };
}

/** The record no longer points at one that the same row inserted: so it does not keep that one from going. */
function lets(entry: Logged, fields: Readonly<Record<string, unknown>>, inserted: ReadonlySet<string>): boolean {
  return Object.keys(fields).some(
    (field) => KINDS[entry.kind].fields[field]?.ref && inserted.has(String(entry.after?.[field])),
  );
}

/** A row that inserted or removed records stands or falls as a whole; changed fields go back one by one. */
function wholeOnly(entries: readonly Logged[]): boolean {
  return entries.some((entry) => !entry.before || !entry.after);
}

/** Older logs hold blind indexes, too; they are made from the values, with the key of now. */
function imageOf(kind: KindName, json: string | null): Logged['before'] {
  const fields = fromStored<Logged['before']>(json ?? 'null');
  return fields && withoutUnlogged(kind, fields);
}

function patchOf(ctx: Pick<Pure, 'reblind'>, { kind, key }: Logged, act: Inverse): Patch[] {
  if (act.do === 'insert') return [{ insert: kind, key, row: ctx.reblind(kind, key, act.row) }];
  if (act.do === 'remove') return [{ remove: kind, key }];
  return act.do === 'set' ? [{ set: kind, key, fields: ctx.reblind(kind, key, act.fields) }] : [];
}

/** A record that was inserted or removed is compared as a whole, one that was changed by the fields that changed. */
async function loadRecords(l: Loader, entries: readonly Logged[]): Promise<void> {
  for (const kind of new Set(entries.map((entry) => entry.kind))) {
    if (kind === 'transaction') continue;
    const whole: string[] = [];
    const inserted: string[] = [];
    const changed: string[] = [];
    const fields = new Set<string>(kind === 'member' ? ['status'] : IN_WORDS[kind]);
    for (const { kind: of, key, before, after } of entries) {
      if (of !== kind) continue;
      if (!before) inserted.push(key);
      if (!before || !after) whole.push(key);
      else {
        changed.push(key);
        for (const field in before)
          for (const name of KINDS[kind].fields[field]?.pii ? [field, `${field}_bi`] : [field]) fields.add(name);
      }
    }
    // Of a hold that is over its money is not back before that is written, which this very chunk does first.
    const as = kind === 'hold' ? ({ recorded: true } as const) : {};
    await l.need({ kind, by: 'key', values: whole, fields: storedFields(kind), ...as });
    await l.need({ kind, by: 'key', values: changed, fields: [...fields], ...as });
    await l.references(kind, inserted);
  }
}

/** Units that accounts were taken from or put into, with the organisations around them. */
async function loadUnitsOf(l: Loader, entries: readonly Logged[]): Promise<void> {
  const units = entries.filter(({ kind }) => kind === 'account').flatMap((entry) => unitsOf(entry, l.view));
  await l.need({ kind: 'unit', by: 'key', values: units, fields: ['type', 'name', 'org', 'status'] });
  const orgs = units
    .map((unit) => l.view.get('unit', unit)?.['org'])
    .filter((org): org is string => typeof org === 'string');
  await l.need({ kind: 'org', by: 'key', values: orgs, fields: ['kind', 'name', 'parent', 'status'] });
}

/** What the invariants will read of the records as they are and as they were, in one need per index. */
async function loadInvariants(l: Loader, entries: readonly Logged[]): Promise<void> {
  // The needs of a kind are the same for each of its records but for the values.
  const needs = new Map<KindName, { need: Need; values: Set<string> }[]>();
  for (const entry of entries) {
    const rule = INVARIANTS[entry.kind];
    if (!rule) continue;
    const now = l.view.get(entry.kind, entry.key);
    // What an entry of a whole record leaves out is in its key.
    const { key } = KINDS[entry.kind];
    const parts = keyParts(KINDS[entry.kind], entry.key);
    const named = Object.fromEntries(key.map((field, i) => [field, parts[i] ?? null]));
    for (const row of [now, { ...named, ...now, ...entry.before }]) {
      const wanted = row ? rule.needs(entry.key, row) : [];
      let known = needs.get(entry.kind);
      if (!known) needs.set(entry.kind, (known = []));
      for (const [i, need] of wanted.entries()) {
        known[i] ??= { need, values: new Set() };
        if (known[i].need.kind !== need.kind || known[i].need.by !== need.by)
          throw new Error(`the needs of ${entry.kind} are not the same for each record`);
        for (const value of need.values) known[i].values.add(value);
      }
    }
  }
  for (const { need, values } of [...needs.values()].flat()) await l.need({ ...need, values: [...values] });
}
