/**
 * What a company's name is made of, so that two ways of writing one company can be told from two companies: region,
 * what is its own, trade, legal form, branch. Pure, of the name alone: it says who is alike, never who is the same.
 */

import { narrowest, placeOf, placesBefore, placesBehind } from './regions.ts';
import { remembered } from './remembered.ts';
import { TRADES } from './trades.ts';

export type CompanyName = {
  /** What is left without region, brackets, legal form and branch: 星河网络科技. Never empty. */
  readonly core: string;
  /** Of that the part that says no trade: 星河. Equals the core where nothing else is left. */
  readonly own: string;
  readonly regions: readonly string[];
  /** Named with its legal form, so in full; else a short name. */
  readonly full: boolean;
  /** Calls itself a group: in full that is part of the name. */
  readonly group: boolean;
  /** The branch, as it is called within the company: 合肥分公司. */
  readonly branch: string;
};

/** Longest first: each may stand behind others. */
const FORMS = [
  '股份有限责任公司',
  '有限责任公司',
  '股份有限公司',
  '有限合伙企业',
  '特殊普通合伙',
  '个人独资企业',
  '股份合作公司',
  '普通合伙',
  '有限公司',
  '有限合伙',
  '责任公司',
  '股份公司',
  '总公司',
  '公司',
];
/** What may be left out of a name in writing, with the form or without. */
const LOOSE: ReadonlySet<string> = new Set(['企业集团', '集团股份', '集团', '股份', '有限']);
const TAILS: ReadonlySet<string> = new Set([...TRADES, ...LOOSE]);
const BRANCH = /(?:分公司|支公司|分行|支行|分店|分部|分院|分厂|分社|办事处|代表处|营业部|营业厅|门店)$/;
/** Forms of Japan and Korea, before or behind the name. */
const EASTERN_FORMS = /^(?:株式会社|有限会社|合同会社|주식회사)|(?:株式会社|有限会社|合同会社|주식회사)$/g;
/** As exchanges mark a short name: warnings before it, kinds of share behind it. */
const MARKS = /^(?:\*?st|s\*st|xd|xr|dr|n)(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?:-?[abhuwvsd]{1,2}|退)$/g;
const HAN = /[\u3400-\u9fff]/;
/** Nearly every Chinese name: nothing in it is to be folded or taken out. */
const PLAIN = /^[\u4e00-\u9fff]+$/;

const LATIN_FORMS = new Set(
  'inc incorporated corp corporation co company companies ltd limited llc llp lp plc gmbh ag aktiengesellschaft se sa sas sarl spa srl nv bv ab as oy kg kk pte pty sdn bhd'.split(
    ' ',
  ),
);
const LATIN_TRADES = new Set(
  'group groups holding holdings international global technologies technology communications platforms electronics industries services solutions systems enterprises'.split(
    ' ',
  ),
);

/** A name is asked for several times while its row is at work. Undefined where nothing is left that a company could be known by. */
export const companyName = remembered(10_000, partsOf);

function partsOf(text: string): CompanyName | undefined {
  const plain = PLAIN.test(text);
  const folded = (plain ? text : text.normalize('NFKC').toLowerCase().trim()).replace(EASTERN_FORMS, '');
  const parts = plain || HAN.test(folded) ? chinese(folded, plain) : latin(folded);
  return parts.core === '' ? undefined : parts;
}

/** What companies alike have in common: by it they are looked up. Empty where a name says nothing. */
export function likeness(name: string): string {
  return companyName(name)?.own ?? '';
}

/**
 * Whether both may be one company. In full a name is taken at its word; a short name may lack region and trade, the
 * trade only where what it has is not as common as a word of two characters. A branch is like its company, not like
 * another branch.
 */
export function isAlike(a: CompanyName, b: CompanyName): boolean {
  if (a.branch !== b.branch && a.branch !== '' && b.branch !== '') return false;
  if (a.full && b.full)
    return a.core === b.core && a.group === b.group && narrowest(a.regions) === narrowest(b.regions);
  const [short, full] = a.full ? [b, a] : [a, b];
  if (!short.regions.every((region) => full.regions.includes(region))) return false;
  if (short.core === full.core) return true;
  return full.full && short.own === full.own && short.core.length > 2 && full.core.startsWith(short.core);
}

function chinese(folded: string, plain: boolean): CompanyName {
  const bare = (plain ? folded : folded.replace(/[\s.,·、'"“”‘’《》「」【】]/g, '')).replace(MARKS, '');
  const [whole, branch] = branchOf(bare);
  const regions: string[] = [];
  const open = plain
    ? whole
    : whole.replace(/\(([^()]*)\)/g, (_, held: string) => {
        const place = placeOf(held);
        if (place !== undefined) regions.push(place);
        return held === '集团' || held === '控股' ? held : '';
      });
  const form = FORMS.find((one) => open.endsWith(one));
  const full = form !== undefined;
  const named = form ? open.slice(0, -form.length) : open;
  const before = placesBefore(named);
  const behind = full ? placesBehind(before.rest) : { places: [], rest: before.rest };
  const group = behind.rest.includes('集团');
  const core = without(behind.rest, LOOSE, 1);
  const own = without(core, TAILS, 2);
  // Of 南京银行 the place is what is its own.
  if (TAILS.has(own)) {
    const place = named.slice(0, named.length - before.rest.length);
    return { core: without(named, LOOSE, 1), own: place + own, regions: [], full, group, branch };
  }
  return { core, own, regions: [...before.places, ...behind.places, ...regions], full, group, branch };
}

/** The company's name and the branch's: 星河科技有限公司, 合肥分公司. */
function branchOf(text: string): readonly [string, string] {
  const said = BRANCH.exec(text)?.[0];
  if (said === undefined) return [text, ''];
  const company = text.lastIndexOf('公司', text.length - said.length - 1);
  if (company > 0) return [text.slice(0, company + 2), text.slice(company + 2)];
  if (!/^[分支]/.test(said)) return [text, ''];
  const { rest, places } = placesBehind(text.slice(0, -said.length));
  return [rest, places.join('') + said];
}

const LONGEST = 6;

/** Without such words at its end, the longest first, as long as `least` characters are left. */
function without(text: string, words: ReadonlySet<string>, least: number): string {
  let rest = text;
  for (let length = LONGEST; length > 0; length--) {
    if (rest.length - length < least || !words.has(rest.slice(-length))) continue;
    rest = rest.slice(0, -length);
    length = LONGEST + 1;
  }
  return rest;
}

function latin(folded: string): CompanyName {
  const words = folded
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/\.com\b/g, '')
    .replace(/&/g, ' and ')
    .replace(/['’.-]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words[0] === 'the' && words.length > 1) words.shift();
  const said = words.length;
  while (words.length > 1 && (LATIN_FORMS.has(words.at(-1) as string) || words.at(-1) === 'and')) words.pop();
  const full = words.length < said;
  const core = words.join('');
  while (words.length > 1 && LATIN_TRADES.has(words.at(-1) as string)) words.pop();
  return { core, own: words.join(''), regions: [], full, group: false, branch: '' };
}
