/** The columns of an organisation as users write it, and what they stand for. */
import { checkLicence } from '../domain/licence.ts';
import { isMasked } from '../domain/mask.ts';
import { GROUP_TYPES, LICENCE_KINDS, ORG_KINDS } from '../domain/orgs.ts';
import type { InputOf, Schema } from '../domain/schema.ts';

export const ORG_ROW = {
  name: {
    type: 'text',
    label: { en: 'name', zh: '名称' },
    help: { en: 'legal name, or name of the group', zh: '主体名称或集团名称' },
    headers: [
      ...[
        '主体名称',
        '主体全称',
        '公司名称',
        '公司全称',
        '公司中文名称',
        '企业名称',
        '企业全称',
        '单位名称',
        '组织名称',
      ],
      ...['全称', '法定名称', 'company', 'company_name', 'legal_name', 'full_name'],
    ],
    metavar: 'NAME',
  },
  kind: {
    type: 'enum',
    values: ORG_KINDS,
    required: true,
    label: { en: 'kind', zh: '类型' },
    help: { en: 'group, entity or agency', zh: '集团、主体或代理商' },
  },
  licence: {
    type: 'text',
    label: { en: 'licence', zh: '证照号码' },
    help: { en: 'unified social credit code or personal id number', zh: '统一社会信用代码或身份证号' },
    headers: [
      '统一社会信用代码',
      '社会信用代码',
      '信用代码',
      '营业执照号',
      '营业执照号码',
      '证件号码',
      '证照号',
      'uscc',
    ],
    metavar: 'N',
    pii: true,
  },
  licence_kind: {
    type: 'enum',
    values: LICENCE_KINDS,
    label: { en: 'licence kind', zh: '证照类型' },
    help: { en: 'business or person; seen from the number if not given', zh: '企业或个人；不填则由号码判断' },
    question: { en: 'licence of a business or a person', zh: '企业证照还是个人证件' },
  },
  group: {
    type: 'text',
    label: { en: 'group', zh: '集团' },
    help: { en: 'group of the entity', zh: '主体所属集团' },
    headers: ['parent', '所属集团', '上级'],
    metavar: 'ORG',
  },
  group_type: {
    type: 'enum',
    values: GROUP_TYPES,
    label: { en: 'group type', zh: '集团类型' },
    help: { en: 'policy or customer', zh: '政策集团或客户简称' },
  },
  entity: {
    type: 'list',
    label: { en: 'entity', zh: '主体' },
    help: {
      en: 'entity of the agency; entities of the group',
      zh: '代理商的主体；集团包含的主体',
    },
    question: { en: 'entity', zh: '主体' },
    several: { en: ', repeatable', zh: '，可重复' },
    metavar: 'ORG',
  },
  principal: {
    type: 'member',
    label: { en: 'principal admin', zh: '主管理员' },
    help: { en: 'who becomes principal admin (operator only)', zh: '指定主管理员（仅行业运营）' },
    metavar: 'LOGIN',
  },
  id: {
    type: 'text',
    label: { en: 'id', zh: '编号' },
    help: { en: 'an id of your own', zh: '自定义编号' },
    metavar: 'SLUG',
  },
} as const satisfies Schema;

/** What a file has besides: a short name that several companies may share says of a group how it is called, of an entity where it belongs. */
export const ORG_FILE_ROW = {
  ...ORG_ROW,
  group_name: {
    type: 'text',
    label: { en: 'group name', zh: '集团名称' },
    help: {
      en: 'customer or short name: names the row of a group, is the group of an entity',
      zh: '客户简称：集团行即其名称，主体行即其所属集团',
    },
    headers: ['客户简称', '公司简称', '企业简称', '证券简称', '股票简称', '简称', 'short_name', 'customer_name'],
  },
} as const satisfies Schema;

export type OrgRow = InputOf<typeof ORG_FILE_ROW>;

/** The row as it would be written without its short name; that stays only where a refusal has to tell of it. */
export function withGroupName(row: OrgRow, ignored: boolean): OrgRow {
  const { group_name: short, ...bare } = row;
  if (short === undefined || ignored) return bare;
  if (row.kind === 'group') return { ...bare, name: short };
  if (row.kind === 'agency') return row;
  return row.group === undefined ? { ...row, group: short } : bare;
}

export const PRINCIPAL = { group: 'gP', entity: 'eP', agency: 'aM' } as const;

export function licenceOf(row: OrgRow) {
  return row.licence && !isMasked(row.licence) ? checkLicence(row.licence, row.licence_kind) : undefined;
}

/** A list calls an agency's entity its parent, too. */
export function entitiesOf(row: OrgRow): readonly string[] {
  return row.entity ?? (row.kind === 'agency' && row.group ? [row.group] : []);
}
