/** What a statement file has wrong with itself, as it is told with the file and kept with the outcome (FUND-11). */
import { STATEMENT_ERRORS } from '../domain/errors/statements.ts';
import type { Finding } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import { readable } from '../domain/stored.ts';
import type { Text } from '../domain/text.ts';

const CODES: ReadonlySet<string> = new Set(
  Object.entries(STATEMENT_ERRORS).flatMap(([code, { exit }]) => (exit === 8 ? [code] : [])),
);

/** A list of texts travels, whatever the link. */
export const faultText = ({ code, details }: Finding): string => JSON.stringify([code, details]);

const isWord = (one: unknown): boolean => typeof one === 'string' || Number.isSafeInteger(one);
const isText = (one: unknown): boolean =>
  typeof one === 'object' &&
  one !== null &&
  Object.keys(one).toSorted().join() === 'en,zh' &&
  Object.values(one).every(isWord);

/** Whoever calls by hand may send what no file has. */
export function faultsSaid(texts: readonly string[] = []): Finding[] {
  return texts.map((value) => {
    const [code, details, ...rest] = ([] as unknown[]).concat(readable<unknown>(value) ?? []);
    const said = typeof details === 'object' && details !== null ? Object.values(details) : [undefined];
    if (!CODES.has(String(code)) || rest.length > 0 || !said.every((one) => isWord(one) || isText(one)))
      throw new AdctlError('VALUE_INVALID', { field: FAULTS, value: value.slice(0, 40), expected: EXPECTED });
    return { code: String(code), details: details as Finding['details'] };
  });
}

const FAULTS: Text = { en: 'faults of the file', zh: '文件自身问题' };
const EXPECTED: Text = { en: 'a code and its details, as JSON', zh: 'JSON 形式的代码及其明细' };
