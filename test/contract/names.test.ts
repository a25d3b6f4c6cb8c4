/**
 * MEM-4 as a whole: every command, asked and changed by every role, in every form, names nothing that its reader may not
 * see, unless the reader typed it. Names are words of their own (world.ts), so that a look for words tells.
 */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { KINDS } from '../../src/domain/kinds.ts';
import { REGISTRY } from '../../src/operations/registry.ts';
import { licence } from '../helpers/fixture.ts';
import { type Ran, type Shell, shell } from '../helpers/main.ts';
import { type Truth, truthOf, wordsSeen } from '../helpers/sight.ts';
import { newFolder, type State } from '../helpers/state.ts';
import { ACCOUNTS, idOf, MEMBERS, ORGS, TOKENS, UNITS, type Who, world } from '../helpers/world.ts';
import { moneyPast } from '../helpers/world-money.ts';

const READERS: readonly Who[] = (Object.keys(MEMBERS) as Who[]).filter((who) => who !== 'ops');
const IDS = (Object.keys(ACCOUNTS) as (keyof typeof ACCOUNTS)[]).map(idOf).join(' ');
/** A qualification of each account. */
const PAPERS = Object.values(ACCOUNTS)
  .map((_, i) => `q_${i}`)
  .join(' ');
const ASSETS = PAPERS.replaceAll('q_', 's_');
const LOGINS = Object.values(MEMBERS).map(({ key }) => key);
const HOLDERS = [...Object.values(ORGS), ...Object.values(UNITS)].map(({ key }) => key);
const PLACES = [...Object.values(ORGS), ...Object.values(UNITS)].map(({ key }) => key);

const ACCOUNT_KEYS = Object.values(ACCOUNTS).map(({ key }) => key);
/** Every account with one thing in one column: of what is typed besides, nothing can be told to be hidden. */
const placing = (column: string, values: readonly string[]) =>
  values.map((value) => [
    `${column}-${value}.csv`,
    [`id,name,${column}`, ...ACCOUNT_KEYS.map((key) => `${key},改名,${value}`)].join('\n'),
  ]);
const PLACING: Readonly<Record<string, string>> = Object.fromEntries([
  ...placing(
    'unit',
    Object.values(UNITS).map(({ key }) => key),
  ),
  ...placing(
    'entity',
    Object.values(ORGS).map(({ key }) => key),
  ),
  ...placing('agency', [ORGS.X.key, ORGS.Y.key, ORGS.E.key]),
  ...placing(
    'manager',
    (['A1.eC', 'B1.eC', 'X.aE', 'X.aD', 'both'] as const).map((who) => MEMBERS[who].key),
  ),
]);
/** What is typed in files. */
const FILES: Readonly<Record<string, string>> = {
  ...PLACING,
  'ids.csv': ['id,name', ...IDS.split(' ').map((id) => `${id},改名`)].join('\n'),
  'consumed.csv': ['account,day,amount,type', ...IDS.split(' ').map((id) => `${id},2026-01-02,1.00,search`)].join('\n'),
  'members.csv': ['login,name', ...LOGINS.map((login) => `${login},改名`)].join('\n'),
  'bank.csv': '交易日期,流水号,收入,支出,余额,对方户名\n2026-01-05,R1,5.00,,5.00,甲\n',
  'orgs.csv': ['kind,name,licence', ...Object.keys(ORGS).map((_, i) => `entity,新${i},${licence(i + 1)}`)].join('\n'),
};

let state: State;
let truth: Truth;
let template: string;
let batches: readonly string[];
let terminal: Shell;
let requests: readonly string[] = ['r_none'];
let secrets: readonly string[] = ['t_none'];
let plans: readonly string[] = ['r_none'];
let holds: readonly string[] = ['h_none'];
let splits: readonly string[] = ['t_none'];
let lots: readonly string[] = ['l_none'];

