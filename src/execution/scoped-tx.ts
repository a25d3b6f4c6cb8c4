/** What queries see of the store: the actor's scope and time bound, addresses in filters resolved, personal fields masked. */

import type { Fields } from '../domain/audit.ts';
import { LOST } from '../domain/covered.ts';
import type { KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { mapPages } from '../domain/pages.ts';
import type { Cell, Page, Question, Tail } from '../domain/question.ts';
import { fromStored } from '../domain/stored.ts';
import type { ScopedTx } from '../operations/define.ts';
import type { ReadTx, Sight, Store, Watch } from '../store/port.ts';
import { contextOf } from './actor.ts';
import { masked as maskedFields } from './image.ts';
import { maskValue } from './mask-value.ts';
import { isAsWritten } from './plan-as-written.ts';
import { plannedShown } from './plan-shown.ts';
import { resolve } from './resolve.ts';
import type { Hidden, Revealer } from './reveal.ts';
import { rowImages } from './row-images.ts';
import { unseenIn } from './unseen.ts';
import type { Vault, VaultWhenUsed } from './vault.ts';
import { personOf } from './view.ts';
import { readingLoader } from './view-loader.ts';

export type Besides = { readonly reveal?: Revealer | undefined; readonly watch?: Watch };

export function scopedTx(
  store: Store,
  tx: ReadTx,
  sight: Sight,
  vault: VaultWhenUsed,
  { reveal, watch }: Besides = {},
): ScopedTx {
  return {
    async *list(question) {
      const resolved = await resolve(tx, sight, vault, question);
      return yield* masked(tx, resolved, sight, vault, reveal);
    },
    count: async (question) => tx.count(await resolve(tx, sight, vault, question), sight),
    tally: async (question) => tx.tally(await resolve(tx, sight, vault, question), sight),
    unseen: async (question) => unseenIn(tx, sight, await resolve(tx, sight, vault, question)),
    rows: (need) => tx.rows(need, sight),
    look: () => readingLoader(tx, sight),
    images: async (batch, first, last, mine) => rowImages(tx, sight, await vault(), { batch, first, last, mine }),
    results: (batch, after, limit) => tx.results(batch, after, limit),
    planRows: async (plan, after, limit) => plannedShown(tx, sight, await tx.planRows(plan, after, limit)),
    planKept: (plan) => isAsWritten(tx, plan, sight.now),
    verifyLog: (head?: string) => tx.verifyLog(head, watch),
    checkLedger: () => tx.checkLedger(watch),
    ledgerWarnings: () => tx.ledgerWarnings(watch),
    head: () => tx.head(),
    history: (at) => tx.history(at),
    async as(login, grants) {
      const { actor, scope } = await contextOf(tx, login, sight.now, { tz: '', narrow: { org: 'all' } }, grants);
      return { actor, look: () => readingLoader(tx, { scope, now: sight.now }) };
    },
    info: () => store.info(),
    async *check() {
      let damaged = false;
      for await (const finding of store.check(watch)) {
        damaged ||= finding.code === 'STATE_PAGES';
        yield finding;
      }
      // A damaged file is not read for more.
      if (damaged) return;
      const { checkSealed } = await import('./check-sealed.ts');
      yield* checkSealed(tx, vault, watch);
    },
  };
}

async function* masked(
  tx: ReadTx,
  question: Question,
  sight: Sight,
  whenUsed: VaultWhenUsed,
  reveal: Revealer | undefined,
): AsyncGenerator<Page, Tail> {
  const def = KINDS[question.kind];
  if (question.kind === 'entry') return yield* maskedEntries(tx, question, sight, await whenUsed());
  const personal = question.columns.filter((column) => def.fields[column]?.pii);
  if (personal.length === 0) return yield* tx.list(question, sight);
  const vault = await whenUsed();
  const columns = [...question.columns, ...def.key.filter((field) => !question.columns.includes(field))];
  const keyAt = def.key.map((field) => columns.indexOf(field));
  return yield* mapPages(tx.list({ ...question, columns }, sight), async ({ rows }) => {
    const keys = rows.map((row) => keyAt.map((i) => row[i]).join(def.separator));
    const persons = [...new Set(keys.map((key) => personOf(question.kind, key)))];
    vault.accept(persons, await tx.personKeys(persons));
    const open = reveal && (await reveal.open(hiddenIn(reveal, question, rows, keys, vault)));
    const shown = rows.map((row, i) => {
      const key = keys[i] as string;
      return reveal && open?.has(key) ? openRow(reveal, question, row, key, vault) : maskRow(question, row, key, vault);
    });
    vault.forget();
    return { columns: question.columns, rows: shown };
  });
}

/** Records with a value that could be shown in clear, and which fields hold one. */
function hiddenIn(
  reveal: Revealer,
  { kind, columns }: Question,
  rows: Page['rows'],
  keys: readonly string[],
  vault: Vault,
): Hidden[] {
  const { fields } = KINDS[kind];
  return rows.flatMap((row, i) => {
    const key = keys[i] as string;
    const own = columns.filter(
      (column, at) =>
        fields[column]?.pii &&
        reveal.prints(column) &&
        typeof row[at] === 'string' &&
        vault.unseal(personOf(kind, key), column, row[at]) !== undefined,
    );
    return own.length > 0 ? [{ kind, key, fields: own }] : [];
  });
}

function openRow(reveal: Revealer, question: Question, row: readonly Cell[], key: string, vault: Vault): Cell[] {
  const { kind, columns } = question;
  const shown = maskRow(question, row, key, vault);
  return columns.map((column, i) => {
    const cell = shown[i] ?? null;
    if (!KINDS[kind].fields[column]?.pii || cell === null || !reveal.prints(column)) return cell;
    return vault.unseal(personOf(kind, key), column, String(row[i])) ?? LOST;
  });
}

function maskRow(question: Question, row: readonly Cell[], key: string, vault: Vault): Cell[] {
  const { fields } = KINDS[question.kind];
  return question.columns.map((column, i) =>
    maskValue(question.kind, key, column, row[i] ?? null, fields[column]?.pii, vault),
  );
}

/** The log keeps personal values sealed; a reader sees them masked, and never the blind indexes. */
async function* maskedEntries(tx: ReadTx, question: Question, sight: Sight, vault: Vault): AsyncGenerator<Page, Tail> {
  const wide = [...question.columns, 'kind', 'target', 'before', 'after'];
  const from = question.columns.length;
  return yield* mapPages(tx.list({ ...question, columns: wide }, sight), async (page) => {
    const whose = page.rows.map((row) => ({ kind: row[from] as KindName, key: String(row[from + 1]) }));
    const persons = [...new Set(whose.map(({ kind, key }) => personOf(kind, key)))];
    vault.accept(persons, await tx.personKeys(persons));
    const rows = page.rows.map((row, i) =>
      question.columns.map((column, at) => {
        if ((column !== 'before' && column !== 'after') || row[at] == null) return row[at] ?? null;
        const { kind, key } = whose[i] as { kind: KindName; key: string };
        return JSON.stringify(maskedFields(kind, key, fromStored<Fields | null>(String(row[at])), vault));
      }),
    );
    vault.forget();
    return { columns: question.columns, rows };
  });
}
