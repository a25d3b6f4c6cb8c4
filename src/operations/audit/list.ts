import { entryKind } from '../../domain/audit.ts';
import { defineList, filterFlag, MINE, SINCE, timeFilters, UNTIL } from '../listing.ts';

export const listAudit = defineList({
  name: 'audit.list',
  summary: { en: 'The operation log, the newest first', zh: '操作日志，最新的在前' },
  kind: 'entry',
  right: 'audit.list',
  filters: {
    operation: filterFlag(entryKind, 'operation'),
    kind: filterFlag(entryKind, 'kind'),
    target: filterFlag(entryKind, 'target'),
    actor: filterFlag(entryKind, 'actor', 'LOGIN'),
    batch: filterFlag(entryKind, 'batch'),
    since: SINCE,
    until: UNTIL,
    mine: { ...MINE, help: { en: 'only what I did', zh: '只看我本人的操作' } },
  },
  named: { operation: 'operation', kind: 'kind', target: 'target', actor: 'actor', batch: 'batch' },
  more: (input, ctx) => ({
    filters: timeFilters(entryKind, 'time', input, ctx),
    ...(input.mine && { mine: ctx.actor.login }),
  }),
  examples: [
    { command: 'adctl audit list --limit 5', does: { en: 'the last five changes', zh: '最近五条变更' } },
    {
      command: 'adctl audit list --operation accounts.claim --since 2026-01-01 --limit 5',
      does: { en: 'claims since a day', zh: '某日以来的认领' },
    },
  ],
});
