/** `show` on a terminal: a block per record, then its last log entries and why it is seen. */
import type { Cell, Page, Tail } from '../domain/question.ts';
import type { Query } from '../operations/define.ts';
import type { Column } from '../render/columns.ts';
import { renderRecord } from '../render/record.ts';
import { formatInstant } from '../render/zone.ts';
import { ending } from './ending.ts';
import type { Session } from './session.ts';

const LOG_ENTRIES = 5;

export async function showBlocks(
  session: Session,
  op: Query,
  pages: AsyncGenerator<Page, Tail>,
  columns: readonly Column[],
): Promise<number> {
  let shown = 0;
  for (;;) {
    const next = await pages.next();
    if (next.done) {
      for (const key of next.value.keys ?? [])
        if ('kind' in op.columns) await lastEntries(session, op.columns.kind, key);
      return await ending(session, op, {}, { ...next.value, shown, more: false });
    }
    for (const row of next.value.rows) {
      const cells = columns.map(({ key }) => (row[next.value.columns.indexOf(key)] ?? null) as Cell);
      const { labels, lang } = session.writing(columns);
      await session.sink.write(
        `${shown++ > 0 ? '\n' : ''}${renderRecord(cells, { columns, labels, lang, tz: session.tz })}\n`,
      );
    }
  }
}

async function lastEntries(session: Session, kind: string, key: string): Promise<void> {
  if (kind === 'batch') return;
  const link = await session.link();
  const columns = ['time', 'actor', 'operation', 'before', 'after'];
  const input = { where: [`target = "${key}"`, `kind = ${kind}`], limit: LOG_ENTRIES, columns };
  const lines: string[] = [];
  const entries = link.query({ operation: 'audit.list', actor: session.actor, tz: session.tz, input });
  for (;;) {
    const next = await entries.next();
    if (next.done) break;
    for (const [time, actor, operation, before, after] of next.value.rows) {
      lines.push(
        `  ${formatInstant(Number(time), session.tz)}  ${actor}  ${operation}  ${before ?? ''} → ${after ?? ''}`,
      );
    }
  }
  if (lines.length === 0) return;
  await session.sink.write(`\n${session.say({ en: `log of ${key}`, zh: `${key} 的日志` })}\n${lines.join('\n')}\n`);
}