/** Money of everybody, on both sides of what each reader sees. */
async function withMoney(state: State): Promise<void> {
  await state.change('funds.recharge', { rows: HOLDERS.map((holder) => ({ holder, amount: '1000' })) });
  const payers = [ORGS.A1.key, ORGS.B1.key, ORGS.X.key];
  const rows = ACCOUNT_KEYS.map((holder, i) => ({ holder, cash: '5', payer: payers[i % 3] as string }));
  await state.change('funds.allocate', { rows });
  await state.change('funds.hold', { rows: rows.map(({ holder, payer }) => ({ payer, payee: holder, amount: '1' })) });
  await state.change('funds.wallet-enable', { rows: HOLDERS });
  const to = [`${ACCOUNT_KEYS[0]}=30%`, `${ORGS.B1.key}=30%`];
  await state.change('funds.split', { rows: [{ holder: ORGS.A1.key, amount: '9' }], options: { to } });
  await state.change('funds.caps', { rows: payers, options: { per_movement: '20' } });
  const waiting = await state.change('funds.allocate', { rows: rows.map((row) => ({ ...row, cash: '30' })) });
  plans = [...new Set(waiting.results.flatMap(({ id }) => (id === undefined ? [] : [id])))];
  await state.change('funds.caps', { rows: payers.slice(0, 2), options: { per_movement: 'none' } });
}

beforeAll(async () => {
  state = await world();
  await moneyPast(state);
  await withMoney(state);
  const ids = async (verb: string, column: string, more = {}) =>
    (await state.records(`funds.${verb}`, { ...more, columns: [column] })).map((one) => String(one[column]));
  holds = await ids('holds', 'id');
  splits = await ids('splits', 'id');
  lots = [...new Set(await ids('statement', 'lot', { type: 'bonus' }))];
  truth = await truthOf(state);
  template = join(newFolder(), 'world.db');
  await state.store.backup(template);
  batches = (await state.records('batches.list', { columns: ['id'] })).map(({ id }) => String(id));
  requests = (await state.records('requests.list', { columns: ['id'] })).map(({ id }) => String(id));
  secrets = (await state.records('tokens.list', { columns: ['id'] })).map(({ id }) => String(id));
  terminal = shell({ db: template });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(terminal.folder, name), text);
});

/**
 * Of each command's lines every nth, beginning at another one for each reader, so that every line is tried by somebody, a
 * command of few lines by every fourth reader; what is added to one command moves no line of another. Of the readers one
 * half in a run, the other in another. ADCTL_NAMES: that n, and all readers.
 */
const STEP = Number(process.env['ADCTL_NAMES'] ?? READERS.length);
const HALF = process.env['ADCTL_NAMES'] === undefined ? Number(process.env['ADCTL_SEED']) % 2 : undefined;
const ASKED = READERS.filter((_, i) => HALF === undefined || i % 2 === HALF);
const FEW = Math.min(4, STEP);
const commandOf = (line: string): string => line.split(' ').slice(0, 2).join(' ');
function turn(who: Who, lines: readonly string[]): string[] {
  const at = READERS.indexOf(who);
  const commands = new Map<string, string[]>();
  for (const line of lines) commands.set(commandOf(line), [...(commands.get(commandOf(line)) ?? []), line]);
  return [...commands.values()].flatMap((own) =>
    own.filter((_, i) => (i + at) % Math.max(FEW, Math.min(STEP, own.length)) === 0),
  );
}

/** A line that cannot be meant is not tried at all, and so leaks nothing. */
const UNMEANT =
  /\b(USAGE|UNKNOWN_COMMAND|UNKNOWN_OPTION|OPTION_VALUE|VALUE_EMPTY|FIELD_UNKNOWN|WHERE_INVALID|MISSING|NOTHING_TO_SET|COLUMN_UNKNOWN|FILE_HEADER)\b/;
const unmeant = ({ code, stdout, stderr }: Ran): string[] =>
  code === 2 ? (UNMEANT.exec(stdout + stderr)?.slice(0, 1) ?? []) : [];

const words = (text: string): string[] => [...new Set(text.match(TOKENS) ?? [])];

/** What an output names though its reader may not see it and did not type it. */
function leaked(who: Who, output: string, typed: string, log: boolean): string[] {
  const seen = new Set(
    words(
      [...wordsSeen(truth, MEMBERS[who].key, log), typed, FILES[/FOLDER.(\S+)/.exec(typed)?.[1] ?? ''] ?? ''].join(' '),
    ),
  );
  return words(output).filter((word) => !seen.has(word));
}

const columnsOf = (kind: keyof typeof KINDS): string =>
  Object.entries(KINDS[kind].fields)
    .filter(([, { hidden }]) => !hidden)
    .flatMap(([name, def]) => (def.ref && !def.noName ? [name, `${name}_name`] : [name]))
    .join(',');

