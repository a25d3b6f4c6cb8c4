/** The forms of output that can be asked for. */
import type { Text } from './text.ts';

export const FORMATS = ['table', 'csv', 'tsv', 'json', 'ndjson', 'xlsx', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** Rows of a sheet, in and out, its header not among them: a workbook is held in memory whole. */
export const SHEET_ROWS = 200_000;
export const SHEET_FULL: Text = { en: 'a sheet holds at most 200,000 rows', zh: '工作表最多 200,000 行' };
/** Characters of a cell: a text that does not fit is refused, never cut. */
export const SHEET_CELL = 32_767;
export const SHEET_LONG: Text = {
  en: 'a cell of a sheet holds at most 32,767 characters',
  zh: '工作表单元格最多 32,767 个字符',
};

/** `_x0041_` is how a workbook spells a character that XML lacks: a text that only looks so is spelled out. */
export const sheetText = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
