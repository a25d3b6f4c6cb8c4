/** `FIELD OP VALUE` into typed filters (ACC-5, cli.md "Lists"). */
import { describe, expect, test } from 'vitest';
import { accountKind } from '../../src/domain/accounts.ts';
import { fundsKind } from '../../src/domain/funds/overview.ts';
import { memberKind } from '../../src/domain/members.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import { namedFilter, parseWhere, sortKeys } from '../../src/domain/where.ts';
import { hintOf, messageOf } from '../../src/render/messages.ts';

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
    ['daily_budget < -10', { field: 'daily_budget', op: '<', values: ['-10'] }],
    ['daily_budget=-4.29', { field: 'daily_budget', op: '=', values: ['-4.29'] }],
    ['daily_budget in -4.29,-5', { field: 'daily_budget', op: 'in', values: ['-4.29', '-5'] }],
    ['daily_budget between -5..-4', { field: 'daily_budget', op: 'between', values: ['-5', '-4'] }],
    ['daily_budget = unlimited', { field: 'daily_budget', op: '=', values: ['unlimited'] }],
    ['manager is empty', { field: 'manager', op: 'empty', values: [] }],
    ['manager  IS  NOT  EMPTY', { field: 'manager', op: 'not_empty', values: [] }],
    ['entity_name ~ 北辰', { field: 'entity_name', op: '~', values: ['北辰'] }],
    ['id = 00042', { field: 'id', op: '=', values: ['00042'] }],
    ['created = 2026-03-05', { field: 'created', op: 'between', values: [day, day + DAY_MS - 1] }],
    ['created != 2026-03-05', { field: 'created', op: 'not_between', values: [day, day + DAY_MS - 1] }],
    [
      'created in 2026-03-05,2026-03-07',
      { field: 'created', op: 'between', values: [day, day + DAY_MS - 1, day + 2 * DAY_MS, day + 3 * DAY_MS - 1] },
    ],
    ['status ~ 已', { field: 'status', op: 'in', values: ['suspended', 'closed'] }],
    ['status ~ CLO', { field: 'status', op: 'in', values: ['closed'] }],
    ['kind = Sub-Client', { field: 'kind', op: '=', values: ['sub_client'] }],
    ['主体名称 = 格力', { field: 'entity_name', op: '=', values: ['格力'] }],
    ['负责人 = li', { field: 'manager', op: '=', values: ['li'] }],
    ['账户id in(1,2)', { field: 'id', op: 'in', values: ['1', '2'] }],
    ['daily_budget ≥ 5', { field: 'daily_budget', op: '>=', values: ['5'] }],
    ['日预算＞=5', { field: 'daily_budget', op: '>=', values: ['5'] }],
    ['currency = usd', { field: 'currency', op: '=', values: ['USD'] }],
    ['currency in cny, Usd', { field: 'currency', op: 'in', values: ['CNY', 'USD'] }],
    ['time-zone = UTC', { field: 'time_zone', op: '=', values: ['UTC'] }],
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
    ['daily_budget < --10', 'WHERE_INVALID'],
    ['daily_budget < -', 'WHERE_INVALID'],
    ['daily_budget between -4..-5', 'WHERE_INVALID'],
    ['status > active', 'WHERE_INVALID'],
    ['tags > a', 'WHERE_INVALID'],
    ['created = 5.3.2026', 'WHERE_INVALID'],
    ['created ~ 2026', 'WHERE_INVALID'],
    ['daily_budget ~ 5', 'WHERE_INVALID'],
    ['created = 2026-02-30', 'WHERE_INVALID'],
    ['status ~ 没有', 'VALUE_INVALID'],
    ['note is empty too', 'WHERE_INVALID'],
    ['daily_budget > unlimited', 'WHERE_INVALID'],
    ['staus = active', 'FIELD_UNKNOWN'],
    ['status = activ', 'VALUE_INVALID'],
    ['manager_email = x', 'FIELD_UNKNOWN'],
  ])('%j ends with %s', (expression, wanted) => {
    expect(code(expression)).toBe(wanted);
  });

  /** What is said to be wrong, and what instead; a part of each. */
  test.each([
    ['manager is emty', '"is emty" is no operator', 'did you mean is empty?'],
    ['manager is not emtpy', '"is not emtpy" is no operator', 'did you mean is not empty?'],
    ['manager is null', '"is null" is no operator', 'is empty?'],
    ['status is active', '"is" is no operator', 'did you mean =?'],
    ['status is not active', '"is not" is no operator', 'did you mean !=?'],
    ['status == active', '"==" is no operator', 'did you mean =?'],
    ['status <> active', '"<>" is no operator', 'did you mean !=?'],
    ['daily_budget => 5', '"=>" is no operator', 'did you mean >=?'],
    ['name ~~ x', '"~~" is no operator', 'did you mean ~?'],
    ['name contains x', '"contains" is no operator', 'did you mean ~?'],
    ['created betwen 2026-01-01..2026-02-01', '"betwen" is no operator', 'did you mean between?'],
    ['status zzzz active', '"zzzz" is no operator', 'operators: =, !='],
    ['status', 'no operator found', "'FIELD OP VALUE'"],
    ['name in', 'a value is missing', "write 'in a,b'"],
    ['name in ()', 'a value is missing', "write 'name in a,b'"],
    ['status in a,,b', 'a value is missing', "write 'status in active,suspended'"],
    ['created between', 'a value is missing', "'between a..b'"],
    ['created =', 'a value is missing', "write 'created = 2026-03-01'"],
    ['daily_budget between 5', "between needs 'a..b'", "write 'daily_budget between 100..500'"],
    ['daily_budget between 5..1', 'ends before it begins', "write 'daily_budget between 1..5'"],
    ['daily_budget between 10.5..10.25', 'ends before it begins', "'daily_budget between 10.25..10.5'"],
    ['created between 2026-03-02..2026-03-01', 'ends before it begins', "between 2026-03-01..2026-03-02'"],
    ['name between 乙..b', 'ends before it begins', "write 'name between b..乙'"],
    ['id between 2..10', 'ends before it begins', 'character by character: 10 comes before 2'],
    ['note is empty too', 'nothing may follow', "write 'note is empty'"],
    ['created = 5.3.2026', 'a date is expected', '2026-03-05T10:30'],
    ['created = 2026-02-30', 'a date is expected', '2026-03-05'],
    ['daily_budget > 1,000', 'a plain amount is expected', '1000.50; or unlimited'],
    ['daily_budget > unlimited', 'no place among amounts', "write 'daily_budget = unlimited'"],
    ['daily_budget ~ 5', '~ looks into texts only', "write 'daily_budget between 100..500'"],
    ['status > active', 'no order', '=, !=, in, ~, is empty'],
    ['name in a,"b', 'a quote is not closed', 'written twice'],
  ])('%s: %s; %s', (expression, reason, hint) => {
    try {
      where(expression);
      expect.unreachable();
    } catch (error) {
      expect(messageOf('WHERE_INVALID', (error as AdctlError).details, 'en')).toContain(reason);
      expect(hintOf('WHERE_INVALID', (error as AdctlError).details, 'en')).toContain(hint);
      expect(hintOf('WHERE_INVALID', (error as AdctlError).details, 'zh')).toMatch(/\p{Script=Han}/u);
    }
  });

  test.each([
    ['daily_budget between 5..5.00', ['5', '5.00']],
    ['daily_budget between -0..0', ['-0', '0']],
    [
      'daily_budget between -999999999999999.999..-999999999999999.998',
      ['-999999999999999.999', '-999999999999999.998'],
    ],
    ['name between a..a', ['a', 'a']],
    ['name between a..ab', ['a', 'ab']],
  ])('%s is a range', (expression, values) => {
    expect(where(expression).values).toEqual(values);
  });

  test('a bad value of a closed set names all, and the nearest', () => {
    const details = (expression: string) => {
      try {
        return where(expression);
      } catch (error) {
        return (error as AdctlError).details;
      }
    };
    const all = ['active', 'suspended', 'pending_review', 'closed'];
    expect(details('status = activ')).toMatchObject({ expected: all, nearest: ['active'] });
    expect(details('status in active,clsed')).toMatchObject({ expected: all, nearest: ['closed'] });
  });

  test.each([
    ['nam', ['name', 'unit_name', 'agency_name']],
    ['budget', ['daily_budget']],
    ['主体名', ['主体', '主体名称']],
    ['状太', ['状态']],
  ])('for %s the nearest fields are %j', (field, nearest) => {
    try {
      where(`${field} = 1`);
      expect.unreachable();
    } catch (error) {
      expect((error as AdctlError).details['nearest']).toEqual(nearest);
    }
  });

  test('sort takes words of either language, and nothing personal', () => {
    expect(sortKeys(accountKind, '-日预算, name')).toEqual(['-daily_budget', 'name']);
    expect(() => sortKeys(memberKind, 'phone')).toThrow('SORT_PERSONAL');
    expect(() => sortKeys(memberKind, 'fone')).toThrow('FIELD_UNKNOWN');
  });

  test('PII-1 contact data is compared as a whole only', () => {
    expect(code('phone ~ 138', memberKind)).toBe('WHERE_INVALID');
    expect(code('phone > 138', memberKind)).toBe('WHERE_INVALID');
    expect(code('phone = 13800001111', memberKind)).toBeUndefined();
  });

  test('of money a currency is one that there is, in any case', () => {
    expect(parseWhere(fundsKind, 'currency in cny, Usd', TZ)).toMatchObject({ op: 'in', values: ['CNY', 'USD'] });
    expect(parseWhere(fundsKind, 'currency ~ us', TZ)).toMatchObject({ op: '~', values: ['us'] });
    expect(code('currency = yuan', fundsKind)).toBe('WHERE_INVALID');
    expect(code('currency between usd..CNY', fundsKind)).toBe('WHERE_INVALID');
  });

  test('a named filter with a comma means one of several', () => {
    expect(namedFilter(accountKind, 'status', 'active, 已暂停', TZ)).toEqual({
      field: 'status',
      op: 'in',
      values: ['active', 'suspended'],
    });
  });
});
