import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/domain/kinds.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import { chooseColumns, columnsHelp, columnsOf, pickColumns } from '../../src/render/columns.ts';

const all = columnsOf(KINDS.account);

test('every default column of every kind is one of its columns, every sort one or a sequence that nobody sees, and every key is there once', () => {
  for (const kind of Object.values(KINDS)) {
    const keys = columnsOf(kind).map((c) => c.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of kind.columns) expect(keys).toContain(key);
    const sorts = kind.sort.map((text) => text.replace(/^-/, ''));
    expect(sorts.filter((key) => !keys.includes(key) && !kind.fields[key]?.hidden)).toEqual([]);
  }
});

test('a reference brings the name behind it, next to it', () => {
  const keys = all.map((c) => c.key);
  expect(keys[keys.indexOf('entity') + 1]).toBe('entity_name');
  expect(columnsOf(KINDS.batch).map((c) => c.key)).not.toContain('actor_name');
});

describe('--columns', () => {
  const defaults = ['id', 'name', 'unit'];
  const table: [string | undefined, string[]][] = [
    [undefined, ['id', 'name', 'unit']],
    ['', ['id', 'name', 'unit']],
    ['name,id', ['name', 'id']],
    ['name, name ,id', ['name', 'id']],
    ['+note,-unit', ['id', 'name', 'note']],
    ['-unit', ['id', 'name']],
    ['+id', ['id', 'name', 'unit']],
    ['账户名称，主体名称', ['name', 'entity_name']],
    ['+日预算,-业务单元', ['id', 'name', 'daily_budget']],
    ['Daily-Budget', ['daily_budget']],
  ];
  test.each(table)('%s', (spec, keys) => {
    expect(chooseColumns(all, defaults, spec)).toEqual(keys);
    expect(pickColumns(all, keys).map((c) => c.key)).toEqual(keys);
  });

  test('an unknown one is refused with the nearest', () => {
    expect(() => chooseColumns(all, defaults, 'id,nmae')).toThrow(AdctlError);
    try {
      chooseColumns(all, defaults, '+nmae');
    } catch (error) {
      expect((error as AdctlError).code).toBe('FIELD_UNKNOWN');
      expect((error as AdctlError).details).toMatchObject({ field: 'nmae', nearest: ['name'] });
    }
  });

  test('to who writes Chinese the nearest labels', () => {
    try {
      chooseColumns(all, defaults, '账户名');
      expect.unreachable();
    } catch (error) {
      expect((error as AdctlError).details['nearest']).toEqual(['账户名称']);
    }
  });

  test('at least one remains', () => {
    expect(() => chooseColumns(all, ['id'], '-id')).toThrow(AdctlError);
  });

  test('help has a line for each', () => {
    const lines = columnsHelp(all, 'zh');
    expect(lines).toHaveLength(all.length);
    expect(lines.find((l) => l.startsWith('agency '))).toMatch(/代理商（取自生效中的授权）$/);
  });
});
