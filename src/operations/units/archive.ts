import { defineChange } from '../define.ts';
import { loadLivingInUnits, unitArchiveFault } from '../in-use.ts';
import { loadUnitRows, subjectOfUnitRow, UNIT_REF_ROW, WHERE_UNITS } from '../unit-rows.ts';

/** Roles in the unit stay, and show again with it; an archived unit takes neither accounts nor members. */
export const archiveUnits = defineChange({
  kind: 'change',
  name: 'units.archive',
  summary: { en: 'Archive units without live accounts', zh: '归档没有有效账户的业务单元' },
  past: { en: 'archived', zh: '已归档' },
  options: {},
  row: UNIT_REF_ROW,
  argument: 'unit',
  where: WHERE_UNITS,
  right: 'unit.archive',
  effect: 'reversible',
  examples: [
    {
      command: "adctl units archive --where 'accounts = 0' --dry-run",
      does: { en: 'rehearse all that are empty', zh: '预演归档全部空业务单元' },
    },
    {
      command: "printf 'unit\\n华东大区\\n' | adctl units archive --from - --dry-run",
      does: { en: 'what is in the way of one', zh: '查看哪些账户阻碍归档' },
    },
  ],
  async load(l, rows) {
    await loadLivingInUnits(l, await loadUnitRows(l, rows));
  },
  subject: (v, row) => subjectOfUnitRow(v, row),
  decide(v, _ctx, _row, _options, _keep, { target }) {
    if (v.get('unit', target)?.['status'] === 'archived') return { unchanged: 'SAME' };
    return unitArchiveFault(v, target) ?? { ok: [{ set: 'unit', key: target, fields: { status: 'archived' } }] };
  },
});
