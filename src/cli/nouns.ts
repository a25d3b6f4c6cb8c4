/** The first two words of a command: which nouns and verbs there are, and what else they may be called. */
import { meantOr, nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import { shortened, type Text } from '../domain/text.ts';
import { REGISTRY } from '../operations/registry.ts';
import { LOCALS } from './local/registry.ts';

/** In the order of help: what carries the tool first. */
export const NOUNS: Readonly<Record<string, Text>> = {
  accounts: { en: 'advertising accounts', zh: '广告账户' },
  orgs: { en: 'groups, entities and agencies', zh: '集团、主体和代理商' },
  units: { en: 'business units', zh: '业务单元' },
  funds: { en: 'money: allocate, hold, consume, statements', zh: '资金：划拨、预占、消耗与明细' },
  members: { en: 'people and their roles', zh: '成员及其角色' },
  requests: {
    en: 'what waits for a decision: joins, claims, authorisations',
    zh: '申请：加入、认领、授权等待审批的事项',
  },
  clients: { en: 'authorisations between agencies and clients', zh: '商家委托与授权' },
  assets: {
    en: 'products, creatives, pages, audiences and who may use them',
    zh: '资产：推广产品、创意、落地页、人群等',
  },
  qualifications: { en: 'qualifications of accounts', zh: '账户资质' },
  views: { en: 'options of lists, kept under a name', zh: '快捷筛选：保存的列表选项' },
  batches: { en: 'what was run, row by row; undo and resume', zh: '执行过的批次：逐行结果、撤销与续跑' },
  audit: { en: 'the operation log', zh: '操作日志' },
  state: { en: 'the state file: check, back up, restore, tidy up', zh: '状态文件：检查、备份、恢复、整理' },
  rules: { en: 'numbers that govern the state', zh: '状态的规则参数' },
  tokens: { en: 'how members get in at a server', zh: '令牌：成员访问服务器的凭据' },
  profile: { en: 'named settings', zh: '配置档' },
};

/** Commands without a noun, and what they stand for. */
export const BARE: Readonly<Record<string, string>> = {
  login: 'login',
  logout: 'logout',
  whoami: 'whoami',
  serve: 'serve',
  undo: 'batches.undo',
  demo: 'demo',
  completion: 'completion',
  help: 'help',
};

export const NOUN_ALIASES: Readonly<Record<string, string>> = {
  account: 'accounts',
  acct: 'accounts',
  org: 'orgs',
  unit: 'units',
  fund: 'funds',
  member: 'members',
  batch: 'batches',
  profiles: 'profile',
  qualification: 'qualifications',
  asset: 'assets',
  request: 'requests',
  client: 'clients',
  rule: 'rules',
  view: 'views',
  token: 'tokens',
};
export const VERB_ALIASES: Readonly<Record<string, string>> = { ls: 'list', get: 'show' };

/** What else people call a command of one noun: told where it is typed. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  'funds withdraw': ['funds refund'],
  'funds recall': ['funds reclaim'],
};

export function verbsOf(noun: string): string[] {
  return [...Object.keys(REGISTRY), ...Object.keys(LOCALS)]
    .filter((name) => name.startsWith(`${noun}.`))
    .map((name) => name.slice(noun.length + 1))
    .toSorted();
}

/** What an unknown first word may have meant: noun and verb the other way round, or one that is spelt so. */
function meant(first: string, second: string | undefined): string[] {
  const noun = NOUN_ALIASES[second ?? ''] ?? second ?? '';
  const verb = VERB_ALIASES[first] ?? first;
  if (noun in NOUNS && verbsOf(noun).includes(verb)) return [`${noun} ${verb}`];
  const words = [...Object.keys(NOUNS), ...Object.keys(NOUN_ALIASES), ...Object.keys(BARE)];
  const near = [...new Set(nearest(first, words).map((word) => NOUN_ALIASES[word] ?? word))];
  if (second === undefined) return near;
  return near.map((word) => {
    const verbs = word in NOUNS ? verbsOf(word) : [];
    const wanted = VERB_ALIASES[second] ?? second;
    const [found] = verbs.includes(wanted) ? [wanted] : nearest(wanted, verbs, 1);
    return found === undefined ? word : `${word} ${found}`;
  });
}

const ALL_COMMANDS = { en: 'all commands: adctl help', zh: '全部命令：adctl help' };

export function unknownCommand(command: string, near: readonly string[], otherwise: Text = ALL_COMMANDS): AdctlError {
  const details = { command: shortened(command) };
  return new AdctlError('UNKNOWN_COMMAND', { ...details, nearest: near, advice: meantOr(near, otherwise) });
}

export type Named = { readonly name: string } | { readonly noun: string } | { readonly help: true };

/** The command that the leading words mean. */
export function named(first: string | undefined, second: string | undefined): Named {
  if (first === undefined) return { help: true };
  const bare = BARE[first];
  if (bare !== undefined) return { name: bare };
  const noun = NOUN_ALIASES[first] ?? first;
  if (!(noun in NOUNS)) {
    throw unknownCommand(first, meant(first, second));
  }
  if (second === undefined) return { noun };
  const verb = VERB_ALIASES[second] ?? second;
  const verbs = verbsOf(noun);
  if (!verbs.includes(verb)) {
    const near = MEANT[`${noun} ${verb}`] ?? nearest(verb, verbs).map((word) => `${noun} ${word}`);
    const all = verbs.join(', ');
    throw unknownCommand(`${noun} ${second}`, near, { en: `${noun} has: ${all}`, zh: `${noun} 的命令：${all}` });
  }
  return { name: `${noun}.${verb}` };
}
