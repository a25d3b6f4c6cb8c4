/** What an older system leaves: lists of companies, tags and notes by account id (ACC-6, ORG-1). Real files, where they are. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { creditCodeCheck } from '../../src/domain/licence.ts';
import { shell } from '../helpers/main.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data/orgs');
const there = existsSync(DATA);
/** Listed companies whose short names two of them share; one company has no short name, its line of names is empty. */
const SHARED = ['三维股份', '中国稀土', '中国联通', '中国重汽'];

function licence(ordinal: number): string {
  const body = `91330000MALD${String(ordinal).padStart(5, '0')}`;
  return body + creditCodeCheck(body);
}

/** Customers by the names in a file. */
const groupsOf = (file: string) => [
  'orgs',
  'import',
  '--from',
  file,
  '--kind',
  'group',
  '--group-type',
  'customer',
  '-q',
];

/** On a state that is there already, so that nothing but the command speaks. */
async function newShell() {
  const on = shell();
  await on.run(['orgs', 'list', '--count']);
  return on;
}

describe.skipIf(!there)('companies of ../shared/data/orgs (skipped where the folder is absent)', () => {
  test('ORG-1 7,828 listed companies under their customer names, the four shared names told', {
    timeout: 240_000,
  }, async () => {
    const on = await newShell();
    const lines = readFileSync(join(DATA, 'cn_listed_short_full_names.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
    const pairs = lines.map((line) => [line.slice(0, line.indexOf(',')), line.slice(line.indexOf(',') + 1)] as const);
    expect(pairs).toHaveLength(7_828);
    const names = join(on.folder, 'names.csv');
    const firms = join(on.folder, 'firms.csv');
    writeFileSync(names, `客户简称\n${pairs.map(([short]) => short).join('\n')}\n`);
    writeFileSync(
      firms,
      `公司中文名称,统一社会信用代码,客户简称\n${pairs.map(([short, full], i) => `${full},${licence(i)},${short}\n`).join('')}`,
    );
    const groups = groupsOf(names);
    const made = await on.run(groups);
    expect([made.code, made.stderr.split(' · batch')[0]]).toEqual([0, 'created 7,823 · unchanged 4']);
    const told = /unchanged 4: already so, of records that an earlier row of the same input changed \((.*)\)\n/.exec(
      made.stderr,
    )?.[1];
    expect(told?.split(', ').toSorted()).toEqual(SHARED);
    const imported = await on.run(['orgs', 'import', '--from', firms, '--kind', 'entity', '-q']);
    expect([imported.code, imported.stderr.split(' · batch')[0]]).toEqual([0, 'created 7,828']);
    for (const name of SHARED)
      expect((await on.run(['orgs', 'list', '--group', name, '--kind', 'entity', '--count'])).stdout).toBe('2\n');
    // The same files again change nothing.
    expect((await on.run(['orgs', 'import', '--from', firms, '--kind', 'entity', '-q'])).stderr).toContain(
      'created 0 · unchanged 7,828',
    );
  });

  test('ORG-1 the list as it lies: groups by the short name; of entities it says what a row without a licence needs', async () => {
    const on = await newShell();
    const file = join(DATA, 'cn_listed_short_full_names.csv');
    const groups = await on.run(groupsOf(file));
    // The company without a short name is there under its own.
    expect(groups.stderr.split(' · batch')[0]).toBe('created 7,824 · unchanged 4');
    const entities = await on.run(['orgs', 'import', '--from', file, '--kind', 'entity', '-q']);
    expect(entities.stderr).toContain(
      'hint: give --licence, in a file the column licence (统一社会信用代码); a name alone',
    );
  });

  test('the packed list is read as it lies: its title is no header', async () => {
    const on = await newShell();
    const file = join(DATA, 'cn_company_short_forms_28w.txt.gz');
    const { code, stderr } = await on.run(['orgs', 'import', '--from', file, '--kind', 'group']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('unknown column "By@萌名NameMoe"')]);
  });

  test('267,397 short names are read whole; the first of them imported', { timeout: 240_000 }, async () => {
    const on = await newShell();
    const text = gunzipSync(readFileSync(join(DATA, 'cn_company_short_forms_28w.txt.gz'))).toString('utf8');
    const [, , , ...names] = text.trimEnd().split('\r\n');
    expect(names).toHaveLength(267_397);
    const part = process.env['ADCTL_BENCH'] === 'full' ? names : names.slice(0, 10_000);
    const file = join(on.folder, 'names.csv');
    writeFileSync(file, `\ufeff名称\r\n${part.join('\r\n')}\r\n`);
    const { stderr } = await on.run(groupsOf(file));
    expect(stderr.split(' · batch')[0]).toBe(`created ${part.length.toLocaleString('en')}`);
    expect((await on.run(['orgs', 'list', '--count'])).stdout).toBe(`${part.length}\n`);
  });

  test('GB 11643 identity numbers, valid and not', async () => {
    const { checkPersonNumber } = await import('../../src/domain/licence.ts');
    const rows = readFileSync(join(DATA, 'validatorjs_zh_vectors.csv'), 'utf8').trim().split(/\r?\n/);
    const vectors = rows.slice(1).map((line) => line.split(','));
    const head = (rows[0] as string).split(',');
    const at = (name: string) => head.findIndex((column) => column.includes(name));
    let tried = 0;
    for (const cells of vectors) {
      if (!/identity|id.?card/i.test(cells.join(','))) continue;
      const value = cells[at('value')] as string;
      if (!/^\d{17}[\dXx]$/.test(value)) continue;
      tried++;
      expect([value, 'refuse' in checkPersonNumber(value)]).toEqual([
        value,
        /false|invalid/i.test(cells[at('expected')] as string),
      ]);
    }
    expect(tried).toBeGreaterThan(3);
  });
});

describe('ACC-6 tags and notes of the previous workbench', () => {
  test('a rehearsal shows before and after and changes nothing; the run does what it showed', async () => {
    const on = shell();
    expect((await on.run(['demo', '--accounts', '300'])).code).toBe(0);
    const file = join(on.folder, 'old.csv');
    writeFileSync(
      file,
      '\ufeff账户ID,标签,备注\r\n20000001,重点；旧工作台,2019年迁入\r\n20000002,,\r\n29999999,x,\r\n2.0E+07,x,\r\n',
    );
    const told = async (...more: string[]) => {
      const { stdout, stderr, code } = await on.run([
        'accounts',
        'import',
        '--only',
        'update',
        '--from',
        file,
        '--columns',
        'target,status,code,before,after',
        ...more,
      ]);
      return { code, rows: stdout.trim().split('\n').slice(1), line: stderr.split(' · batch')[0] as string };
    };
    const rehearsed = await told('--dry-run');
    expect(rehearsed.code).toBe(6);
    expect(rehearsed.rows).toEqual([
      'tencent:20000001,ok,,"{""tags"":[],""note"":null}","{""tags"":[""重点"",""旧工作台""],""note"":""2019年迁入""}"',
      'tencent:20000002,unchanged,SAME,,',
      '29999999,not_found,NOT_FOUND,,',
      '2.0E+07,invalid,ID_SPOILT,,',
    ]);
    const { stdout } = await on.run(['accounts', 'list', '--tag', '旧工作台', '--count']);
    expect(stdout).toBe('0\n');
    const done = await told();
    expect([done.rows, done.line]).toEqual([rehearsed.rows, 'imported 1 · unchanged 1 · not found 1 · invalid 1']);
    expect((await on.run(['accounts', 'list', '--tag', '旧工作台', '-q'])).stdout).toBe('20000001\n');
  });
});
