/** The same for money: the demo has some (src/cli/demo/funds.ts). */
import type { Asked, Sample } from './samples.ts';

const AGENCY = 'agency:a_bluefocus';
const WHERE = 'id in 20000001,20000107';
const ACCOUNTS = { good: ['20000001', '20000107'], bad: ['99999999', 'entity:nowhere'], where: WHERE } as const;
/** Who else acts for the agency. */
const MASTER = '@cao.yang';
const PLANS = '$(requests list --type plan --state pending -q --limit 1)';
/** What the demo made: its ids are nobody's to know. */
const HOLD = '$(funds holds --state open -q --limit 1)';
const SPLIT = '$(funds splits -q --limit 1)';
const LOT = `$(funds statement ${AGENCY} --type bonus --columns lot -o tsv --limit 1)`;
const CAPS = `${MASTER} funds caps ${AGENCY} --per-movement 100 --per-day 100000 --per-batch 4`;
const planned = (nth: number) =>
  `${MASTER} funds allocate 20000001 20000107 --cash ${150 + nth} --bonus 20 --payer ${AGENCY} --reference plan-${nth}`;

/** Files that money is read from. */
export const FUND_FILES: Readonly<Record<string, string>> = {
  'shares.csv': 'entity:e_haier=25%\nentity:e_bluefocus=0.50\n\n',
  'bank.csv':
    '交易日期,流水号,收入,支出,余额,对方户名\n2026-01-05,R1,100.00,,100.00,甲\n2026-01-05,R2,200000.00,,200100.00,乙\n',
};

