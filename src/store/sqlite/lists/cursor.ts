/**
 * Where a list was cut, for its reader to hand back, tied to the question. It holds the values that the order goes by.
 * Some of these its reader may not see, so it is sealed under a key of the state; a list in the order of its own keys
 * and of what no reader of a row is kept from has nothing to hide, and is spared the cipher, which takes longer to load
 * than the list to answer.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { canonical } from '../../../domain/audit.ts';
import { KINDS } from '../../../domain/kinds.ts';
import type { Question } from '../../../domain/question.ts';
import { AdctlError } from '../../../domain/refusal.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** No sealed cursor begins so. */
const PLAIN = 'k.';
const CHECK_CHARS = 8;

/** Columns and limit may change from page to page, what the list is made of may not. */
function madeOf(question: Question): string {
  const { columns: _columns, limit: _limit, after: _after, ...what } = question;
  return canonical(what);
}

const digest = (question: Question): Buffer => createHash('sha256').update(madeOf(question)).digest();

/** Whether the order goes by nothing but the key and what else every reader of a row sees. */
function inOpenOrder({ kind, sort }: Question): boolean {
  const { key, open = [], sort: usual } = KINDS[kind];
  return (sort.length > 0 ? sort : usual).every((name) => [...key, ...open].includes(name.replace(/^-/, '')));
}

/** FNV-1a of 32 bits, hex: tells a cursor of another list and a damaged one; guards nothing. */
function check(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(CHECK_CHARS, '0');
}

const plainCursor = (question: Question, values: string): string =>
  PLAIN + Buffer.from(check(madeOf(question) + values) + values).toString('base64url');

function openPlain(question: Question, cursor: string): unknown[] {
  const values = Buffer.from(cursor.slice(PLAIN.length), 'base64url').toString('utf8').slice(CHECK_CHARS);
  if (!inOpenOrder(question) || plainCursor(question, values) !== cursor) throw new AdctlError('CURSOR_INVALID');
  return parsed(values);
}

/** Texts and numbers, whoever wrote it. */
function parsed(values: string): unknown[] {
  try {
    const found: unknown = JSON.parse(values);
    if (Array.isArray(found) && found.every((value) => typeof value === 'string' || typeof value === 'number'))
      return found;
  } catch {
    // No JSON.
  }
  throw new AdctlError('CURSOR_INVALID');
}

/** `key`: asked for only where something is sealed. */
export function sealCursor(key: () => Buffer, question: Question, values: readonly unknown[]): string {
  const plain = JSON.stringify(values);
  if (inOpenOrder(question)) return plainCursor(question, plain);
  const secret = key();
  const bound = digest(question);
  // The same place of the same list has the same cursor; a repeated text under a derived nonce reveals nothing else.
  const iv = createHmac('sha256', secret).update(bound).update(plain).digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  cipher.setAAD(bound);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
}

export function openCursor(key: () => Buffer, question: Question, cursor: string): unknown[] {
  if (cursor.startsWith(PLAIN)) return openPlain(question, cursor);
  const secret = key();
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(digest(question));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const sealed = bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES);
    return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')) as unknown[];
  } catch (error) {
    throw new AdctlError('CURSOR_INVALID', {}, { cause: error });
  }
}
