/**
 * The same command line says and does the same on a state here and behind a server: every operation, right and wrong, in
 * every form, in rehearsal and in earnest, as several members. Equal are the bytes of stdout, of stderr and of every file,
 * the exit code, and in the end what the two states hold, heads of the log included. What is exempt stands in
 * parity/exempt.ts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { COMMANDS, FILES } from '../cli/commands/index.ts';
import { Both, type Seed, seedOf } from '../helpers/both-links.ts';
import { type Shell, shell } from '../helpers/main.ts';
import { NOW, newFolder } from '../helpers/state.ts';
import { differences, storedApart } from './parity/compare.ts';
import {
  ABOUT_THE_PLACE,
  COLUMNS,
  ENDS_THE_TOKEN,
  NO_TOKEN,
  ONLY_HERE,
  SEALED,
  STORED,
  TEXTS,
  TIMED,
} from './parity/exempt.ts';
import { FILE, fileOf, type Line, linesOfChange, linesOfQuery } from './parity/lines.ts';
import { CHANGES, QUERIES } from './parity/samples.ts';

const OPERATIONS = await Promise.all(Object.keys(REGISTRY).map(operationNamed));
let seed: Seed;
let compared = 0;
/** Batches that were interrupted. */
const stopped: string[] = [];
/** How each operation was asked, and how it ended. */
const met = new Map<string, Set<string>>();

beforeAll(async () => {
  const folder = newFolder();
  const on = shell({ folder });
  const made = await on.run(['demo', '--accounts', '600']);
  if (made.code !== 0) throw new Error(made.stderr);
  await interrupted(on);
  const { stdout } = await on.run(['members', 'list', '-q']);
  seed = await seedOf(folder, stdout.trim().split('\n'));
}, 60_000);
afterAll(() =>
  console.log(`parity: ${compared} command lines on both, of ${OPERATIONS.length} operations and all other commands`),
);

/** Two batches that their member was stopped in the middle of, in more rows than one chunk has. */
async function interrupted({ folder, run }: Shell): Promise<void> {
  const { stdout } = await run(['accounts', 'list', '-q']);
  const rows = Array.from({ length: 5 }, () => stdout).join('');
  const file = join(folder, 'many.csv');
  writeFileSync(file, `id\n${rows}`);
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
}

function meet(words: readonly string[], code: number): void {
  const name = words[0] === 'undo' ? 'batches.undo' : words.slice(0, 2).join('.');
  const ways = met.get(name) ?? new Set();
  met.set(name, ways);
  if (!words.includes('--help')) ways.add(code === 0 ? 'fine' : 'refused');
  for (const [way, options] of Object.entries(WAYS))
    if (options.some((option) => words.includes(option))) ways.add(way);
}

const WAYS = {
  rehearsed: ['-n', '--dry-run'],
  atomic: ['--atomic'],
  'from a file': ['--from'],
  selected: ['--where'],
  'results kept': ['--results'],
  'failed kept': ['--failed'],
  spreadsheet: ['xlsx', '--results'],
  json: ['--json'],
} as const;

async function sameOnBoth(lines: readonly Line[], files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const both = await Both.of(seed, files);
  const apart: string[] = [];
  try {
    for (const line of lines) apart.push(...(await differences(both, line, (words, { code }) => meet(words, code))));
    apart.push(...storedApart(both.states));
  } finally {
    await both.stop();
    compared += both.ran;
  }
  expect(apart.join('\n\n')).toBe('');
}

