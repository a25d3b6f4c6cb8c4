/**
 * Tables for people: no rules, two blanks between columns, numbers to the right, never wider than the terminal. Drawn in
 * small blocks with shared widths, each one row of cells with a line for every record: cli-table3 takes long over each cell,
 * and longer over tall ones.
 */
import type { Cell } from '../domain/question.ts';
import { cellText, headerOf, isNumeric } from './cells.ts';
import type { Column } from './columns.ts';
import { fitColumns, GAP, naturalWidths } from './layout.ts';
import type { WriteOptions } from './options.ts';
import { loadPaint } from './paint.ts';
import { plain } from './plain.ts';
import { renderBlock } from './record.ts';
import { cut, displayWidth } from './width.ts';

/** Without a width nothing is cut, and a later block may be wider than an earlier one. `optional`: the first to go first. */
export type TableOptions = Pick<WriteOptions, 'columns' | 'labels' | 'lang' | 'tz' | 'width' | 'color' | 'optional'> & {
  /** Told which columns were left out. */
  readonly onHidden?: (keys: readonly string[]) => void;
};

type Strings = readonly string[];

const BLOCK_ROWS = 10;

// What the library surely measures as a terminal does. It takes new emoji, joiners and marks of many scripts for wider or
// narrower than they are, and a table would lose its lines.
const MEASURED = /^[\x20-\x7e…\u3000-\u3029\u3030-\u303e\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*$/;
const STAND_IN = 0xe000;
const STAND_INS = /[\ue000-\uf8ff]x*/g;

const NO_RULES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid']
    .concat(['mid', 'mid-mid', 'right', 'right-mid'])
    .map((name) => [name, '']),
);

async function drawers() {
  const { default: Table } = await import('cli-table3');
  return (columns: readonly Column[]) => drawerOf(Table, columns);
}

function drawerOf(Table: typeof import('cli-table3'), columns: readonly Column[]) {
  const aligns = columns.map((column) => column.align ?? (isNumeric(column) ? 'right' : 'left'));
  return (rows: readonly Strings[], widths: readonly number[]): string[] => {
    const table = new Table({
      chars: { ...NO_RULES, middle: ' '.repeat(GAP) },
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
      colWidths: [...widths],
      colAligns: aligns,
    });
    // What it would measure wrongly is laid out as a stand-in of the right width, and put in afterwards.
    const kept: string[] = [];
    const fitted = (text: string, i: number): string => {
      const short = cut(text, widths[i]!);
      if (MEASURED.test(short)) return short;
      const width = displayWidth(short);
      if (width === 0) return '';
      kept.push(short);
      return String.fromCharCode(STAND_IN + kept.length - 1) + 'x'.repeat(width - 1);
    };
    table.push(columns.map((_, i) => rows.map((row) => fitted(row[i]!, i)).join('\n')));
    const drawn = table.toString().replace(STAND_INS, (mark) => kept[mark.charCodeAt(0) - STAND_IN]!);
    return drawn.split('\n').map((line) => line.trimEnd());
  };
}

/** Answers each page of rows with its text. The first page decides the widths. */
export async function tableWriter(options: TableOptions): Promise<(rows: readonly (readonly Cell[])[]) => string> {
  const { labels, lang, tz, width, color } = options;
  let { columns } = options;
  const paint = await loadPaint(color);
  const drawer = await drawers();
  let draw = drawer(columns);
  const texts = columns.map((column) => cellText(column, tz, lang));
  let heads = columns.map((column) => plain(headerOf(column, labels, lang)));
  let kept = columns.map((_, i) => i);
  // Longer than this never shows; it is cut before it is looked at closely.
  const most = width === undefined ? Number.POSITIVE_INFINITY : width * 8;
  let widths: number[] | undefined;
  let started = false;
  let records = false;

  return (page) => {
    if (page.length === 0) return '';
    let rows = page.map((row) => kept.map((i) => plain(texts[i]!(row[i]!).slice(0, most))));
    if (width === undefined) {
      const wanted = naturalWidths(heads, rows);
      widths = widths ? widths.map((known, i) => Math.max(known, wanted[i]!)) : wanted;
    } else if (!started) {
      const fitted = fitColumns(columns, heads, rows, width, options.optional ?? []);
      if (fitted.kept.length < columns.length) {
        kept = fitted.kept as number[];
        options.onHidden?.(columns.filter((_, i) => !kept.includes(i)).map(({ key }) => key));
        columns = kept.map((i) => columns[i]!);
        heads = kept.map((i) => heads[i]!);
        rows = rows.map((row) => kept.map((i) => row[i]!));
        draw = drawer(columns);
      }
      widths = fitted.widths;
      // Too many columns for so narrow a terminal: one below the other instead.
      records = widths === undefined;
    }
    const first = !started;
    started = true;
    if (records) {
      const block = (row: Strings) =>
        renderBlock(
          heads.map((head, i) => [head, row[i]!]),
          width,
        ) + '\n';
      return (first ? '' : '\n') + rows.map(block).join('\n');
    }
    const lines: string[] = [];
    for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
      const block = rows.slice(from, from + BLOCK_ROWS);
      const withHead = first && from === 0;
      const drawn = draw(withHead ? [heads, ...block] : block, widths!);
      if (withHead) drawn[0] = paint.head(drawn[0]!);
      lines.push(...drawn);
    }
    return lines.join('\n') + '\n';
  };
}
