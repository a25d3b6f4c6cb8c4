import { defineChange } from '../define.ts';
import { GRANT_ROW } from '../grants.ts';
import { loadNominations, nominate, nominateSubject } from '../nominate.ts';
import { ORG_REF_ROW, WHERE_ORGS } from '../org-address.ts';

export const nominateOrgs = defineChange({
  kind: 'change',
  name: 'orgs.nominate',
  summary: { en: 'As operator, name an admin where there is none', zh: '行业运营：为没有管理员的组织指定管理员' },
  past: { en: 'nominated', zh: '已指定' },
  options: {
    member: {
      type: 'member',
      required: true,
      label: { en: 'member', zh: '成员' },
      help: { en: 'who becomes admin', zh: '被指定为管理员的成员' },
      metavar: 'LOGIN',
    },
    role: {
      ...GRANT_ROW.role,
      help: { en: 'default: the principal admin; of a unit uA', zh: '默认主管理员；业务单元为 uA' },
    },
    unit: {
      type: 'text',
      label: { en: 'unit', zh: '业务单元' },
      help: { en: 'of this unit of the organisation', zh: '该组织下的业务单元' },
      metavar: 'UNIT',
    },
    new_unit: {
      type: 'text',
      label: { en: 'new unit', zh: '新业务单元' },
      help: { en: 'of a unit of this name, made with it', zh: '同时新建该名称的业务单元' },
      metavar: 'NAME',
    },
  },
  row: ORG_REF_ROW,
  argument: 'org',
  where: WHERE_ORGS,
  right: 'org.nominate',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl orgs nominate e_yili --member wang.wei --reason 主体无管理员 --dry-run',
      does: { en: 'the principal admin of an entity', zh: '指定主体主管理员' },
    },
    {
      command: 'adctl orgs nominate e_yili --member wang.wei --role eA --reason 主体无管理员 --dry-run',
      does: { en: 'an admin beside none', zh: '指定一名管理员' },
    },
  ],
  load: (l, rows, options) => loadNominations(l, rows, options),
  subject: (v, row, options) => nominateSubject(v, row, options),
  decide: (v, ctx, _row, options, _keep, subject) => nominate(v, ctx, subject, options),
});
