/** What a change says on stderr when it is done (BULK-2). */
import { FINE, ROW_STATUSES, type RowStatus } from '../domain/batches.ts';
import type { Lang, Text } from '../domain/text.ts';
import { plain } from './plain.ts';

const KNOWN = Object.keys(ROW_STATUSES) as RowStatus[];
/** In BULK-2's order; behind them those that only a newer server knows, by their keys. */
const ordered = (met: readonly string[]) => [...new Set([...KNOWN, ...met])] as RowStatus[];
const wordOf = (status: RowStatus, lang: Lang): string =>
  Object.hasOwn(ROW_STATUSES, status) ? ROW_STATUSES[status][lang] : status;
const MOST_REASONS = 5;

/** 9,812: the same in both languages and on every machine. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

export type Summary = {
  /** The operation's own word for a row that went well: "claimed". */
  readonly past: Text;
  readonly counts: Readonly<Partial<Record<RowStatus, number>>>;
  readonly batch?: string;
  readonly dryRun?: boolean;
  /** The command that takes it back; of an undo, `redo`. */
  readonly undo?: string;
  readonly redo?: string;
  readonly lang: Lang;
};

/** `claimed 9,812 · unchanged 188 · batch b_…  (undo: adctl undo b_…)`. The counts sum to the rows. */
export function summaryLine(summary: Summary): string {
  const { past, counts, batch, lang } = summary;
  const zh = lang === 'zh';
  const parts: string[] = [];
  for (const status of ordered(Object.keys(counts))) {
    const count = counts[status] ?? 0;
    if (status === 'ok') parts.push(`${past[lang]} ${formatCount(count)}`);
    else if (count > 0) parts.push(`${wordOf(status, lang)} ${formatCount(count)}`);
  }
  if (batch) parts.push(`${zh ? '批次' : 'batch'} ${batch}`);
  let line = parts.join(' · ');
  if (summary.dryRun) line = (zh ? '预演：' : 'dry run: ') + line;
  if (summary.undo) line += zh ? `  （撤销：${summary.undo}）` : `  (undo: ${summary.undo})`;
  if (summary.redo) line += zh ? `  （重做：${summary.redo}）` : `  (redo: ${summary.redo})`;
  return line;
}

export type ReasonCount = {
  readonly status: RowStatus;
  readonly code: string;
  readonly text: string;
  readonly count: number;
};

export type NoteCount = ReasonCount & { readonly names: readonly string[] };

/** What is worth saying of rows that went well: how many, and the first of them by name. */
export function noteLines(notes: readonly NoteCount[], lang: Lang): string[] {
  const [colon, comma, open, close] = lang === 'zh' ? ['：', '，', '（', '）'] : [': ', ', ', ' (', ')'];
  return notes.map(({ status, text, count, names }) => {
    const more = count > names.length ? [...names, '…'] : names;
    const named = more.map((name) => plain(name)).join(comma);
    return `${wordOf(status, lang)} ${formatCount(count)}${colon}${plain(text)}${open}${named}${close}`;
  });
}

/** A line for each status that failed, its most frequent reasons first; what is beyond five is added up. */
export function reasonLines(reasons: readonly ReasonCount[], lang: Lang): string[] {
  const lines: string[] = [];
  for (const status of ordered(reasons.map(({ status }) => status))) {
    if (FINE.has(status)) continue;
    const mine = reasons.filter((reason) => reason.status === status && reason.count > 0);
    if (mine.length === 0) continue;
    mine.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
    const sum = (list: readonly ReasonCount[]) => list.reduce((total, reason) => total + reason.count, 0);
    const named = mine.slice(0, MOST_REASONS).map((reason) => `${plain(reason.text)} ${formatCount(reason.count)}`);
    const rest = sum(mine.slice(MOST_REASONS));
    if (rest > 0) named.push(`${lang === 'zh' ? '其他' : 'other'} ${formatCount(rest)}`);
    const [colon, comma] = lang === 'zh' ? ['：', '，'] : [': ', ', '];
    lines.push(`${wordOf(status, lang)} ${formatCount(sum(mine))}${colon}${named.join(comma)}`);
  }
  return lines;
}
