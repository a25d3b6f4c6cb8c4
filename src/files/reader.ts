/** What every form of input looks like once its first pass is done. `R` is a record before it is made a row. */
import type { IdForm } from '../domain/addresses.ts';
import type { RawRow } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import type { HeaderRules } from './headers.ts';

export type Format = 'csv' | 'tsv' | 'ndjson' | 'json' | 'ids' | 'sheet';

export type Reader<R> = {
  readonly format: Format;
  /** The user's own columns: what an earlier --failed added is left out. */
  readonly header: readonly string[];
  readonly ignored: readonly string[];
  /** Rows have a column that names them. */
  readonly referenced: boolean;
  readonly rows: number;
  records(): AsyncGenerator<R[]>;
  row(record: R, row: number): RawRow;
  /** As it came in, in the order of `header`; what is beyond it follows. */
  cells(record: R): string[];
};

export type Reading = HeaderRules & {
  readonly file: string | Text;
  readonly idField: string;
  readonly ids: IdForm;
  /** The whole input as UTF-8 without BOM, from the start, each time. */
  text(): AsyncGenerator<Buffer>;
};
