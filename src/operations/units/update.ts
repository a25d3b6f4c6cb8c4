import { archivedRefusal } from '../../domain/invariants.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineChange } from '../define.ts';
import { CLEAR_OPTION, notClearable, nothingToSet, settingOf, setWhatDiffers } from '../setting.ts';
import { loadUnitRows, subjectOfUnitRow, UNIT_REF_ROW, WHERE_UNITS } from '../unit-rows.ts';
import { UNIT_ROW } from '../unit-write.ts';

const SETS = {
  name: { ...UNIT_ROW.name, headers: ['业务单元名称'], keepEmpty: true },
  track: { ...UNIT_ROW.track, keepEmpty: true },
  note: { ...UNIT_ROW.note, keepEmpty: true },
} as const;
const FIELDS = ['name', 'track', 'note'] as const;

export const updateUnits = defineChange({
  kind: 'change',
  name: 'units.update',
  summary: { en: 'Change the name, track or note of units', zh: '修改业务单元的名称、赛道或备注' },
  past: { en: 'updated', zh: '已更新' },
  options: { ...SETS, ...CLEAR_OPTION },
  row: { ...UNIT_REF_ROW, ...SETS },
  argument: 'unit',
  writes: true,
  sets: FIELDS,
  where: WHERE_UNITS,
  right: 'unit.update',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl units update 华东大区 --track 家电 --note 2026年重点',
      does: { en: 'track and note of one', zh: '修改赛道和备注' },
    },
    {
      command: 'adctl units update 华东大区 --clear note --dry-run',
      does: { en: 'rehearse clearing the note', zh: '预演清空备注' },
    },
  ],
  head: (_v, _ctx, options) => notClearable(options, ['track', 'note']) ?? { keep: undefined },
  async load(l, rows, options) {
    await loadUnitRows(l, rows);
    const names = rows.map((row) => settingOf(row, options, FIELDS).name).filter((name) => typeof name === 'string');
    await l.need({ kind: 'unit', by: 'name', values: names, fields: ['name', 'org'] });
  },
  subject: (v, row) => subjectOfUnitRow(v, row),
  decide(v, _ctx, row, options, _keep, { target }) {
    const unit = v.get('unit', target);
    const wanted = settingOf(row, options, FIELDS);
    if (Object.keys(wanted).length === 0) return nothingToSet(FIELDS);
    if (unit?.['status'] === 'archived') return archivedRefusal('unit', target, unit);
    const { name } = wanted;
    const other = name && v.list('unit', 'name', name).find((key) => v.get('unit', key)?.['org'] === unit?.['org']);
    if (other && other !== target) return refuse('UNIT_EXISTS', { name });
    return setWhatDiffers('unit', target, unit, wanted);
  },
});
