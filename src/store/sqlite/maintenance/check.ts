/** Looks for damage: pages and indexes, references, derived rows, records that the log does not account for, the ledger. */
import { KINDS } from '../../../domain/kinds.ts';
import type { Finding } from '../../../domain/question.ts';
import type { Watch } from '../../port.ts';
import { SEARCHED } from '../account-rows.ts';
import { damageOf } from '../damage.ts';
import { keyText } from '../fields.ts';
import { gramsOf } from '../fold.ts';
import { wrongKept } from '../kept-indexes.ts';
import { checkLedger } from '../ledger/check.ts';
import { resultsKept } from '../ledger/check-results.ts';
import { wrongPlaces } from '../places.ts';
import type { Session } from '../session.ts';
import { column, join, raw, sql } from '../sql.ts';
import { readPages } from './aside.ts';
import { checkRecords } from './check-records.ts';
import { pause } from './pause.ts';

const MOST_PAGE_FAULTS = 100;

/** Yields a moment, at which it may stop, wherever it has gone on for long without a finding. */
export const MOMENT = undefined;
export type Part = (session: Session) => Generator<Finding | typeof MOMENT>;
/** Those of batches of money are looked at with the ledger. */
const results: Part = (session) => resultsKept(session, 'others');
const PARTS: readonly Part[] = [references, tags, grams, places, kept, results, ...checkRecords];

export async function* checkState(session: Session, watch?: Watch): AsyncGenerator<Finding> {
  yield* asFarAsItGoes(session, pages(session, watch), watch);
  for (const [i, part] of PARTS.entries()) {
    watch?.told?.('parts', i, PARTS.length);
    await pause(watch);
    yield* asFarAsItGoes(session, part(session), watch);
  }
  yield* asFarAsItGoes(session, checkLedger(session, watch), watch);
}

/** What cannot be read is a finding itself; the other parts are looked at all the same. */
async function* asFarAsItGoes(
  session: Session,
  part: ReturnType<Part> | AsyncGenerator<Finding>,
  watch: Watch | undefined,
): AsyncGenerator<Finding> {
  try {
    for await (const finding of part)
      if (finding) yield finding;
      else await pause(watch);
  } catch (error) {
    const reason = damageOf(error, session.file);
    if (reason === undefined) throw error;
    yield { code: 'STATE_PAGES', details: { file: session.file, reason } };
  }
}

async function* pages(session: Session, watch: Watch | undefined): AsyncGenerator<Finding> {
  for (const [reason] of await readPages(session, `PRAGMA integrity_check(${MOST_PAGE_FAULTS})`, watch))
    if (reason !== 'ok') yield { code: 'STATE_PAGES', details: { file: session.file, reason } };
}

function* references(session: Session): Generator<Finding> {
  const orphans = session.iterate<[string, number | null, string]>(raw('PRAGMA foreign_key_check'));
  for (const [table, row, parent] of orphans) yield { code: 'STATE_REFERENCE', details: { table, row, parent } };
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

/** Every account is in the search index once; of a sample also by each of its grams. */
function* grams(session: Session): ReturnType<Part> {
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
  yield* sampled(session, Math.ceil(accounts / SAMPLE) || 1);
}

const SAMPLE = 1_000;
/** Of them between two moments. */
const LOOK_UPS = 100;

/** Each gram of the sample leads to those of it that have it, and to no others. A gram is looked up once for all. */
function* sampled(session: Session, step: number): ReturnType<Part> {
  const texts = join(
    SEARCHED.map((name) => column('t', name)),
    ', ',
  );
  const keys = new Map<number, string>();
  const having = new Map<string, Set<number>>();
  for (const [seq, key, ...values] of session.iterate<[number, string, ...(string | null)[]]>(
    sql`SELECT t.seq, ${keyText(KINDS.account, 't')}, ${texts} FROM accounts t JOIN account_grams_docsize d ON d.id = t.seq WHERE t.seq % ${step} = 0`,
  )) {
    keys.set(seq, key);
    for (const gram of gramsOf(values.map((value) => (value === null ? null : String(value))))
      .trim()
      .split(' '))
      if (gram !== '') having.set(gram, (having.get(gram) ?? new Set()).add(seq));
  }
  const all = JSON.stringify([...keys.keys()]);
  const wrong = new Set<number>();
  let looked = 0;
  for (const [gram, expected] of having) {
    if (looked++ % LOOK_UPS === 0) yield MOMENT;
    // The plus keeps the index from walking a gram's list again for each row of the sample.
    const found = new Set(
      session
        .all<[number]>(
          sql`SELECT rowid FROM account_grams WHERE account_grams MATCH ${`"${gram}"`} AND +rowid IN (SELECT value FROM json_each(${all}))`,
        )
        .map(([seq]) => seq),
    );
    for (const seq of new Set([...found, ...expected])) if (found.has(seq) !== expected.has(seq)) wrong.add(seq);
  }
  for (const seq of wrong)
    yield { code: 'STATE_DERIVED', details: { kind: 'account', key: keys.get(seq) ?? '', what: 'search' } };
}

function* places(session: Session): Generator<Finding> {
  for (const wrong of wrongPlaces(session))
    yield { code: 'STATE_DERIVED', details: { kind: 'account', ...wrong, what: 'place' } };
}

function* kept(session: Session): ReturnType<Part> {
  for (const wrong of wrongKept(session)) yield wrong ? { code: 'STATE_DERIVED', details: wrong } : MOMENT;
}
