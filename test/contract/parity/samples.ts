/**
 * For each operation what is right and what is wrong on the demo; the command lines of every form are made of it. `$(…)`
 * stands for what another command line says, as in a shell.
 */
import { FUND_CHANGES, FUND_QUERIES } from './fund-samples.ts';

export type Sample = {
  /** Who acts; else the state's owner. */
  readonly as?: string;
  /** What stands before the ids. */
  readonly first?: string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
  /** Words after the ids. */
  readonly options?: string;
  /** What selects some. */
  readonly where?: string;
  /** Rows of a file; else one for each id. The last one is broken. */
  readonly file?: string;
  /** Words of a command line that reads it, where others than `options`. */
  readonly fileOptions?: string;
  /** What has to be done before. */
  readonly before?: readonly string[];
  /** Command lines of its own, at the end. */
  readonly also?: readonly string[];
};
/** Arguments with which a question has an answer, and with which it has none. */
export type Asked = {
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly before?: readonly string[];
};

const E_GREE = { as: 'dong.mei', good: ['20000001', '20000012'], bad: ['99999999'] } as const;
const ACCOUNTS = { good: ['20000001', '20000012'], bad: ['99999999'], where: 'id in 20000001,20000012' } as const;
const CLAIM_1 = 'r_83gb8h9scvi7jm4y';
const CLAIM_2 = 'r_ku5psbc3tn454r83';
const LICENCE = '91110000600037341L';

