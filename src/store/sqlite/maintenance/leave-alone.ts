/** Reading a state makes SQLite put files beside it, which only a connection that may write takes away again. */
import { existsSync } from 'node:fs';
import { connect } from '../driver.ts';
import { versionOf } from '../schema-version.ts';
import { Session } from '../session.ts';

/** Before the file is opened to be read. The answer is called when it is closed, and leaves the file as it was found. */
export function leavingAlone(file: string): () => void {
  const alone = !existsSync(`${file}-wal`) && !existsSync(`${file}-shm`);
  return alone ? () => leaveAlone(file) : () => {};
}

/** What SQLite needed beside the file goes with the last connection that may write, never with one that only reads. */
function leaveAlone(file: string): void {
  try {
    const last = new Session(connect(file, 'write'), file);
    try {
      versionOf(last);
    } finally {
      last.close();
    }
  } catch {
    // Where nothing can be written, or somebody else is there now, it stays.
  }
}
