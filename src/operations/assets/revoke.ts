import { granteeOption, granting, loadGrantees, onGrants, unchangedGrant } from '../asset-rows.ts';
import { defineChange } from '../define.ts';

export const revokeAssets = defineChange({
  kind: 'change',
  name: 'assets.revoke',
  summary: { en: 'Take granted assets back from an account', zh: '收回已授权给账户的资产' },
  past: { en: 'revoked', zh: '已收回' },
  options: { of: granteeOption({ en: 'which account loses them', zh: '收回哪个账户的使用权' }) },
  ...onGrants,
  examples: [
    {
      command: "adctl assets revoke --where 'account is not empty' --of tencent:20000001 --dry-run",
      does: { en: 'rehearse taking back all of accounts', zh: '预演收回全部账户资产' },
    },
    {
      command: 'adctl assets list --kind audience -q | adctl assets revoke --from - --of tencent:20000002 --dry-run',
      does: { en: 'rehearse taking back audiences', zh: '预演收回人群包' },
    },
  ],
  load: async (l, rows, options) =>
    await loadGrantees(
      l,
      rows.map(({ id }) => id),
      options.of,
    ),
  decide(v, _ctx, { id }, options) {
    const found = granting(v, id, options.of);
    if ('refuse' in found) return found;
    const key = `${id}/${found.account}`;
    if (!v.list('asset_grant', 'asset', id).includes(key)) return unchangedGrant(key);
    return { ok: [{ remove: 'asset_grant', key }] };
  },
});
