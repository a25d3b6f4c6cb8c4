import { nearest } from '../../domain/nearest.ts';
import { accountRef } from '../../domain/parse.ts';
import { ACCOUNT_PAGES, type AccountPage, PRODUCTS, type Product, pageOf, pagesKnown } from '../../domain/platforms.ts';
import type { Cell } from '../../domain/question.ts';
import { AdctlError, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { bareId } from '../account-rows.ts';
import { defineQuery, type ScopedTx } from '../define.ts';
import { showRecords } from '../showing.ts';

const COLUMNS = ['url', 'platform', 'id', 'page', 'product', 'name', 'purpose'];
/** What a product is for and called: a label is its own key in English, so that either language finds it. */
const byItself = (texts: readonly Text[]) => Object.fromEntries(texts.map((text) => [text.en, text]));
const PURPOSES = byItself(Object.values(PRODUCTS).map(({ purpose }) => purpose));
const NAMES = byItself(Object.values(PRODUCTS).map(({ name }) => name));

const isProduct = (text: string): boolean => Object.hasOwn(PRODUCTS, text);

const productRow = (key: string): Cell[] => {
  const { url, platform, name, purpose } = PRODUCTS[key] as Product;
  return [url, platform, null, null, key, name.en, purpose.en];
};

/** An account that the actor sees, by id or platform:id. */
async function accountNamed(tx: ScopedTx, ref: string): Promise<readonly [platform: string, id: string] | undefined> {
  const bad = accountRef(ref);
  if (bad) {
    const near = nearest(ref, Object.keys(PRODUCTS));
    if (/^\d/.test(ref) || ref.includes(':')) throw new AdctlError(bad.refuse, bad.details);
    throw new AdctlError('PRODUCT_UNKNOWN', { value: ref, nearest: near });
  }
  const platform = ref.includes(':') ? ref.slice(0, ref.indexOf(':')) : undefined;
  const rows = await tx.rows({ kind: 'account', by: 'id', values: [bareId(ref)], fields: ['platform', 'id'] });
  const seen = rows.filter(({ visible, row }) => visible && (platform === undefined || row['platform'] === platform));
  if (seen.length > 1) throw new AdctlError('AMBIGUOUS', { value: ref, candidates: seen.map(({ key }) => key) });
  const found = seen[0]?.row;
  return found && [String(found['platform']), String(found['id'])];
}

function accountRow(platform: string, id: string, page: AccountPage): Cell[] | Refusal {
  const url = pageOf(platform, id, page);
  if (url !== undefined) return [url, platform, id, page, null, null, null];
  const known = pagesKnown(platform);
  return refuse('PAGE_UNKNOWN', { platform, page: ACCOUNT_PAGES[page], ...(known.length > 0 && { known }) });
}

export const openAccounts = defineQuery({
  kind: 'query',
  name: 'accounts.open',
  summary: { en: 'The platform’s page for accounts, or for a marketing product', zh: '平台上的账户页面或营销产品页面' },
  input: {
    target: {
      type: 'list',
      label: { en: 'account or product', zh: '账户或产品' },
      help: {
        en: 'account id, platform:id, or a product that --list names',
        zh: '账户ID、平台:账户ID，或 --list 中的产品',
      },
      metavar: 'ACCOUNT|PRODUCT',
    },
    page: {
      type: 'enum',
      values: ACCOUNT_PAGES,
      label: { en: 'page', zh: '页面' },
      help: { en: 'which page of the account; home unless given', zh: '账户的哪个页面；默认首页' },
    },
    list: {
      type: 'flag',
      label: { en: 'list', zh: '列表' },
      help: { en: 'the marketing products, and what each is for', zh: '列出营销产品及用途' },
    },
    browser: {
      type: 'flag',
      label: { en: 'browser', zh: '浏览器' },
      help: { en: 'open it in the browser too (on a terminal)', zh: '同时在浏览器中打开（仅终端）' },
    },
  },
  argument: { field: 'target', many: true },
  opens: 'url',
  columns: {
    columns: [
      // Part of an address leads nowhere, as part of an id does.
      { key: 'url', type: 'id', label: { en: 'Address', zh: '网址' } },
      { key: 'platform', type: 'text', label: { en: 'Platform', zh: '平台' } },
      { key: 'id', type: 'id', label: { en: 'Account ID', zh: '账户ID' } },
      { key: 'page', type: 'enum', values: ACCOUNT_PAGES, label: { en: 'Page', zh: '页面' } },
      { key: 'product', type: 'id', label: { en: 'Product', zh: '产品' } },
      { key: 'name', type: 'enum', values: NAMES, label: { en: 'Name', zh: '名称' } },
      { key: 'purpose', type: 'enum', values: PURPOSES, label: { en: 'What for', zh: '用途' } },
    ],
    optional: ['name', 'platform', 'page', 'id', 'url'],
  },
  shown: ({ list, target = [] }) =>
    list || (target.length > 0 && target.every(isProduct))
      ? ['product', 'purpose', 'platform', 'url']
      : target.some(isProduct)
        ? ['platform', 'id', 'page', 'product', 'url']
        : ['platform', 'id', 'page', 'url'],
  right: 'account.open',
  examples: [
    { command: 'adctl accounts open 20000001 --page delivery', does: { en: 'its campaigns', zh: '账户的投放管理页' } },
    { command: 'adctl accounts open --list', does: { en: 'what other pages there are', zh: '营销产品列表' } },
    { command: 'adctl accounts open miaosi', does: { en: 'a marketing product', zh: '打开营销产品' } },
  ],
  async *run(tx, _ctx, { list, target = [], page = 'home' }) {
    if (list) {
      yield { columns: COLUMNS, rows: Object.keys(PRODUCTS).map(productRow) };
      return {};
    }
    if (target.length === 0) throw new AdctlError('MISSING', { field: openAccounts.input['target']?.label });
    const rows: Cell[][] = [];
    const missing: string[] = [];
    const unknown: Refusal[] = [];
    for (const text of target) {
      const account = isProduct(text) ? undefined : await accountNamed(tx, text);
      if (isProduct(text)) rows.push(productRow(text));
      else if (account) {
        const found = accountRow(...account, page as AccountPage);
        if ('refuse' in found) unknown.push(found);
        else rows.push(found);
      } else missing.push(text);
    }
    if (rows.length === 0 && unknown[0]) throw new AdctlError(unknown[0].refuse, unknown[0].details);
    // As `show` says that nothing was found.
    if (rows.length === 0) return yield* showRecords(tx, 'account', [], missing);
    yield { columns: COLUMNS, rows };
    return {
      ...(missing.length > 0 && { missing }),
      ...(unknown.length > 0 && { refused: unknown.map(({ refuse, details }) => ({ code: refuse, details })) }),
    };
  },
});
