import { KINDS } from '../../domain/kinds.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { ACCOUNT_ROW, accountNamed } from '../account-rows.ts';
import { ASSET_FIELDS, ASSET_ROW } from '../asset-rows.ts';
import { defineQuery, type ReadView } from '../define.ts';

const WAYS = {
  own: { en: 'its own', zh: '自有' },
  unit: { en: 'of its unit', zh: '所在业务单元' },
  grant: { en: 'granted', zh: '已授权' },
} as const;
type Way = keyof typeof WAYS;

const WHYS: Readonly<Record<Way | 'none', { readonly en: string; readonly zh: string }>> = {
  own: { en: 'the asset belongs to the account', zh: '资产属于该账户' },
  unit: { en: 'the account is in the unit that the asset belongs to', zh: '账户在资产所属的业务单元中' },
  grant: { en: 'the asset is granted to the account', zh: '资产已授权给该账户' },
  none: {
    en: 'it is neither its own, nor of its unit, nor granted to it',
    zh: '既非自有，也不属于其所在业务单元，亦未授权',
  },
};
const EXPLAINED = Object.fromEntries(Object.values(WHYS).map((why) => [why.en, why]));

export const accessAssets = defineQuery({
  kind: 'query',
  name: 'assets.access',
  summary: { en: 'Whether an account may use an asset, and why', zh: '查询账户能否使用资产及原因' },
  input: {
    account: { ...ACCOUNT_ROW.id, type: 'text' },
    asset: { ...ASSET_ROW.id, type: 'list' },
    explain: {
      type: 'flag',
      label: { en: 'explain', zh: '说明原因' },
      help: { en: 'say why in words', zh: '以文字说明原因' },
    },
  },
  first: 'account',
  argument: { field: 'asset', many: true },
  columns: {
    columns: [
      { key: 'account', type: 'id', label: { en: 'Account', zh: '账户' } },
      { key: 'asset', type: 'id', label: { en: 'Asset', zh: '资产' } },
      {
        key: 'allowed',
        type: 'enum',
        values: { yes: { en: 'yes', zh: '是' }, no: { en: 'no', zh: '否' } },
        label: { en: 'Allowed', zh: '允许' },
      },
      { key: 'by', type: 'enum', values: WAYS, label: { en: 'By', zh: '依据' } },
      { key: 'why', type: 'enum', values: EXPLAINED, label: { en: 'Why', zh: '原因' } },
    ],
  },
  right: 'asset.read',
  single: true,
  examples: [
    {
      command: 'adctl assets access 20000001 $(adctl assets list --search 高意向 --limit 1 -q)',
      does: { en: 'one account and one asset', zh: '一个账户与一个资产' },
    },
    {
      command: 'adctl assets access 20000001 $(adctl assets list --search 高意向 --limit 1 -q) --explain',
      does: { en: 'and why', zh: '并说明原因' },
    },
  ],
  async *run(tx, _ctx, input) {
    const look = tx.look();
    await look.need(
      { kind: 'account', by: 'id', values: [input.account.slice(input.account.indexOf(':') + 1)], fields: ['unit'] },
      { kind: 'asset', by: 'key', values: input.asset, fields: ASSET_FIELDS },
      { kind: 'asset_grant', by: 'asset', values: input.asset, fields: ['asset', 'account'] },
    );
    const v = look.view;
    const account = accountNamed(v, { id: input.account });
    if (typeof account !== 'string') throw new AdctlError(account.refuse, account.details);
    const missing = input.asset.find((id) => !v.sees('asset', id));
    if (missing !== undefined) throw new AdctlError('NOT_FOUND', { kind: KINDS.asset.label, value: missing });
    const ways = input.asset.map((id) => ({ id, way: wayOf(v, account, id) }));
    yield {
      columns: ['account', 'asset', 'allowed', 'by', 'why'],
      rows: ways.map(({ id, way }) => [
        account,
        id,
        way ? 'yes' : 'no',
        way ?? null,
        input.explain ? WHYS[way ?? 'none'].en : null,
      ]),
    };
    return ways.every(({ way }) => way) ? {} : { exit: 4 as const };
  },
});

/** As it is now: nothing is kept of what an account could use in a unit that it has left (ASSET-1). */
function wayOf(v: ReadView, account: string, id: string): Way | undefined {
  const asset = v.get('asset', id);
  if (asset?.['account'] === account) return 'own';
  if (asset?.['unit'] != null && asset['unit'] === v.get('account', account)?.['unit']) return 'unit';
  return v.list('asset_grant', 'asset', id).includes(`${id}/${account}`) ? 'grant' : undefined;
}
