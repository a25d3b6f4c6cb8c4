/**
 * Where a list was cut, for its reader to hand back. It holds the values that the order goes by, some of which the
 * reader may not see, so it is sealed under a key of the state and tied to the question.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { canonical } from '../../domain/audit.ts';
import type { Question } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { Unreadable } from '../../domain/stored.ts';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Columns and limit may change from page to page, what the list is made of may not. */
function digest(question: Question): Buffer {
  const { columns: _columns, limit: _limit, after: _after, ...what } = question;
  return createHash('sha256').update(canonical(what)).digest();
}

export function sealCursor(key: Buffer, question: Question, values: readonly unknown[]): string {
  if (key.length !== KEY_BYTES) throw new Unreadable('its key of cursors cannot be read');
  const plain = JSON.stringify(values);
  const bound = digest(question);
  // The same place of the same list has the same cursor; a repeated text under a derived nonce reveals nothing else.
  const iv = createHmac('sha256', key).update(bound).update(plain).digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(bound);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
}

export function openCursor(key: Buffer, question: Question, cursor: string): unknown[] {
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(digest(question));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const sealed = bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES);
    return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')) as unknown[];
  } catch (error) {
    throw new AdctlError('CURSOR_INVALID', {}, { cause: error });
  }
}
