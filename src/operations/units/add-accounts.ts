import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { loadAddresses } from '../address.ts';
import { defineChange } from '../define.ts';
import { addToUnit, unitPlaces } from '../unit-accounts.ts';
import { loadOrgsOfUnits, loadUnit, UNIT_OPTION, unitHead } from '../unit-head.ts';

export const addAccountsUnits = defineChange({
  kind: 'change',
  name: 'units.add-accounts',
  summary: { en: 'Add accounts to a unit', zh: '向业务单元添加账户' },
  past: { en: 'added', zh: '已添加' },
  options: {
    ...UNIT_OPTION,
    move: {
      type: 'flag',
      label: { en: 'move', zh: '移动' },
      help: { en: 'also from another unit', zh: '已在其他业务单元的也移入' },
    },
  },
  first: 'unit',
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'unit.update',
  effect: 'reversible',
  examples: [
    {
      command:
        "adctl units add-accounts 华东大区 --where 'unit is empty' --where 'entity = 珠海格力电器股份有限公司' --dry-run",
      does: { en: 'rehearse a selection', zh: '预演筛选结果' },
    },
    {
      command: 'adctl units add-accounts 华东大区 --from claims.csv --move --dry-run',
      does: { en: 'rehearse a file, moving', zh: '预演文件并移动' },
    },
  ],
  loadHead: (l, _ctx, options) => loadAddresses(l, 'unit', [options.unit]),
  head: (v, _ctx, options) => unitHead(v, options.unit),
  async load(l, rows, _options, unit: string) {
    await loadUnit(l, unit);
    await loadOrgsOfUnits(l, await loadAccounts(l, rows, []));
  },
  subject(v, row, _options, unit, ctx) {
    const subject = visibleAccount(v, row, ctx);
    return 'refuse' in subject ? subject : { ...subject, places: unitPlaces(v, unit) };
  },
  decide: (v, ctx, _row, options, unit, subject) => addToUnit(v, ctx, subject.target, unit, options.move),
});