const LISTS = {
  accounts: 'account',
  orgs: 'org',
  units: 'unit',
  members: 'member',
  assets: 'asset',
  clients: 'authorisation',
  qualifications: 'qualification',
  requests: 'request',
  tokens: 'token',
  batches: 'batch',
  audit: 'entry',
} as const;
type Noun = keyof typeof LISTS;
const NOUNS = Object.keys(LISTS) as Noun[];
const FORMS = ['--csv', '--json', '', '--labels --lang zh'];
const KEYS: Partial<Record<Noun, readonly string[]>> = {
  accounts: IDS.split(' '),
  orgs: Object.values(ORGS).map(({ key }) => key),
  units: Object.values(UNITS).map(({ key }) => key),
  members: LOGINS,
};

/** Every question; what is typed of hidden things is asked for one by one, so that it is not taken for seen. */
function questions(): string[] {
  const lists = NOUNS.flatMap((noun) =>
    FORMS.map((form) => `${noun} list --columns ${columnsOf(LISTS[noun])} ${form}`),
  );
  const shows = Object.entries(KEYS).flatMap(([noun, keys]) =>
    keys.map((key, i) => `${noun} show ${key} ${FORMS[i % 3]}`),
  );
  const asked = requests.map((id, i) => `requests show ${id} ${FORMS[i % 3]}`);
  const past = batches.flatMap((batch, i) => [
    `batches show ${batch} ${FORMS[i % 3]}`,
    ...FORMS.slice(0, 3).map((form) => `batches results ${batch} ${form}`),
  ]);
  const can = LOGINS.flatMap((login) => [
    `members can ${login} accounts assign ${idOf('A1.1')}`,
    `members can ${login} orgs update ${ORGS.B1.key} --json`,
  ]);
  return [
    ...lists,
    ...NOUNS.flatMap((noun) => [
      `${noun} list`,
      `${noun} list -q`,
      `${noun} list --search zq --csv`,
      `${noun} list --count`,
    ]),
    ...shows,
    ...asked,
    ...past,
    ...can,
    `assets show ${ASSETS} --csv`,
    ...IDS.split(' ').map((id) => `assets access ${id} s_1 --explain`),
    ...money(),
    'orgs tree',
    'orgs tree --json',
    'orgs tree --find zq --csv',
    'accounts list --mine --csv',
    'accounts diff --from FOLDER/ids.csv --csv',
    ...IDS.split(' ').map((id) => `accounts open ${id}`),
    `accounts open ${IDS} miaosi --page delivery --csv`,
    'members matrix --csv',
    'rules show',
    'views list',
    'views show mine',
    'state info',
    'state check',
    'audit verify',
    ...[
      'units show',
      'accounts show',
      'accounts open',
      'orgs show',
      'members show',
      'batches show',
      'accounts list --entity',
      'accounts list --agency',
      'accounts list --unit',
      'accounts list --manager',
      'members list --org',
      'audit list --actor',
      'audit list --batch',
    ].map((start) => `__complete ${start} `),
  ];
}

const STATEMENTS = ['allocation', 'recharge', 'refund', 'bonus', 'consumption', 'freeze', 'postpaid'];

/** Lists of money with the kind of their rows, for all of its columns. */
const MONEY_LISTS = [
  ['overview', 'funds'],
  ['overview --by purse', 'purse_funds'],
  ['overview --by order', 'order_funds'],
  ['statement', 'statement'],
  ['statement --type bonus', 'lot_line'],
  ['statement --type consumption', 'spent_day'],
  ['statement --type consumption --by month', 'spent_month'],
  ['holds', 'hold'],
  ['splits', 'split'],
  ['settlement', 'settlement'],
  ['wallets', 'wallet'],
  ['caps-list', 'caps'],
] as const;
const COMPLETED = [
  'funds overview',
  'funds statement',
  'funds holds --payer',
  'funds wallets --holder',
  'funds wallet-enable',
  'funds caps',
  'funds post',
  'requests apply',
  'requests plan',
];

