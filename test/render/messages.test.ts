import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorDef } from '../../src/domain/errors.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import { briefOf, hintOf, messageOf, reasonOf, renderError, sharedHint } from '../../src/render/messages.ts';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).toSorted();

describe('every code of the table', () => {
  test.each(Object.entries(ERRORS) as [string, ErrorDef][])('%s', (_, { message, hint, brief }) => {
    for (const text of [message, hint, brief].filter((t) => t !== undefined)) {
      expect(text.en.trim()).not.toBe('');
      expect(text.zh.trim()).not.toBe('');
      expect(new Set(placeholders(text.zh))).toEqual(new Set(placeholders(text.en)));
      // Braces that are no placeholder would stay in the text.
      expect(text.en.replace(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
      expect(text.zh.replace(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
    }
  });
});

describe('ERR-1 one line says what to do', () => {
  const NONE: Readonly<Record<string, string>> = {
    CANCELLED: 'whoever answered No wanted that',
    INTERRUPTED: 'whoever stopped it wanted that',
    ACCOUNTS_DIFFER: 'the answer of a comparison, which went well',
    STATEMENT_DIFFERS: 'the same of a statement',
    UNDO_FINAL: 'nothing can be done: that is what it was asked for before',
  };
  const wrong = (Object.entries(ERRORS) as [string, ErrorDef][]).filter(([, { exit }]) => exit !== 0);
  test.each(wrong)('%s', (code, { hint }) => expect(hint === undefined).toBe(code in NONE));

  test('also where nothing is near', () => {
    for (const lang of ['en', 'zh'] as const)
      expect(hintOf('NOT_FOUND', { kind: 'account', value: '1', nearest: [] }, lang)).toContain('--search');
  });
});

describe('details', () => {
  test('that are texts speak the language, also in lists', () => {
    const details = { kind: { en: 'account', zh: '账户' }, value: '1' };
    expect(messageOf('NOT_FOUND', details, 'en')).toBe('no account "1"');
    expect(messageOf('NOT_FOUND', details, 'zh')).toBe('找不到账户“1”');
    const candidates = [{ en: 'a', zh: '甲' }, 'b'];
    expect(messageOf('AMBIGUOUS', { value: 'x', candidates }, 'zh')).toContain('甲, b');
  });

  test('no blank parts two Chinese words, and numbers have separators', () => {
    expect(messageOf('MISSING', { field: { en: 'tag', zh: '标签' } }, 'zh')).toBe('缺少标签');
    expect(messageOf('MISSING', { field: 'tag' }, 'zh')).toBe('缺少 tag');
    expect(messageOf('TOO_MANY_ROWS', { rows: 18653, most: 1000 }, 'en')).toBe('18,653 rows, but --max-rows is 1,000');
    // What somebody has typed is told as it is.
    expect(messageOf('NOT_FOUND', { kind: { en: '', zh: '组织' }, value: '格力 电器' }, 'zh')).toBe(
      '找不到组织“格力 电器”',
    );
  });

  test('a hint with a hole is no hint', () => {
    expect(hintOf('FIELD_UNKNOWN', { field: 'x', nearest: ['name', 'note'] }, 'en')).toBe('nearest: name, note');
    for (const nearest of [[], '', undefined, null]) {
      expect(hintOf('FIELD_UNKNOWN', { field: 'x', nearest }, 'en')).toBe('--columns help lists the fields');
    }
    expect(hintOf('STATE_UPGRADED', {}, 'zh')).toBe('请重新执行命令');
    expect(hintOf('USAGE', {}, 'en')).toBeUndefined();
  });

  test('a code from a newer version is shown as it is', () => {
    expect(messageOf('FROM_THE_FUTURE', {}, 'en')).toBe('FROM_THE_FUTURE');
    expect(messageOf('toString', {}, 'en')).toBe('toString');
  });

  test('a reason is one line', () => {
    expect(reasonOf('USAGE', { message: 'a\nb\u001b[1m' }, 'en')).toBe('a b\\x1b[1m');
  });
});

test('a brief reason names no record; without one the message serves', () => {
  expect(briefOf('UNDO_LATER', { target: 'x', field: 'note' }, 'en')).toBe('changed since');
  expect(briefOf('FILE_NOT_FOUND', { file: 'a.csv' }, 'en')).toBe('no file a.csv');
});

describe('errors on stderr', () => {
  const error = new AdctlError('FIELD_UNKNOWN', { field: 'nmae\u001b[31m', nearest: ['name'] });

  test('as text', async () => {
    expect(await renderError(error, { lang: 'en', color: false })).toBe(
      'error: unknown field "nmae\\x1b[31m" (FIELD_UNKNOWN)\n  hint: nearest: name\n',
    );
    expect(await renderError(error, { lang: 'zh', color: false })).toMatch(
      /^错误：未知字段“nmae.*（?\(FIELD_UNKNOWN\)\n {2}提示：/,
    );
    expect(await renderError(error, { lang: 'en', color: true })).toContain('\u001b[31m\u001b[1merror:');
  });

  test('as json, on one line, with the same details in every language', async () => {
    const details = { count: 5n, kind: { en: 'unit', zh: '业务单元' } };
    const text = await renderError(new AdctlError('USAGE', { message: 'no', ...details }), {
      lang: 'zh',
      format: 'json',
      color: true,
    });
    expect(text).toMatch(/^[^\n]*\n$/);
    expect(JSON.parse(text)).toEqual({
      error: { code: 'USAGE', message: 'no', details: { message: 'no', count: '5', kind: 'unit' } },
    });
    const known = JSON.parse(await renderError(error, { lang: 'en', format: 'json', color: false }));
    expect(known.error.hint).toBe('nearest: name');
  });
});

test('ERR-1 rows that failed alike share a hint, unless it would be another for each of them', () => {
  expect(sharedHint('UNIT_TAKEN', {}, 'en')).toBe('add --move to move it');
  expect(sharedHint('MISSING', { option: '--org' }, 'zh')).toBe('请提供 --org');
  expect(sharedHint('MEMBER_OUTSIDE', { member: 'a', account: 'b' }, 'en')).toBeUndefined();
  expect(sharedHint('SAME', {}, 'en')).toBeUndefined();
  const right = { right: 'funds.allocate', target: 'a' };
  expect(sharedHint('FORBIDDEN', right, 'en')).toBe('ask an admin for a role that has funds.allocate');
  expect(sharedHint('FORBIDDEN', { ...right, advice: 'ask b' }, 'en')).toBeUndefined();
  expect(sharedHint('NOT_FOUND', { kind: 'account', value: 'a' }, 'zh')).toMatch(/^只能找到/);
});

test('ERR-1 where nothing is near, a hint says where to look', () => {
  expect(hintOf('FIELD_UNKNOWN', { field: 'x', nearest: [] }, 'en')).toBe('--columns help lists the fields');
  expect(hintOf('UNKNOWN_OPTION', { option: '--x', nearest: [], advice: { en: 'e', zh: 'z' } }, 'zh')).toBe('z');
  expect(hintOf('UNKNOWN_OPTION', { option: '--x', nearest: [] }, 'zh')).toBeUndefined();
});

test('ERR-1 a long value is told by its beginning, in whole characters; what is to be copied is whole', () => {
  const long = '😀'.repeat(20_000);
  const value = messageOf('NOT_FOUND', { kind: 'member', value: long }, 'en');
  expect(value).toBe(`no member "${'😀'.repeat(80)}…"`);
  expect(messageOf('NOT_FOUND', { kind: 'member', value: 'x'.repeat(100) }, 'en')).toContain('x'.repeat(100));
  expect(hintOf('NOT_FOUND', { nearest: [long, 'b'] }, 'en')).toBe(`nearest: ${'😀'.repeat(80)}…, b`);
  expect(messageOf('FILE_NOT_FOUND', { file: 'x'.repeat(300) }, 'en')).toContain('x'.repeat(300));
});
