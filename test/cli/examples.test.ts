/** Every example in help runs on the demo, as it is typed there, by the program as it is built. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionOf } from '../../src/cli/command.ts';
import { LOCALS } from '../../src/cli/local/registry.ts';
import { REGISTRY } from '../../src/operations/registry.ts';
import { Shell } from './console.ts';

const shell = new Shell();
beforeAll(() => shell.demo(3_000));
afterAll(() => shell.remove());

/** The demo itself is what the others run on; a million accounts are a matter of minutes. A server runs until it is stopped, and none is there to log in to. */
const NOT_HERE = new Set(['demo', 'login', 'logout', 'serve']);
/** Some rows of the claim file fail, and are meant to; a comparison that finds something ends with 8. */
const FINE = new Set([0, 6, 8]);

test('help: the examples of every command run on the demo', { timeout: 240_000 }, async () => {
  const failed: string[] = [];
  let run = 0;
  // The commands about profiles change what the others run on: they come last.
  const names = [...Object.keys(REGISTRY), ...Object.keys(LOCALS)].toSorted(
    (a, b) => Number(a.startsWith('profile.')) - Number(b.startsWith('profile.')),
  );
  for (const name of names) {
    if (NOT_HERE.has(name)) continue;
    const { examples } = await definitionOf(name);
    for (const { command } of examples) {
      const { code, output } = await shell.runHere(command);
      run++;
      if (!FINE.has(code ?? 1)) failed.push(`${command} → ${code}\n${output}`);
      // The demo's time is long past: an example that lists what waits or soon ends has to find something on any day.
      if (
        /^adctl (clients|qualifications|assets) list\b[^|]*$/.test(command) &&
        output.trim().split('\n').length < 2 &&
        !command.includes('--count')
      )
        failed.push(`${command} lists nothing\n${output}`);
    }
  }
  expect(failed).toEqual([]);
  expect(run).toBeGreaterThan(90);
});
