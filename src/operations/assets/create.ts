import { ASSET_KINDS } from '../../domain/assets.ts';
import { archivedRefusal } from '../../domain/invariants.ts';
import type { Key } from '../../domain/kind.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { InputOf, Schema } from '../../domain/schema.ts';
import { ACCOUNT_ROW, accountNamed, accountSubject, loadAccounts } from '../account-rows.ts';
import { addressed } from '../address.ts';
import { ASSET_FIELDS } from '../asset-rows.ts';
import { defineChange, type ReadView } from '../define.ts';
import { unitSubject } from '../unit-accounts.ts';
import { loadUnitRows } from '../unit-rows.ts';

const ROW = {
  name: {
    type: 'text',
    required: true,
    label: { en: 'name', zh: '名称' },
    help: { en: 'how it is called', zh: '资产名称' },
    headers: ['资产名称'],
    metavar: 'NAME',
  },
  kind: {
    type: 'enum',
    values: ASSET_KINDS,
    required: true,
    label: { en: 'kind', zh: '资产类型' },
    help: { en: 'what it is', zh: '资产类型' },
  },
  unit: {
    type: 'text',
    label: { en: 'unit', zh: '业务单元' },
    help: { en: 'the unit whose accounts use it', zh: '所属业务单元，单元内账户均可使用' },
    headers: ['unit_name'],
    metavar: 'UNIT',
  },
  account: {
    type: 'account',
    label: ACCOUNT_ROW.id.label,
    help: { en: 'the account whose it is', zh: '所属账户' },
    headers: ACCOUNT_ROW.id.headers,
    metavar: 'ACCOUNT',
  },
  external_id: {
    type: 'text',
    label: { en: 'external id', zh: '外部编号' },
    help: { en: 'its id where it comes from', zh: '来源系统中的编号' },
    headers: ['商品编号'],
    metavar: 'X',
  },
} as const satisfies Schema;

type AssetRow = InputOf<typeof ROW>;
type Owner = { readonly kind: 'unit' | 'account'; readonly key: Key };

/** What tells an asset from its owner's others: its id elsewhere, else its name, among those of its kind. */
const same = (v: ReadView, id: Key, row: AssetRow, owner: 'unit' | 'account', key: Key): boolean => {
  const there = v.get('asset', id);
  if (there?.[owner] !== key || there['kind'] !== row.kind) return false;
  return row.external_id === undefined
    ? there['name'] === row.name && there['external_id'] === null
    : there['external_id'] === row.external_id;
};

export const createAssets = defineChange({
  kind: 'change',
  name: 'assets.create',
  summary: { en: 'Create assets of a unit or of an account', zh: '创建业务单元或账户的资产' },
  past: { en: 'created', zh: '已创建' },
  options: {},
  row: ROW,
  argument: 'name',
  rowFlags: true,
  writes: true,
  right: 'asset.create',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl assets create 变频空调 --kind product --unit u_huadong --external-id SKU-9001',
      does: { en: 'a product of a unit', zh: '业务单元的推广产品' },
    },
    {
      command:
        "printf 'name,kind,account\\n高意向人群,audience,tencent:20000001\\n' | adctl assets create --from - --dry-run",
      does: { en: 'rehearse those of a file', zh: '预演文件中的资产' },
    },
  ],
  async load(l, rows) {
    const accounts = rows.flatMap(({ account }) => (account === undefined ? [] : [{ id: account }]));
    const units = rows.flatMap(({ unit }) => (unit === undefined ? [] : [{ unit }]));
    await loadAccounts(l, accounts, []);
    await loadUnitRows(l, units);
    const alike = rows.flatMap((row) => {
      const owner = ownerOf(l.view, row);
      return 'refuse' in owner ? [] : [likeness(row, owner)];
    });
    await l.need(
      ...BY.map((by) => {
        const values = alike.flatMap((one) => (one.by === by ? [one.value] : []));
        return { kind: 'asset', by, values, fields: ASSET_FIELDS } as const;
      }),
    );
  },
  subject(v, row, _options, _keep, ctx) {
    const owner = ownerOf(v, row);
    if ('refuse' in owner) return owner;
    return owner.kind === 'unit' ? unitSubject(v, owner.key, owner.key) : accountSubject(v, owner.key, ctx);
  },
  decide(v, ctx, row) {
    const owner = ownerOf(v, row);
    if ('refuse' in owner) return owner;
    const { kind, key } = owner;
    const { name, external_id } = row;
    const { by, value } = likeness(row, owner);
    const there = v.list('asset', by, value).find((id) => same(v, id, row, kind, key));
    if (there !== undefined)
      return v.get('asset', there)?.['name'] === name
        ? { unchanged: 'SAME', id: there, of: [{ kind: 'asset', key: there }] }
        : refuse('ASSET_EXISTS', { value: external_id ?? name, id: there });
    if (kind === 'account' && v.get('account', key)?.['status'] === 'closed')
      return refuse('ACCOUNT_CLOSED', { account: key });
    if (kind === 'unit' && v.get('unit', key)?.['status'] === 'archived')
      return archivedRefusal('unit', key, v.get('unit', key));
    const id = ctx.id('s_');
    const asset = {
      id,
      kind: row.kind,
      name,
      [kind]: key,
      external_id: external_id ?? null,
      status: 'active',
      created: ctx.now,
    };
    return { ok: [{ insert: 'asset', key: id, row: asset }], id };
  },
});

/** Where an asset like that of the row would be found: an owner may have very many. */
const BY = ['unit_name', 'product', 'account_name', 'account_product'] as const;
function likeness({ name, external_id }: AssetRow, { kind, key }: Owner): { by: (typeof BY)[number]; value: string } {
  if (external_id === undefined) return { by: `${kind}_name`, value: `${key}/${name}` };
  return { by: kind === 'unit' ? 'product' : 'account_product', value: `${key}/${external_id}` };
}

function ownerOf(v: ReadView, { unit, account }: AssetRow): Owner | Refusal {
  if ((unit === undefined) === (account === undefined)) return refuse('ASSET_OWNER', {});
  const key = unit === undefined ? accountNamed(v, { id: String(account) }) : addressed(v, 'unit', unit);
  return typeof key === 'string' ? { kind: unit === undefined ? 'account' : 'unit', key } : key;
}