export const FUND_CHANGES: Readonly<Record<string, Sample>> = {
  'funds.adjust': {
    good: [AGENCY, '20000001'],
    bad: ['99999999', 'agency:none'],
    where: WHERE,
    options: '--add 1.50 --reason 尾差',
    fileOptions: '--reason 调账',
    file: `holder,kind,add,take,reference\n${AGENCY},cash,0.01,,x1\n20000001,owed,,1,x2\n20000107,cash,1,1,x3\nentity:e_haier,bonus,1,,x4\n20000001,credit,,9999,x5\n"\n`,
    also: [`funds adjust ${AGENCY} --add 1`, `funds adjust 20000001 --kind overdraft --add 3 --reason 补记`],
  },
  'funds.allocate': {
    ...ACCOUNTS,
    options: `--amount 10 --payer ${AGENCY}`,
    fileOptions: `--payer ${AGENCY}`,
    file: `account,cash,credit,bonus,traffic_bonus,reference\n20000001,1.00,0.50,2,,f1\n20000107,,,3,1,f2\n20000107,1e3,,,,f3\n20000157,99999999,,,,f4\n99999999,1,,,,f5\n${AGENCY},1,,,,f6\na,b,c,d,e,f,g\n`,
    also: [
      `funds allocate --from rows.csv --payer ${AGENCY} -q`,
      `funds allocate 20000001 --amount 1 --payer ${AGENCY} --reference once`,
      `funds allocate 20000001 --amount 1 --payer ${AGENCY} --reference once`,
      `funds allocate 20000001 --amount 2 --payer ${AGENCY} --reference once`,
      'undo --last --yes',
      `funds allocate 20000001 --amount 1 --kind bonus --cash 2 --payer ${AGENCY} -n`,
      `funds allocate 20000001 --amount 1 --kind cash --cash 2 --payer ${AGENCY}`,
      'funds allocate 20000001 --amount 1',
      `${MASTER} funds allocate 20000001 --amount 1`,
      `${MASTER} funds allocate 20000001 --amount 1 --as-org a_bluefocus --purse external`,
      ...['-1', '0', '0.001', '１００', '1,000', '90071992547409.92', ''].map(
        (amount) => `funds allocate 20000001 --amount=${amount} --payer ${AGENCY}`,
      ),
      CAPS,
      `${MASTER} funds allocate --from rows.csv --payer ${AGENCY} --reference late`,
      planned(1),
      planned(1),
    ],
  },
  'funds.bonus-grant': {
    good: [AGENCY, '20000001'],
    bad: ['nobody', '99999999'],
    where: WHERE,
    options: '--kind bonus --amount 5 --valid-to 2099-12-31',
    fileOptions: '',
    file: `holder,kind,amount,valid_from,valid_to,reference\n20000001,traffic_bonus,5.00,,2026-01-05,g1\n20000001,bonus,5.00,2030-01-01,2029-01-01,g2\n20000107,bonus,5.00,,2020-01-01,g3\n20000107,cash,5.00,,2099-01-01,g4\n${AGENCY},bonus,7,2026-02-01,2026-03-01,g5\n,,,,,,,\n`,
  },
  'funds.bonus-revoke': {
    good: [LOT],
    bad: ['l_none'],
    options: `--holder ${AGENCY} --amount 5`,
    fileOptions: '',
    file: `lot,holder,amount,reference\n${LOT},${AGENCY},1.00,v1\n${LOT},20000001,,v2\n${LOT},,1,v3\nl_none,,,v4\n${LOT},${AGENCY},99999,v5\na,b,c,d,e\n`,
  },
  'funds.caps': {
    as: 'cao.yang',
    good: [AGENCY],
    bad: ['nowhere', 'e_gree'],
    options: '--per-movement 5000 --per-day 20000',
    fileOptions: '',
    file: `org,per_movement,per_day,per_batch,currency\n${AGENCY},4000,none,10,\n${AGENCY},1e3,,,\n${AGENCY},3000,,0,USD\n${AGENCY},,,,XXX\nnowhere,1,,,\na,b,c,d,e,f\n`,
    also: [
      CAPS,
      `${MASTER} funds caps ${AGENCY} --per-movement none --reason 放开`,
      `@yan.ling requests apply ${PLANS}`,
      `requests apply ${PLANS}`,
      `${MASTER} funds caps ${AGENCY} --per-day 无 --per-batch 99`,
    ],
  },
  'funds.consume': {
    ...ACCOUNTS,
    options: '--amount 1.25 --day 2026-01-04 --type search',
    fileOptions: '',
    file: `account,day,amount,type,product,order,cash,credit,reference\n20000001,2026-01-02,2.00,搜索,空调,,,,c1\n20000107,2026-01-02,3.00,omni,,,,,c2\n20000107,2026-01-02,999999,omni,,,,,c3\n20000157,2099-01-02,1,,,,,,c4\n99999999,2026-01-02,1,,,,,,c5\n20000001,2026-01-02,1,,,PO-NONE,,,c6\na\n`,
    also: [
      'funds consume --from rows.csv --source tencent',
      'funds consume --from rows.csv --source tencent --results all.csv',
      'funds consume 20000107 --day 2026-01-03 --amount 1 --type 新',
      'funds consume 20000001 --day 2026-02-30 --amount 1',
      'funds consume 20000001 --amount 1',
      `funds wallet-enable unit:u_huadong`,
    ],
  },
  'funds.consume-return': {
    ...ACCOUNTS,
    options: '--amount 1 --day 2026-01-03 --source tencent',
    fileOptions: '',
    file: 'account,day,amount,type,source,reference\n20000001,2026-01-04,2.00,brand,tencent,b1\n20000107,2026-01-04,999,,tencent,b2\n20000107,2026-01-04,0.01,,tencent,b3\n20000001,2020-01-04,1,,,b4\n99999999,2026-01-04,1,,,b5\nx\n',
  },
  'funds.credit-limit': {
    good: [AGENCY, '20000001'],
    bad: ['99999999', 'nobody'],
    where: WHERE,
    options: '--amount 120000',
    fileOptions: '',
    file: `holder,amount,reference\n${AGENCY},100000.00,k1\n20000001,10,k2\n20000107,1e3,k3\nunit:u_kitchen,5,k4\nnobody,1,k5\na,b,c,d\n`,
  },
  'funds.deposit-due': {
    good: [AGENCY],
    bad: ['entity:e_gree', 'agency:none'],
    options: '--amount 60000',
    fileOptions: '',
    file: `agency,amount,reference\n${AGENCY},70000,d1\n${AGENCY},-1,d2\nentity:e_gree,1,d3\na,b,c,d\n`,
  },
  'funds.deposit-pay': {
    as: 'cao.yang',
    good: [AGENCY],
    bad: ['entity:e_gree'],
    options: '--amount 100',
    fileOptions: '',
    file: `agency,amount,reference\n${AGENCY},100,d1\n${AGENCY},999999,d2\nagency:none,1,d3\na,b,c,d\n`,
  },
  'funds.deposit-return': {
    as: 'cao.yang',
    good: [AGENCY],
    bad: ['entity:e_gree'],
    options: '--amount 100',
    fileOptions: '',
    file: `agency,amount,reference\n${AGENCY},100,d1\n${AGENCY},999999,d2\nagency:none,1,d3\na,b,c,d\n`,
  },
  'funds.freeze': {
    good: [AGENCY, '20000001'],
    bad: ['99999999', 'nobody'],
    where: WHERE,
    options: '--order PO-9 --amount 10',
    fileOptions: '',
    file: `holder,order,amount,kind,reference\n${AGENCY},PO-10,5,bonus,z1\n20000001,PO-10,5,credit,z2\n20000107,PO-10,99999,,z3\n20000107,,1,,z4\n99999999,PO-1,1,,z5\na\n`,
  },
  'funds.hold': {
    good: [],
    bad: [],
    options: `--payer ${AGENCY} --payee 20000001 --amount 10`,
    fileOptions: '',
    file: `payer,payee,amount,kind,expires,reference\n${AGENCY},20000107,5,,2099-01-01,h1\n${AGENCY},20000107,5,bonus,,h2\n${AGENCY},20000107,5,,2020-01-01,h3\n20000001,20000001,5,,,h4\n20000107,${AGENCY},99999,,,h5\na\n`,
  },
  'funds.post': {
    good: [HOLD],
    bad: ['h_none'],
    where: 'state = open',
    options: '--amount 40',
    fileOptions: '',
    file: `hold,amount,reference\n${HOLD},999,p1\n${HOLD},60,p2\n${HOLD},1,p3\nh_none,1,p4\na,b,c,d\n`,
    before: [`funds hold --payer ${AGENCY} --payee 20000107 --amount 50`],
  },
  'funds.recharge': {
    good: [AGENCY, 'entity:e_haier'],
    bad: ['nobody', '99999999'],
    where: WHERE,
    options: '--amount 100',
    fileOptions: '',
    file: `holder,amount,purse,currency,note,reference\n${AGENCY},100.00,external,,三月,m1\n20000001,5,,CNY,,m2\n20000001,5,,USD,,m3\nentity:e_haier,7,,JPY,,m4\nentity:e_haier,7.5,,JPY,,m5\nnobody,1,,,,m6\na\n`,
  },
  'funds.reclaim': {
    ...ACCOUNTS,
    options: `--amount 5 --payee ${AGENCY}`,
    fileOptions: `--payee ${AGENCY}`,
    // Without references of its own: refused where none is said.
    file: '账户,现金,红包\n20000001,1.00,1.00\n20000107,,2\n20000107,99999,\n99999999,1,\n20000107\n',
  },
  'funds.refund': {
    good: [AGENCY, 'entity:e_haier'],
    bad: ['nobody'],
    where: WHERE,
    options: '--amount 5',
    fileOptions: '',
    file: `holder,amount,reference\n${AGENCY},5.00,q1\n20000107,99999,q2\nnobody,1,q3\na,b,c,d\n`,
  },
  'funds.repay': {
    good: ['20000001'],
    bad: ['99999999', '20000107'],
    where: WHERE,
    options: `--amount 5 --payer ${AGENCY}`,
    fileOptions: `--payer ${AGENCY}`,
    file: 'holder,amount,reference\n20000001,5.00,y1\n20000001,99999,y2\n20000107,1,y3\na,b,c,d\n',
  },
  'funds.split': {
    good: [AGENCY],
    bad: ['nobody'],
    options: '--amount 10 --to entity:e_haier=33.3333% --to entity:e_bluefocus=1.00',
    fileOptions: '--to entity:e_haier=33.3333%',
    file: `holder,amount,reference\n${AGENCY},10.00,s1\n${AGENCY},0.01,s2\n${AGENCY},9999999,s3\nnobody,1,s4\na,b,c,d\n`,
    also: [
      `funds split ${AGENCY} --amount 10 --rule shares.csv`,
      `funds split ${AGENCY} --amount 10 --rule missing.csv`,
      `funds split ${AGENCY} --amount 10 --to entity:e_haier=101%`,
      `funds split ${AGENCY} --amount 100 --to a=40% --to a/entity:e_haier=50%`,
      `funds split ${AGENCY} --amount 10 --refund ${SPLIT}`,
      `funds split ${AGENCY} --amount 9999 --refund ${SPLIT}`,
      `funds split ${AGENCY} --amount 1`,
    ],
  },
  'funds.transfer': {
    good: [],
    bad: [],
    options: `--payer ${AGENCY} --payee 20000001 --amount 3`,
    fileOptions: '',
    file: `payer,payee,amount,kind,cash,to_purse,reference\n${AGENCY},20000107,5,bonus,1,,t1\n${AGENCY},${AGENCY},5,,,external,t2\n${AGENCY},${AGENCY},5,,,,t3\n20000107,entity:e_haier,99999,,,,t4\nnobody,20000001,1,,,,t5\na\n`,
  },
  'funds.unfreeze': {
    good: [AGENCY],
    bad: ['99999999', 'nobody'],
    where: WHERE,
    options: '--order PO-2026-0301 --amount 5',
    fileOptions: '--order PO-2026-0301',
    file: `holder,amount,kind,reference\n${AGENCY},5,,u1\n${AGENCY},,credit,u2\n${AGENCY},999,,u3\n20000001,1,,u4\na\n`,
    before: ['funds freeze 20000001 20000107 --order PO-2026-0301 --amount 20'],
  },
  'funds.void': {
    good: [HOLD],
    bad: ['h_none'],
    where: 'state = open',
    file: `hold,note,reference\n${HOLD},退,w1\nh_none,,w2\n${HOLD},再退,w3\na,b,c,d\n`,
    before: [`funds hold --payer ${AGENCY} --payee 20000107 --amount 50`],
  },
  'funds.wallet-disable': {
    good: ['unit:u_huadong', 'entity:e_gree'],
    bad: ['entity:e_haier', AGENCY],
    file: `holder,currency\nunit:u_huadong,\nentity:e_haier,\nentity:e_haier,USD\n${AGENCY},\na,b,c\n`,
    before: ['funds wallet-enable unit:u_huadong entity:e_gree'],
  },
  'funds.wallet-enable': {
    good: ['unit:u_huadong', 'entity:e_gree'],
    bad: [AGENCY, 'unit:none'],
    file: `holder,currency\nunit:u_huadong,\nentity:e_haier,\nentity:e_haier,USD\nentity:e_haier,XXX\n${AGENCY},\na,b,c\n`,
  },
  'requests.apply': {
    as: 'yan.ling',
    first: PLANS,
    good: [],
    bad: [],
    before: [CAPS, ...[1, 2, 3, 4].map(planned), `${MASTER} funds allocate --from rows.csv --payer ${AGENCY}`],
    file: 'account,cash,reference\n20000001,151,n1\n20000107,152,n2\n',
    also: [
      planned(7),
      `${MASTER} requests apply ${PLANS}`,
      `@sun.li requests apply ${PLANS}`,
      `requests approve ${PLANS}`,
      `@yan.ling requests reject ${PLANS} --reason 太多`,
      planned(8),
      `${MASTER} requests withdraw ${PLANS}`,
      planned(9),
      `funds refund ${AGENCY} --amount 972000`,
      `@yan.ling requests apply ${PLANS} --json`,
      planned(10),
      '@cao.yang accounts suspend 20000001',
      'accounts suspend 20000001',
      `@yan.ling requests apply ${PLANS}`,
      'requests apply r_none',
      'requests apply r_83gb8h9scvi7jm4y',
      'requests list --type plan --json',
    ],
  },
};

