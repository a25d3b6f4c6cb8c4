/** The text of a token: what it is made of, and what of it can be told without a server. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, isHash, looksLikeToken, newToken } from '../../src/domain/tokens.ts';

const ZEROS = newToken(new Uint8Array(32));

test('a token keeps its form for ever: those that are in use would be taken for mistyped', () => {
  expect(ZEROS).toBe('adctl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAO71qi');
  expect(ZEROS).toHaveLength(55);
  expect(hashOf(ZEROS)).toBe(createHash('sha256').update(ZEROS).digest('hex'));
  expect(isHash(hashOf(ZEROS))).toBe(true);
  expect(isHash(ZEROS)).toBe(false);
});

test('it is made of 256 bits', () => {
  for (const length of [0, 31, 33]) expect(() => newToken(new Uint8Array(length))).toThrow();
});

test('each has its own text, which is one word of a shell and a URL, and is known for what it is', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const token = newToken(one);
      expect(token).toMatch(/^adctl_[\w-]{49}$/);
      expect(looksLikeToken(token)).toBe(true);
      expect(newToken(other) === token).toBe(Buffer.from(one).equals(other));
    }),
    { seed: 7 },
  );
});

test('a slip of one character is told from a token, and so is a part of one', () => {
  for (let i = 0; i < ZEROS.length; i++) {
    const slip = `${ZEROS.slice(0, i)}${ZEROS[i] === 'x' ? 'y' : 'x'}${ZEROS.slice(i + 1)}`;
    expect([slip, looksLikeToken(slip)]).toEqual([slip, false]);
    expect(looksLikeToken(ZEROS.slice(0, i))).toBe(false);
  }
  for (const text of ['', ` ${ZEROS}`, `${ZEROS}\n`, `${ZEROS}x`]) expect(looksLikeToken(text)).toBe(false);
});
