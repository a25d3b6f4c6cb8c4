/**
 * One statement that takes long, in a process of its own: this one hears signals and tells how long it takes meanwhile.
 * When it is to stop, the other process is killed, and SQLite leaves the file as it was.
 */
import { spawn } from 'node:child_process';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Step } from '../../../domain/steps.ts';
import type { Watch } from '../../port.ts';
import { type Access, driverAt, settingsOf } from '../driver.ts';
import type { Session } from '../session.ts';
import { raw } from '../sql.ts';
import { bytesOf } from './info.ts';
import { stopIfAsked } from './pause.ts';

export type Aside = { readonly file: string; readonly access: Access; readonly statement: string; readonly step: Step };

const TOLD_EVERY_MS = 500;
/** How long it waits for others that write, before it says that it could not. */
const WAIT_MS = 1_000;
/** What asks a process to end, which Ctrl-C tells both; any other signal is a crash, or whoever ran out of memory. */
const ASKED: ReadonlySet<unknown> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Indexes and checks of the schema use no function of this program. */
const SCRIPT = `process.once('message', ({ module, compiled, file, access, statement, settings, timeout }) => {
  const Database = require(module);
  let answer;
  try {
    const readonly = access === 'read';
    const database = new Database(file, { readonly, fileMustExist: true, timeout, ...(compiled && { nativeBinding: compiled }) });
    for (const setting of settings) database.pragma(setting);
    const prepared = database.prepare(statement);
    answer = { rows: prepared.reader ? prepared.raw().all() : (prepared.run(), []) };
    database.close();
  } catch ({ code, message }) {
    answer = { code, message };
  }
  process.send(answer, () => process.disconnect());
});`;

/** A file up to this size is read within a second or two, in which nothing need be heard. */
const READ_HERE_BYTES = 64 << 20;

/** A statement that reads the whole file. */
export async function readPages(session: Session, statement: string, watch: Watch | undefined): Promise<[string][]> {
  const { file } = session;
  if (!watch || bytesOf(file) <= READ_HERE_BYTES) return session.all<[string]>(raw(statement));
  return await aside<[string]>({ file, access: 'read', statement, step: 'pages' }, watch);
}

type Answer = { readonly rows: unknown[][] } | { readonly code?: string; readonly message: string };

/** The statement's rows. What SQLite refuses is thrown with its code, as if it had run here. */
export async function aside<R extends unknown[]>(what: Aside, watch: Watch | undefined): Promise<R[]> {
  stopIfAsked(watch);
  const { file, access, statement, step } = what;
  const task = { ...(await driverAt()), file, access, statement, settings: settingsOf(access), timeout: WAIT_MS };
  const child = spawn(process.execPath, ['-e', SCRIPT], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  // One that is gone before it was told is met when it closes.
  child.send(task, () => {});
  const stop = () => void child.kill('SIGKILL');
  watch?.signal?.addEventListener('abort', stop);
  const ticking = setInterval(() => watch?.told?.(step), TOLD_EVERY_MS);
  try {
    let answer: Answer | undefined;
    child.on('message', (told) => {
      answer = told as Answer;
    });
    await new Promise<void>((ended, failed) => {
      child.on('error', failed);
      child.on('close', () => ended());
    });
    if (answer && 'rows' in answer) return answer.rows as R[];
    stopIfAsked(watch);
    if (answer) throw Object.assign(new Error(answer.message), { code: answer.code });
    // Ctrl-C reaches both processes, this one perhaps later.
    if (ASKED.has(child.signalCode)) throw new AdctlError('INTERRUPTED');
    const code = { en: `exit code ${child.exitCode}`, zh: `退出码 ${child.exitCode}` };
    throw new AdctlError('PART_CRASHED', { file, end: child.signalCode ?? code });
  } finally {
    clearInterval(ticking);
    watch?.signal?.removeEventListener('abort', stop);
  }
}