export const FUND_QUERIES: Readonly<Record<string, Asked>> = {
  'funds.check': { good: ['', '--warn'], bad: ['extra'] },
  'funds.holds': {
    good: ['', `--payer ${AGENCY}`, '--payee tencent:20000001 --state open', "--where 'amount > 5'"],
    bad: ['--state x', "--where 'colour = red'"],
  },
  'funds.journal': {
    good: ['', '--dialect beancount --range 2026-01', '--range 2025-01'],
    bad: ['--dialect x', '--range 2026-13'],
  },
  'funds.overview': {
    good: [
      '',
      AGENCY,
      '20000001 entity:e_haier --columns help',
      '--agency a_bluefocus --sort -available --limit 2',
      '--kind account --csv --manifest over.json',
    ],
    bad: ["--where 'colour = red'", '--kind x', 'nobody'],
  },
  'funds.reconcile': {
    good: ['bank.csv --holder entity:e_haier', 'bank.csv --holder entity:e_haier --window 0d --all', '--kept'],
    bad: ['', 'missing.csv --holder entity:e_haier', 'bank.csv --holder nobody', 'bank.csv', '--show none'],
    before: ['funds reconcile bank.csv --holder entity:e_haier --keep 一月', 'funds reconcile --show 一月'],
  },
  'funds.settlement': {
    good: ['', '--receiver entity:e_haier', "--where 'month >= 2026-01'"],
    bad: ["--where 'colour = red'"],
  },
  'funds.splits': { good: ['', `--payer ${AGENCY}`, "--where 'refunded > 0'"], bad: ["--where 'colour = red'"] },
  'funds.statement': {
    good: [
      '',
      `${AGENCY} --type allocation --manifest first.json --csv`,
      ...['recharge', 'refund', 'bonus', 'freeze', 'postpaid'].map((type) => `--type ${type} --limit 3`),
      '20000001 --type consumption --by month --range 2026-01',
      '--type consumption --by day --account 20000001 --json',
    ],
    bad: ['--type x', '--range 2026-13', 'nobody', '--since missing.json'],
    before: [
      `funds statement ${AGENCY} --type allocation --csv --manifest first.json`,
      `funds allocate 20000001 --amount 1 --payer ${AGENCY}`,
      `funds statement ${AGENCY} --type allocation --csv --since first.json --manifest next.json`,
      'undo --last --yes',
      `funds statement ${AGENCY} --type allocation --since next.json --json`,
    ],
  },
  'funds.caps-list': {
    good: ['', AGENCY, `${AGENCY} --sort -left_today`, "--where 'used_today > 0' --json"],
    bad: ['agency:none', "--where 'colour = red'"],
    before: [CAPS],
  },
  'funds.wallets': { good: ['', '--holder entity:e_haier'], bad: ["--where 'colour = red'"] },
  'requests.plan': {
    good: [PLANS],
    bad: ['r_none', 'r_83gb8h9scvi7jm4y'],
    before: [CAPS, planned(1), planned(2)],
  },
};
