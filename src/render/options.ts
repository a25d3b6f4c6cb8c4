/** How pages of cells are written: what every writer is told. */
import type { Format } from '../domain/formats.ts';
import type { Lang } from '../domain/text.ts';
import type { Column } from './columns.ts';

export type WriteOptions = {
  readonly format: Format;
  readonly columns: readonly Column[];
  readonly labels: boolean;
  readonly lang: Lang;
  readonly tz: string;
  /** Columns of the terminal, where there is one. */
  readonly width?: number;
  readonly color: boolean;
  /** Only this column, one value per line, in whatever format. The pages must hold it. */
  readonly quiet?: string;
  /** A table stops here. */
  readonly tableLimit?: number;
  /** What follows the last page counts, however many rows a table has room for. */
  readonly toTheEnd?: true;
  /** CSV made for Excel. */
  readonly excel?: boolean;
  /** UTF-8 with the mark by which Excel knows it. */
  readonly bom?: boolean;
  /** The pages are work that must not stop half-way: what cannot be written is told after the last. */
  readonly late?: boolean;
  /** Columns that a table on a narrow terminal may do without. */
  readonly optional?: readonly string[];
  /** JSON is one object, not an array of one. */
  readonly single?: boolean;
};
