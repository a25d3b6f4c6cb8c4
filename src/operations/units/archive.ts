import { inTheWay } from '../../domain/in-the-way.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineChange } from '../define.ts';
import { loadUnitRows, subjectOfUnitRow, UNIT_REF_ROW, WHERE_UNITS } from '../unit-rows.ts';

const SURVEY = 'live accounts';

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
    const values = await loadUnitRows(l, rows);
    await l.survey(SURVEY, { kind: 'account', by: 'unit', values, except: { status: 'closed' }, sample: 5 });
  },
  subject: (v, row) => subjectOfUnitRow(v, row),
  decide(v, _ctx, _row, _options, _keep, { target }) {
    const unit = v.get('unit', target);
    if (unit?.['status'] === 'archived') return { unchanged: 'SAME' };
    const what = inTheWay([
      { label: { one: 'live account', en: 'live accounts', zh: '未注销账户' }, ...v.surveyed(SURVEY, target) },
    ]);
    const advice = {
      en: `adctl units remove-accounts ${target} --where 'unit = ${target}'`,
      zh: `adctl units remove-accounts ${target} --where 'unit = ${target}'`,
    };
    if (what) return refuse('ARCHIVE_IN_USE', { name: unit?.['name'], what, advice });
    return { ok: [{ set: 'unit', key: target, fields: { status: 'archived' } }] };
  },
});
