/** What SQLite reports, as the errors that a user or the executor understands. Anything else is a bug and stays itself. */
import type { KindName } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { Unreadable } from '../../domain/stored.ts';
import { UniqueViolation } from '../port.ts';

export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}

/** What was read is not what was written. Every other failure of input and output is the system's: a quota, a lock, a disk. */
const UNREADABLE = /^SQLITE_IOERR_(READ|SHORT_READ|CORRUPTFS|DATA)$/;

/** Of damage for which SQLite has no code: what is read as JSON the state holds, and what it lacks the migrations made. */
const DAMAGED = /^(malformed JSON$|no such (table|column)|invalid fts5 file format|vtable constructor failed)/;

export function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED');
}

export function mapped(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof AdctlError || error instanceof UniqueViolation) return error;
  const code = codeOf(error);
  const details = { file, reason: error.message };
  if (code.startsWith('SQLITE_FULL')) return new AdctlError('DISK_FULL', details, { cause: error });
  if (code.startsWith('SQLITE_NOTADB')) return new AdctlError('STATE_FOREIGN', details, { cause: error });
  if (code.startsWith('SQLITE_CORRUPT')) return new AdctlError('STATE_DAMAGED', details, { cause: error });
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') {
    return new AdctlError('STATE_READONLY', details, { cause: error });
  }
  if (code.startsWith('SQLITE_IOERR')) {
    const full = /ENOSPC|full/i.test(error.message);
    const known = full ? 'DISK_FULL' : UNREADABLE.test(code) ? 'STATE_DAMAGED' : 'STATE_UNWRITABLE';
    return new AdctlError(known, details, { cause: error });
  }
  if (error instanceof Unreadable || DAMAGED.test(error.message))
    return new AdctlError('STATE_DAMAGED', details, { cause: error });
  if (isBusy(error)) return new AdctlError('LOCKED', { holder: '' }, { cause: error });
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return violation(error);
  return error;
}

/** Unique indexes that no kind declares, because only some of its records are in them. */
const PARTIAL: Readonly<Record<string, string>> = { 'orgs.name': 'group_name', 'orgs.parent': 'agency' };

function violation(error: Error): Error {
  const columns = error.message.replace(/^.*failed: /, '');
  const table = columns.split('.')[0];
  const kind = Object.values(KINDS).find((candidate) => candidate.table === table);
  if (!kind) return error;
  const fields = columns.split(', ').map((name) => name.slice(name.indexOf('.') + 1).replace(/_bi$/, ''));
  const same = (others: readonly string[]) => others.toSorted().join() === fields.toSorted().join();
  const index = Object.entries(kind.indexes).find(([, def]) => def.unique && same(def.fields));
  const name = index?.[0] ?? PARTIAL[columns] ?? (same(kind.key) ? 'key' : columns);
  return new UniqueViolation(kind.name as KindName, name);
}
