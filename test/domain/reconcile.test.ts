import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Item, itemOfLine, reconcile } from '../../src/domain/reconcile.ts';
import type { StatementLine } from '../../src/domain/statement-lines.ts';

const item = (day: number, amount: number, ...references: string[]): Item => ({
  day: `2026-03-${String(day).padStart(2, '0')}`,
  currency: 'CNY',
  amount,
  references,
});
/** `line-entry`, with what joined them. */
const told = (lines: Item[], entries: Item[], window = 3) => {
  const { matches, onlyInFile, onlyHere } = reconcile(lines, entries, window);
  const joined = matches.map(
    (m) => `${m.line}-${m.entry} ${m.by}${m.differs ? ' differs' : ''}${m.days ? ` ${m.days}` : ''}`,
  );
  return { joined, onlyInFile, onlyHere };
};

describe('FUND-11 one to one', () => {
  test.each<[string, Item[], Item[], ReturnType<typeof told>]>([
    ['nothing', [], [], { joined: [], onlyInFile: [], onlyHere: [] }],
    [
      'by reference, whatever the day',
      [item(1, 5, 'r')],
      [item(28, 5, 'r')],
      { joined: ['0-0 reference 27'], onlyInFile: [], onlyHere: [] },
    ],
    ['by amount and day', [item(1, 5)], [item(3, 5)], { joined: ['0-0 amount 2'], onlyInFile: [], onlyHere: [] }],
    ['outside the window', [item(1, 5)], [item(5, 5)], { joined: [], onlyInFile: [0], onlyHere: [0] }],
    ['in and out are not the same', [item(1, 5)], [item(1, -5)], { joined: [], onlyInFile: [0], onlyHere: [0] }],
    [
      'two equal lines are two lines',
      [item(1, 5), item(1, 5)],
      [item(1, 5)],
      { joined: ['0-0 amount'], onlyInFile: [1], onlyHere: [] },
    ],
    [
      'same reference, other amount',
      [item(1, 5, 'r')],
      [item(1, 6, 'r')],
      { joined: ['0-0 reference differs'], onlyInFile: [], onlyHere: [] },
    ],
    [
      'a reference goes before an equal amount of another',
      [item(1, 5, 'r')],
      [item(1, 5), item(2, 6, 'r')],
      { joined: ['0-1 reference differs 1'], onlyInFile: [], onlyHere: [0] },
    ],
    [
      'payment and refund under one number: equal amounts first',
      [item(2, 3, 'r'), item(1, -5, 'r')],
      [item(1, -5, 'r'), item(2, 3, 'r')],
      { joined: ['0-1 reference', '1-0 reference'], onlyInFile: [], onlyHere: [] },
    ],
    [
      'the merchant’s number where the platform’s is not known',
      [item(1, 5, 'p', 'm')],
      [item(9, 5, 'm')],
      { joined: ['0-0 reference 8'], onlyInFile: [], onlyHere: [] },
    ],
    [
      'the nearest day first',
      [item(4, 5), item(7, 5)],
      [item(6, 5), item(4, 5)],
      { joined: ['0-1 amount', '1-0 amount -1'], onlyInFile: [], onlyHere: [] },
    ],
    [
      'what is equally far goes to the earlier',
      [item(4, 5), item(6, 5)],
      [item(5, 5)],
      { joined: ['0-0 amount 1'], onlyInFile: [1], onlyHere: [] },
    ],
    [
      'a chain of days leaves nobody behind who has a partner left',
      [item(1, 5), item(4, 5), item(7, 5)],
      [item(3, 5), item(6, 5), item(9, 5)],
      { joined: ['1-0 amount -1', '2-1 amount -1'], onlyInFile: [0], onlyHere: [2] },
    ],
  ])('%s', (_, lines, entries, expected) => expect(told(lines, entries)).toEqual(expected));

  test('a line that does not say which way is matched after those that do', () => {
    const neutral: Item = { ...item(1, 5), either: true };
    expect(told([neutral, item(1, -5)], [item(1, -5), item(1, 5)]).joined).toEqual(['0-1 amount', '1-0 amount']);
    expect(told([neutral], [item(2, -5)]).joined).toEqual(['0-0 amount 1']);
  });

  test('other currencies are other money, and bigints are the same numbers', () => {
    expect(told([item(1, 5)], [{ ...item(1, 5), currency: 'USD' }]).joined).toEqual([]);
    expect(told([item(1, -5)], [{ ...item(1, 0), amount: -5n }]).joined).toEqual(['0-0 amount']);
    expect(told([item(1, 5, 'r')], [{ ...item(1, 5, 'r'), currency: 'USD' }]).joined).toEqual([
      '0-0 reference differs',
    ]);
  });

  test('nothing is expected here for what moved no money', () => {
    const line: StatementLine = {
      line: 1,
      at: 2,
      time: '2026-03-01',
      day: '2026-03-01',
      direction: 'out',
      amount: 500,
      currency: 'CNY',
      reference: 'p',
      merchantReference: '',
      counterparty: '',
      note: '',
      status: '',
    };
    expect(itemOfLine(line)).toEqual({ day: '2026-03-01', currency: 'CNY', amount: -500, references: ['p'] });
    expect(itemOfLine({ ...line, direction: 'neutral' })).toMatchObject({ amount: 500, either: true });
    expect(itemOfLine({ ...line, unmoved: true })).toBeUndefined();
    expect(itemOfLine({ ...line, amount: 0 })).toBeUndefined();
  });
});

