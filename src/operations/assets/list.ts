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
  },
  named: { kind: 'kind', unit: 'unit', status: 'status' },
  examples: [
    { command: 'adctl assets list --kind product', does: { en: 'promoted products', zh: '推广产品' } },
    {
      command: 'adctl assets list --unit u_huadong --count',
      does: { en: 'how many a unit has', zh: '业务单元的资产数' },
    },
  ],
});
