/**
 * Pages of the platforms (ACC-10): of an account, and of their marketing products. Only addresses that are known from
 * public use stand here; a page that is not known is refused, never guessed.
 */
import type { Text } from './text.ts';

export const ACCOUNT_PAGES = {
  home: { en: 'home', zh: '首页' },
  delivery: { en: 'delivery', zh: '投放管理' },
  data: { en: 'data', zh: '数据报表' },
  qualification: { en: 'qualification', zh: '资质' },
} as const satisfies Record<string, Text>;
export type AccountPage = keyof typeof ACCOUNT_PAGES;

/** `{id}` stands for the account. */
const PAGES: Readonly<Record<string, Partial<Readonly<Record<AccountPage, string>>>>> = {
  tencent: {
    // The workbench lists all accounts of whoever signs in.
    home: 'https://ad.qq.com/worktable/',
    delivery: 'https://ad.qq.com/atlas/{id}/admanage/index',
    data: 'https://ad.qq.com/atlas/{id}/report/analytic',
  },
  ocean: {
    home: 'https://ad.oceanengine.com/overture/index?aadvid={id}',
    delivery: 'https://ad.oceanengine.com/promotion/promote-manage/project?aadvid={id}',
  },
};

export const pagesKnown = (platform: string): readonly AccountPage[] =>
  Object.hasOwn(PAGES, platform) ? (Object.keys(PAGES[platform] as object) as AccountPage[]) : [];

/** The page's address; undefined where it is not known. An id is only ever part of it encoded. */
export function pageOf(platform: string, id: string, page: AccountPage): string | undefined {
  if (!pagesKnown(platform).includes(page)) return undefined;
  return PAGES[platform]?.[page]?.replace('{id}', encodeURIComponent(id));
}

/** `purpose`: in few words, for it stands beside the address on a terminal. */
export type Product = { readonly platform: string; readonly name: Text; readonly purpose: Text; readonly url: string };

export const PRODUCTS: Readonly<Record<string, Product>> = {
  workbench: {
    platform: 'tencent',
    name: { en: 'Tencent Ads workbench', zh: '腾讯广告客户工作台' },
    purpose: { en: 'all accounts, one sign-in', zh: '统一管理全部账户' },
    url: 'https://ad.qq.com/worktable/',
  },
  miaosi: {
    platform: 'tencent',
    name: { en: 'Tencent Ads Miaosi', zh: '腾讯广告妙思' },
    purpose: { en: 'creatives made with AI', zh: 'AI 创意素材制作' },
    url: 'https://admuse.qq.com/',
  },
  miaowen: {
    platform: 'tencent',
    name: { en: 'Tencent Ads Miaowen', zh: '腾讯广告妙问' },
    purpose: { en: 'answers on rules and ads', zh: '智能问答与广告诊断' },
    url: 'https://miaowen.qq.com/',
  },
  datanexus: {
    platform: 'tencent',
    name: { en: 'DataNexus', zh: '腾讯广告 DataNexus' },
    purpose: { en: 'conversions, data sources', zh: '转化数据接入' },
    url: 'https://datanexus.qq.com/',
  },
  marketing_api: {
    platform: 'tencent',
    name: { en: 'Tencent Marketing API', zh: '腾讯广告 Marketing API' },
    purpose: { en: 'the API for programs', zh: '开发者文档与接口授权' },
    url: 'https://developers.e.qq.com/',
  },
  eschool: {
    platform: 'tencent',
    name: { en: 'Tencent Ads school', zh: '腾讯广告营销学堂' },
    purpose: { en: 'courses and help', zh: '课程与帮助中心' },
    url: 'https://eschool.qq.com/',
  },
  xlight_docs: {
    platform: 'alipay',
    name: { en: 'Alipay Denghuo documentation', zh: '支付宝灯火开放文档' },
    purpose: { en: 'Denghuo for programs', zh: '灯火接口接入文档' },
    url: 'https://opendocs.alipay.com/xlight',
  },
  creative_center: {
    platform: 'ocean',
    name: { en: 'Ocean Engine creative centre', zh: '巨量创意' },
    purpose: { en: 'ideas for creatives', zh: '创意灵感与素材制作' },
    url: 'https://cc.oceanengine.com/',
  },
};
