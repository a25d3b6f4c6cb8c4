/** Row results as rows of a table: the reason in words, before and after as JSON. */
import { mapPages } from '../domain/pages.ts';
import type { Cell, Page, Tail } from '../domain/question.ts';
import type { Details } from '../domain/refusal.ts';
import type { Lang } from '../domain/text.ts';
import type { RowResult } from '../execution/link.ts';
import { RESULT_COLUMNS } from '../operations/results.ts';
import { briefOf, reasonOf } from '../render/messages.ts';
import type { Session } from './session.ts';

export const RESULT_KEYS = RESULT_COLUMNS.map(({ key }) => key);

export function resultCells(result: RowResult, lang: Lang): Cell[] {
  const reason = result.code ? reasonOf(result.code, result.details ?? {}, lang) : null;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  const { row, reference, target, status, code, id, before, after } = result;
  return [row, reference ?? null, target, status, code ?? null, reason, id ?? null, json(before), json(after)];
}

/** What became of a batch's rows so far, as a run told it. */
export async function* keptResults(session: Session, batch: string): AsyncGenerator<RowResult[]> {
  const pages = (await session.link()).query(session.query('batches.results', { batch }));
  for await (const page of pages) {
    yield page.rows.map((cells) => {
      const [row, reference, target, status, code, reason, id, before, after] = cells;
      const [, details] = reason ? (JSON.parse(String(reason)) as [string, Details]) : [];
      const image = (cell: Cell | undefined) => JSON.parse(String(cell)) as unknown;
      return {
        row: Number(row),
        target: String(target ?? ''),
        status: status as RowResult['status'],
        ...(reference && { reference: String(reference) }),
        ...(code && { code: code as NonNullable<RowResult['code']>, details: details ?? {} }),
        ...(id && { id: String(id) }),
        ...(before && { before: image(before) }),
        ...(after && { after: image(after) }),
      };
    });
  }
}

/** Kept results carry code and details in the reason column; here they become words. */
export function readable(pages: AsyncGenerator<Page, Tail>, lang: Lang): AsyncGenerator<Page, Tail> {
  return mapPages(pages, ({ columns, rows }) => {
    const at = columns.indexOf('reason');
    const told = (cell: Cell) => {
      const [code, details] = JSON.parse(String(cell));
      // Of another's batch the reason is told without what it is made of.
      return details ? reasonOf(code, details, lang) : briefOf(code, {}, lang);
    };
    return { columns, rows: rows.map((row) => row.map((cell, i) => (i !== at || cell === null ? cell : told(cell)))) };
  });
}