/** Every question about money, of everybody's. */
function money(): string[] {
  return [
    ...STATEMENTS.map((type, i) => `funds statement --type ${type} ${FORMS[i % 4]}`),
    ...['statement', 'overview', 'holds', 'wallets', 'splits', 'settlement', 'caps-list'].flatMap((verb) =>
      FORMS.map((form) => `funds ${verb} ${form}`),
    ),
    ...[...IDS.split(' '), ...HOLDERS].flatMap((holder, i) => [
      `funds statement ${holder} ${FORMS[i % 4]}`,
      `funds overview ${holder} ${FORMS[i % 4]}`,
      `funds reconcile FOLDER/bank.csv --holder ${holder} --all`,
    ]),
    ...MONEY_LISTS.flatMap(([verb, kind]) => [
      ...FORMS.map((form) => `funds ${verb} --columns ${columnsOf(kind)} ${form}`),
      `funds ${verb} --count`,
      `funds ${verb} --search zq --csv`,
      `funds ${verb} --search 7100 --csv`,
    ]),
    ...HOLDERS.map((holder) => `funds holds --payer ${holder} --csv`),
    'funds reconcile --kept --csv',
    'funds reconcile --kept',
    ...[0, 1, 2, 3].map((n) => `funds reconcile --show kept${n}`),
    ...[...requests, ...plans].map((id) => `requests plan ${id}`),
    ...COMPLETED.map((start) => `__complete ${start} `),
    'funds journal --dialect hledger',
    'funds journal --dialect beancount',
    'funds check',
    ...[...requests, ...plans].map((id) => `requests plan ${id} --csv`),
  ];
}

/** Every change of money, with what is hidden as holder, as the other side, as receiver. */
function moneyChanges(who: Who): string[] {
  const mine = [ORGS.A1.key, ORGS.X.key];
  const accounts = IDS.split(' ');
  const holders = [...accounts, ...HOLDERS];
  const of = (verb: string, more: string) => holders.map((holder) => `funds ${verb} ${holder} ${more}`);
  return [
    ...of('recharge', '--amount 1'),
    ...of('refund', '--amount 99999999'),
    ...of('freeze', '--order zo --amount 99999999'),
    ...of('unfreeze', '--order zo --amount 1'),
    ...of('credit-limit', '--amount 5'),
    ...of('bonus-grant', '--kind bonus --amount 5 --valid-to 2099-12-31'),
    ...of('wallet-enable', ''),
    ...of('wallet-disable', ''),
    ...of('deposit-due', '--amount 5'),
    ...of('deposit-pay', '--amount 99999999'),
    ...of('deposit-return', '--amount 99999999'),
    ...of('adjust', '--add 1 --reason x'),
    ...HOLDERS.map((org) => `funds caps ${org} --per-movement 5`),
    ...mine.flatMap((payer) => [
      ...accounts.map((id) => `funds allocate ${id} --cash 99999999 --payer ${payer}`),
      ...accounts.map((id) => `funds reclaim ${id} --cash 99999999 --payee ${payer}`),
      ...accounts.map((id) => `funds repay ${id} --amount 99999999 --payer ${payer}`),
      ...holders.map((payee) => `funds transfer --payer ${payer} --payee ${payee} --amount 99999999`),
      ...holders.map((payee) => `funds hold --payer ${payer} --payee ${payee} --amount 99999999`),
      ...holders.map((to) => `funds split ${payer} --amount 99999999 --to ${to}=50%`),
    ]),
    ...accounts.flatMap((id) => [
      `funds consume ${id} --amount 99999999 --day 2026-01-01`,
      `funds consume-return ${id} --amount 99999999 --day 2026-01-01`,
    ]),
    `funds bonus-revoke ${lots.join(' ')}`,
    `funds post ${holds.join(' ')}`,
    `funds void ${holds.join(' ')}`,
    ...['1', '2500', '99999'].map((amount) => `funds consume ${IDS} --amount ${amount} --day 2026-01-02`),
    'funds consume --from FOLDER/consumed.csv --source tencent',
    `funds consume-return ${IDS} --amount 1 --day 2026-01-02`,
    ...splits.flatMap((split) => mine.map((payer) => `funds split ${payer} --amount 1 --refund ${split}`)),
    ...holders.map((to) => `funds split ${ORGS.X.key} --amount 2 --to ${to}=50%`),
    ...mine.flatMap((payer) => [
      `funds allocate ${IDS} --cash 1 --payer ${payer}`,
      `funds reclaim ${IDS} --cash 1 --payee ${payer}`,
    ]),
    'funds bonus-revoke l_zz',
    'funds post h_zz',
    'funds void h_zz',
    ...plans.map((id) => `requests apply ${id}`),
    ...(who === 'none' ? [] : [`funds allocate --where 'tags = 全部' --cash 1 --reference zq --yes`]),
  ];
}

