/** The thirty members of the demo, and the roles and flags that they are granted. */
import { ENTITIES } from './names.ts';
import { principalRoles } from './orgs.ts';

type Person = readonly [
  login: string,
  name: string,
  grants: string,
  contact?: { readonly phone?: string; readonly email?: string; readonly wechat?: string },
];

/** Claims the demo's file: a collaborator of the entity that most accounts belong to. */
export const CLAIMER = 'wang.wei';
/** Reviews what the platform wants to see. */
export const OPERATOR = 'liu.yang';
/** Never verified: what such a member may do is shown with it. */
export const UNVERIFIED = 'sun.li';

/** Grants as `role@place`, flags among them; principal roles come with the organisations. */
const PEOPLE: readonly Person[] = [
  [OPERATOR, '刘洋', 'op', { phone: '13900010001', email: 'liu.yang@example.com' }],
  ['zhao.min', '赵敏', 'auditor@g_huaxia', { phone: '13900010002', email: 'zhao.min@example.com' }],
  ['qian.feng', '钱峰', '', { phone: '13900010003' }],
  ['zhou.jie', '周杰', '', { email: 'zhou.jie@example.com' }],
  ['wu.fang', '吴芳', 'gA@g_huaxia auditor@g_huaxia'],
  ['zheng.hao', '郑浩', 'gA@g_dongfang'],
  ['dong.mei', '董梅', 'pii_viewer@e_gree', { phone: '13900010007', wechat: 'dongmei_gree' }],
  ['fang.hong', '方红', '', { phone: '13900010008' }],
  ['li.wei', '李伟', ''],
  ['yu.liang', '余亮', ''],
  ['chen.jing', '陈静', '', { email: 'chen.jing@example.com' }],
  ['shen.yue', '沈悦', 'eA@e_gree', { phone: '13900010012', email: 'shen.yue@example.com' }],
  ['han.xue', '韩雪', 'eA@e_moutai eA@e_wuliangye auditor@e_moutai'],
  [CLAIMER, '王伟', 'eC@e_gree', { phone: '13900010014', email: 'wang.wei@example.com', wechat: 'wangwei0014' }],
  ['zhang.min', '张敏', 'eC@e_gree eC@e_midea', { phone: '13900010015' }],
  ['li.na', '李娜', 'eC@e_gree eC@e_haier eC@e_supor'],
  ['xu.peng', '徐鹏', 'eC@e_yili eC@e_haitian eC@e_tsingtao', { wechat: 'xupeng_media' }],
  [UNVERIFIED, '孙丽', 'eU@e_gree', { phone: '13900010018' }],
  ['he.ping', '何平', 'uA@u_huadong uA@u_huanan', { phone: '13900010019', email: 'he.ping@example.com' }],
  ['lv.bin', '吕斌', 'uA@u_games_east uA@u_games_new eC@e_jibite eC@e_wanmei'],
  ['shi.lei', '石磊', 'uC@u_huadong'],
  ['kong.yan', '孔燕', 'uC@u_drinks uA@u_homes'],
  ['cao.yang', '曹阳', 'pii_viewer@a_bluefocus', { phone: '13900010023', email: 'cao.yang@example.com' }],
  ['yan.ling', '严玲', 'aA@a_bluefocus ticket_dispatcher@a_bluefocus'],
  ['hua.rong', '华蓉', 'aE@a_bluefocus lead_admin@a_bluefocus', { phone: '13900010025' }],
  ['jin.xin', '金鑫', 'aE@a_bluefocus ticket_handler@a_bluefocus'],
  ['wei.dong', '魏东', 'aD@a_bluefocus', { phone: '13900010027' }],
  ['tao.ran', '陶然', 'aD@a_bluefocus'],
  ['jiang.li', '江莉', 'aC@a_bluefocus', { wechat: 'jiangli_client' }],
  ['qi.yue', '祁月', 'cv@a_bluefocus', { email: 'qi.yue@example.com' }],
];

/** Rows of `members import`: nobody has a role before there are organisations. */
export function memberRows(): Record<string, string>[] {
  return PEOPLE.map(([login, name, , contact], i) => ({
    login,
    name,
    ...contact,
    ...(login !== UNVERIFIED && { verified: i % 3 === 0 ? '企业对公' : '人脸' }),
  }));
}

/** Rows of `members grant`, roles before flags: a flag needs a role beside it. */
export function grantRows(): Record<string, string>[] {
  const rows = PEOPLE.flatMap(([login, , grants]) =>
    grants
      .split(' ')
      .filter(Boolean)
      .map((grant) => {
        const [what = '', org] = grant.split('@');
        return { login, [isFlag(what) ? 'flag' : 'role']: what, ...(org && { org }) };
      }),
  );
  return rows.toSorted((a, b) => Number('flag' in a) - Number('flag' in b));
}

const isFlag = (what: string): boolean => what.includes('_') || what === 'auditor';

export const AGENCY_MASTER = 'cao.yang';
/** Employees of the agency who look after its clients. */
export const AGENCY_TEAM: readonly string[] = ['hua.rong', 'jin.xin'];

/** Who manages accounts of an entity: its collaborators, else its admins, else those of its group. Never the claimer. */
export function teamOf(entity: string): readonly string[] {
  return teams.get(entity) ?? [];
}

const teams: ReadonlyMap<string, readonly string[]> = new Map(
  ENTITIES.map(({ id, group }) => {
    const granted = grantRows().filter(({ login, role }) => role && login !== CLAIMER);
    const at = (place: string | undefined, ...roles: string[]) => [
      ...granted.filter((row) => row['org'] === place && roles.includes(row['role'] ?? '')).map((row) => row['login']),
      ...principalRoles()
        .filter((row) => row.place === place && roles.includes(row.role))
        .map(({ login }) => login),
    ];
    const lists = [at(id, 'eC'), at(id, 'eA', 'eP'), at(group, 'gA', 'gP')];
    return [id, (lists.find((list) => list.length > 0) ?? []) as readonly string[]];
  }),
);

export const MAIN_ADMIN = 'shen.yue';
