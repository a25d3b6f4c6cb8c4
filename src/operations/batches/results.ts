import { ROW_STATUSES } from '../../domain/batches.ts';
import { HIDDEN } from '../../domain/covered.ts';
import type { Cell, Page } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { fromStored } from '../../domain/stored.ts';
import type { StoredResult } from '../../store/port.ts';
import { type Ctx, defineQuery, type RowImage, type ScopedTx } from '../define.ts';
import { RESULT_COLUMNS } from '../results.ts';
import { oneSeen } from '../showing.ts';

const PAGE = 500;
/** `reason` carries code and details; the words are found where they are read. */
const COLUMNS = RESULT_COLUMNS.map(({ key }) => key);

async function isMine(tx: ScopedTx, ctx: Ctx, batch: string): Promise<boolean> {
  if (ctx.scope.all) return true;
  const [found] = await tx.rows({ kind: 'batch', by: 'key', values: [batch], fields: ['actor'] });
  return found?.row['actor'] === ctx.actor.login;
}

/**
 * Of another member's batch a row's target, id and reason are named where they are of what the log shows of the row; how
 * the actor called it is the actor's own (MEM-4).
 */
function ofAnother(row: StoredResult, { keys }: RowImage): StoredResult {
  const seen = (text: string | null) =>
    text === null || keys.some((key) => key === text || key.split('/').includes(text)) ? text : HIDDEN;
  return { ...row, reference: null, target: seen(row.target), id: seen(row.id), details: null };
}

/** Results that were dropped when their time was over are told apart from a batch without rows. */
async function assertKept(tx: ScopedTx, batch: string): Promise<void> {
  const [found] = await tx.rows({ kind: 'batch', by: 'key', values: [batch], fields: ['rows'] });
  if (Number(found?.row['rows'] ?? 0) > 0) throw new AdctlError('RESULTS_DROPPED', { batch });
}

export const resultsBatches = defineQuery({
  kind: 'query',
  name: 'batches.results',
  summary: { en: 'What became of every row of a batch', zh: '查看批次中每一行的结果' },
  input: {
    batch: {
      type: 'batch',
      required: true,
      label: { en: 'batch', zh: '批次' },
      help: { en: 'id, or its first 8 characters or more', zh: '批次编号，或其前 8 位以上' },
      metavar: 'BATCH',
    },
    status: {
      type: 'enum',
      values: ROW_STATUSES,
      label: { en: 'status', zh: '结果' },
      help: { en: 'only rows of this status', zh: '只看该结果的行' },
    },
    limit: {
      type: 'integer',
      label: { en: 'limit', zh: '数量上限' },
      help: { en: 'at most this many', zh: '最多返回的条数' },
      metavar: 'N',
    },
  },
  argument: { field: 'batch' },
  columns: { columns: RESULT_COLUMNS },
  right: 'batch.read',
  examples: [
    {
      command: 'adctl batches results b_01KE5W --status conflict',
      does: { en: 'which rows met a conflict', zh: '哪些行有冲突' },
    },
    {
      command: 'adctl batches results b_01KE5W --format csv',
      does: { en: 'all rows, for a file', zh: '全部行，供存档' },
    },
  ],
  async *run(tx, ctx, input) {
    await oneSeen(tx, 'batch', input.batch);
    const mine = await isMine(tx, ctx, input.batch);
    let shown = 0;
    for (let after = 0; ; ) {
      const rows = await tx.results(input.batch, after, PAGE);
      const last = rows.at(-1);
      if (!last && after === 0) await assertKept(tx, input.batch);
      if (!last) return {};
      const images = await tx.images(input.batch, after + 1, last.row, mine);
      const page: Cell[][] = [];
      for (const row of rows) {
        const image = images.get(row.row);
        if (!image && !mine) continue;
        if (input.status && row.status !== input.status) continue;
        if (input.limit !== undefined && shown >= input.limit) break;
        const one = image && !mine ? ofAnother(row, image) : row;
        const reason =
          one.code === null ? null : JSON.stringify([one.code, mine ? fromStored(one.details ?? '{}') : null]);
        page.push([
          one.row,
          one.reference,
          one.target,
          one.status,
          one.code,
          reason,
          one.id,
          image?.before ?? null,
          image?.after ?? null,
        ]);
        shown++;
      }
      if (page.length > 0) yield { columns: COLUMNS, rows: page } satisfies Page;
      if (input.limit !== undefined && shown >= input.limit) return {};
      after = last.row;
    }
  },
});