/** Every change, of everything at once; each again for each thing that it may be pointed at. */
function changes(who: Who): string[] {
  const me = MEMBERS[who].key;
  const some = [me, ...(['A1.eC', 'B1.eC', 'X.aE', 'X.aD', 'both'] as const).map((one) => MEMBERS[one].key)];
  const each = (texts: readonly string[], make: (text: string) => string) => texts.map(make);
  const units = Object.values(UNITS).map(({ key }) => key);
  const orgs = Object.values(ORGS).map(({ key }) => key);
  return [
    ...[
      'claim',
      'claim --take-over',
      'release',
      'unassign',
      'suspend',
      'resume',
      'close --yes',
      'tag --tag x',
      'untag --tag 全部',
      'note --text x',
      'budget --amount 5',
      'update --name x',
      `update --clear unit`,
      'update --clear manager',
      'update --clear entity',
    ].map((verb) => {
      const [first, ...rest] = verb.split(' ');
      return `accounts ${first} ${IDS} ${rest.join(' ')}`;
    }),
    ...each(some, (login) => `accounts assign ${IDS} --to ${login} --take-over`),
    ...each(some, (login) => `accounts share ${IDS} --with ${login}`),
    ...each(some, (login) => `accounts unshare ${IDS} --with ${login}`),
    ...each(some, (login) => `accounts bind ${IDS} --to ${login}`),
    ...each(some, (login) => `accounts unbind ${IDS} --to ${login}`),
    ...each(orgs, (org) => `accounts update ${IDS} --entity ${org}`),
    'accounts import --from FOLDER/ids.csv',
    ...each(Object.keys(PLACING), (file) => `accounts import --from FOLDER/${file} --move`),
    ...each(Object.keys(PLACING), (file) => `accounts update --from FOLDER/${file} --move`),
    `accounts tag --where 'tags = 全部' --tag y --yes`,
    ...each(units, (unit) => `units add-accounts ${unit} ${IDS}`),
    ...each(units, (unit) => `units add-accounts ${unit} ${IDS} --move`),
    ...each(units, (unit) => `units remove-accounts ${unit} ${IDS}`),
    ...each(units, (unit) => `units add-members ${unit} ${some.join(' ')}`),
    ...each(units, (unit) => `units remove-members ${unit} ${some.join(' ')}`),
    ...each(units, (unit) => `units update ${unit} --note x`),
    ...each(units, (unit) => `units archive ${unit} --yes`),
    ...each(orgs, (org) => `units create x --org ${org} --accounts ${IDS.replaceAll(' ', ',')} --move`),
    ...each(orgs, (org) => `orgs archive ${org} --yes`),
    ...each(orgs, (org) => `orgs update ${org} --name x`),
    ...each(orgs, (org) => `orgs detach ${org}`),
    ...each(orgs, (org) => `orgs attach ${org} --to ${ORGS.A.key}`),
    ...each(orgs, (org) => `orgs create x --kind group --entity ${org}`),
    ...each(orgs, (org) => `orgs create x --kind agency --entity ${org}`),
    ...each(LOGINS, (login) => `members remove ${login} --yes`),
    ...each(LOGINS, (login) => `members handover ${login} --to ${me} --remove`),
    ...each(LOGINS, (login) => `members handover ${MEMBERS['A1.eC'].key} --to ${login}`),
    ...each(LOGINS, (login) => `members update ${login} --name x`),
    ...each(LOGINS, (login) => `members verify ${login} --method x`),
    ...each(some, (login) => `members erase ${login} --yes`),
    ...each(PLACES, (place) => `members grant ${LOGINS[6]} --role uC --org ${place}`),
    ...each(PLACES, (place) => `members grant ${me} --role eC --org ${place}`),
    ...each(PLACES, (place) => `members revoke ${MEMBERS.both.key} --role eC --org ${place}`),
    ...each(orgs, (org) => `members create new --name x --role eU --org ${org}`),
    ...each(batches, (batch) => `batches undo ${batch} --yes`),
    ...each(orgs, (org) => `orgs join ${org}`),
    ...each(orgs, (org) => `orgs nominate ${org} --member ${LOGINS[6]} --reason x`),
    ...['approve', 'reject', 'withdraw'].map((verb) => `requests ${verb} ${requests.join(' ')}`),
    `accounts create ${IDS} --platform tencent --name x`,
    'orgs import --from FOLDER/orgs.csv',
    'members import --from FOLDER/members.csv',
    ...each(units, (unit) => `assets create x --kind product --unit ${unit}`),
    ...each(IDS.split(' '), (id) => `assets create x --kind product --account ${id}`),
    ...each(IDS.split(' '), (id) => `assets grant ${ASSETS} --to ${id}`),
    ...each(IDS.split(' '), (id) => `assets revoke ${ASSETS} --of ${id}`),
    ...[ORGS.X, ORGS.Y].flatMap(({ key }) => [
      `clients authorize ${ACCOUNT_KEYS.join(' ')} --agency ${key}`,
      `clients authorize ${IDS} --agency ${key} --data leads`,
      `clients terminate ${ACCOUNT_KEYS.join(' ')} --agency ${key} --reason x --yes`,
    ]),
    `qualifications submit ${IDS} --kind x --number y`,
    `qualifications replace ${PAPERS} --number z`,
    `qualifications review ${PAPERS} --approve`,
    'views save mine -- accounts list --status active',
    'views remove mine',
    'tokens create x',
    ...each(LOGINS, (login) => `tokens create x --member ${login}`),
    `tokens revoke ${secrets.join(' ')}`,
    ...moneyChanges(who),
    'rules set batch_interrupted_seconds 31',
    'state sweep',
  ];
}

