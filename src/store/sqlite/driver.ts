/**
 * The SQLite driver, loaded only after its version is known to fit this Node: a driver that does not would end the
 * process without a word. Connections of the store are all made here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { AdctlError } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { fold } from './fold.ts';
import { within } from './sets.ts';
import { codeOf, mapped } from './sqlite-errors.ts';

export type Connection = Database.Database;
type Driver = { readonly open: typeof Database; readonly version: string; readonly compiled: string | undefined };

declare const __ADCTL_DRIVER__: string | undefined;
/** The version whose code the build made part of the program: a dozen files less to look for at each start. */
const BUNDLED = typeof __ADCTL_DRIVER__ === 'undefined' ? undefined : __ADCTL_DRIVER__;

const require = createRequire(import.meta.url);
/** Several writers on one write-ahead log could corrupt a file before this release. */
const LEAST_ENGINE = [3, 51, 3] as const;

let driver: Driver | undefined;

export function driverFits(version: string, node: string): boolean {
  return Number.parseInt(version, 10) < 13 || Number.parseInt(node, 10) >= 22;
}

/** Why a driver that is installed does not load; anything else is thrown by one that did. */
function unusable(error: unknown): Text | undefined {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('NODE_MODULE_VERSION'))
    return { en: 'its compiled part was made for another Node', zh: '其编译部分是为其他版本的 Node 生成的' };
  if (codeOf(error) === 'ERR_DLOPEN_FAILED') return { en: message, zh: message };
  if (codeOf(error) !== 'MODULE_NOT_FOUND' && !message.startsWith('Could not locate the bindings')) return undefined;
  if (/better-sqlite3\/package\.json'/.test(message)) return { en: 'it is not installed', zh: '尚未安装' };
  return { en: 'its compiled part is missing', zh: '缺少其编译部分' };
}

/** The error to tell of one that the driver threw. */
function told(error: unknown, file?: string): unknown {
  const reason = unusable(error);
  if (reason) return new AdctlError('DRIVER_UNUSABLE', { node: process.versions.node, reason }, { cause: error });
  return file === undefined ? error : mapped(error, file);
}

function installed(): string {
  try {
    return require.resolve('better-sqlite3/package.json');
  } catch (error) {
    throw told(error);
  }
}

const versionIn = (file: string): string => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;

/**
 * Before the first connection. Its compiled part is what npm built, where it always builds it; the driver itself would
 * look in a dozen places. Another version, or one built elsewhere, comes with its own code.
 */
export async function loadDriver(version?: string, node = process.versions.node): Promise<Driver> {
  if (driver && version === undefined) return driver;
  const place = installed();
  const found = version ?? versionIn(place);
  if (!driverFits(found, node)) throw new AdctlError('DRIVER_UNSUPPORTED', { driver: found, node });
  const file = join(dirname(place), 'build/Release/better_sqlite3.node');
  const compiled = existsSync(file) ? file : undefined;
  const ours = compiled !== undefined && found === BUNDLED;
  const open = ours ? (await import('better-sqlite3')).default : (require('better-sqlite3') as typeof Database);
  driver = { open, version: found, compiled };
  return driver;
}

/** Where another process finds the driver. */
export async function driverAt(): Promise<{ readonly module: string; readonly compiled: string | undefined }> {
  const { compiled } = await loadDriver();
  return { module: require.resolve('better-sqlite3'), compiled };
}

export type Access = 'read' | 'write';

/** Opens an existing file. A reader cannot write; a writer never waits inside SQLite, it retries on its own. */
export function connect(file: string, access: Access): Connection {
  if (!driver) throw new Error('the driver is loaded before a connection is made');
  const { open, compiled } = driver;
  try {
    const connection = new open(file, {
      readonly: access === 'read',
      fileMustExist: true,
      timeout: access === 'read' ? 2000 : 0,
      ...(compiled && { nativeBinding: compiled }),
    });
    try {
      configure(connection, access);
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  } catch (error) {
    throw told(error, file);
  }
}

export function settingsOf(access: Access): readonly string[] {
  const both = ['foreign_keys = ON', 'synchronous = FULL', 'trusted_schema = OFF'];
  // The cache is a ceiling, not an allocation: a small command never fills it, an import of a million rows needs it.
  if (access === 'read') return [...both, 'cache_size = -32768'];
  return [
    ...both,
    'cache_size = -98304',
    // The store checkpoints itself (writer.ts), so that a small command never pays for what a batch wrote.
    'wal_autocheckpoint = 0',
    'journal_size_limit = 134217728',
    // What a page no longer holds is overwritten in it: a key that moved or went leaves no copy behind.
    'secure_delete = FAST',
  ];
}

function configure(connection: Connection, access: Access): void {
  const engine = connection.prepare('SELECT sqlite_version()').pluck().get() as string;
  if (older(engine)) throw new AdctlError('ENGINE_UNSUPPORTED', { found: engine, least: LEAST_ENGINE.join('.') });
  for (const setting of settingsOf(access)) connection.pragma(setting);
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