describe('every operation, in every form', () => {
  test.each(OPERATIONS)('$name', async (op) => {
    if (op.kind === 'query') await sameOnBoth(linesOfQuery(op.name, op.input), FILES);
    else {
      const sample = CHANGES[op.name];
      if (!sample) throw new Error(`no sample of ${op.name}`);
      const rows = op.argument === undefined ? '' : fileOf(sample, op.argument);
      await sameOnBoth(linesOfChange(op.name, op.argument), { ...FILES, [FILE]: rows });
    }
  });

  test('none is missing, and none was asked in one way alone', () => {
    expect([...Object.keys(CHANGES), ...Object.keys(QUERIES)].toSorted()).toEqual(Object.keys(REGISTRY).toSorted());
    const lacking = OPERATIONS.flatMap((op) => {
      const ways = met.get(op.name) ?? new Set();
      const expected =
        op.kind === 'query'
          ? ['fine', 'refused', 'json', 'spreadsheet']
          : [
              'fine',
              'refused',
              'rehearsed',
              'atomic',
              ...(op.argument === undefined ? [] : ['from a file', 'results kept', 'failed kept']),
              ...(op.where && !op.feed ? ['selected'] : []),
            ];
      return expected.filter((way) => !ways.has(way)).map((way) => `${op.name}: ${way}`);
    });
    expect(lacking).toEqual([]);
  });
});

describe('what the transcripts show', () => {
  const modes: readonly Omit<Line, 'line'>[] = [{}, { columns: 60, lang: 'zh' }];
  test.each(Object.keys(COMMANDS).flatMap((noun) => modes.map((mode) => ({ noun, mode, ...mode }))))(
    '$noun, width $columns',
    async ({ noun, mode }) => {
      await sameOnBoth(
        (COMMANDS[noun] ?? []).map((line) => ({ line, ...mode })),
        FILES,
      );
    },
  );
});

describe('what is long, many or strange', () => {
  test('in arguments', async () => {
    const ids = Array.from({ length: 2_600 }, (_, i) => String(20000001 + i));
    const strange = [
      'a b',
      "it's",
      'a"b',
      'a\nb',
      '😀é',
      '\u202Eabc',
      '\u0000',
      '\ufffd',
      '=1+1',
      '',
      ' ',
      '-'.repeat(3),
    ];
    const note = { line: 'accounts note 20000001 --text' };
    await sameOnBoth(
      [
        { line: 'accounts list --csv --where', more: [`id in ${ids.slice(0, 1_000).join(',')}`] },
        { line: 'accounts list --csv --search', more: ['格'.repeat(5_000)] },
        { line: 'accounts show --csv', more: ids },
        { line: 'accounts tag --tag 甲', more: ids },
        { line: 'accounts tag --tag 乙 --atomic', more: ids },
        { line: 'accounts claim -n --json', more: ids },
        { line: 'accounts suspend --yes --where', more: [`id in ${ids.slice(0, 1_000).join(',')}`] },
        { ...note, more: ['长'.repeat(100_000)] },
        { ...note, more: ['x', '--reason', '长'.repeat(10_000), '--reference', 'r'.repeat(5_000)] },
        ...strange.flatMap((text) => [
          { ...note, more: [text] },
          { line: 'accounts list --csv --columns id --search', more: [text] },
          { line: 'accounts list --csv --columns id --where', more: [`note = ${text}`] },
          { line: 'accounts show', more: [text] },
          { line: 'members create', more: [text, '--name', text] },
          { line: 'accounts tag 20000001 --reason', more: [text, '--tag', text, '--reference', text] },
        ]),
        { line: 'accounts note 20000001 --text x --lock-timeout 3600' },
        { line: 'accounts note 20000001 --text y --lock fail' },
        { line: 'accounts note 20000001 --text z --lock-timeout 1.0005' },
        { line: 'accounts list --limit 999999999999 --count' },
        { line: 'accounts list --limit 1 --tz Nowhere/None' },
        { line: 'accounts tag 20000001 --tag x --max-rows 999999999' },
      ],
      {},
    );
  });

  test('in files', async () => {
    const rows = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join('');
    const many = `id,备注\n${rows(5_300, (i) => (i % 900 === 7 ? `${i},a,b,c\n` : `${20000001 + (i % 640)},行${i}\n`))}`;
    const files = {
      'many.csv': many,
      'many.json': JSON.stringify(
        Array.from({ length: 2_100 }, (_, i) => ({ id: 20000001 + i, note: i % 2 ? null : '\ud800' })),
      ),
      'wide.csv': `id,note\n20000001,${'宽'.repeat(400_000)}\n20000002,x\n`,
      'none.csv': 'id\n',
      'new.csv': `platform,id,name\n${rows(2_400, (i) => `tencent,9${String(i).padStart(7, '0')},新${i}\n`)}`,
    };
    const all = '--results all.csv --failed bad.csv';
    await sameOnBoth(
      [
        { line: `accounts note --from many.csv ${all}` },
        { line: 'accounts note --from bad.csv -n --results all.xlsx -q' },
        { line: `accounts note --from many.csv --atomic ${all}`, columns: 100 },
        { line: `accounts note --from many.csv -n --reference R ${all} --json` },
        { line: `@wang.wei accounts note --from many.csv ${all}`, lang: 'zh' },
        { line: 'accounts note --from many.json --results all.json -o ndjson' },
        { line: 'accounts note --from wide.csv --results all.csv' },
        { line: 'accounts note --from wide.csv --atomic --results all.csv' },
        { line: 'accounts tag --tag x --from none.csv --results all.csv --failed bad.csv' },
        { line: `accounts import --from new.csv ${all} -q` },
        { line: `accounts import --from new.csv ${all} -q` },
        { line: 'accounts diff --from new.csv --json' },
        { line: 'undo --last --yes -q' },
        { line: 'accounts tag --tag x --from - --results all.csv', stdin: many },
        { line: 'accounts tag --from many.csv --ignore-unknown --tag y -q --max-rows 5000' },
        { line: 'accounts tag --from many.csv --ignore-unknown --tag y -q' },
      ],
      files,
    );
  });
});

