import { batchKind } from '../../domain/batches.ts';
import { defineList, filterFlag, MINE, SINCE, timeFilters, UNTIL } from '../listing.ts';

export const listBatches = defineList({
  name: 'batches.list',
  summary: { en: 'List batches, the newest first', zh: '列出批次，最新的在前' },
  kind: 'batch',
  right: 'batch.read',
  filters: {
    state: filterFlag(batchKind, 'state'),
    operation: filterFlag(batchKind, 'operation'),
    actor: filterFlag(batchKind, 'actor', 'LOGIN'),
    since: SINCE,
    until: UNTIL,
    mine: { ...MINE, help: { en: 'only what I ran', zh: '只看我执行的' } },
  },
  named: { state: 'state', operation: 'operation', actor: 'actor' },
  more: (input, ctx) => ({
    filters: timeFilters(batchKind, 'started', input, ctx),
    ...(input.mine && { mine: ctx.actor.login }),
  }),
  examples: [
    { command: 'adctl batches list --limit 5', does: { en: 'the last five', zh: '最近五个' } },
    { command: 'adctl batches list --state interrupted', does: { en: 'what waits to be resumed', zh: '待续跑的批次' } },
  ],
});
