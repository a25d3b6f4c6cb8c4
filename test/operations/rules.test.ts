/** Rules of a state: numbers with a range, changed and undone like any record. */
import { beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../../src/domain/rules.ts';
import { fixture } from '../helpers/fixture.ts';
import { codeOf, type State } from '../helpers/state.ts';

const KEY = 'batch_interrupted_seconds';
let state: State;
beforeAll(async () => {
  state = await fixture();
});

describe('rules.set', () => {
  const TABLE: readonly (readonly [why: string, actor: string, key: string, value: string, told: string])[] = [
    ['not by an admin, before unknown', 'ant.p', 'nonsense', '5', 'forbidden FORBIDDEN'],
    ['an unknown rule', 'ops', 'batch_interrupted_second', '5', 'not_found NOT_FOUND'],
    ['below the range', 'ops', KEY, '4', 'invalid VALUE_INVALID'],
    ['above the range', 'ops', KEY, '3601', 'invalid VALUE_INVALID'],
    ['as it is', 'ops', KEY, '30', 'unchanged SAME'],
    ['the least', 'ops', KEY, '5', 'ok'],
    ['the most', 'owner', KEY, '3600', 'ok'],
  ];
  for (const [why, actor, key, value, told] of TABLE)
    test(`rules.set: ${why}`, async () => {
      expect(await state.told('rules.set', { rows: [value], options: { key }, actor, dryRun: true })).toEqual([told]);
    });

  test('rules.set: a value that is no number is an invalid row', async () => {
    expect(await state.told('rules.set', { rows: ['x'], options: { key: KEY } })).toEqual(['invalid VALUE_INVALID']);
    expect(await state.told('rules.set', { rows: ['5'] })).toEqual(['invalid MISSING']);
  });

  test('rules.set: everybody reads it, the next batch goes by it, undo brings the default back', async () => {
    const { batch } = await state.must('rules.set', { rows: ['60'], options: { key: KEY } });
    expect(await state.records('rules.show', { key: KEY }, 'plain')).toEqual([
      { key: KEY, value: 60, default: 30, least: 5, most: 3600 },
    ]);
    await state.must('rules.set', { rows: ['90'], options: { key: KEY } });
    expect(await state.told('batches.undo', { options: { batch } })).toEqual(['conflict UNDO_LATER']);
  });
});

describe('rules.show', () => {
  test('rules.show: an unknown rule is refused with the nearest', async () => {
    expect(await codeOf(state.query('rules.show', { key: 'batch_interrupted' }))).toBe('NOT_FOUND');
    expect(await state.records('rules.show')).toHaveLength(Object.keys(RULES).length);
  });
});
