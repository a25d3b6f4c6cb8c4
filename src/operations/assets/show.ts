import { ASSET_ROW } from '../asset-rows.ts';
import { defineQuery } from '../define.ts';
import { seenAs, showRecords } from '../showing.ts';

export const showAssets = defineQuery({
  kind: 'query',
  name: 'assets.show',
  summary: { en: 'Show assets in full', zh: '查看资产详情' },
  input: { id: { ...ASSET_ROW.id, type: 'list' } },
  argument: { field: 'id', many: true },
  columns: { kind: 'asset' },
  right: 'asset.read',
  single: true,
  examples: [
    { command: 'adctl assets show $(adctl assets list --limit 1 -q)', does: { en: 'one', zh: '查看一个' } },
    {
      command: 'adctl assets show $(adctl assets list --limit 2 -q) --format json',
      does: { en: 'two, for a script', zh: '两个，供脚本使用' },
    },
  ],
  async *run(tx, _ctx, input) {
    const { keys, missing } = await seenAs(tx, 'asset', input.id);
    return yield* showRecords(tx, 'asset', keys, missing);
  },
});
