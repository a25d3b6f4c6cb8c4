/** Both links for a file of tests: a demo that is made once, and command lines that must be the same on both. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { Both, type Seed, seedOf } from '../../helpers/both-links.ts';
import { type Shell, shell } from '../../helpers/main.ts';
import { NOW, newFolder } from '../../helpers/state.ts';
import { differences, filled, storedApart } from './compare.ts';
import type { Line } from './lines.ts';

type Files = Readonly<Record<string, string | Buffer>>;
type Seen = (words: readonly string[], code: number) => void;

/** `seen` hears of every command line that was run on both. */
export function onBoth(seen: Seen = () => {}) {
  let seed: Seed;
  let compared = 0;
  /** Batches that were interrupted. */
  const stopped: string[] = [];
  beforeAll(async () => {
    const folder = newFolder();
    const on = shell({ folder });
    const made = await on.run(['demo', '--accounts', '600']);
    if (made.code !== 0) throw new Error(made.stderr);
    stopped.push(...(await interrupted(on)));
    const { stdout } = await on.run(['members', 'list', '-q']);
    seed = await seedOf(folder, stdout.trim().split('\n'));
  }, 60_000);
  afterAll(() => console.log(`parity: ${compared} command lines on both links`));
  return {
    stopped,
    async same(lines: readonly Line[], given: Files = {}): Promise<void> {
      const files = named(lines, given);
      const both = await Both.of(seed, files);
      const apart: string[] = [];
      try {
        for (const [name, text] of Object.entries(files))
          if (typeof text === 'string' && text.includes('$('))
            writeFileSync(join(both.work, name), await filled(both, text));
        for (const line of lines)
          apart.push(...(await differences(both, line, (words, { code }) => seen(words, code))));
        apart.push(...storedApart(both.states));
      } finally {
        await both.stop();
        compared += both.ran;
      }
      expect(apart.join('\n\n')).toBe('');
    },
  };
}

/** The files that the lines name: all that lie there are read again after every line. */
function named(lines: readonly Line[], files: Files): Files {
  const typed = JSON.stringify(lines);
  return Object.fromEntries(Object.entries(files).filter(([name]) => typed.includes(name)));
}

/** Two batches that their member was stopped in the middle of, in more rows than one chunk has. */
async function interrupted({ folder, run }: Shell): Promise<string[]> {
  const { stdout } = await run(['accounts', 'list', '-q']);
  const rows = Array.from({ length: 5 }, () => stdout).join('');
  const file = join(folder, 'many.csv');
  writeFileSync(file, `id\n${rows}`);
  const stopped: string[] = [];
  for (const [nth, tag] of ['续', '续跑'].entries()) {
    const stop = new AbortController();
    const { code, stderr } = await run(['accounts', 'tag', '--from', file, '--tag', tag], {
      now: NOW - 3_600_000 + nth * 1_000,
      env: { ADCTL_AS: 'dong.mei' },
      signal: stop.signal,
      onWrite: () => stop.abort(),
    });
    if (code !== 130) throw new Error(stderr);
    stopped.push(/\bb_\w{26}/.exec(stderr)?.[0] ?? '');
  }
  return stopped;
}
