/** A cell as its writer meant it: without blanks around it, and without what spreadsheets and careful exporters put before it. */
import { trim } from '../domain/parse.ts';

const APOSTROPHE = 0x27;
const EQUALS = 0x3d;
const TAB = 0x09;

/**
 * `'0123` and `="0123"` keep a spreadsheet from making a number of an id; TAB or `'` before `=+-@` defuses a formula.
 * After a TAB everything is as it stands.
 */
export function cleanCell(text: string): string {
  const value = trim(text);
  const first = value.charCodeAt(0);
  if (text.charCodeAt(0) === TAB) return value;
  if (first === APOSTROPHE) return /^'\s*[\d=+\-@]/.test(value) ? trim(value.slice(1)) : value;
  if (first !== EQUALS) return value;
  const formula = /^="((?:[^"]|"")*)"$/.exec(value);
  return formula ? trim(formula[1]!.replaceAll('""', '"')) : value;
}
