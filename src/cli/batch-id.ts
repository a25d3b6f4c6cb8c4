/** Batch ids: `b_` and a ULID, made by the caller, so that a call sent again names the same batch. */
import { randomBytes } from 'node:crypto';
import type { Io } from './io.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function newBatchId({ clock, random: bytes = randomBytes }: Pick<Io, 'clock' | 'random'>): string {
  let time = '';
  for (let rest = clock(), i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = CROCKFORD[rest % 32] + time;
  let random = '';
  for (const byte of bytes(16)) random += CROCKFORD[byte % 32];
  return `b_${time}${random}`;
}
