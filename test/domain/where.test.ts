/** `FIELD OP VALUE` into typed filters (ACC-5, cli.md "Lists"). */
import { describe, expect, test } from 'vitest';
import { accountKind } from '../../src/domain/accounts.ts';
import { memberKind } from '../../src/domain/members.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import { namedFilter, parseWhere } from '../../src/domain/where.ts';

const TZ = 'Asia/Shanghai';
const where = (expression: string) => parseWhere(accountKind, expression, TZ);
const code = (expression: string, kind = accountKind) => {
  try {
    parseWhere(kind, expression, TZ);
    return undefined;
  } catch (error) {
    return error instanceof AdctlError ? error.code : String(error);
  }
};
const day = Date.UTC(2026, 2, 4, 16);
const DAY_MS = 86_400_000;

describe('ACC-5 filters', () => {
  test.each([
    ['status = active', { field: 'status', op: '=', values: ['active'] }],
    ['状态=有效', { field: 'status', op: '=', values: ['active'] }],
    ['STATUS != closed', { field: 'status', op: '!=', values: ['closed'] }],
    ['note ~ "a = b"', { field: 'note', op: '~', values: ['a = b'] }],
    ['name in a,"b,c", d', { field: 'name', op: 'in', values: ['a', 'b,c', 'd'] }],
    ['name in (a,b)', { field: 'name', op: 'in', values: ['a', 'b'] }],
    ['name in "say ""hi"""', { field: 'name', op: 'in', values: ['say "hi"'] }],
    ['daily_budget between 5..10.5', { field: 'daily_budget', op: 'between', values: ['5', '10.5'] }],
    ['daily_budget = unlimited', { field: 'daily_budget', op: '=', values: ['unlimited'] }],
    ['manager is empty', { field: 'manager', op: 'empty', values: [] }],
    ['manager  IS  NOT  EMPTY', { field: 'manager', op: 'not_empty', values: [] }],
    ['entity_name ~ 北辰', { field: 'entity_name', op: '~', values: ['北辰'] }],
    ['id = 00042', { field: 'id', op: '=', values: ['00042'] }],
    ['created = 2026-03-05', { field: 'created', op: 'between', values: [day, day + DAY_MS - 1] }],
    ['created > 2026-03-05', { field: 'created', op: '>', values: [day + DAY_MS - 1] }],
    ['created >= 2026-03-05', { field: 'created', op: '>=', values: [day] }],
    ['created < 2026-03-05', { field: 'created', op: '<', values: [day] }],
    ['created <= 2026-03-05', { field: 'created', op: '<=', values: [day + DAY_MS - 1] }],
    [
      'created between 2026-03-05..2026-03-06',
      { field: 'created', op: 'between', values: [day, day + 2 * DAY_MS - 1] },
    ],
    [
      'created = 2026-03-05T00:00:00Z',
      { field: 'created', op: 'between', values: [day + DAY_MS / 3, day + DAY_MS / 3 + 999] },
    ],
  ])('%s', (expression, filter) => {
    expect(where(expression)).toEqual(filter);
  });

  test.each([
    ['', 'WHERE_INVALID'],
    ['status', 'WHERE_INVALID'],
    ['status = ', 'WHERE_INVALID'],
    ['name in a,"b', 'WHERE_INVALID'],
    ['daily_budget between 5', 'WHERE_INVALID'],
    ['daily_budget > 1,000', 'WHERE_INVALID'],
    ['status > active', 'WHERE_INVALID'],
    ['tags > a', 'WHERE_INVALID'],
    ['created = 5.3.2026', 'WHERE_INVALID'],
    ['created ~ 2026', 'WHERE_INVALID'],
    ['daily_budget ~ 5', 'WHERE_INVALID'],
    ['created = 2026-02-30', 'WHERE_INVALID'],
    ['staus = active', 'FIELD_UNKNOWN'],
    ['status = activ', 'VALUE_INVALID'],
    ['manager_email = x', 'FIELD_UNKNOWN'],
  ])('%j ends with %s', (expression, wanted) => {
    expect(code(expression)).toBe(wanted);
  });

  test('PII-1 contact data is compared as a whole only', () => {
    expect(code('phone ~ 138', memberKind)).toBe('WHERE_INVALID');
    expect(code('phone > 138', memberKind)).toBe('WHERE_INVALID');
    expect(code('phone = 13800001111', memberKind)).toBeUndefined();
  });

  test('a named filter with a comma means one of several', () => {
    expect(namedFilter(accountKind, 'status', 'active, 已暂停', TZ)).toEqual({
      field: 'status',
      op: 'in',
      values: ['active', 'suspended'],
    });
  });
});
