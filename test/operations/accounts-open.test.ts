/** ACC-10: the platform's page for an account, or for a marketing product. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT_PAGES, PRODUCTS, pageOf, pagesKnown } from '../../src/domain/platforms.ts';
import { fixture } from '../helpers/fixture.ts';
import { demoShell, type Shell } from '../helpers/main.ts';
import { codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

const ask = (input: Record<string, unknown>, actor = 'owner') => state.records('accounts.open', input, actor);

describe('accounts.open', () => {
  test('ACC-10 an account: the page asked for, home unless one is', async () => {
    expect(await ask({ target: ['20000001'], page: 'delivery' })).toMatchObject([
      { platform: 'tencent', id: '20000001', page: 'delivery', url: 'https://ad.qq.com/atlas/20000001/admanage/index' },
    ]);
    expect(await ask({ target: ['tencent:20000001'] })).toMatchObject([
      { page: 'home', url: PRODUCTS['workbench']?.url },
    ]);
  });

  test('ACC-10 several, accounts and products, in the order asked for; of those missing the rest is shown', async () => {
    const answer = await state.query('accounts.open', { target: ['miaosi', '29999999', '20000002'], page: 'data' });
    expect(answer.rows.map(([url]) => url)).toEqual([
      'https://admuse.qq.com/',
      'https://ad.qq.com/atlas/20000002/report/analytic',
    ]);
    expect(answer.tail).toEqual({ missing: ['29999999'] });
  });

  test('ACC-10 of several, those whose page is known; the others are told', async () => {
    const target = ['20000001', 'miaosi'];
    const { rows, tail } = await state.query('accounts.open', { target, page: 'qualification' });
    expect(rows.map(([url]) => url)).toEqual(['https://admuse.qq.com/']);
    expect(tail).toEqual({
      refused: [{ code: 'PAGE_UNKNOWN', details: expect.objectContaining({ platform: 'tencent' }) }],
    });
  });

  test('ACC-10 --list: a line for each product', async () => {
    const rows = await ask({ list: 'true' });
    expect(rows.map(({ product }) => product)).toEqual(Object.keys(PRODUCTS));
  });

  test.each([
    ['a page that is not known', { target: ['20000001'], page: 'qualification' }, 'PAGE_UNKNOWN'],
    ['a page that is none', { target: ['20000001'], page: 'wallet' }, 'VALUE_INVALID'],
    ['neither account nor product', { target: ['miaosy'] }, 'PRODUCT_UNKNOWN'],
    ['an id that is spoilt', { target: ['2.0E+7'] }, 'ID_SPOILT'],
    ['an account that is nowhere', { target: ['29999999'] }, 'NOT_FOUND'],
    ['nothing', {}, 'MISSING'],
  ])('ACC-10 %s is refused', async (_, input, code) => {
    expect(await codeOf(ask(input))).toBe(code);
  });

  test('MEM-4 a hidden account is not found, whatever page is asked for', async () => {
    for (const page of Object.keys(ACCOUNT_PAGES))
      expect(await codeOf(ask({ target: ['20000001'], page }, 'cat.c'))).toBe('NOT_FOUND');
  });
});

describe('ACC-10 the pages', () => {
  test('all addresses are whole and of https; an id is part of one only encoded', () => {
    const all = ['tencent', 'ocean'].flatMap((platform) =>
      pagesKnown(platform).map((page) => pageOf(platform, '1/../?x=&#', page) as string),
    );
    for (const url of [...all, ...Object.values(PRODUCTS).map((product) => product.url)]) {
      expect(new URL(url).protocol).toBe('https:');
      expect(url).not.toContain('{');
      expect(url).not.toContain('/../');
    }
    expect(pageOf('tencent', '1/../?', 'delivery')).toBe('https://ad.qq.com/atlas/1%2F..%2F%3F/admanage/index');
  });
  test('of a platform that is not known there is none, whatever it is called', () => {
    for (const platform of ['alipay', 'nowhere', 'constructor', '__proto__']) {
      expect(pagesKnown(platform)).toEqual([]);
      expect(pageOf(platform, '1', 'home')).toBeUndefined();
    }
  });
});

describe('ACC-10 --browser', () => {
  let on: Shell;
  beforeAll(async () => {
    on = await demoShell(100);
  });
  const BROWSER = (): string => {
    const program = join(on.folder, 'browser');
    writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" >> ${program}.log\n`);
    chmodSync(program, 0o755);
    return program;
  };
  async function logged(file: string): Promise<string> {
    for (let i = 0; i < 100 && !existsSync(file); i++) await later(20);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  test('on a terminal the address is printed and opened, by the program that BROWSER names', async () => {
    const program = BROWSER();
    const argv = ['accounts', 'open', '20000001', '--page', 'delivery', '--browser'];
    const { code, stdout } = await on.run(argv, { columns: 120, env: { BROWSER: program } });
    expect([code, stdout]).toEqual([0, expect.stringContaining('https://ad.qq.com/atlas/20000001/admanage/index')]);
    expect(await logged(`${program}.log`)).toBe('https://ad.qq.com/atlas/20000001/admanage/index\n');
  });

  test('off a terminal it is refused; a browser that is not there is a warning', async () => {
    const argv = ['accounts', 'open', 'miaosi', '--browser'];
    expect((await on.run(argv)).code).toBe(2);
    const gone = await on.run(argv, { columns: 120, env: { BROWSER: join(on.folder, 'gone') } });
    expect([gone.code, gone.stderr]).toEqual([0, expect.stringContaining('no browser was opened')]);
  });

  test('in a pipe it is data: -q the addresses alone', async () => {
    expect((await on.run(['accounts', 'open', '20000001', 'miaosi', '-q'])).stdout).toBe(
      'https://ad.qq.com/worktable/\nhttps://admuse.qq.com/\n',
    );
    expect((await on.run(['accounts', 'open', 'alipay:2088000000000001'])).code).toBe(3);
  });
});
