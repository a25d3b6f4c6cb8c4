import { batchKind } from '../../domain/batches.ts';
import { defineQuery } from '../define.ts';
import { answer, filterFlag, LIST_INPUT, questionOf } from '../listing.ts';

export const listBatches = defineQuery({
  kind: 'query',
  name: 'batches.list',
  summary: { en: 'List batches, the newest first', zh: '列出批次，最新的在前' },
  input: {
    ...LIST_INPUT,
    state: filterFlag(batchKind, 'state'),
    operation: filterFlag(batchKind, 'operation'),
    actor: filterFlag(batchKind, 'actor', 'LOGIN'),
  },
  columns: { kind: 'batch' },
  right: 'batch.read',
  examples: [
    { command: 'adctl batches list --limit 5', does: { en: 'the last five', zh: '最近五个' } },
    { command: 'adctl batches list --state interrupted', does: { en: 'what waits to be resumed', zh: '待续跑的批次' } },
  ],
  run: (tx, ctx, input) =>
    answer(tx, questionOf('batch', input, ctx, { state: 'state', operation: 'operation', actor: 'actor' }), input),
});
