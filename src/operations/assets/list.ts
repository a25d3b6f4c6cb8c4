import { assetKind } from '../../domain/assets.ts';
import { defineList, filterFlag } from '../listing.ts';

export const listAssets = defineList({
  name: 'assets.list',
  summary: { en: 'List assets of units and accounts', zh: '列出业务单元和账户的资产' },
  kind: 'asset',
  right: 'asset.read',
  filters: {
    kind: filterFlag(assetKind, 'kind'),
    unit: filterFlag(assetKind, 'unit'),
    status: filterFlag(assetKind, 'status'),
    usable_by: {
      type: 'account',
      label: { en: 'usable by', zh: '可使用账户' },
      help: {
        en: 'only what this account may use: its own, of its unit, granted to it',
        zh: '只看该账户可使用的资产：自有、所在业务单元的、已授权的',
      },
      metavar: 'ACCOUNT',
    },
  },
  named: { kind: 'kind', unit: 'unit', status: 'status' },
  more: ({ usable_by }) => (usable_by === undefined ? {} : { usableBy: usable_by }),
  examples: [
    { command: 'adctl assets list --kind product', does: { en: 'promoted products', zh: '推广产品' } },
    {
      command: 'adctl assets list --unit u_huadong --count',
      does: { en: 'how many a unit has', zh: '业务单元的资产数' },
    },
    {
      command: 'adctl assets list --usable-by 20000001',
      does: { en: 'what an account may use', zh: '账户可使用的资产' },
    },
  ],
});
