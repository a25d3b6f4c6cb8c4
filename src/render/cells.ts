/** One cell as text. What a value looks like is decided here, once for every form of output. */
import { isInstant } from '../domain/kind.ts';
import type { Cell } from '../domain/question.ts';
import type { Lang } from '../domain/text.ts';
import type { Column } from './columns.ts';
import { formatInstant } from './zone.ts';

export type CellText = (cell: Cell) => string;

/**
 * For CSV and tables: nothing is an empty cell; the items of a list are joined by `,`, one of the marks at which a file
 * is split again. `lang` zh shows an enum by its label; without, and in en, by its key, which is what filters take.
 */
export function cellText(column: Column, tz: string, lang?: Lang): CellText {
  const { values } = column;
  if (column.type === 'instant') return (cell) => (isInstant(cell) ? formatInstant(cell, tz) : words(cell));
  if (lang === 'zh' && values)
    return (cell) => (typeof cell === 'string' ? values[cell]?.zh : undefined) ?? words(cell);
  return words;
}

function words(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? cell.join(',') : String(cell);
}

/** For JSON: amounts and ids are strings, integers numbers, lists arrays, json fields their content, nothing is null. */
export function cellJson(column: Column, tz: string): CellText {
  switch (column.type) {
    case 'instant':
      return (cell) => JSON.stringify(isInstant(cell) ? formatInstant(cell, tz) : (cell ?? null));
    case 'json':
      return (cell) => (typeof cell === 'string' ? embedded(cell) : JSON.stringify(cell ?? null));
    case 'integer':
      return (cell) => JSON.stringify(cell ?? null);
    default:
      return (cell) => JSON.stringify(typeof cell === 'number' ? String(cell) : (cell ?? null));
  }
}

function embedded(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return JSON.stringify(text);
  }
}

export function headerOf(column: Column, labels: boolean, lang: Lang): string {
  return labels ? column.label[lang] : column.key;
}

export const isNumeric = (column: Column): boolean => column.type === 'integer' || column.type === 'amount';
