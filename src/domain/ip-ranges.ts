/** Internet addresses and ranges of them, of both versions; an IPv4 address that is written as IPv6 is the IPv4 one. */

type Range = { readonly version: 4 | 6; readonly bits: bigint; readonly prefix: number };

const WIDTH = { 4: 32, 6: 128 } as const;

/** No part begins with a zero: some would read it as octal. */
function bits4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function bits6(text: string): bigint | undefined {
  const colon = text.lastIndexOf(':');
  const tail = text.slice(colon + 1);
  const v4 = tail.includes('.') ? bits4(tail) : undefined;
  if (tail.includes('.') && v4 === undefined) return undefined;
  const written =
    v4 === undefined ? text : `${text.slice(0, colon + 1)}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`;
  const halves = written.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const parts = [...head, ...Array<string>(missing).fill('0'), ...rest];
  if (!parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  return parts.reduce((bits, part) => (bits << 16n) | BigInt(`0x${part}`), 0n);
}

function rangeOf(text: string): Range | undefined {
  const [, address = '', size] = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const version = address.includes(':') ? 6 : 4;
  const bits = version === 6 ? bits6(address) : bits4(address);
  const prefix = size === undefined ? WIDTH[version] : Number(size);
  if (bits === undefined || prefix > WIDTH[version]) return undefined;
  // ::ffff:0:0/96 is where IPv4 lies in IPv6.
  if (version === 6 && bits >> 32n === 0xffffn && prefix >= 96)
    return { version: 4, bits: bits & 0xffffffffn, prefix: prefix - 96 };
  return { version, bits, prefix };
}

const network = ({ version, bits, prefix }: Range): bigint => bits >> BigInt(WIDTH[version] - prefix);

/** An address or a range, none of whose bits lie behind its prefix: more than one range may be meant then. */
export function isRange(text: string): boolean {
  const range = rangeOf(text);
  return range !== undefined && network(range) << BigInt(WIDTH[range.version] - range.prefix) === range.bits;
}

/** Whether an address lies in one of the ranges; where there are none, any does. What is no address lies in none. */
export function addressAllowed(ranges: readonly string[], address: string): boolean {
  if (ranges.length === 0) return true;
  // What follows a % is the interface by which this machine would reach it.
  const asked = rangeOf(address.replace(/%.*$/, ''));
  if (!asked || address.includes('/')) return false;
  return ranges.some((text) => {
    const range = rangeOf(text);
    return range?.version === asked.version && network(range) === network({ ...asked, prefix: range.prefix });
  });
}

/** An address, or the name of one, that only this machine reaches. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|.+\.localhost|(?:::ffff:)?127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
