/** ORG-1: social credit codes (GB 32100-2015) and personal id numbers (GB 11643-1999). */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCreditCode, checkLicence, checkPersonNumber, creditCodeCheck } from '../../src/domain/licence.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const reasonOf = (found: ReturnType<typeof checkLicence>) =>
  'refuse' in found ? (found.details['reason'] as { en: string }).en : undefined;

describe('ORG-1 business licences', () => {
  // Codes of well-known companies, from the public register.
  test.each(['91440300708461136T', '91110000802100433B', '91330100799655058B', '914403001922038216'])(
    '%s is right',
    (code) => {
      expect(checkLicence(code)).toEqual({ kind: 'business', number: code });
      expect(checkCreditCode(code.toLowerCase())).toEqual({ number: code });
    },
  );

  test('any code with its check character is right, and no other character fits', () => {
    const body = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 }).map((list) => list.join(''));
    fc.assert(
      fc.property(body, fc.constantFrom(...ALPHABET), (first, last) => {
        const fits = creditCodeCheck(first);
        const found = checkCreditCode(first + last);
        if (last === fits) expect(found).toEqual({ number: first + last });
        else expect(reasonOf(found as never)).toBe(`the check character does not fit; ${fits} would`);
      }),
    );
  });

  test.each(['I', 'O', 'S', 'V', 'Z', '-', '中'])(
    'the letter %s is not in the alphabet; the place is named',
    (letter) => {
      expect(reasonOf(checkLicence(`91440${letter}00708461136T`))).toBe(
        `"${letter}" at position 6 is not in the alphabet`,
      );
    },
  );

  test.each([
    ['', 0],
    ['91440300708461136', 17],
    ['91440300708461136TT', 19],
  ])('"%s" has the wrong length', (code, length) => {
    expect(reasonOf(checkCreditCode(code) as never)).toBe(`18 characters are needed, not ${length}`);
  });
});

describe('ORG-1 personal numbers', () => {
  test.each(['11010519491231002X', '440524188001010014'])('%s is right', (number) => {
    expect(checkLicence(number)).toEqual({ kind: 'person', number });
    expect(checkPersonNumber(number.toLowerCase())).toEqual({ number });
  });

  test.each([
    ['110105194913310021', 'its date of birth does not exist'],
    ['110105190002290021', 'its date of birth does not exist'],
    ['1101051949123100A1', '"A" at position 17 is not a digit'],
    ['110105194912310021', 'the check character does not fit; X would'],
  ])('%s: %s', (number, reason) => {
    expect(reasonOf(checkPersonNumber(number) as never)).toBe(reason);
  });

  test('PII-1 a refused number that may be a person’s is not repeated', () => {
    for (const [text, kind] of [
      ['110105194912310021', undefined],
      ['110105194913310021', undefined],
      ['11010519491231002X', 'business'],
      ['9', 'person'],
    ] as const) {
      const found = checkLicence(text, kind);
      expect('refuse' in found && found.details['value']).toBe('•••');
    }
  });
});
