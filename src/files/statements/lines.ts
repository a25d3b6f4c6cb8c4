/**
 * A statement's records as lines, in one pass: what stands after the header is a line, a total, or text around lines.
 * The last one says what the file claims and what was found wrong with its end.
 */
import type { Finding } from '../../domain/question.ts';
import { type Checked, StatementCheck } from '../../domain/statement-checks.ts';
import { isBad, type StatementRow } from '../../domain/statement-lines.ts';
import { isNothing, statementCurrency } from '../../domain/statement-money.ts';
import type { Text } from '../../domain/text.ts';
import { headerKey } from '../headers.ts';
import { cellText } from './detect.ts';
import { LineReader, type LineRules } from './line.ts';
import type { Cells, Records } from './records.ts';
import { hear, type Said } from './said.ts';
import { Trailer } from './trailer.ts';

export type StatementEnd = Checked & { readonly period: Said['period'] };

const RULE = /^[-—=*_#\s,]*$/;
/** `导出时间:[…]`, `待收入:0笔,0.00元`. */
const LABEL = /^[^\d,]{1,20}[:：]/;
const TOTALS = /合计|总计|小计|^total/i;

export async function* statementLines(
  records: Records,
  rules: LineRules,
  said: Said,
): AsyncGenerator<StatementRow[], StatementEnd> {
  const { layout, columns, skip, keys } = rules;
  const reader = new LineReader(rules);
  const check = new StatementCheck();
  const trailer = layout.trailer && new Trailer(layout.trailer, keys);
  const claims = [...said.claims];
  const heard: Said = { ...said, claims };
  let left = skip;
  let headerAt = 1;
  let line = 0;
  let ended = false;
  let last: { readonly record: Cells; readonly bad: boolean } | undefined;

  const rowOf = (record: Cells): StatementRow | undefined => {
    if (trailer?.takes(record)) return undefined;
    const when = reader.when(record.cells);
    if (!when) {
      const around = aroundLines(record.cells, keys);
      if (around) {
        ended ||= layout.ends?.with.test(around.text) === true;
        if (around.totals) claims.push(...totalsOf(record.cells, around.text, columns));
        else hear(heard, around.text);
        return undefined;
      }
    }
    const row = reader.read(record, ++line, when);
    last = { record, bad: isBad(row) };
    trailer?.add(record.cells);
    return row;
  };

  const source = records();
  let step = await source.next();
  try {
    for (; !step.done; step = await source.next()) {
      const rows: StatementRow[] = [];
      for (const record of step.value) {
        if (left > 0) {
          left--;
          headerAt = record.at;
          continue;
        }
        const row = rowOf(record);
        if (!row) continue;
        check.add(row);
        rows.push(row);
      }
      if (rows.length > 0) yield rows;
    }
  } finally {
    await source.return({ whole: true });
  }
  const checked = check.end([...claims, ...(trailer?.claims() ?? [])], rules.currency, layout.net === true);
  const findings = [...checked.findings];
  const tell = (code: string, details: Finding['details']) => findings.unshift({ code, details });
  const { unreadable } = reader;
  if (unreadable) tell('STATEMENT_BALANCE_UNREADABLE', unreadable);
  const damage = trailer?.damage() ?? (layout.ends && !ended ? missing(layout.ends.name) : undefined);
  if (damage) tell('STATEMENT_TRAILER', { reason: damage });
  // No line end after too few cells, a line that cannot be read, or the header: whoever wrote it did not come to its end.
  if (!step.value.whole && (!last || last.bad || last.record.cells.length < keys.length))
    tell('STATEMENT_CUT', { at: last?.record.at ?? headerAt });
  return { ...checked, findings, period: heard.period };
}

const missing = (name: Text): Text => ({ en: `${name.en} is missing`, zh: `缺少${name.zh}` });

/** Text of a record without a day: undefined where it must be a line all the same, which is then a bad one. */
function aroundLines(
  cells: readonly string[],
  keys: readonly string[],
): { readonly text: string; readonly totals: boolean } | undefined {
  const texts = cells.map(cellText);
  const filled = texts.filter((text) => text !== '' && !isNothing(text));
  const text = texts.filter(Boolean).join(',').replace(/^#\s*/, '');
  if (TOTALS.test(filled[0] ?? '')) return { text, totals: !/[:：]/.test(filled[0] ?? '') };
  if (RULE.test(text) || texts[0]?.startsWith('#') || LABEL.test(text)) return { text, totals: false };
  // The header once more, as above the next currency or page.
  if (keys.length > 0 && cells.every((cell, i) => headerKey(cell) === (keys[i] ?? ''))) return { text, totals: false };
  if (hear({ claims: [] }, text)) return { text, totals: false };
  // A single cell that begins with a digit is more likely a line that was cut off, one with a word a note.
  return filled.length <= 1 && !/^\d{2}/.test(filled[0] ?? '') ? { text, totals: false } : undefined;
}

/** `人民币合计,,…,"1,234.56","9,876.54"`: totals under the columns that they are of. */
function totalsOf(cells: readonly string[], text: string, columns: LineRules['columns']): Said['claims'] {
  const currency = statementCurrency(text.split(',')[0]?.replace(/(?:合计|总计|小计).*/, '') ?? '');
  return (['in', 'out'] as const).flatMap((direction) => {
    const amount = cellText(cells[columns[direction][0] ?? -1]);
    return amount === '' || isNothing(amount)
      ? []
      : [{ kind: 'total' as const, direction, amount, ...(currency && { currency }) }];
  });
}
