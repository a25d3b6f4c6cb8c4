import { defineQuery } from '../define.ts';
import { seenAs, showRecords } from '../showing.ts';

export const showUnits = defineQuery({
  kind: 'query',
  name: 'units.show',
  summary: { en: 'Show business units in full', zh: '查看业务单元详情' },
  input: {
    unit: {
      type: 'list',
      required: true,
      label: { en: 'unit', zh: '业务单元' },
      help: { en: 'id or name', zh: '编号或名称' },
      metavar: 'UNIT',
    },
  },
  argument: { field: 'unit', many: true },
  columns: { kind: 'unit' },
  right: 'unit.read',
  single: true,
  examples: [
    { command: 'adctl units show 华东大区', does: { en: 'by name', zh: '按名称查看' } },
    { command: 'adctl units show 华东大区 --format json', does: { en: 'for a script', zh: '供脚本使用' } },
  ],
  async *run(tx, _ctx, input) {
    const { keys, missing } = await seenAs(tx, 'unit', input.unit);
    return yield* showRecords(tx, 'unit', keys, missing);
  },
});
