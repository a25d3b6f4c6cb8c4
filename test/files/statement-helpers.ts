import { AdctlError } from '../../src/domain/refusal.ts';
import { isBad, type StatementLine, type StatementRow } from '../../src/domain/statement-lines.ts';
import type { StatementEnd } from '../../src/files/statements/lines.ts';
import { type OpenedStatement, readStatement, type StatementOptions } from '../../src/files/statements/read.ts';
import { messageOf } from '../../src/render/messages.ts';
import { fileOf, stream } from './helpers.ts';

export type Statement = {
  readonly opened: OpenedStatement;
  readonly rows: readonly StatementRow[];
  readonly lines: readonly StatementLine[];
  readonly end: StatementEnd;
  /** By direction and currency, in minor units: `out CNY 5 21164`. */
  readonly totals: readonly string[];
  /** As they are told. */
  readonly found: readonly string[];
  readonly bad: readonly string[];
};

export async function statementOf(file: string, more: Partial<StatementOptions> = {}): Promise<Statement> {
  const opened = await readStatement({ file, stdin: stream(), ...more });
  try {
    const rows: StatementRow[] = [];
    const lines = opened.read();
    let step = await lines.next();
    for (; !step.done; step = await lines.next()) rows.push(...step.value);
    const end = step.value;
    const totals = [...end.totals].flatMap(([currency, of]) =>
      Object.entries(of).flatMap(([direction, { count, amount }]) =>
        count > 0 ? [`${direction} ${currency} ${count} ${amount}`] : [],
      ),
    );
    const found = end.findings.map(({ code, details }) => messageOf(code as 'STATEMENT_COUNT', details, 'en'));
    const bad = rows.filter(isBad).map((row) => messageOf(row.bad.code, row.bad.details, 'en'));
    return { opened, rows, lines: rows.flatMap((row) => (isBad(row) ? [] : [row])), end, totals, found, bad };
  } finally {
    await opened.close();
  }
}

export const statement = (content: string | Buffer, more: Partial<StatementOptions> = {}): Promise<Statement> =>
  statementOf(fileOf(content), more);

/** How a file is refused: the code and what is said. */
export async function refusedAs(content: string | Buffer, more: Partial<StatementOptions> = {}): Promise<string> {
  try {
    const { opened } = await statement(content, more);
    return `read as ${opened.layout}`;
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    return `${error.code} ${messageOf(error.code, { ...error.details, file: 'FILE' }, 'en')}`;
  }
}
