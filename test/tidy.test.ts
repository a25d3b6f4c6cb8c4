/** Style as a test: which room may import which, who owns a library, names, sizes, calls that have a replacement. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../src/domain/errors.ts';

const ROOT = resolve(import.meta.dirname, '..');
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .toSorted();
const SOURCES = filesIn('src');
const TESTS = filesIn('test');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
/** Comments and texts in quotes say what they like. */
const codeOf = (file: string): string =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");

/** `lazy`: loaded when it is called for. */
type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean; readonly lazy: boolean };

function importsOf(file: string): Import[] {
  const text = textOf(file);
  const found: Import[] = [];
  for (const [, words = '', to = ''] of text.matchAll(
    /^(?:import|export)\b(\s+type\b)?\s*(?:[\w*{][\w\s,{}*]*\s+from\s+)?'([^']+)'/gm,
  ))
    found.push({ from: file, to, typeOnly: words !== '', lazy: false });
  for (const [, to = ''] of text.matchAll(/\bimport\('([^']+)'\)/g))
    found.push({ from: file, to, typeOnly: false, lazy: true });
  return found.map((one) => ({
    ...one,
    to: one.to.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), one.to)).replaceAll('\\', '/') : one.to,
  }));
}
const IMPORTS = SOURCES.flatMap(importsOf);
const OWN = IMPORTS.filter(({ to }) => to.startsWith('src/'));
const FOREIGN = IMPORTS.filter(({ to }) => !to.startsWith('src/'));

const ROOMS = [
  'store/sqlite',
  'store/port',
  'main',
  'cli',
  'server',
  'execution',
  'operations',
  'render',
  'files',
  'config',
  'domain',
];
/** A second composition root, for completion alone. */
const ROOTS = ['src/completing.ts', 'src/main.ts'];
function roomOf(file: string): string {
  if (ROOTS.includes(file)) return 'main';
  const room = ROOMS.find((name) => file.startsWith(`src/${name}/`) || file === `src/${name}.ts`);
  if (!room) throw new Error(`${file} lies in no room of architecture.md`);
  return room;
}

/** What each room may import besides itself (architecture.md, "Rooms"). */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  main: [
    'cli',
    'server',
    'execution',
    'operations',
    'store/sqlite',
    'store/port',
    'render',
    'files',
    'config',
    'domain',
  ],
  cli: ['execution', 'operations', 'store/port', 'render', 'files', 'config', 'domain'],
  server: ['execution', 'operations', 'store/port', 'domain'],
  execution: ['operations', 'store/port', 'domain'],
  operations: ['store/port', 'domain'],
  'store/sqlite': ['store/port', 'domain'],
  'store/port': ['domain'],
  render: ['domain'],
  files: ['domain'],
  config: ['domain'],
  domain: [],
};

