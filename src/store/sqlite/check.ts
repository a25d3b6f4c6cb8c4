/** Looks for damage: pages and indexes, references, derived rows, records that the log does not account for. */
import { canonical } from '../../domain/audit.ts';
import type { KindDef } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { Finding } from '../../domain/question.ts';
import { SEARCHED } from './account-rows.ts';
import { keyText } from './fields.ts';
import { gramsOf } from './fold.ts';
import { listOf } from './rows.ts';
import type { Session } from './session.ts';
import { column, join, raw, sql } from './sql.ts';

/** Each log comparison is a look-up; beyond this many records a sample spread evenly stands for all. */
const MOST_COMPARED = 100_000;
const MOST_PAGE_FAULTS = 100;

export async function* checkState(session: Session): AsyncGenerator<Finding> {
  for (const [reason] of session.all<[string]>(raw(`PRAGMA integrity_check(${MOST_PAGE_FAULTS})`)))
    if (reason !== 'ok') yield { code: 'STATE_PAGES', details: { file: session.file, reason } };
  const orphans = session.iterate<[string, number | null, string]>(raw('PRAGMA foreign_key_check'));
  for (const [table, row, parent] of orphans) yield { code: 'STATE_REFERENCE', details: { table, row, parent } };
  yield* tags(session);
  yield* grams(session);
  yield* batches(session);
  for (const kind of Object.values(KINDS)) if (kind.audited) yield* unlogged(session, kind);
}

function* tags(session: Session): Generator<Finding> {
  const missing = sql`SELECT ${keyText(KINDS.account, 't')}, j.value FROM accounts t, json_each(t.tags) j
    WHERE t.tags IS NOT NULL AND NOT EXISTS (SELECT 1 FROM account_tags g WHERE g.tag = j.value AND g.seq = t.seq)`;
  for (const [account, tag] of session.iterate<[string, string]>(missing))
    yield { code: 'STATE_DERIVED', details: { kind: 'account', key: account, what: 'tag', tag } };
  const surplus = sql`SELECT g.seq, g.tag FROM account_tags g LEFT JOIN accounts t ON t.seq = g.seq
    WHERE t.seq IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(t.tags) j WHERE j.value = g.tag)`;
  for (const [row, tag] of session.iterate<[number, string]>(surplus))
    yield { code: 'STATE_DERIVED', details: { kind: 'account', row, what: 'tag', tag } };
}

/** Every account is in the search index once; of a sample also that each of its grams leads to it. */
function* grams(session: Session): Generator<Finding> {
  const [accounts] = session.first<[number]>(sql`SELECT count(*) FROM accounts`) ?? [0];
  const absent = sql`SELECT ${keyText(KINDS.account, 't')} FROM accounts t WHERE t.seq NOT IN (SELECT id FROM account_grams_docsize)`;
  for (const [key] of session.iterate<[string]>(absent))
    yield { code: 'STATE_DERIVED', details: { kind: 'account', key, what: 'search' } };
  const surplus = sql`SELECT id FROM account_grams_docsize WHERE id NOT IN (SELECT seq FROM accounts)`;
  for (const [row] of session.iterate<[number]>(surplus))
    yield { code: 'STATE_DERIVED', details: { kind: 'account', row, what: 'search' } };
  const [counted] = session.first<[number]>(sql`SELECT accounts FROM meta`) ?? [0];
  if (counted !== accounts)
    yield { code: 'STATE_DERIVED', details: { kind: 'account', what: 'count', counted, accounts } };
  const step = Math.ceil(accounts / 1_000) || 1;
  const texts = join(
    SEARCHED.map((name) => column('t', name)),
    ', ',
  );
  const sample = sql`SELECT t.seq, ${keyText(KINDS.account, 't')}, ${texts} FROM accounts t JOIN account_grams_docsize d ON d.id = t.seq WHERE t.seq % ${step} = 0`;
  const find = session.prepare('SELECT 1 FROM account_grams WHERE account_grams MATCH ? AND rowid = ?');
  for (const [seq, key, ...values] of session.iterate<[number, string, ...(string | null)[]]>(sample)) {
    const words = gramsOf(values).trim();
    if (words === '') continue;
    const all = words
      .split(' ')
      .map((word) => `"${word}"`)
      .join(' AND ');
    if (!find.get(all, seq)) yield { code: 'STATE_DERIVED', details: { kind: 'account', key, what: 'search' } };
  }
}

/** A batch that is not running has as many results as it counted rows, unless results were not kept. */
function* batches(session: Session): Generator<Finding> {
  const differing = sql`SELECT b.id, b.rows, count(r.row) FROM batches b JOIN results r ON r.batch = b.id
    WHERE b.state <> 'running' GROUP BY b.id HAVING count(r.row) <> coalesce(b.rows, 0)`;
  for (const [batch, rows, results] of session.iterate<[string, number | null, number]>(differing))
    yield { code: 'STATE_RESULTS', details: { batch, rows, results } };
}

/** A record holds what its last log entry says, or it was changed behind the log. */
function* unlogged(session: Session, kind: KindDef): Generator<Finding> {
  const names = Object.entries(kind.fields).flatMap(([name, def]) => (def.derived ? [] : [name]));
  const cells = join([keyText(kind, 't'), ...names.map((name) => column('t', name))], ', ');
  const [count] = session.first<[number]>(sql`SELECT count(*) FROM ${raw(kind.table)}`) ?? [0];
  const step = Math.ceil(count / MOST_COMPARED) || 1;
  const last = session.prepare(
    // What only tells of the record (it was revealed) has nothing before it.
    "SELECT after FROM log_rows WHERE key = ? AND kind = ? AND before IS NOT '{}' ORDER BY seq DESC, n DESC LIMIT 1",
  );
  let n = 0;
  for (const [key, ...values] of session.iterate<[string, ...unknown[]]>(
    sql`SELECT ${cells} FROM ${raw(kind.table)} t`,
  )) {
    if (n++ % step !== 0) continue;
    const found = last.get(key, kind.name) as [string | null] | undefined;
    if (!found) continue;
    const [after] = found;
    if (after === null) {
      yield { code: 'STATE_UNLOGGED', details: { kind: kind.name, key, field: null } };
      continue;
    }
    const logged = JSON.parse(after) as Record<string, unknown>;
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      if (!(name in logged)) continue;
      const is = kind.fields[name]?.type === 'list' ? listOf(values[i]) : values[i];
      const was = kind.fields[name]?.type === 'list' ? (logged[name] ?? []) : logged[name];
      if (canonical(is) !== canonical(was))
        yield { code: 'STATE_UNLOGGED', details: { kind: kind.name, key, field: name } };
    }
  }
}
