/** The same commands on a state here and behind a server on this machine, whose memory is told with them. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADCTL, Bench, type Pair, ROWS, type Server } from './measure.ts';

const bench = new Bench();
let db = '';
let server: Server;
beforeAll(async () => {
  await bench.demo();
  db = bench.copy('served.db');
  server = await bench.serve(db);
}, 1_800_000);
afterAll(async () => {
  server.child.kill('SIGTERM');
  bench.end();
});

const local = () => ({ ADCTL_DB: db });
const peakOf = ({ child }: Server): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;

test('a list of 100 and of all', { timeout: 1_800_000 }, () => {
  for (const [what, more, goal] of [
    ['100', ['--limit', '100'], {}],
    ['all', [], { must: 1.5, aim: 1.3 }],
  ] as const) {
    const command = [...ADCTL, 'accounts', 'list', '--csv', ...more];
    const [ours, theirs] = [() => bench.run(command, server.env), () => bench.run(command, local())];
    bench.compare(`remote accounts list, ${what}, CSV, against local`, ours, theirs, goal);
    bench.peak(`remote accounts list, ${what}`, bench.measured(command, server.env).megabytes);
  }
  bench.peak('its server', peakOf(server));
});

test('claims from a file', { timeout: 3_600_000 }, () => {
  const where = ['--where', 'manager is empty', '--where', 'status != closed', '--columns', 'platform,id'];
  const list = bench.output(['accounts', 'list', ...where, '--limit', String(6 * ROWS)], local());
  const keys = list.trim().split('\n').slice(1);
  expect(keys).toHaveLength(6 * ROWS);
  let set = 0;
  const claim = (env: Readonly<Record<string, string>>) => {
    const ids = keys.slice(set * ROWS, ++set * ROWS).map((line) => line.replace(',', ':'));
    const file = bench.file('ids.csv', `id\n${ids.join('\n')}\n`);
    return bench.run([...ADCTL, 'accounts', 'claim', '--from', file, '-q'], env);
  };
  const pairs: Pair[] = [];
  // In either order, so that a file that grows meets both.
  for (let i = 0; i < 3; i++) {
    const first = claim(i % 2 === 0 ? server.env : local());
    const second = claim(i % 2 === 0 ? local() : server.env);
    pairs.push(i % 2 === 0 ? [first, second] : [second, first]);
  }
  bench.ratio(`remote accounts claim, ${ROWS} ids, against local`, pairs, { must: 1.5, aim: 1.2 });
  bench.peak('its server', peakOf(server));
});
