/** What we write as a header we read as one: templates, and exports with labels, in both languages (cli.md "Changes"). */
import { beforeAll, describe, expect, test } from 'vitest';
import { allColumns } from '../../src/cli/columns.ts';
import { mapHeader } from '../../src/files/headers.ts';
import type { Change } from '../../src/operations/define.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { fileFields, REFERENCE_SPELLINGS, RESULT_COLUMNS } from '../../src/operations/results.ts';
import { type Shell, shell } from '../helpers/main.ts';

const changes = (await Promise.all(Object.keys(REGISTRY).map(operationNamed))).filter(
  (op): op is Change => op.kind === 'change' && Object.values(op.row).some((field) => !field.internal),
);
const money = changes.filter((op) => op.money);
const rowOf = (op: Change) => Object.fromEntries(Object.entries(op.row).filter(([, field]) => !field.internal));
const read = (op: Change, header: readonly string[], ignoreUnknown = false) =>
  mapHeader('FILE', header, {
    schema: rowOf(op),
    writing: true,
    ignoreUnknown,
    extraIgnored: ['reference', 'status', 'code', 'reason'],
    results: RESULT_COLUMNS,
    referred: REFERENCE_SPELLINGS,
  }).columns.map(({ field }) => field);

let on: Shell;
beforeAll(() => {
  on = shell();
});

const FORMS = [{ flags: [] }, { flags: ['--labels', '--lang', 'en'] }, { flags: ['--labels', '--lang', 'zh'] }];
describe.each(FORMS)('a template is read as what it was written for: %j', ({ flags }) => {
  test.each(changes.map((op) => [op.name, op] as const))('%s', async (name, op) => {
    const argv = [...name.split('.'), ...(op.first ? ['x'] : []), '--template', ...flags];
    const { stdout, code, stderr } = await on.run(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(read(op, stdout.trimEnd().split(','))).toEqual(Object.keys(fileFields({ ...op, row: rowOf(op) })));
  });
});

describe('FUND-5: the reference and the reason of a row, as people call theirs', () => {
  test.each(money.map((op) => [op.name, op] as const))('%s', (_name, op) => {
    const needed = Object.keys(rowOf(op)).filter((name) => op.row[name]?.required);
    for (const word of ['reference', 'Reference', ...REFERENCE_SPELLINGS])
      expect(read(op, [...needed, word])).toEqual([...needed, 'reference']);
    for (const word of 'note' in op.row ? ['reason', 'note', '原因', '备注'] : [])
      expect(read(op, [...needed, word])).toEqual([...needed, 'note']);
    expect(() => read(op, [...needed, '参考号', 'reference'])).toThrow('FILE_HEADER');
  });

  test.each(['消耗', '消耗金额', '消费', '花费', '总花费', 'Cost', 'spend'])(
    'FUND-4: %s of a report is the amount that was consumed',
    async (word) => {
      for (const name of ['funds.consume', 'funds.consume-return']) {
        const op = (await operationNamed(name)) as Change;
        expect(read(op, ['账户ID', '消耗日期', word, '消耗类型'])).toEqual(['account', 'day', 'amount', 'type']);
      }
    },
  );

  test.each([
    ['account,amount,reason,reference,status,code,reason', 'account amount note reference - - -'],
    ['账户,金额,原因,reference,status,code,reason', 'account amount note reference - - -'],
    // What somebody moved in a file of failed rows stays what became of them.
    ['account,status,code,reason,amount,reference', 'account - - - amount reference'],
    ['account,amount,reason,status,code,reference', 'account amount - - - reference'],
  ])('%s is %s', async (header, fields) => {
    const op = (await operationNamed('funds.allocate')) as Change;
    const found = read(op, header.split(',')).map((field) => field ?? '-');
    expect(found.join(' ')).toBe(fields.replace('account', 'holder'));
  });
});

describe('what a list of money has as columns of the same name is read by its labels', () => {
  const LISTS = [
    'funds.statement',
    'funds.overview',
    'funds.holds',
    'funds.wallets',
    'funds.splits',
    'funds.caps-list',
  ];
  const TYPES = ['allocation', 'recharge', 'refund', 'bonus', 'consumption', 'freeze', 'postpaid'];
  test.each(LISTS)('%s', async (name) => {
    const list = await operationNamed(name);
    if (list.kind !== 'query') throw new Error(name);
    const inputs = name === 'funds.statement' ? TYPES.map((type) => ({ type })) : [{}];
    const columns = inputs.flatMap((input) => allColumns(list, input));
    const told = money.flatMap((op) =>
      columns
        .filter(({ key }) => key in op.row || key === 'reference')
        .flatMap(({ key, label }) => [
          [op.name, key, label.en],
          [op.name, key, label.zh],
        ])
        .filter(
          ([, key, label]) =>
            read(op, [...Object.keys(rowOf(op)).filter((name) => name !== key), label as string], true).at(-1) !== key,
        ),
    );
    expect(told).toEqual([]);
  });
});
