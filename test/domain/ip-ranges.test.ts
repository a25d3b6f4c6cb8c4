/** From where a token works: addresses and ranges of both versions. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressAllowed, isRange } from '../../src/domain/ip-ranges.ts';

describe('an address or a range', () => {
  test.each([
    '1.2.3.4',
    '0.0.0.0/0',
    '10.0.0.0/8',
    '10.1.2.3/32',
    '::',
    '::/0',
    '::1',
    '2001:DB8::/32',
    '2001:db8:0:0:0:0:0:1',
    '1::',
    '::ffff:10.0.0.1',
    '::ffff:10.0.0.0/104',
    '64:ff9b::1.2.3.4',
  ])('%s', (text) => {
    expect(isRange(text)).toBe(true);
  });

  test.each([
    '',
    ' ',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/08',
    '1.2.3.4/-1',
    '1.2.3.4/8',
    '/8',
    '10.0.0.0/8/8',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'g::',
    '::/129',
    '::1/64',
    'fe80::1%eth0',
    '::1.2.3',
    '1.2.3.4::',
    '[::1]',
    '::ffff:10.0.0.1/104',
  ])('none: %j', (text) => {
    expect(isRange(text)).toBe(false);
  });
});

describe('addressAllowed', () => {
  test.each([
    [[], '1.2.3.4', true],
    [[], 'whatever', true],
    [['1.2.3.4'], '1.2.3.4', true],
    [['1.2.3.4'], '1.2.3.5', false],
    [['10.0.0.0/8'], '10.255.255.255', true],
    [['10.0.0.0/8'], '11.0.0.0', false],
    [['10.0.0.0/8', '192.168.1.0/24'], '192.168.1.77', true],
    [['10.0.0.0/8', '192.168.1.0/24'], '192.168.2.1', false],
    [['0.0.0.0/0'], '8.8.8.8', true],
    [['0.0.0.0/0'], '::1', false],
    [['::/0'], '8.8.8.8', false],
    [['::/0'], '2001:db8::1', true],
    [['2001:db8::/32'], '2001:0DB8:ffff::', true],
    [['2001:db8::/32'], '2001:db9::', false],
    [['::1'], '0:0:0:0:0:0:0:1', true],
    [['fe80::/10'], 'fe80::1%eth0', true],
    // An IPv4 client of a socket that listens on both versions.
    [['10.0.0.0/8'], '::ffff:10.1.2.3', true],
    [['10.0.0.0/8'], '::ffff:a01:203', true],
    [['10.0.0.0/8'], '::10.1.2.3', false],
    [['::ffff:10.0.0.0/104'], '10.1.2.3', true],
    [['::ffff:10.0.0.0/104'], '11.1.2.3', false],
    [['::/0'], '::ffff:10.1.2.3', false],
    [['10.0.0.0/8'], '', false],
    [['10.0.0.0/8'], '10.0.0.0/8', false],
    [['10.0.0.0/8'], '10.0.0.01', false],
    [['nonsense'], '10.0.0.1', false],
  ])('%j %s: %s', (ranges, address, expected) => {
    expect(addressAllowed(ranges, address)).toBe(expected);
  });

  /** The bits of an address, told without the parser that is tried. */
  const binary = (parts: readonly number[], width: number) =>
    parts.map((part) => part.toString(2).padStart(width, '0')).join('');
  const parts = (width: number, count: number) =>
    fc.array(fc.integer({ min: 0, max: 2 ** width - 1 }), { minLength: count, maxLength: count });
  const written = (version: 4 | 6, of: readonly number[]) =>
    version === 4 ? of.join('.') : of.map((part) => part.toString(16)).join(':');

  test.each([
    [4, 8, 4],
    [6, 16, 8],
  ] as const)('version %i: allowed where the first bits agree', (version, width, count) => {
    const cases = fc.tuple(parts(width, count), parts(width, count), fc.integer({ min: 0, max: width * count }));
    fc.assert(
      fc.property(cases, fc.boolean(), ([one, other, prefix], near) => {
        // Not among those that are version 4 in disguise.
        fc.pre(version === 4 || (one[0] !== 0 && other[0] !== 0));
        const bits = binary(one, width)
          .slice(0, prefix)
          .padEnd(width * count, '0');
        const start = Array.from({ length: count }, (_, i) =>
          Number.parseInt(bits.slice(i * width, (i + 1) * width), 2),
        );
        const asked = near ? one : other;
        fc.pre(version === 4 || start[0] !== 0 || prefix === 0);
        const range = `${written(version, start)}/${prefix}`;
        expect(isRange(range)).toBe(true);
        const agree = binary(asked, width).slice(0, prefix) === bits.slice(0, prefix);
        expect(addressAllowed([range], written(version, asked))).toBe(agree);
        if (version === 4) expect(addressAllowed([range], `::ffff:${written(4, asked)}`)).toBe(agree);
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});
