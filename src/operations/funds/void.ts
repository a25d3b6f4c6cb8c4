import { unfreeze } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { endHold, HOLD_ROW, holdSubject, loadHolds, stateOfHold } from '../fund-holds.ts';

const FIELDS = { note: HOLD_ROW.note } as const;

export const voidFunds = defineChange({
  kind: 'change',
  name: 'funds.void',
  summary: { en: 'Void holds: what is held is the payer’s again', zh: '撤销预占：资金退回付款方' },
  past: { en: 'voided', zh: '已撤销' },
  options: FIELDS,
  row: { ...HOLD_ROW, ...FIELDS },
  fills: ['note'],
  argument: 'hold',
  where: { kind: 'hold', fields: { hold: 'id' } },
  writes: true,
  money: true,
  right: 'funds.hold',
  effect: 'compensated',
  examples: [
    {
      command: "adctl funds void --where 'state = open' --reference voids-1 --dry-run",
      does: { en: 'rehearse voiding all that are open', zh: '预演撤销全部有效预占' },
    },
    {
      command: "adctl funds void --where 'created < 2026-03-01' --reference voids-2 --dry-run",
      does: { en: 'rehearse voiding the old ones', zh: '预演撤销较早的预占' },
    },
  ],
  load: (l, rows) => loadHolds(l, rows),
  subject: (v, row, _options, _keep, ctx) => holdSubject(v, row, ctx),
  decide: (v, ctx, row) =>
    endHold(v, ctx, row, {
      movement: 'void',
      to: 'voided',
      amount: () => undefined,
      move: (draft, { id, payer, kind }, all) => unfreeze(draft, payer, kind, stateOfHold(id), all) ?? {},
    }),
});
