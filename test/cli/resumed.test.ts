/** BULK-4: whoever stops a batch is told what was done of all rows, and the very command that goes on; also when it was resumed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Shell, shell } from '../helpers/main.ts';

let on: Shell;
let file: string;
let rows: number;
beforeAll(async () => {
  on = shell();
  expect((await on.run(['demo', '--accounts', '4000'])).code).toBe(0);
  const ids = await on.run(['accounts', 'list', '--where', 'status != closed', '-q']);
  file = join(on.folder, 'ids.csv');
  writeFileSync(file, `id\n${ids.stdout}`);
  rows = ids.stdout.trim().split('\n').length;
}, 60_000);

/** Ctrl-C as soon as the first chunk is told. */
async function stopped(argv: readonly string[]): Promise<string> {
  const stop = new AbortController();
  let writes = 0;
  const onWrite = () => {
    if (++writes > 1) stop.abort();
  };
  const { code, stderr } = await on.run(argv, { signal: stop.signal, onWrite });
  expect(code, stderr).toBe(130);
  return stderr;
}

const sum = (line: string) =>
  [...(line.split('· batch')[0] ?? '').matchAll(/ ([\d,]+)/g)].reduce(
    (all, [, count]) => all + Number(count?.replaceAll(',', '')),
    0,
  );

describe('BULK-4 stopped, resumed, stopped again', () => {
  test.each([
    ['a selection', () => ['--where', 'status != closed', '--yes']],
    ['a file', () => ['--from', file]],
  ])('%s', async (how, given) => {
    const first = await stopped(['accounts', 'note', ...given(), '--text', how]);
    const again = /adctl batches resume b_\w+/.exec(first)?.[0] ?? '';
    expect(first).toContain(`go on with: ${again}`);
    const second = await stopped(again.split(' ').slice(1));
    expect(second).toContain(`go on with: ${again}`);
    for (const told of [first, second]) expect(sum(/^noted .*$/m.exec(told)?.[0] ?? ''), told).toBe(rows);
    const last = await on.run(again.split(' ').slice(1));
    expect(last.stderr).toContain(`noted ${rows.toLocaleString('en')} `);
  });

  test('FUND-5: a file that moves money, by the reference that it was given', async () => {
    const argv = ['funds', 'recharge', '--from', file, '--amount', '1.00', '--reference', 'w1'];
    const first = await stopped(argv);
    const again = /adctl batches resume b_\w+/.exec(first)?.[0] ?? '';
    const last = await on.run(again.split(' ').slice(1));
    expect(last.stderr).toMatch(/^recharged [\d,]+ /m);
    const { stdout } = await on.run([...argv, '--dry-run', '--csv']);
    expect(stdout.match(/,ok,/g)).toBeNull();
  });
});
