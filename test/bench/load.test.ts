/**
 * A server under load: clients that ask as fast as they are answered, twice as many each time, half of what they ask
 * lists and shows and some of it claims; how much is done, how long it takes, what is turned away, and whether it recovers.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bench, FULL, type Server } from './measure.ts';

const SECONDS = FULL ? 10 : 0.5;
const MOST_CLIENTS = FULL ? 1_024 : 8;
const bench = new Bench();
let server: Server;
let ids: string[] = [];
beforeAll(async () => {
  await bench.demo();
  const db = bench.copy('loaded.db');
  const list = ['accounts', 'list', '--columns', 'platform,id', '--limit', '2000'];
  ids = bench
    .output(list, { ADCTL_DB: db })
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replace(',', ':'));
  server = await bench.serve(db);
}, 1_800_000);
afterAll(() => {
  server.child.kill('SIGTERM');
  bench.end();
});

type Ask = { readonly operation: string; readonly body: string };
type Round = { readonly times: number[]; done: number; away: number; other: number };

/** What the nth question is: of ten, six pages of a list, two records, one search, one claim. */
function ask(n: number): Ask {
  const id = ids[n % ids.length] as string;
  if (n % 10 === 9)
    return {
      operation: 'accounts.claim',
      body: JSON.stringify({
        chunk: { after: 0, end: 'done' },
        source: { type: 'arguments', rows: 1 },
        rows: [{ id }],
      }),
    };
  const [operation, input] =
    n % 10 === 8
      ? ['accounts.list', { search: id.slice(-4), limit: 20 }]
      : n % 10 >= 6
        ? ['accounts.show', { id: [id] }]
        : ['accounts.list', { limit: 100, after: undefined }];
  return { operation: operation as string, body: JSON.stringify({ input }) };
}

async function round(
  url: string,
  tokens: readonly string[],
  clients: number,
  question: (n: number) => Ask,
): Promise<Round> {
  const agent = new Agent({ connections: clients, pipelining: 1 });
  const end = performance.now() + SECONDS * 1_000;
  const seen: Round = { times: [], done: 0, away: 0, other: 0 };
  let n = 0;
  const client = async (_: unknown, i: number) => {
    const token = tokens[i % tokens.length];
    while (performance.now() < end) {
      const { operation, body } = question(n++);
      const began = performance.now();
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const answer = await agent.request({ origin: url, path: `/v1/${operation}`, method: 'POST', headers, body });
      const text = await answer.body.text();
      if (answer.statusCode === 200 && text.includes('"end"')) {
        seen.done++;
        seen.times.push(performance.now() - began);
      } else if (answer.statusCode === 429) {
        seen.away++;
        // As a client does that is told to come again later; the time it is told would be longer than the round.
        await new Promise((resolve) => setTimeout(resolve, 50));
      } else seen.other++;
    }
  };
  await Promise.all(Array.from({ length: clients }).map(client));
  await agent.close();
  return seen;
}

const at = (times: readonly number[], share: number): string =>
  (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(0);
const memory = (): string => {
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  return (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024).toFixed(0);
};

function tell(clients: number, { times, done, away, other }: Round): void {
  const rate = (done / SECONDS).toFixed(0).padStart(6);
  const told = `${rate} requests/s  p50 ${at(times, 0.5)} ms  p99 ${at(times, 0.99)} ms  429: ${away}  else: ${other}`;
  bench.say(`${String(clients).padStart(5)} clients`, `${told}  ${memory()} MB`);
}

test('as the load doubles, and when it is gone', { timeout: 1_800_000 }, async () => {
  const { url, tokens } = server;
  for (let clients = 1; clients <= MOST_CLIENTS; clients *= 2) {
    const seen = await round(url, tokens, clients, ask);
    tell(clients, seen);
    expect(seen.other).toBe(0);
  }
  const after = await round(url, tokens, 4, ask);
  tell(4, after);
  expect([after.other, after.away]).toEqual([0, 0]);
});

/** What a reader takes who has a slow line; answers how long it took and how much came. */
async function readSlowly(bytesPerSecond: number): Promise<{ readonly seconds: number; readonly bytes: number }> {
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.tokens[0]}` };
  const asked = { origin: server.url, path: '/v1/accounts.list', method: 'POST', headers, body: '{}' } as const;
  const began = performance.now();
  const answer = await agent.request(asked);
  let bytes = 0;
  let last = '';
  for await (const part of answer.body as AsyncIterable<Buffer>) {
    bytes += part.length;
    last = (last + part.toString('latin1')).slice(-200);
    const ahead = (bytes / bytesPerSecond) * 1_000 - (performance.now() - began);
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  expect(last).toContain('"end"');
  await agent.close();
  return { seconds: (performance.now() - began) / 1_000, bytes };
}

test('a list of all to a slow reader, while others write', { timeout: 1_800_000 }, async () => {
  const claims = (n: number) => ask(n * 10 + 9);
  const { url, tokens } = server;
  const alone = await round(url, tokens.slice(1), 2, claims);
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, Number(memory()))), 200);
  const reading = readSlowly(FULL ? 1_000_000 : 500_000);
  const beside: Round = { times: [], done: 0, away: 0, other: 0 };
  let read: Awaited<typeof reading> | undefined;
  void reading.then((end) => (read = end));
  do {
    const one = await round(url, tokens.slice(1), 2, claims);
    beside.times.push(...one.times);
    beside.other += one.other;
  } while (!read);
  clearInterval(watch);
  const { seconds, bytes } = await reading;
  expect(beside.other).toBe(0);
  bench.say(
    'a list of all, slow reader',
    `${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(0)} s, server at most ${peak} MB`,
  );
  const share = (times: readonly number[]) => `${at(times, 0.5)}, ${at(times, 0.99)}`;
  bench.say('  claims meanwhile and before, p50, p99 ms', `${share(beside.times)}; ${share(alone.times)}`);
});

test('against a bare handler of the same framework', { timeout: 600_000 }, async () => {
  const bare = spawn(process.execPath, [join(import.meta.dirname, 'bare-handler.mjs')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [text] = (await bare.stderr.take(1).toArray()) as [Buffer];
  const least: Ask = { operation: 'link.hello', body: '{}' };
  const record: Ask = { operation: 'accounts.show', body: JSON.stringify({ input: { id: [ids[0]] } }) };
  for (const [what, question] of [
    ['who I am', least],
    ['a record', record],
  ] as const) {
    const ours = await round(server.url, server.tokens, 8, () => question);
    const theirs = await round(String(text).trim(), [''], 8, () => question);
    bench.ratio(
      `time for an answer, ${what}, against a bare handler`,
      [[SECONDS / ours.done, SECONDS / theirs.done]],
      {},
    );
    bench.say(
      `  requests/s, ${what}, bare handler`,
      `${(ours.done / SECONDS).toFixed(0)}, ${(theirs.done / SECONDS).toFixed(0)}`,
    );
  }
  bare.kill();
});
