/** `show` on a terminal: a block per record, then its last log entries and why it is seen. */
import type { Cell, Page, Tail } from '../domain/question.ts';
import { isOperator } from '../domain/rights.ts';
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
  const places = new Set<string>();
  for (;;) {
    const next = await pages.next();
    if (next.done) {
      for (const key of next.value.keys ?? [])
        if ('kind' in op.columns) await lastEntries(session, op.columns.kind, key);
      if (shown > 0 && 'kind' in op.columns) await why(session, places);
      return await ending(session, op, {}, { ...next.value, shown, more: false, hidden: [] });
    }
    for (const row of next.value.rows) {
      for (const cell of row) if (typeof cell === 'string') places.add(cell);
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
  const entries = link.query({
    operation: 'audit.list',
    actor: session.actor,
    narrow: session.narrow,
    tz: session.tz,
    input,
  });
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

/** Why the reader sees it: the roles that lead there. `places` are the values of the records, ids of organisations among them. */
async function why(session: Session, places: ReadonlySet<string>): Promise<void> {
  const { lang } = session;
  const actor = await (await session.link()).actor(session.actor, session.narrow);
  const direct = actor.grants.filter(({ place }) => places.has(place)).map(({ role, place }) => `${role}@${place}`);
  const general = {
    en: 'by a role in the group around it, or a relation to it',
    zh: '通过其所属集团的角色或与其的关系',
  };
  const reason = isOperator(actor)
    ? { en: 'the operator sees everything', zh: '行业运营可见全部' }
    : direct.length > 0
      ? { en: `by ${direct.join(', ')}`, zh: `通过 ${direct.join('、')}` }
      : general;
  await session.sink.write(`\n${{ en: 'seen', zh: '可见原因' }[lang]}: ${reason[lang]}\n`);
}
