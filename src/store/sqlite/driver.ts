/**
 * The SQLite driver, loaded only after its version is known to fit this Node: a driver that does not would end the
 * process without a word. Connections of the store are all made here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { AdctlError } from '../../domain/refusal.ts';
import { fold } from './fold.ts';
import { within } from './sets.ts';
import { mapped } from './sqlite-errors.ts';

export type Connection = Database.Database;
type Driver = { readonly open: typeof Database; readonly version: string };

const require = createRequire(import.meta.url);
/** Several writers on one write-ahead log could corrupt a file before this release. */
const LEAST_ENGINE = [3, 51, 3] as const;

let driver: Driver | undefined;

export function driverFits(version: string, node: string): boolean {
  return Number.parseInt(version, 10) < 13 || Number.parseInt(node, 10) >= 22;
}

/** Its compiled part, where it is always built. Left alone, the driver looks for it in a dozen places at each start. */
function binding(): { nativeBinding?: string } {
  const file = join(dirname(require.resolve('better-sqlite3/package.json')), 'build/Release/better_sqlite3.node');
  return existsSync(file) ? { nativeBinding: file } : {};
}

function installedVersion(): string {
  return (JSON.parse(readFileSync(require.resolve('better-sqlite3/package.json'), 'utf8')) as { version: string })
    .version;
}

export function loadDriver(version = installedVersion(), node = process.versions.node): Driver {
  if (!driverFits(version, node)) throw new AdctlError('DRIVER_UNSUPPORTED', { driver: version, node });
  driver ??= { open: require('better-sqlite3') as typeof Database, version };
  return driver;
}

export type Access = 'read' | 'write';

/** Opens an existing file. A reader cannot write; a writer never waits inside SQLite, it retries on its own. */
export function connect(file: string, access: Access): Connection {
  const { open } = loadDriver();
  try {
    const connection = new open(file, {
      readonly: access === 'read',
      fileMustExist: true,
      timeout: access === 'read' ? 2000 : 0,
      ...binding(),
    });
    try {
      configure(connection, access);
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  } catch (error) {
    throw mapped(error, file);
  }
}

function configure(connection: Connection, access: Access): void {
  const engine = connection.prepare('SELECT sqlite_version()').pluck().get() as string;
  if (older(engine)) throw new AdctlError('ENGINE_UNSUPPORTED', { found: engine, least: LEAST_ENGINE.join('.') });
  connection.pragma('foreign_keys = ON');
  connection.pragma('synchronous = FULL');
  connection.pragma('trusted_schema = OFF');
  // A ceiling, not an allocation: a small command never fills it, an import of a million rows needs it.
  connection.pragma(access === 'write' ? 'cache_size = -98304' : 'cache_size = -32768');
  if (access === 'write') {
    // The store checkpoints itself (writer.ts), so that a small command never pays for what a batch wrote.
    connection.pragma('wal_autocheckpoint = 0');
    connection.pragma('journal_size_limit = 134217728');
    // What a page no longer holds is overwritten in it: a key that moved or went leaves no copy behind.
    connection.pragma('secure_delete = FAST');
  }
  connection.function('holds', { deterministic: true, varargs: true }, (needle: unknown, ...texts: unknown[]) =>
    texts.some((text) => typeof text === 'string' && fold(text).includes(needle as string)) ? 1 : 0,
  );
  connection.function('within', within);
  connection.function('fold', { deterministic: true }, (text: unknown) => (text === null ? null : fold(String(text))));
}

function older(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (let i = 0; i < LEAST_ENGINE.length; i++) {
    const difference = (parts[i] ?? 0) - (LEAST_ENGINE[i] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
