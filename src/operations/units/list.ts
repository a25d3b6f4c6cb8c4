import { unitKind } from '../../domain/units.ts';
import { defineList, filterFlag, MINE } from '../listing.ts';

export const listUnits = defineList({
  name: 'units.list',
  summary: { en: 'List business units', zh: '列出业务单元' },
  kind: 'unit',
  right: 'unit.read',
  filters: {
    org: filterFlag(unitKind, 'org'),
    type: filterFlag(unitKind, 'type'),
    track: filterFlag(unitKind, 'track'),
    status: filterFlag(unitKind, 'status'),
    mine: { ...MINE, help: { en: 'only units that I belong to', zh: '只看我所属的业务单元' } },
  },
  named: { org: 'org', type: 'type', track: 'track', status: 'status' },
  more: (input, ctx) => (input.mine ? { mine: ctx.actor.login } : {}),
  examples: [
    { command: 'adctl units list --sort -accounts', does: { en: 'the largest first', zh: '按账户数从多到少' } },
    { command: 'adctl units list --type group', does: { en: 'units of groups', zh: '集团业务单元' } },
  ],
});
