/** What ends with a change, over all its rows: told by a rehearsal, and before it is done (ACC-7). */
import { inTheWay } from '../../domain/in-the-way.ts';
import type { Text } from '../../domain/text.ts';
import type { ChangeCall, RowResult } from '../../execution/link.ts';
import type { Change } from '../../operations/define.ts';
import { formatCount } from '../../render/summary.ts';
import type { Session } from '../session.ts';
import { rehearsal } from './rehearsal.ts';
import { sureOf } from './sure.ts';

export class Totals {
  rows = 0;
  private readonly labels: NonNullable<Change['totals']>;
  private readonly counts = new Map<string, number>();

  constructor(op: Change) {
    this.labels = op.totals ?? {};
  }

  see(rows: readonly RowResult[]): void {
    for (const { status, details } of rows) {
      if (status !== 'ok') continue;
      this.rows++;
      for (const name in this.labels)
        this.counts.set(name, (this.counts.get(name) ?? 0) + Number(details?.[name] ?? 0));
    }
  }

  /** Undefined where nothing ends. */
  get text(): Text | undefined {
    const ways = Object.entries(this.labels).map(([name, label]) => ({
      label,
      seen: this.counts.get(name) ?? 0,
      sample: [],
    }));
    const ends = inTheWay(ways);
    return ends && { en: `with it end: ${ends.en}`, zh: `同时终止：${ends.zh}` };
  }
}

/** What would be refused in any case is not worth a question. */
export async function sureOfTotals(session: Session, op: Change, call: ChangeCall): Promise<void> {
  if (session.yes) return;
  const totals = new Totals(op);
  for await (const row of rehearsal(session, op, call.selection ? call : { options: call.options, rows: call.rows }))
    totals.see([row]);
  if (totals.rows === 0) return;
  const { text } = totals;
  await sureOf(session, {
    en: `${op.name.replace('.', ' ')}: ${formatCount(totals.rows)} records${text ? `; ${text.en}` : ''}`,
    zh: `${op.summary.zh}：共 ${formatCount(totals.rows)} 条${text ? `；${text.zh}` : ''}`,
  });
}
