// npm test: sets up what is missing, runs the tests, and ends with the line `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root, run } from './setup.js';

/** A file that could not even be loaded has no tests; it counts as one that failed. */
function countsOf(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((assertion) => assertion.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function test() {
  const folder = mkdtempSync(join(tmpdir(), 'adctl-test-'));
  try {
    const report = join(folder, 'report.json');
    const code = run(process.execPath, [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--config',
      join(root, '.config', 'vitest.config.ts'),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...process.argv.slice(2),
    ]);
    let counts = { passed: 0, failed: 0, skipped: 0 };
    try {
      counts = countsOf(report);
    } catch {
      // It ended before there was a report.
    }
    return { code, ...counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const prepared = prepare();
const { code, passed, failed, skipped } =
  prepared === 0 ? test() : { code: prepared, passed: 0, failed: 0, skipped: 0 };
// What fails outside of any test (an error nobody caught, the set-up itself) must not read as "0 failed".
const told = code === 0 ? failed : Math.max(failed, 1);
process.stdout.write(`${passed} passed, ${told} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = code;
