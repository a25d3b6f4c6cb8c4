/** Before and after a whole run of tests: the folder that they share. */
import { mkdirSync, rmSync } from 'node:fs';

export default function prepare(): () => void {
  const folder = process.env['ADCTL_TEST_RUN'] as string;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return () => rmSync(folder, { recursive: true, force: true });
}