const items = (either = false): fc.Arbitrary<Item[]> =>
  fc.array(
    fc
      .record({
        day: fc.integer({ min: 1, max: 12 }),
        amount: fc.integer({ min: -3, max: 3 }),
        reference: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined, freq: 2 }),
        either: fc.boolean(),
      })
      .map(({ day, amount, reference, ...one }) => ({
        ...item(day, amount, ...(reference === undefined ? [] : [reference])),
        ...(either && one.either && { either: true as const }),
      })),
    { maxLength: 14 },
  );

describe('FUND-11 whatever the lines', () => {
  const window = 3;
  const day = ({ day }: Item) => Number(day.slice(8));

  test('each is used once and nothing is lost', () => {
    fc.assert(
      fc.property(items(true), items(), (lines, entries) => {
        const { matches, onlyInFile, onlyHere } = reconcile(lines, entries, window);
        const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);
        expect(sorted([...matches.map(({ line }) => line), ...onlyInFile])).toEqual([...lines.keys()]);
        expect(sorted([...matches.map(({ entry }) => entry), ...onlyHere])).toEqual([...entries.keys()]);
      }),
    );
  });

  test('what is matched fits, and nothing that fits stays behind', () => {
    fc.assert(
      fc.property(items(true), items(), (lines, entries) => {
        const { matches, onlyInFile, onlyHere } = reconcile(lines, entries, window);
        const same = (l: Item, e: Item) =>
          l.amount === e.amount || (l.either && Math.abs(Number(l.amount)) === Math.abs(Number(e.amount)));
        const joined = (l: Item, e: Item) => l.references.some((one) => e.references.includes(one));
        for (const { line, entry, by, differs, days } of matches) {
          const [l, e] = [lines[line] as Item, entries[entry] as Item];
          expect(days).toBe(day(e) - day(l));
          if (by === 'reference') expect(joined(l, e)).toBe(true);
          else expect(Math.abs(days)).toBeLessThanOrEqual(window);
          if (!differs) expect(same(l, e)).toBeTruthy();
        }
        for (const line of onlyInFile)
          for (const entry of onlyHere) {
            const [l, e] = [lines[line] as Item, entries[entry] as Item];
            expect(joined(l, e) || (same(l, e) && Math.abs(day(l) - day(e)) <= window)).toBeFalsy();
          }
      }),
    );
  });

  test('the file against the books finds as many as the books against the file', () => {
    fc.assert(
      fc.property(items(), items(), (lines, entries) => {
        const there = reconcile(lines, entries, window);
        const back = reconcile(entries, lines, window);
        expect([back.onlyHere.length, back.onlyInFile.length]).toEqual([
          there.onlyInFile.length,
          there.onlyHere.length,
        ]);
      }),
    );
  });

  test('days go as if the nearest pair were taken again and again', () => {
    const bare = fc.array(
      fc.integer({ min: 1, max: 25 }).map((one) => item(one, 1)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(bare, bare, (lines, entries) => {
        const free = { lines: new Set(lines.keys()), entries: new Set(entries.keys()) };
        const distances: number[] = [];
        for (;;) {
          let best: [distance: number, earlier: number, line: number, entry: number] | undefined;
          for (const line of free.lines)
            for (const entry of free.entries) {
              const [l, e] = [day(lines[line] as Item), day(entries[entry] as Item)];
              const one: typeof best = [Math.abs(l - e), Math.min(l, e), line, entry];
              if (one[0] > window) continue;
              if (!best || one[0] < best[0] || (one[0] === best[0] && one[1] < best[1])) best = one;
            }
          if (!best) break;
          distances.push(best[0]);
          free.lines.delete(best[2]);
          free.entries.delete(best[3]);
        }
        const found = reconcile(lines, entries, window).matches.map(({ days }) => Math.abs(days));
        expect(found.toSorted((a, b) => a - b)).toEqual(distances.toSorted((a, b) => a - b));
      }),
    );
  });

  test('100,000 equal lines are matched with as many entries, and as many without anything in common', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => item(1 + (i % 28), 5, 'r'));
    expect(reconcile(many, many, window).matches).toHaveLength(100_000);
    const others = many.map((one, i) => ({ ...one, amount: i + 6, references: [] }));
    expect(reconcile(many, others, window).matches).toHaveLength(0);
  });
});