export const CHANGES: Readonly<Record<string, Sample>> = {
  ...FUND_CHANGES,
  'accounts.assign': { ...ACCOUNTS, as: 'dong.mei', options: '--to wang.wei' },
  'accounts.bind': {
    as: 'cao.yang',
    good: ['77300000000000001', '77300000000000005'],
    bad: ['20000001'],
    options: '--to wei.dong',
    where: 'agency is not empty',
  },
  'accounts.budget': {
    ...ACCOUNTS,
    options: '--amount 500',
    file: 'id,daily_budget\n20000001,1.5\n20000012,0\n20000002,1e3\n99999999,1\n"2000',
  },
  'accounts.claim': { ...ACCOUNTS, as: 'wang.wei', where: "entity = 'e_gree'" },
  'accounts.close': ACCOUNTS,
  'accounts.create': {
    good: ['90000001', '90000002'],
    bad: ['x y'],
    options: '--platform tencent --name 新 --entity e_gree --tags 重点',
    file: 'platform,id,name,daily_budget\ntencent,90000003,甲,1\ntencent,90000004,,2\nnowhere,90000005,乙,3\ntencent,90000006,丙,x,\n',
  },
  'accounts.import': {
    good: [],
    bad: [],
    file: 'platform,id,name,entity,daily_budget,状态\ntencent,20000001,改名,e_gree,1,有效\ntencent,91000001,甲,无此公司,2,\ntencent,91000002,乙,,3,\ntencent,7.73E+016,丙,,4,,,\n',
  },
  'accounts.note': { ...ACCOUNTS, options: '--text 备注' },
  'accounts.release': { ...ACCOUNTS, as: 'dong.mei', where: 'manager = wang.wei' },
  'accounts.resume': { ...ACCOUNTS, where: 'status = suspended' },
  'accounts.share': { ...E_GREE, options: '--with li.na,zhang.min', where: 'id in 20000001,20000012' },
  'accounts.suspend': { ...ACCOUNTS, where: "manager = 'wang.wei'" },
  'accounts.tag': { ...ACCOUNTS, options: '--tag 甲 --tag 乙' },
  'accounts.unassign': { ...ACCOUNTS, as: 'dong.mei' },
  'accounts.unbind': {
    as: 'cao.yang',
    good: ['77300000000000001', '77300000000000005'],
    bad: ['20000001'],
    options: '--to wei.dong',
    where: 'agency is not empty',
    before: ['@cao.yang accounts bind 77300000000000001 --to wei.dong'],
  },
  'accounts.unshare': {
    ...E_GREE,
    options: '--with li.na',
    where: 'id in 20000001,20000012',
    before: ['@dong.mei accounts share 20000012 --with li.na'],
  },
  'accounts.untag': { ...ACCOUNTS, options: '--tag 甲', before: ['accounts tag 20000001 20000002 --tag 甲'] },
  'accounts.update': {
    ...ACCOUNTS,
    options: '--industry 家电',
    file: 'id,name,industry,备注\n20000001,新名,,好\n20000012,,x,\n99999999,a,b,c\n20000002,\n',
  },
  'assets.create': {
    as: 'dong.mei',
    good: ['夏季主图', '秋季主图'],
    bad: [],
    options: '--kind creative --account 20000001',
    file: 'name,kind,account\n甲,creative,20000001\n乙,film,20000001\n丙,creative,99999999\n丁,creative,20000001,x\n',
  },
  'assets.grant': {
    as: 'dong.mei',
    good: ['s_ttbvnnxd', 's_6tmqayzi'],
    bad: ['s_none'],
    options: '--to 20000012',
    where: 'kind = product',
  },
  'assets.revoke': {
    as: 'dong.mei',
    good: ['s_ttbvnnxd', 's_6tmqayzi'],
    bad: ['s_none'],
    options: '--of 20000012',
    where: 'kind = product',
    before: ['@dong.mei assets grant s_ttbvnnxd --to 20000012'],
  },
  'batches.undo': {
    good: ['b_01KE5NH8600MYA0RWFY22N469Q'],
    bad: ['b_01KE5WCZE0DJ84GVMYFT9SF8DF'],
  },
  'clients.authorize': {
    as: 'cao.yang',
    good: ['tencent:20000012', 'tencent:20000020'],
    bad: ['tencent:99999999'],
    options: '--agency a_bluefocus --until 2026-12-31',
    where: "entity = 'e_bluefocus'",
  },
  'clients.terminate': {
    as: 'cao.yang',
    good: ['ocean:77300000000000001', 'ocean:77300000000000005'],
    bad: ['ocean:99999999'],
    options: '--agency a_bluefocus --reason 到期',
    where: "entity = 'e_wanmei'",
  },
  'funds.consume': {
    ...ACCOUNTS,
    options: '--amount 5 --day 2026-01-02 --source tencent',
    file: 'account,day,type,cash,bonus\n20000001,2026-01-02,search,3,1\n20000001,2026/1/2,Search,1,\n99999999,2026-01-02,,1,\n"2000',
  },
  'funds.consume-return': {
    ...ACCOUNTS,
    options: '--amount 2 --day 2026-01-02 --reference back',
    before: ['funds consume 20000001 20000012 --amount 5 --day 2026-01-02 --source tencent'],
    file: 'account,day,amount\n20000001,2026-01-02,3\n20000012,2026-01-02,9\n99999999,2026-01-02,1\n"2000',
  },
  'members.create': {
    good: ['neu.eins', 'neu.zwei'],
    bad: ['Ab'],
    options: '--name 新人 --phone 13800001234',
    file: 'login,name,phone,role,org\nneu.drei,三,13800001235,eC,e_gree\nneu.vier,四,12,,\nneu.elf,,,,\nwang.wei,王,,,\n,,,,,,\n',
  },
  'members.erase': { good: ['shi.lei', 'wei.dong'], bad: ['dong.mei', 'nobody'], where: 'login = shi.lei' },
  'members.grant': {
    as: 'dong.mei',
    good: ['sun.li', 'shi.lei'],
    bad: ['nobody'],
    options: '--flag auditor --org e_gree',
    where: 'roles ~ eC@e_gree',
    file: 'login,role,org\nshi.lei,eC,e_gree\nsun.li,eX,e_gree\nnobody,eC,e_gree\nshi.lei,gA,g_huaxia\n"\n',
  },
  'members.handover': { good: ['li.na'], bad: ['nobody'], options: '--to zhang.min' },
  'members.import': {
    good: [],
    bad: [],
    file: 'login,name,phone,email,role,org\nneu.drei,三,13800001235,a@b.cn,eC,e_gree\nneu.vier,四,12,,,\nwang.wei,王,13812340000,,,\nNEU,x,,,,\n1,2,3,4,5,6,7\n',
  },
  'members.remove': { good: ['xu.peng', 'tao.ran'], bad: ['dong.mei', 'nobody'], where: 'login = xu.peng' },
  'members.revoke': {
    as: 'dong.mei',
    good: ['wang.wei', 'li.na'],
    bad: ['nobody'],
    options: '--role eC --org e_gree',
    where: 'roles ~ eC@e_gree',
  },
  'members.update': {
    good: ['wang.wei'],
    bad: ['nobody'],
    options: '--phone 13812340000',
    where: 'login in wang.wei,li.na',
    file: 'login,name,phone\nwang.wei,王唯,\nli.na,,13812340002\nnobody,x,\nzhang.min,,12\nzhang.min,,,,\n',
  },
  'members.verify': { good: ['sun.li'], bad: ['nobody'], options: '--method 人脸', where: 'verified is empty' },
  'orgs.archive': {
    good: ['新团'],
    bad: ['e_gree', 'nowhere'],
    where: 'name = 新团',
    before: ['orgs create 新团 --kind group'],
  },
  'orgs.attach': {
    good: ['e_catl', 'e_byd'],
    bad: ['e_gree', 'nowhere'],
    options: '--to g_huaxia',
    where: 'id in e_catl,e_hengrui',
  },
  'orgs.create': {
    good: ['新团甲', '新团乙'],
    bad: [],
    options: '--kind group',
    file: `kind,name,licence\ngroup,新团丙,\nentity,甲公司,${LICENCE}\nentity,乙公司,123\nentity,丙公司,11010519491231002X\nfirm,x,\nagency,,,,\n`,
  },
  'orgs.detach': { good: ['e_midea', 'e_haier'], bad: ['e_byd', 'nowhere'], where: 'id in e_midea,e_haier' },
  'orgs.import': {
    good: [],
    bad: [],
    file: `kind,name,licence,group,id\nentity,新主体有限公司,${LICENCE},新集团,e_new\ngroup,新集团,,,g_new\nentity,错号有限公司,91110000600037341N,,\nx,y,z,,,,\n`,
  },
  'orgs.join': { as: 'wang.wei', good: ['e_haier', 'e_midea'], bad: ['e_nowhere'], options: '--note 想加入' },
  'orgs.nominate': {
    as: 'liu.yang',
    good: ['e_yili'],
    bad: ['e_nowhere'],
    options: '--member wang.wei --reason 主体无管理员',
    where: 'id = e_yili',
  },
  'orgs.update': {
    good: ['g_huaxia', 'g_nanfang'],
    bad: ['nowhere'],
    options: '--group-type customer',
    where: 'kind = group',
    file: 'org,name,claim_policy\ne_gree,格力,approval\ne_midea,,never\nnowhere,x,\ne_haier\n',
  },
  'qualifications.replace': {
    good: ['q_zmk7e82a', 'q_n42pkdek'],
    bad: ['q_none'],
    options: '--number JY1 --valid-until 2027-01-01',
    where: 'state = expired',
  },
  'qualifications.review': {
    as: 'liu.yang',
    good: ['q_4dbeq884'],
    bad: ['q_z6izugdm', 'q_none'],
    options: '--approve',
    where: 'state = submitted',
  },
  'qualifications.submit': {
    as: 'dong.mei',
    good: ['20000012', '20000001'],
    bad: ['99999999'],
    options: '--kind 商标注册证 --number 88001 --valid-until 2027-06-30',
    where: 'id = 20000020',
  },
  'requests.approve': {
    as: 'dong.mei',
    good: [CLAIM_1, 'r_yvsghmtd4s53ut8y'],
    bad: ['r_none', 'r_4jkmxtgemcxze2nv'],
    where: 'state = pending',
  },
  'requests.reject': {
    as: 'dong.mei',
    good: [CLAIM_1, CLAIM_2],
    bad: ['r_none'],
    options: '--reason 岗位已满',
    where: 'state = pending',
  },
  'requests.withdraw': { as: 'zhang.min', good: [CLAIM_1, CLAIM_2], bad: ['r_none'], where: 'state = pending' },
  'rules.set': {
    first: 'batch_interrupted_seconds',
    good: ['60'],
    bad: ['1'],
    file: 'key,value\nbatch_interrupted_seconds,40\nnonsense,1\nresults_days,x\nresults_days\n',
  },
  'state.sweep': { good: [], bad: [] },
  'tokens.create': {
    good: ['ci', 'cron'],
    bad: ['x'.repeat(61)],
    options: '--expires never',
    file: 'name,member,expires\n报表,li.na,2026-02-01\n脚本,,never\n旧,,2025-01-01\n旧,,,,\n',
  },
  'tokens.revoke': {
    good: ['ci', 'cron'],
    bad: ['nothing'],
    where: 'name = nightly',
    before: ['tokens create ci cron nightly'],
  },
  'units.add-accounts': {
    first: 'u_huadong',
    good: ['2088000000000001', '2088000000000010'],
    bad: ['20000001x', '2088000000000002'],
    where: "id in '2088000000000001','2088000000000010'",
  },
  'units.add-members': { first: 'u_huadong', good: ['wang.wei', 'li.na'], bad: ['nobody'], where: 'roles ~ eC@e_gree' },
  'units.archive': {
    good: ['试点'],
    bad: ['u_huadong', 'nowhere'],
    where: 'name = 试点',
    before: ['units create 试点 --org e_gree'],
  },
  'units.create': { first: '试点', good: [], bad: [], options: '--org e_gree --accounts 2088000000000001' },
  'units.remove-accounts': {
    first: 'u_huadong',
    good: ['2088000000000021'],
    bad: ['99999999', '20000012'],
    where: "unit = 'u_huadong'",
  },
  'units.remove-members': {
    first: 'u_huadong',
    good: ['shi.lei'],
    bad: ['nobody', 'cao.yang'],
    where: 'login = shi.lei',
  },
  'units.update': {
    good: ['华东大区', 'u_huanan'],
    bad: ['nowhere'],
    options: '--track 家电',
    where: 'org = e_gree',
    file: 'unit,name,track\nu_huadong,,空调\nu_huanan,华东大区,\nnowhere,x,\nu_ev\n',
  },
  'views.remove': {
    good: ['甲', '乙'],
    bad: ['丙'],
    before: ['views save 甲 -- accounts list --status active', 'views save 乙 -- orgs list'],
  },
  'views.save': { first: '大', good: [], bad: [], options: "-- accounts list --where 'daily_budget > 5000'" },
};

