/** ORG-1: companies are told apart by their licence; names that are likely one company's are called alike. */
import { describe, expect, it } from 'vitest';
import { companyName, isAlike, likeness } from '../../src/domain/company-names.ts';

const alike = (a: string, b: string): boolean => {
  const [one, other] = [companyName(a), companyName(b)];
  // They are found by what is their own, so what is alike must have that in common.
  return (
    one !== undefined &&
    other !== undefined &&
    likeness(a) === likeness(b) &&
    isAlike(one, other) &&
    isAlike(other, one)
  );
};

describe('ORG-1 alike', () => {
  it.each([
    ['星河科技', '星河科技有限公司', 'with and without the legal form'],
    ['星河科技有限公司', '星河科技股份有限公司', 'another legal form'],
    ['星河科技(北京)有限公司', '北京星河科技有限公司', 'the place in brackets or in front'],
    ['北京市星河科技有限公司', '北京星河科技有限公司', 'the place with 市 or without'],
    ['广东省深圳市星河科技有限公司', '深圳星河科技有限公司', 'with the province or without'],
    ['星河（集团）有限公司', '星河集团有限公司', 'a group in brackets or not'],
    ['ＡＢＣ科技有限公司', 'abc科技有限公司', 'width and case'],
    ['星河网络', '深圳星河网络科技有限公司', 'a short name without place and last trade'],
    ['星河科技有限公司合肥分公司', '星河科技有限公司', 'a branch and its company'],
    ['南京银行', '南京银行股份有限公司', 'a place that is the name'],
    ['The Coca-Cola Company', 'Coca-Cola Co., Ltd.', 'English forms and the article'],
    ['Nestlé S.A.', 'NESTLE', 'accents'],
    ['Procter & Gamble', 'Procter and Gamble Co.', '& and and'],
    ['삼성전자주식회사', '삼성전자', 'a Korean form'],
    ['株式会社パナソニック', 'パナソニック', 'a Japanese form'],
  ])('%s ~ %s: %s', (a, b) => expect(alike(a, b)).toBe(true));

  it.each([
    ['北京星河科技有限公司', '上海星河科技有限公司', 'of two places'],
    ['北京星河科技', '上海星河科技有限公司', 'of two places, one a short name'],
    ['星河科技有限公司', '星河置业有限公司', 'of two trades'],
    ['星河', '星河科技有限公司', 'a short name as common as two characters'],
    ['星河科技有限公司', '星河科技集团有限公司', 'a company and a group, both in full'],
    ['星河科技有限公司合肥分公司', '星河科技有限公司南京分公司', 'two branches'],
    ['南京银行股份有限公司', '北京银行股份有限公司', 'where the place is the name'],
    ['Apple Inc.', 'Apple Music', 'another English name'],
  ])('%s ≁ %s: %s', (a, b) => expect(alike(a, b)).toBe(false));

  it.each(['', '有限公司', '公司', '（）', '···'])('%j says nothing', (name) => {
    expect(companyName(name)).toBeUndefined();
    expect(likeness(name)).toBe('');
  });
});

it('takes a name apart', () => {
  expect(companyName('常州途畅互联网科技有限公司合肥分公司')).toEqual({
    core: '途畅互联网科技',
    own: '途畅',
    regions: ['常州'],
    full: true,
    group: false,
    branch: '合肥分公司',
  });
});
