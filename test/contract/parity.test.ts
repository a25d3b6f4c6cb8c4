/**
 * The same command line says and does the same on a state here and behind a server: every operation, right and wrong, in
 * every form, in rehearsal and in earnest, as several members. Equal are the bytes of stdout, of stderr and of every file,
 * the exit code, and in the end what the two states hold, heads of the log included. What is exempt stands in
 * parity/exempt.ts.
 */
import { describe, expect, test } from 'vitest';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { FILES } from '../cli/commands/index.ts';
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
import { FUND_FILES } from './parity/fund-samples.ts';
import { FILE, fileOf, linesOfChange, linesOfQuery, readsFile } from './parity/lines.ts';
import { onBoth } from './parity/on-both.ts';
import { CHANGES, QUERIES } from './parity/samples.ts';

const OPERATIONS = await Promise.all(Object.keys(REGISTRY).map(operationNamed));
/** How each operation was asked, and how it ended. */
const met = new Map<string, Set<string>>();
const { same } = onBoth(meet);

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

describe('every operation, in every form', () => {
  test.each(OPERATIONS)('$name', async (op) => {
    if (op.kind === 'query') await same(linesOfQuery(op.name, op.input), { ...FILES, ...FUND_FILES });
    else {
      const sample = CHANGES[op.name];
      if (!sample) throw new Error(`no sample of ${op.name}`);
      const rows = fileOf(sample, op.argument ?? '');
      await same(linesOfChange(op), { ...FILES, ...FUND_FILES, [FILE]: rows });
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
              ...(readsFile(op) ? ['from a file', 'results kept', 'failed kept'] : []),
              ...(op.where && !op.feed ? ['selected'] : []),
            ];
      return expected.filter((way) => !ways.has(way)).map((way) => `${op.name}: ${way}`);
    });
    expect(lacking).toEqual([]);
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