export const QUERIES: Readonly<Record<string, Asked>> = {
  ...FUND_QUERIES,
  'accounts.diff': { good: ['--from diff.csv'], bad: ['', '--from wrong.csv'] },
  'accounts.list': {
    good: ['', "--where 'daily_budget > 5000' --sort -daily_budget,id", '--search 格力 --limit 3', '--entity e_gree'],
    bad: ["--where 'colour = red'", '--after nonsense'],
  },
  'accounts.open': { good: ['20000001 --page delivery', '--list'], bad: ['99999999', 'miaosy'] },
  'accounts.show': { good: ['20000001', '20000001 20000012'], bad: ['99999999', '20000001 99999999'] },
  'assets.access': { good: ['20000001 高意向人群'], bad: ['99999999 高意向人群'] },
  'assets.list': { good: ['', '--kind product'], bad: ['--kind film'] },
  'assets.show': { good: ['s_ttbvnnxd'], bad: ['s_none'] },
  'audit.list': {
    good: ['--limit 5', "--where 'operation = accounts.bind' --limit 3 --columns actor,operation,target,before,after"],
    bad: ["--where 'time > yesterday'"],
  },
  'audit.verify': { good: [''], bad: ['--head 12', `--head ${'0'.repeat(63)}1`] },
  'batches.list': { good: ['', "--where 'operation = accounts.bind'"], bad: ['--state nonsense'] },
  'batches.results': { good: ['b_01KE5WCZE0', 'b_01KE5NH860 --limit 3'], bad: ['b_00000000', 'b_01'] },
  'batches.show': { good: ['b_01KE5WCZE0'], bad: ['b_00000000'] },
  'clients.list': { good: ['--limit 4', '--state pending'], bad: ['--state none'] },
  'members.can': {
    good: ['wang.wei accounts claim 20000001', 'sun.li accounts claim'],
    bad: ['wang.wei accounts.clam', 'nobody accounts.claim'],
  },
  'members.list': { good: ['', '--role eP', '--reveal --limit 3'], bad: ['--role xx'] },
  'members.matrix': { good: ['', '--operation accounts.claim'], bad: ['--role xx'] },
  'members.show': { good: ['dong.mei', 'dong.mei --reveal', 'dong.mei wang.wei'], bad: ['nobody'] },
  'orgs.list': { good: ['', '--kind group'], bad: ['--kind firm'] },
  'orgs.show': { good: ['华夏消费集团', 'e_gree g_huaxia'], bad: ['nowhere'] },
  'orgs.tree': { good: ['', '--depth 2', '--find 格力', 'u_huadong'], bad: ['nowhere', '--depth 0'] },
  'qualifications.list': { good: ['', '--expired'], bad: ['--state none'] },
  'requests.list': { good: ['', '--to-decide', '--type claim'], bad: ['--state waiting'] },
  'requests.show': { good: [CLAIM_1], bad: ['r_none'] },
  'rules.show': { good: ['', 'results_days'], bad: ['nonsense'] },
  'state.check': { good: [''], bad: ['extra'] },
  'state.info': { good: [''], bad: ['extra'] },
  'tokens.list': { good: ['', '--member wang.wei'], bad: ['--state nonsense'] },
  'units.list': { good: ['', '--type group'], bad: ['--type x'] },
  'units.show': { good: ['华东大区', 'u_huadong u_huanan'], bad: ['nowhere'] },
  'views.list': { good: ['', '--noun accounts'], bad: ["--where 'colour = red'"] },
  'views.show': { good: ['大预算'], bad: ['小预算'] },
};
