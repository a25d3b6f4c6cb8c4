import { defineQuery } from '../define.ts';
import { seenAs, showRecords } from '../showing.ts';

export const showBatches = defineQuery({
  kind: 'query',
  name: 'batches.show',
  summary: { en: 'Show a batch', zh: '查看批次' },
  input: {
    batch: {
      type: 'batch',
      required: true,
      label: { en: 'batch', zh: '批次' },
      help: { en: 'id, or its first 8 characters or more', zh: '批次编号，或其前 8 位以上' },
      metavar: 'BATCH',
    },
  },
  argument: { field: 'batch' },
  columns: { kind: 'batch' },
  right: 'batch.read',
  single: true,
  examples: [
    { command: 'adctl batches list --limit 5', does: { en: 'find its id', zh: '先查找编号' } },
    { command: 'adctl batches show b_01KE5W', does: { en: 'by the start of its id', zh: '按编号开头查看' } },
  ],
  async *run(tx, _ctx, input) {
    const { keys, missing } = await seenAs(tx, 'batch', [input.batch]);
    return yield* showRecords(tx, 'batch', keys, missing);
  },
});