/** A command line as it is typed; quotes hold a word together. */
const argvOf = (line: string, folder: string): string[] =>
  [...line.replaceAll('FOLDER', folder).matchAll(/'([^']*)'|(\S+)/g)]
    .map(([, quoted, word]) => quoted ?? (word as string))
    .concat(line.startsWith('__complete') && line.endsWith(' ') ? [''] : []);

const logs = (line: string): boolean => /^(audit|batches)|^\w+ show/.test(line);

test('MEM-4 every operation is tried', () => {
  const tried = new Set([...questions(), ...changes('none')].map((line) => commandOf(line).replace(' ', '.')));
  expect(Object.keys(REGISTRY).filter((name) => !tried.has(name))).toEqual([]);
});

describe('MEM-4 no answer names what its reader may not see', () => {
  test.each(ASKED)(
    '%s',
    async (who) => {
      const found: string[] = [];
      for (const line of turn(who, questions())) {
        const argv = argvOf(line, terminal.folder);
        const complete = argv[0] === '__complete';
        const as = ['--as', MEMBERS[who].key];
        const all = complete ? ['__complete', 'adctl', ...as, ...argv.slice(1)] : [...as, ...argv];
        const ran = await terminal.run(all, /--(csv|json)/.test(line) ? {} : { columns: 400 });
        const bad = [...leaked(who, ran.stdout + ran.stderr, line, logs(line)), ...(complete ? [] : unmeant(ran))];
        if (bad.length > 0) found.push(`${line}: ${bad.join(' ')}`);
      }
      expect(found).toEqual([]);
    },
    1_200_000,
  );
});

describe('MEM-4 no change names what its actor may not see', () => {
  test.each(ASKED)(
    '%s',
    async (who) => {
      const found: string[] = [];
      const own = shell({ folder: newFolder() });
      for (const name of Object.keys(FILES)) copyFileSync(join(terminal.folder, name), join(own.folder, name));
      const kept = ['results.csv', 'failed.csv'].map((name) => join(own.folder, name));
      copyFileSync(template, own.db);
      const texts = () => kept.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\n');
      for (const line of turn(who, changes(who))) {
        const argv = ['--as', MEMBERS[who].key, ...argvOf(line, own.folder)];
        const dry = /^(views|rules|state)/.test(line) ? [] : ['--dry-run', '--json'];
        const rehearsed = await own.run([...argv, ...dry]);
        const on = await own.run(
          [...argv, ...(dry.length > 0 ? ['--csv', '--results', kept[0]!, '--failed', kept[1]!] : [])],
          { columns: 400, tty: false },
        );
        const told = [rehearsed.stdout, rehearsed.stderr, on.stdout, on.stderr, texts()].join('\n');
        const bad = [...leaked(who, told, line, true), ...unmeant(rehearsed), ...unmeant(on)];
        if (bad.length > 0) found.push(`${line}: ${bad.join(' ')}`);
        for (const file of [...kept, own.db, `${own.db}-wal`, `${own.db}-shm`]) rmSync(file, { force: true });
        copyFileSync(template, own.db);
      }
      expect(found).toEqual([]);
    },
    1_200_000,
  );
});
