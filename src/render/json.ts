/** JSON and NDJSON: keys always in snake_case, one record per line, so that the largest array streams. */
import type { Cell } from '../domain/question.ts';
import { cellJson } from './cells.ts';
import type { Column } from './columns.ts';

export function jsonRecord(columns: readonly Column[], tz: string): (row: readonly Cell[]) => string {
  const names = columns.map((column, i) => (i ? ',' : '{') + JSON.stringify(column.key) + ':');
  const texts = columns.map((column) => cellJson(column, tz));
  return (row) => {
    let line = '';
    for (let i = 0; i < names.length; i++) line += names[i]! + texts[i]!(row[i]!);
    return line === '' ? '{}' : line + '}';
  };
}
