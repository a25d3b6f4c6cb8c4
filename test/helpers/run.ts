/** Before and after a whole run of tests: the folder that they share. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const RUN = /^adctl-run-(\d+)$/;

export default function prepare(): () => void {
  const folder = process.env['ADCTL_TEST_RUN'] as string;
  const place = dirname(folder);
  // A run that was killed could not; it lies in memory, perhaps.
  for (const name of readdirSync(place)) {
    const [, pid] = RUN.exec(name) ?? [];
    if (pid !== undefined && isGone(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return () => rmSync(folder, { recursive: true, force: true });
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
