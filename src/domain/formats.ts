/** The forms of output that can be asked for. */
import type { Text } from './text.ts';

export const FORMATS = ['table', 'csv', 'tsv', 'json', 'ndjson', 'xlsx', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** Rows of a sheet, in and out, its header not among them: a workbook is held in memory whole. */
export const SHEET_ROWS = 200_000;
export const SHEET_FULL: Text = { en: 'a sheet holds at most 200,000 rows', zh: '工作表最多 200,000 行' };
