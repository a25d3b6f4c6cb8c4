/** Whether the form of output that was asked for can be written: before anything is done. */
import { type Format, SHEET_FULL, SHEET_ROWS } from '../domain/formats.ts';
import { AdctlError } from '../domain/refusal.ts';

/** What a session says of its output. */
type Form = {
  readonly format: Format;
  readonly tty: boolean;
  readonly quiet: boolean;
  readonly excel: boolean;
  readonly options: Readonly<Record<string, unknown>>;
};

/** A sheet takes so many rows: known before the work where the number of rows is. */
export function assertFits({ format }: Pick<Form, 'format'>, rows: number | undefined): void {
  if (format !== 'xlsx' || rows === undefined || rows <= SHEET_ROWS) return;
  throw new AdctlError('SHEET_TOO_LARGE', { file: '-o xlsx', reason: SHEET_FULL });
}

/** What is asked of the form of output must go together, and go where it is sent. */
export function assertForm({ format, tty, quiet, excel, options }: Form): void {
  const { encoding } = options;
  const wrong = (option: string, value: unknown, en: string, zh: string): AdctlError =>
    new AdctlError('OPTION_VALUE', { option, value, expected: { en, zh } });
  if (encoding !== undefined && !/^(?:utf-8|gb18030)$/i.test(String(encoding)))
    throw wrong('--encoding', encoding, 'utf-8 or gb18030', '应为 utf-8 或 gb18030');
  if (excel && format !== 'csv') throw wrong('--format', format, '--excel writes CSV', '--excel 只输出 CSV');
  if (encoding !== undefined && format !== 'csv' && format !== 'tsv')
    throw wrong('--format', format, '--encoding goes with csv and tsv', '--encoding 只用于 csv 和 tsv');
  if (format === 'xlsx' && tty && !quiet) throw new AdctlError('BINARY_TERMINAL');
}
