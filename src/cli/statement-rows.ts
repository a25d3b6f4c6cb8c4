/** A statement file as a query is asked about it: its lines, what it says of itself, and what is wrong with that. */
import { basename } from 'node:path';
import type { Finding } from '../domain/question.ts';
import type { RawRow } from '../domain/schema.ts';
import { isBad, lineCells, type StatementRow } from '../domain/statement-lines.ts';
import type { StatementEnd } from '../files/statements/lines.ts';
import { readStatement } from '../files/statements/read.ts';
import { faultText } from '../operations/kept-faults.ts';
import type { Session } from './session.ts';
import { usage } from './usage.ts';

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** It is read twice: what stands at its end is said along with its first line. */
export async function statementRows(session: Session, file: unknown) {
  if (typeof file !== 'string')
    throw usage(
      session,
      {
        en: 'FILE is missing: the statement to compare with the books (- for standard input)',
        zh: '缺少文件：请指定要与账本比较的对账文件（- 为标准输入）',
      },
      {
        en: 'give one of a bank or payment platform, with --holder; --kept lists what was reconciled before',
        zh: '请给出银行或支付平台的对账文件，并加 --holder；--kept 列出已保存的对账',
      },
    );
  const { source, sheet, days, currency } = session.options;
  const opened = await readStatement({
    file,
    stdin: session.io.stdin,
    signal: session.io.signal,
    source: optional(source),
    sheet: optional(sheet),
    days: optional(days) as 'ymd' | undefined,
    currency: optional(currency)?.toUpperCase(),
  });
  try {
    const end = await endOf(opened.read());
    const { from, to } = end.period ?? end.days ?? {};
    return {
      rows: {
        async *[Symbol.asyncIterator]() {
          for await (const chunk of opened.read()) yield chunk.map(rawRow);
        },
      },
      input: {
        file: opened.file.stdin ? '-' : basename(opened.file.path),
        sha256: opened.file.sha256,
        layout: opened.source,
        ...(from !== undefined && to !== undefined && { from, to }),
        ...(end.findings.length > 0 && { faults: end.findings.map(faultText) }),
      },
      findings: end.findings satisfies readonly Finding[],
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function endOf(lines: AsyncGenerator<StatementRow[], StatementEnd>): Promise<StatementEnd> {
  for (;;) {
    const next = await lines.next();
    if (next.done) return next.value;
  }
}

const rawRow = (row: StatementRow): RawRow =>
  isBad(row) ? { row: row.line, cells: {}, bad: row.bad } : { row: row.line, cells: lineCells(row) };
