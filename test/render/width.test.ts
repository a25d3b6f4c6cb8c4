import { describe, expect, test } from 'vitest';
import { plain } from '../../src/render/plain.ts';
import { cut, displayWidth, pad } from '../../src/render/width.ts';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('width is what a terminal shows', () => {
  const table: [string, number][] = [
    ['', 0],
    ['abc', 3],
    ['账户', 4],
    ['ａｂ', 4],
    ['（公司）', 8],
    ['한국', 4],
    ['カナ', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['👍', 2],
    ['👍🏽', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇨🇳', 2],
    ['❤️', 2],
    ['1️⃣', 2],
    ['🫠', 2],
    ['𠮷', 2],
    ['ก็', 1],
    ['…', 1],
  ];
  test.each(table)('%j is %d wide', (text, width) => {
    expect(displayWidth(text)).toBe(width);
    expect(pad(text, 10)).toBe(text + ' '.repeat(10 - width));
  });

  test('simple texts are measured and cut as all others', () => {
    // A mark makes the text one that is looked at closely.
    const marked = 'e\u0301';
    for (const code of [
      ...range(0x20, 0x300),
      ...range(0x2000, 0xd800),
      ...range(0xe000, 0xfb00),
      ...range(0xff00, 0xfff0),
    ]) {
      const text = String.fromCharCode(code);
      const close = displayWidth(`${text} ${marked}`) - 2;
      if (close !== displayWidth(text)) expect.fail(`U+${code.toString(16)}: ${displayWidth(text)}, ${close}`);
      const many = text.repeat(9);
      // Some writing joins letters into one.
      if (close > 0 && displayWidth(many) === 9 * close) expect(cut(many, 7)).toBe(cut(`${many}b${marked}`, 7));
    }
  });

  test('a cut text never exceeds its room nor splits a character', () => {
    for (const [text] of table) {
      const long = text.repeat(5);
      for (let max = 0; max <= 12; max++) expect(displayWidth(cut(long, max))).toBeLessThanOrEqual(max);
    }
    expect(cut('账户名称', 8)).toBe('账户名称');
    expect(cut('账户名称', 7)).toBe('账户名…');
    expect(cut('账户名称', 6)).toBe('账户…');
    expect(cut('a👨‍👩‍👧‍👦b', 2)).toBe('a…');
    expect(cut('abc', 1)).toBe('…');
  });
});

describe('plain shows what would control a terminal', () => {
  const table: [string, string][] = [
    ['plain 账户 👨‍👩‍👧', 'plain 账户 👨‍👩‍👧'],
    ['a\r\nb\nc\td', 'a b c d'],
    ['a\u2028b\u0085c', 'a b c'],
    ['\u001b[31mred', '\\x1b[31mred'],
    ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
    ['\u009b31m', '\\x9b31m'],
    ['a\u0000\u007f', 'a\\x00\\x7f'],
    ['\u202egpj.exe', '\\u202egpj.exe'],
    ['\u2066x\u2069', '\\u2066x\\u2069'],
    ['zero\u200bwidth', 'zero\\u200bwidth'],
    ['lone \ud800!', 'lone \ufffd!'],
  ];
  test.each(table)('%j', (text, shown) => expect(plain(text)).toBe(shown));
});
