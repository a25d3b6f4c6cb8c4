import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { loadAddresses } from '../address.ts';
import { defineChange } from '../define.ts';
import { unitPlaces } from '../unit-accounts.ts';
import { loadUnit, UNIT_OPTION, unitHead } from '../unit-head.ts';

export const removeAccountsUnits = defineChange({
  kind: 'change',
  name: 'units.remove-accounts',
  summary: { en: 'Remove accounts from a unit', zh: '从业务单元移除账户' },
  past: { en: 'removed', zh: '已移除' },
  options: UNIT_OPTION,
  first: 'unit',
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'unit.update',
  effect: 'reversible',
  examples: [
    {
      command: "adctl units remove-accounts 华东大区 --where 'status = suspended' --dry-run",
      does: { en: 'rehearse a selection', zh: '预演筛选结果' },
    },
    {
      command: 'adctl units remove-accounts 华东大区 --from claims.csv --dry-run',
      does: { en: 'rehearse a file', zh: '预演文件' },
    },
  ],
  loadHead: (l, _ctx, options) => loadAddresses(l, 'unit', [options.unit]),
  head: (v, _ctx, options) => unitHead(v, options.unit),
  async load(l, rows, _options, unit: string) {
    await loadUnit(l, unit);
    await loadAccounts(l, rows, []);
  },
  subject(v, row, _options, unit, ctx) {
    const subject = visibleAccount(v, row, ctx);
    return 'refuse' in subject ? subject : { ...subject, places: unitPlaces(v, unit) };
  },
  decide(v, _ctx, _row, _options, unit, subject) {
    if (v.get('account', subject.target)?.['unit'] !== unit)
      return { unchanged: 'UNIT_ABSENT', of: [{ kind: 'account', key: subject.target }] };
    return { ok: [{ set: 'account', key: subject.target, fields: { unit: null } }] };
  },
});
