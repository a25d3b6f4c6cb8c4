/**
 * Compares the records with the log: each has an entry, is gone where its last entry removed it, and holds in each field
 * that is logged what was last written there. Anything else was changed behind the log.
 */
import { canonical } from '../../../domain/audit.ts';
import type { KindDef } from '../../../domain/kind.ts';
import { KINDS } from '../../../domain/kinds.ts';
import { STATE_OWNER } from '../../../domain/members.ts';
import type { Finding } from '../../../domain/question.ts';
import { fromStored } from '../../../domain/stored.ts';
import { keyText } from '../fields.ts';
import { listOf } from '../rows.ts';
import type { Session } from '../session.ts';
import { column, join, raw, type Sql, sql, TRUE } from '../sql.ts';

/** Each comparison is a look-up; beyond this many records a sample spread evenly stands for all. */
const MOST_COMPARED = 100_000;
/** Between two moments at which it may stop. */
const COMPARED = 2_000;
const MOST_NAMED = 100;
/** An entry that changed the record. What only tells of it (it was revealed) has nothing before, and something after. */
const TELLS = "(before IS NOT '{}' OR after IS NULL)";

/** Transactions of the ledger are compared with the log as a whole, with all that they post (`checkLedger`). */
const AUDITED = Object.values(KINDS).filter(({ name, audited }) => audited && name !== 'transaction');

export const checkRecords = [unaccounted, gone, ...AUDITED.map((kind) => (session: Session) => unlike(session, kind))];

const recorded: Sql = join(
  AUDITED.map((kind) => sql`SELECT ${keyText(kind, 't')} AS key, ${kind.name} AS kind FROM ${raw(kind.table)} t`),
  ' UNION ALL ',
);
const logged: Sql = sql`SELECT DISTINCT key, kind FROM log_rows WHERE kind IN (${join(
  AUDITED.map(({ name }) => sql`${name}`),
  ', ',
)})`;

function unlogged(kind: string, key: string, field: string | null): Finding {
  return { code: 'STATE_UNLOGGED', details: { kind, key, field } };
}

/** Records without an entry. The one that a state begins with has none. */
function* unaccounted(session: Session): Generator<Finding> {
  const without = sql`SELECT key, kind FROM (${recorded}) EXCEPT ${logged} LIMIT ${MOST_NAMED + 1}`;
  for (const [key, kind] of session.iterate<[string, string]>(without))
    if (kind !== 'member' || key !== STATE_OWNER) yield unlogged(kind, key, null);
}

/** Records that are gone without an entry that removed them. */
function* gone(session: Session): Generator<Finding> {
  const last = session.prepare(
    `SELECT after FROM log_rows WHERE key = ? AND kind = ? AND ${TELLS} ORDER BY seq DESC, n DESC LIMIT 1`,
  );
  let named = 0;
  for (const [key, kind] of session.iterate<[string, string]>(
    sql`${logged} EXCEPT SELECT key, kind FROM (${recorded})`,
  )) {
    const found = last.get(key, kind) as [string | null] | undefined;
    if (!found || found[0] === null) continue;
    yield unlogged(kind, key, null);
    if (++named === MOST_NAMED) return;
  }
}

/** Walked back from the last entry until every field is met, or the record's beginning, where the others are empty. */
function* unlike(session: Session, kind: KindDef): Generator<Finding | undefined> {
  const names = Object.entries(kind.fields).flatMap(([name, { derived, unlogged }]) =>
    derived || unlogged || kind.key.includes(name) ? [] : [name],
  );
  const lists = new Set(names.filter((name) => kind.fields[name]?.type === 'list'));
  const [count] = session.first<[number]>(sql`SELECT count(*) FROM ${raw(kind.table)}`) ?? [0];
  const step = Math.ceil(count / MOST_COMPARED) || 1;
  const back = session.prepare(
    `SELECT before IS NULL, after FROM log_rows WHERE key = ? AND kind = ? AND ${TELLS} ORDER BY seq DESC, n DESC`,
  );
  const numbered = kind.name === 'account';
  const cells = join([keyText(kind, 't'), ...names.map((name) => column('t', name))], ', ');
  const sample = numbered && step > 1 ? sql`t.seq % ${step} = 0` : TRUE;
  let n = 0;
  let compared = 0;
  for (const [key, ...values] of session.iterate<[string, ...unknown[]]>(
    sql`SELECT ${cells} FROM ${raw(kind.table)} t WHERE ${sample}`,
  )) {
    if (!numbered && n++ % step !== 0) continue;
    // A moment at which the check may stop.
    if (++compared % COMPARED === 0) yield undefined;
    const open = new Map(names.map((name, i) => [name, values[i]]));
    const differing = (name: string, is: unknown, was: unknown) =>
      lists.has(name) ? canonical(listOf(is)) !== canonical(was ?? []) : canonical(is) !== canonical(was);
    for (const [began, after] of back.iterate(key, kind.name) as IterableIterator<[number, string | null]>) {
      if (after === null) {
        yield unlogged(kind.name, key, null);
        break;
      }
      const image = fromStored<Record<string, unknown>>(after);
      for (const [name, is] of open) {
        if (!(name in image) && began === 0) continue;
        open.delete(name);
        if (differing(name, is, image[name] ?? null)) yield unlogged(kind.name, key, name);
      }
      if (began === 1 || open.size === 0) break;
    }
  }
}
