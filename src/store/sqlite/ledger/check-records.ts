/**
 * Records beside the ledger that say what becomes of money (holds, shared wallets, what deposits are due, caps, splits, references
 * that moved nothing):
 * each is what the log last wrote of it, in every field. All of them are compared, each in one walk along the log's index.
 */

import type { Fields } from '../../../domain/audit.ts';
import { canonical } from '../../../domain/audit.ts';
import { type KindDef, keyParts } from '../../../domain/kind.ts';
import { KINDS } from '../../../domain/kinds.ts';
import type { Finding } from '../../../domain/question.ts';
import { readable } from '../../../domain/stored.ts';
import { keyText } from '../fields.ts';
import type { Session } from '../session.ts';
import { column, join, raw, sql } from '../sql.ts';
import { exact } from './ahead.ts';
import type { Found } from './check-walk.ts';

const BESIDE = [KINDS.hold, KINDS.wallet, KINDS.deposit, KINDS.caps, KINDS.split, KINDS.used_reference] as const;
const MOMENT = 5_000;
/** Entries of the log. */
const STRETCH = 50_000;
/** What only tells of a record has nothing before, and something after. */
const WRITES = "(l.before IS NOT '{}' OR l.after IS NULL)";

export function* recordsKept(session: Session): Found {
  for (const kind of BESIDE) {
    yield* unlike(session, kind);
    yield undefined;
  }
  yield* gone(session);
}

function* unlike(session: Session, kind: KindDef): Found {
  const names = Object.entries(kind.fields).flatMap(([name, { derived }]) =>
    derived || kind.key.includes(name) ? [] : [name],
  );
  const key = keyText(kind, 't');
  const cells = names.map((name) => column('t', name));
  const lines = sql`SELECT ${join([key, raw('l.before IS NULL'), raw('l.after'), ...cells], ', ')} FROM ${raw(kind.table)} t
    LEFT JOIN log_rows l ON l.key = ${key} AND l.kind = ${raw(`'${kind.name}'`)} AND ${raw(WRITES)}
    ORDER BY ${join(
      kind.key.map((name) => column('t', name)),
      ', ',
    )}, l.seq, l.n`;
  let record: { readonly key: string; readonly values: readonly unknown[] } | undefined;
  let logged: Record<string, unknown> | undefined;
  let n = 0;
  const compare = function* (): Found {
    if (!record) return;
    const { values } = record;
    const differs = logged && names.find((name, i) => !same(kind, name, values[i], logged?.[name]));
    if (!logged || differs !== undefined) yield unlogged(kind, record.key, differs);
  };
  type Line = [key: string, began: bigint, after: string | null, ...values: unknown[]];
  for (const [at, began, after, ...values] of exact<Line>(session, lines.text)) {
    if (record?.key !== at) {
      yield* compare();
      record = { key: at, values };
      logged = undefined;
      if (++n % MOMENT === 0) yield undefined;
    }
    if (after === null) logged = undefined;
    else if (began === 1n) logged = readable<Record<string, unknown>>(after);
    else if (logged) logged = over(logged, readable<Fields>(after));
  }
  yield* compare();
}

/** What cannot be read says nothing of the record. */
const over = (logged: Record<string, unknown>, change: Fields | undefined) => change && { ...logged, ...change };

function same(kind: KindDef, name: string, is: unknown, was: unknown): boolean {
  if (kind.fields[name]?.type === 'list') {
    const list = typeof is === 'string' ? readable<unknown>(is) : [];
    return list !== undefined && canonical(list) === canonical(was ?? []);
  }
  return (is === null ? null : String(is)) === (was === undefined || was === null ? null : String(was));
}

/** Records that are gone without an entry that removed them: a stretch of the log's index at a time, with moments between. */
function* gone(session: Session): Found {
  const there = new Map(
    BESIDE.map((kind) => {
      const key = kind.key.map((name) => `"${name}" = ?`).join(' AND ');
      return [kind.name as string, { kind, is: session.prepare(`SELECT 1 FROM ${kind.table} WHERE ${key}`) }];
    }),
  );
  const kinds = [...there.keys()].map((name) => `'${name}'`).join(', ');
  const end = session.prepare(`SELECT key FROM log_rows WHERE key > ? ORDER BY key LIMIT 1 OFFSET ${STRETCH}`);
  const within = session.prepare(
    `SELECT DISTINCT key, kind FROM log_rows WHERE key > ? AND key <= ifnull(?, char(1114111)) AND kind IN (${kinds})`,
  );
  const last = session.prepare(
    `SELECT l.after FROM log_rows l WHERE l.key = ? AND l.kind = ? AND ${WRITES} ORDER BY l.seq DESC, l.n DESC LIMIT 1`,
  );
  for (let after: string | undefined = ''; after !== undefined; ) {
    const [to] = (end.get(after) ?? []) as [string?];
    for (const [key, name] of within.all(after, to ?? null) as [string, string][]) {
      const { kind, is } = there.get(name) as NonNullable<ReturnType<typeof there.get>>;
      const parts = keyParts(kind, key);
      // A key that was shortened is of no record.
      if (parts.length === kind.key.length && is.get(...parts)) continue;
      const found = last.get(key, name) as [string | null] | undefined;
      if (found && found[0] !== null) yield unlogged(kind, key, undefined);
    }
    yield undefined;
    after = to;
  }
}

/** Without a field: the record is not in the log, or not where the log left it. */
function unlogged({ name }: KindDef, key: string, field: string | undefined): Finding {
  const what = field === undefined ? {} : { field };
  if (name === 'hold') return { code: 'LEDGER_HOLD', details: { hold: key, ...what } };
  return { code: 'LEDGER_RECORD', details: { kind: name, key, ...what } };
}
