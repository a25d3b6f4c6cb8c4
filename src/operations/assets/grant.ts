import { refuse } from '../../domain/refusal.ts';
import { granteeOption, granting, loadGrantees, onGrants, unchangedGrant } from '../asset-rows.ts';
import { defineChange } from '../define.ts';

export const grantAssets = defineChange({
  kind: 'change',
  name: 'assets.grant',
  summary: { en: "Let another account use an account's assets", zh: '将账户的资产授权给其他账户' },
  past: { en: 'granted', zh: '已授权' },
  options: { to: granteeOption({ en: 'which account may use them', zh: '授权给哪个账户' }) },
  ...onGrants,
  examples: [
    {
      command: "adctl assets grant --where 'account is not empty' --to tencent:20000001 --dry-run",
      does: { en: 'rehearse granting all of accounts', zh: '预演授权全部账户资产' },
    },
    {
      command: 'adctl assets list --kind audience -q | adctl assets grant --from - --to tencent:20000002 --dry-run',
      does: { en: 'rehearse granting audiences', zh: '预演授权人群包' },
    },
  ],
  load: async (l, rows, options) =>
    await loadGrantees(
      l,
      rows.map(({ id }) => id),
      options.to,
    ),
  decide(v, ctx, { id }, options) {
    const found = granting(v, id, options.to);
    if ('refuse' in found) return found;
    const { account } = found;
    const key = `${id}/${account}`;
    const own = v.get('asset', id)?.['account'] === account;
    if (own) return { unchanged: 'SAME', id, of: [] };
    if (v.list('asset_grant', 'asset', id).includes(key)) return unchangedGrant(key);
    if (v.get('account', account)?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account });
    return { ok: [{ insert: 'asset_grant', key, row: { asset: id, account, created: ctx.now } }], id: key };
  },
});
