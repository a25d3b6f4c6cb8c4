/** Errors and reasons in words, from their code and details, in the reader's language. */
import { briefDetails, defWith, ERRORS, type ErrorDef } from '../domain/errors.ts';
import { generalWord, isGeneral, isNamed } from '../domain/references.ts';
import type { AdctlError, Details } from '../domain/refusal.ts';
import { fill, type Lang, shortened, type Text } from '../domain/text.ts';
import { loadPaint } from './paint.ts';
import { plain } from './plain.ts';
import { formatCount } from './summary.ts';

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'en' in value && 'zh' in value;

/** A detail that is itself a text speaks the reader's language, also inside a list. */
export function spoken(value: unknown, lang: Lang): unknown {
  // Nobody has found out whether the reader sees it.
  if (isNamed(value)) return generalWord(value.named)[lang];
  if (isText(value)) return value[lang];
  if (Array.isArray(value)) return value.map((item) => spoken(item, lang));
  return typeof value === 'bigint' ? String(value) : value;
}

function spokenDetails(details: Details, lang: Lang): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, spoken(value, lang)]));
}

/** What is ours, or is to be copied, stays whole however long it is. */
const WHOLE: ReadonlySet<string> = new Set([
  'file',
  'url',
  'command',
  'again',
  'advice',
  'reason',
  'message',
  'what',
  'expected',
]);

function cut(value: unknown): unknown {
  if (typeof value === 'number') return formatCount(value);
  if (Array.isArray(value)) return value.map(cut);
  return typeof value === 'string' ? shortened(value) : value;
}

/** As details stand in a sentence. */
function saidDetails(details: Details, lang: Lang): Record<string, unknown> {
  const kept = (name: string) => WHOLE.has(name) || isText(details[name]);
  const spokenOnes = Object.entries(spokenDetails(details, lang));
  return Object.fromEntries(spokenOnes.map(([name, value]) => [name, kept(name) ? value : cut(value)]));
}

/** A code that this version does not know (from a newer server or state) is shown as it is. */
const defOf = (code: string, details: Details): ErrorDef | undefined =>
  Object.hasOwn(ERRORS, code) ? defWith(ERRORS[code as keyof typeof ERRORS], details) : undefined;

const NO_WORDS: Text = {
  en: 'it is a code of a newer version: update adctl on this machine',
  zh: '该代码来自更新的版本：请升级本机的 adctl',
};

export function messageOf(code: string, details: Details, lang: Lang): string {
  const def = defOf(code, details);
  return def ? fill(def.message[lang], saidDetails(details, lang)) : code;
}

/** Undefined where there is none, or where it would have a hole ("did you mean ?"). */
export function hintOf(code: string, details: Details, lang: Lang): string | undefined {
  const def = defOf(code, details);
  if (!def) return NO_WORDS[lang];
  return whole(def.hint?.[lang], details, lang) ?? whole(def.otherwise?.[lang], details, lang);
}

function whole(hint: string | undefined, details: Details, lang: Lang): string | undefined {
  if (hint === undefined) return undefined;
  const known = saidDetails(details, lang);
  for (const [, name] of hint.matchAll(/\{(\w+)\}/g)) {
    const value = known[name!];
    if (isGeneral(details[name!]) || isNamed(details[name!])) return undefined;
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
      return undefined;
    }
  }
  return fill(hint, known);
}

/** What to do about rows that failed alike: a hint that would be another for each of them is none, and gives way to what is said otherwise. */
export function sharedHint(code: string, details: Details, lang: Lang): string | undefined {
  const { hint, otherwise } = defOf(code, details) ?? {};
  if (!hint) return undefined;
  const alike = new Set([...briefDetails(code as keyof typeof ERRORS, details), 'option']);
  const namesIn = (text: Text) => [...text.en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const shared = (text: Text) => namesIn(text).every((name) => alike.has(name));
  if (shared(hint)) return hintOf(code, details, lang);
  const own = namesIn(hint).some((name) => !alike.has(name) && details[name] !== undefined);
  return !own && otherwise && shared(otherwise) ? whole(otherwise[lang], details, lang) : undefined;
}

/** Why a row ended as it did: one line, for a cell or a summary. */
export function reasonOf(code: string, details: Details, lang: Lang): string {
  return plain(messageOf(code, details, lang));
}

/** The same without naming the record, so that equal reasons of many rows can be counted together. */
export function briefOf(code: string, details: Details, lang: Lang): string {
  const brief = defOf(code, details)?.brief?.[lang];
  return brief === undefined ? reasonOf(code, details, lang) : plain(fill(brief, saidDetails(details, lang)));
}

export type ErrorOptions = { readonly lang: Lang; readonly format?: string; readonly color: boolean };

/** What goes to stderr, with its last line break. For JSON one line that a program can read. */
export async function renderError(error: AdctlError, options: ErrorOptions): Promise<string> {
  const { lang } = options;
  const { code, details } = error;
  const message = messageOf(code, details, lang);
  const hint = hintOf(code, details, lang);
  if (options.format === 'json' || options.format === 'ndjson') {
    // A program reads the same in every language.
    const known = spokenDetails(details, 'en');
    return JSON.stringify({ error: { code, message, ...(hint !== undefined && { hint }), details: known } }) + '\n';
  }
  const paint = await loadPaint(options.color);
  const word = { error: { en: 'error:', zh: '错误：' }, hint: { en: 'hint:', zh: '提示：' } };
  const blank = lang === 'zh' ? '' : ' ';
  const first = `${paint.error(word.error[lang])}${blank}${plain(message)} (${code})\n`;
  return hint === undefined ? first : `${first}  ${paint.hint(word.hint[lang])}${blank}${plain(hint)}\n`;
}
