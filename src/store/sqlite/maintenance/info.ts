/** What a state is and holds. */
import { statSync } from 'node:fs';
import { KINDS } from '../../../domain/kinds.ts';
import { Unreadable } from '../../../domain/stored.ts';
import { STATE_MARK, type StateIdentity, type StateInfo } from '../../port.ts';
import { loadDriver } from '../driver.ts';
import { versionOf } from '../schema-version.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';

export function stateIdentity(session: Session): StateIdentity {
  const [id, person, key] = session.first<[string, string | null, Uint8Array | null]>(
    sql`SELECT m.id, coalesce(s.person, k.person), coalesce(s.key, k.key) FROM meta m
      LEFT JOIN person_keys s ON s.person = ${STATE_MARK} LEFT JOIN (SELECT person, key FROM person_keys LIMIT 1) k`,
  ) ?? ['', null, null];
  // A file is named after it.
  if (!/^[\w-]+$/.test(id)) throw new Unreadable('its id cannot be read');
  return { id, ...(person !== null && key !== null && { sealed: { person, key } }) };
}

/** The file and what is written ahead of it. */
export function bytesOf(file: string): number {
  return ['', '-wal'].reduce((sum, end) => sum + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0), 0);
}

export async function stateInfo(session: Session): Promise<StateInfo> {
  const { file } = session;
  const [id, epoch, created] = session.first<[string, number, number]>(sql`SELECT id, epoch, created FROM meta`) as [
    string,
    number,
    number,
  ];
  const [engine] = session.first<[string]>(sql`SELECT sqlite_version()`) as [string];
  const counts: Record<string, number> = {};
  for (const kind of Object.values(KINDS)) {
    const table = kind.name === 'entry' ? 'log_rows' : kind.table;
    counts[kind.table] = session.first<[number]>(sql`SELECT count(*) FROM ${raw(table)}`)?.[0] ?? 0;
  }
  const [persons] = session.first<[number]>(sql`SELECT count(*) FROM person_keys WHERE person <> ${STATE_MARK}`) as [
    number,
  ];
  const driver = `better-sqlite3 ${(await loadDriver()).version}`;
  return {
    file,
    id,
    schema: versionOf(session).schema,
    epoch,
    created,
    bytes: bytesOf(file),
    engine: `SQLite ${engine}`,
    driver,
    counts,
    persons,
  };
}
