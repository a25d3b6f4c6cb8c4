/** What a state is and holds. */
import { statSync } from 'node:fs';
import { KINDS } from '../../domain/kinds.ts';
import type { StateInfo } from '../port.ts';
import { loadDriver } from './driver.ts';
import { versionOf } from './migrate.ts';
import type { Session } from './session.ts';
import { raw, sql } from './sql.ts';

export function stateIdentity(session: Session): { id: string; sealed: boolean } {
  const found = session.first<[string, number]>(sql`SELECT id, EXISTS (SELECT 1 FROM person_keys) FROM meta`);
  return { id: found?.[0] ?? '', sealed: found?.[1] === 1 };
}

export function stateInfo(session: Session): StateInfo {
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
  const bytes = ['', '-wal'].reduce(
    (sum, end) => sum + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  const driver = `better-sqlite3 ${loadDriver().version}`;
  return {
    file,
    id,
    schema: versionOf(session).schema,
    epoch,
    created,
    bytes,
    engine: `SQLite ${engine}`,
    driver,
    counts,
  };
}
