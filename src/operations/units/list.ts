import { unitKind } from '../../domain/units.ts';
import { defineQuery } from '../define.ts';
import { answer, filterFlag, LIST_INPUT, questionOf } from '../listing.ts';

export const listUnits = defineQuery({
  kind: 'query',
  name: 'units.list',
  summary: { en: 'List business units', zh: '列出业务单元' },
  input: {
    ...LIST_INPUT,
    org: filterFlag(unitKind, 'org'),
    type: filterFlag(unitKind, 'type'),
    status: filterFlag(unitKind, 'status'),
  },
  columns: { kind: 'unit' },
  right: 'unit.read',
  examples: [
    { command: 'adctl units list --sort -accounts', does: { en: 'the largest first', zh: '按账户数从多到少' } },
    { command: 'adctl units list --type group', does: { en: 'units of groups', zh: '集团业务单元' } },
  ],
  run: (tx, ctx, input) =>
    answer(tx, questionOf('unit', input, ctx, { org: 'org', type: 'type', status: 'status' }), input),
});