describe('commands that are no operations', () => {
  test('batches resume: by its member and by who only sees it, each row once and all of them kept', async () => {
    const [first = '', second = ''] = stopped;
    await sameOnBoth(
      [
        { line: `@wang.wei batches resume ${first}` },
        { line: `@qi.yue batches resume ${first}` },
        { line: `batches resume ${first} --results all.csv --failed bad.csv` },
        { line: `batches resume ${first}` },
        { line: `@dong.mei batches resume ${second} --results all.json -q`, columns: 90 },
        { line: `batches show ${second}` },
        { line: `batches results ${first} --limit 5` },
        { line: `batches undo ${second} -n -q` },
        { line: `@dong.mei batches undo ${second} -q`, lang: 'zh' },
        { line: 'batches resume b_01KE5WCZE0DJ84GVMYFT9SF8DF' },
      ],
      {},
    );
  });

  test('whoami, completion, help and what is mistyped', async () => {
    const actors = ['owner', 'cao.yang', 'sun.li', 'qi.yue', 'wang.wei'];
    const columns = '--columns member,verified,roles,view,view_from,acts_as,rights';
    const kinds = ['account', 'org', 'unit', 'member', 'tag', 'batch', 'token', 'view', 'asset', 'platform'];
    await sameOnBoth(
      [
        { line: "views save 大预算 -- accounts list --where 'daily_budget > 5000'" },
        { line: 'accounts tag 20000001 --tag 甲 -q' },
        ...actors.flatMap((login) => [
          { line: `@${login} whoami ${columns}` },
          { line: `@${login} whoami ${columns}`, columns: 80, lang: 'zh' as const },
          { line: `@${login} whoami --rights --json` },
          ...kinds.flatMap((kind) => [{ line: `@${login} __complete ${kind} ''` }]),
        ]),
        ...kinds.map((kind) => ({ line: `__complete ${kind}, 'e'`, lang: 'zh' as const })),
        ...['', 'accounts', 'accounts claim', 'bulk', 'formats', 'errors', 'TOKEN_INVALID', 'nonsense'].map(
          (topic) => ({
            line: `help ${topic}`,
          }),
        ),
        ...['acounts list', 'accounts lst', '--limit 5 accounts list', 'accounts list --stat active'].map((line) => ({
          line,
        })),
      ],
      {},
    );
  });
});

test('what is exempt has a reason', () => {
  const all = [
    ...ABOUT_THE_PLACE,
    ...ONLY_HERE,
    ...ENDS_THE_TOKEN,
    NO_TOKEN,
    ...TEXTS,
    ...COLUMNS,
    SEALED,
    ...STORED,
    ...TIMED,
  ];
  for (const { why } of all) expect(why.length).toBeGreaterThan(10);
});