describe('imports', () => {
  test('run one way only', () => {
    const wrong = OWN.filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)];
      return here !== there && !MAY_IMPORT[here]?.includes(there);
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('only main imports the store, and nothing but main imports the command line', () => {
    const into = (room: string) =>
      OWN.filter(({ from, to }) => roomOf(to) === room && roomOf(from) !== room).map(({ from }) => from);
    expect([...new Set(into('store/sqlite'))].toSorted()).toEqual(ROOTS);
    expect([...new Set(into('cli'))].toSorted()).toEqual(ROOTS);
  });

  test('make no circle', () => {
    const next = new Map<string, string[]>();
    // A type leaves nothing behind, and what is loaded later finds its importer ready: neither can wait for itself.
    for (const { from, to, typeOnly, lazy } of OWN)
      if (!typeOnly && !lazy) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      else if (!done.has(file)) for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const file of SOURCES) walk(file, []);
    expect(circles).toEqual([]);
  });

  test('name files that exist, with their ending', () => {
    expect(OWN.filter(({ to }) => !to.endsWith('.ts') || !existsSync(join(ROOT, to)))).toEqual([]);
  });

  /** Each library has one owner (dependencies.md); a room that is not named may import none. */
  const OWNERS: Readonly<Record<string, readonly string[]>> = {
    commander: ['cli'],
    inquirer: ['cli'],
    ora: ['cli'],
    chalk: ['render'],
    'cli-table3': ['render'],
    'csv-stringify/sync': ['render'],
    'csv-parse/sync': ['files'],
    'iconv-lite': ['files'],
    '@e965/xlsx': ['files', 'render'],
    undici: ['execution'],
    hono: ['server'],
    '@hono/node-server': ['server'],
    '@hono/node-server/utils/response': ['server'],
    conf: ['config'],
    'better-sqlite3': ['store/sqlite'],
  };
  /** Loaded where they are used: start-up pays for none of them. */
  const ON_DEMAND = [
    'inquirer',
    'ora',
    'chalk',
    'cli-table3',
    'csv-stringify/sync',
    'undici',
    'conf',
    'better-sqlite3',
    '@e965/xlsx',
  ];

  test('leave each library to its owner', () => {
    const libraries = FOREIGN.filter(({ to }) => !to.startsWith('node:'));
    const wrong = libraries.filter(({ from, to }) => !OWNERS[to]?.includes(roomOf(from)));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('load on demand what most commands do not need', () => {
    const early = FOREIGN.filter(({ to, typeOnly, lazy }) => ON_DEMAND.includes(to) && !typeOnly && !lazy);
    expect(early.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  /** Rules read nothing and write nothing; what of Node they may use has a reason. */
  const NODE: Readonly<Record<string, readonly string[]>> = {
    // The log's chain is made of hashes, which are a function of their input.
    domain: ['node:crypto'],
    operations: [],
    'store/port': [],
    render: [],
    // Keys and hashes; results of an unfinished transaction are spooled; what was lost on a wire is tried again later.
    execution: [
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:path',
      'node:readline',
      'node:stream',
      'node:timers/promises',
      'node:v8',
    ],
  };
  test('of Node stay out of the rooms that do no input or output', () => {
    const wrong = FOREIGN.filter(({ from, to }) => {
      const allowed = NODE[roomOf(from)];
      return to.startsWith('node:') && allowed && !allowed.includes(to);
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

describe('files', () => {
  test('have names in kebab-case', () => {
    const kebab = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:property\.)?test)?\.ts$/;
    expect([...SOURCES, ...TESTS].filter((file) => !kebab.test(file))).toEqual([]);
  });

  test('export by name only, and only what is their own', () => {
    const wrong = SOURCES.filter((file) => /^export (default|\*)/m.test(textOf(file)));
    expect(wrong).toEqual([]);
  });

  test('of the program end before line 300', () => {
    const long = SOURCES.filter((file) => textOf(file).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  test('of error codes know each code once', () => {
    const codes = SOURCES.filter((file) => file.startsWith('src/domain/errors/')).flatMap((file) =>
      [...textOf(file).matchAll(/^ {2}([A-Z_]+): \{/gm)].map(([, code]) => code as string),
    );
    expect(codes.length).toBe(Object.keys(ERRORS).length);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });

  test('of the program open with what they guarantee, operations and local commands with their data', () => {
    const silent = SOURCES.filter(
      (file) => !textOf(file).startsWith('/**') && !/^src\/(operations\/\w+|cli\/local)\//.test(file),
    );
    expect(silent).toEqual([]);
  });
});

type Ban = {
  readonly call: RegExp;
  readonly instead: string;
  /** Files that may, each with its reason. */
  readonly allow?: Readonly<Record<string, string>>;
};
const BANS: readonly Ban[] = [
  {
    call: /\bMath\.random\(/,
    instead: 'randomBytes for ids, the seeded generator of the demo',
    allow: {
      'src/config/lock.ts': 'a pause before the next try, so that two processes do not meet again',
      'src/store/sqlite/writer.ts': 'a pause before the next try, so that two processes do not meet again',
    },
  },
  {
    call: /\bDate\.now\b|new Date\(\)/,
    instead: 'the clock that is passed in (TIME-1)',
    allow: {
      'src/completing.ts': 'where the clock comes from',
      'src/main.ts': 'where the clock comes from',
      'src/store/sqlite/open.ts': 'the default of the clock that is passed in',
      'src/config/lock.ts': 'compares with the time of a file, which is the wall clock of this machine',
    },
  },
  {
    call: /\bprocess\.exit\b/,
    instead: 'the exit code that main returns',
    allow: { 'src/main.ts': 'the process itself', 'src/completing.ts': 'the process itself' },
  },
  {
    call: /\bprocess\.(env|argv|stdin|stdout|stderr|cwd)\b/,
    instead: 'Io, as an argument',
    allow: { 'src/completing.ts': 'where Io is made', 'src/main.ts': 'where Io is made' },
  },
  { call: /\bconsole\./, instead: 'put(io.stderr, …), or a page for data' },
  { call: /\bparseFloat\(/, instead: 'parseAmount of domain/money.ts' },
  {
    call: /\bparseInt\(/,
    instead: 'Number after a check of the digits',
    allow: { 'src/store/sqlite/driver.ts': 'the major part of a version' },
  },
  { call: /\bNumber\([^)]*\b(id|key|licence|account)\b/, instead: 'ids are text: leading zeros count (ACC-1)' },
  { call: /\blocaleCompare\(|\.toLocale\w+\(/, instead: 'toSorted() and render: output is the same on every machine' },
  { call: /\.sort\(\)(?!\.)|\bArray\.prototype\b/, instead: 'toSorted()' },
  { call: /\beval\(|\bnew Function\(/, instead: 'data' },
  { call: /\bas any\b|: any\b|@ts-ignore|@ts-nocheck/, instead: 'a type' },
  { call: /\benum [A-Z]|\bnamespace [A-Z]/, instead: 'an object of constants' },
];

describe('calls that have a replacement', () => {
  test.each(BANS.map((ban) => [ban.call.source, ban] as const))('%s', (_, { call, instead, allow = {} }) => {
    const using = SOURCES.filter((file) => call.test(codeOf(file)));
    expect(using.filter((file) => !(file in allow)).map((file) => `${file}: use ${instead}`)).toEqual([]);
    // A permission that nobody uses any more is taken back.
    expect(Object.keys(allow).filter((file) => !using.includes(file))).toEqual([]);
  });

  test('SQL stays in the store', () => {
    const sql = /\b(SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b/;
    expect(SOURCES.filter((file) => roomOf(file) !== 'store/sqlite' && sql.test(textOf(file)))).toEqual([]);
  });

  test('our own modules are never mocked', () => {
    const mock = /\bvi\s*\.\s*(mock|doMock|spyOn)\(/;
    expect(TESTS.filter((file) => mock.test(codeOf(file)))).toEqual([]);
  });
});
