/**
 * Who waits to write leaves a mark, the file `STATE-waiting`. A long batch that asks `contended()` takes the mark away
 * and makes room; whoever still waits puts it back at once. So no clock is compared, and a mark that a killed process
 * left costs one pause.
 */
import { rmSync, writeFileSync } from 'node:fs';

const markOf = (file: string) => `${file}-waiting`;

export function mark(file: string): void {
  try {
    writeFileSync(markOf(file), '', { mode: 0o600 });
  } catch {
    // Without a mark the long batch makes no room, and this process waits as long as it would have.
  }
}

export function unmark(file: string): boolean {
  try {
    rmSync(markOf(file));
    return true;
  } catch {
    return false;
  }
}
