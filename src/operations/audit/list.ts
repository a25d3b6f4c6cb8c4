import { entryKind } from '../../domain/audit.ts';
import { defineQuery } from '../define.ts';
import { answer, filterFlag, LIST_INPUT, questionOf } from '../listing.ts';

export const listAudit = defineQuery({
  kind: 'query',
  name: 'audit.list',
  summary: { en: 'The operation log, the newest first', zh: '操作日志，最新的在前' },
  input: {
    ...LIST_INPUT,
    operation: filterFlag(entryKind, 'operation'),
    target: filterFlag(entryKind, 'target'),
    actor: filterFlag(entryKind, 'actor', 'LOGIN'),
    batch: filterFlag(entryKind, 'batch'),
  },
  columns: { kind: 'entry' },
  right: 'audit.list',
  examples: [
    { command: 'adctl audit list --limit 5', does: { en: 'the last five changes', zh: '最近五条变更' } },
    {
      command: "adctl audit list --operation accounts.claim --where 'time >= 2026-01-01' --limit 5",
      does: { en: 'claims since a day', zh: '某日以来的认领' },
    },
  ],
  run: (tx, ctx, input) => {
    const named = { operation: 'operation', target: 'target', actor: 'actor', batch: 'batch' };
    return answer(tx, questionOf('entry', input, ctx, named), input);
  },
});
