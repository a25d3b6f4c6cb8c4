/**
 * How well names of companies tell one company from two (domain/company-names.ts), against truths that others wrote:
 * precision is the share of the candidates named that are right, recall the share of the right ones that are named.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { companyName, isAlike, likeness } from '../../src/domain/company-names.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data/orgs');
const there = existsSync(DATA);

const linesOf = (file: string): string[] =>
  readFileSync(resolve(DATA, file), 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    (quoted?.replaceAll('""', '"') ?? bare ?? '').trim(),
  );

/** Names as an import finds them: by what is their own, then one by one. */
class Known {
  private readonly names = new Map<string, string[]>();
  constructor(names: readonly string[]) {
    for (const name of new Set(names)) {
      const key = likeness(name);
      const alike = this.names.get(key);
      if (alike) alike.push(name);
      else if (key !== '') this.names.set(key, [name]);
    }
  }

  like(name: string): string[] {
    const wanted = companyName(name);
    if (!wanted) return [];
    const alike = this.names.get(wanted.own) ?? [];
    return alike.filter((other) => other !== name && isAlike(wanted, companyName(other) as typeof wanted));
  }
}

const report: string[] = [];
const share = (part: number, whole: number): string => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1));
function told(what: string, { right, named, wanted }: { right: number; named: number; wanted: number }): void {
  report.push(
    `${what}: precision ${share(right, named)} % (${right}/${named}), recall ${share(right, wanted)} % of ${wanted}`,
  );
}
afterAll(() => process.stdout.write(`\n${report.join('\n')}\n`));

describe.skipIf(!there)(`company names${there ? '' : ' (skipped: ../shared/data is absent)'}`, () => {
  const pairs = there
    ? linesOf('cn_listed_short_full_names.csv')
        .slice(1)
        .map(cellsOf)
        .map(([short = '', full = '']) => ({ short, full }))
    : [];
  const listed = new Known(pairs.map(({ full }) => full));

  test('short names of listed companies lead to the legal name among all of them, and to no other', () => {
    let [right, named, alone] = [0, 0, 0];
    for (const { short, full } of pairs) {
      const found = listed.like(short);
      named += found.length;
      // A company whose short name is its legal name is no candidate for itself.
      if (!found.includes(full) && short !== full) continue;
      right++;
      if (short === full) named++;
      if (found.length <= 1) alone++;
    }
    told('short → legal name', { right, named, wanted: pairs.length });
    report.push(`  only the right one for ${alone} of ${pairs.length}`);
    expect(right / named).toBeGreaterThan(0.98);
    expect(right / pairs.length).toBeGreaterThan(0.65);
  });

  test('legal names of different listed companies are not alike: each that is called so is a false alarm', () => {
    const alarms = pairs.flatMap(({ full }) => listed.like(full).map((other) => `${full} ~ ${other}`));
    report.push(`legal names of ${pairs.length} different companies: ${alarms.length / 2} false alarms`);
    expect(alarms.length / 2).toBeLessThan(8);
  });

  test('other ways of writing a legal name lead back to it', () => {
    const ways: Readonly<Record<string, (name: string) => string>> = {
      'no legal form': (name) => name.replace(/(股份)?有限公司$/, ''),
      'other brackets': (name) => name.replace('(', '（').replace(')', '）'),
      'full width': (name) => name.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
      'a branch': (name) => `${name}合肥分公司`,
    };
    for (const [what, written] of Object.entries(ways)) {
      let [right, named, wanted] = [0, 0, 0];
      for (const { full } of pairs) {
        const other = written(full);
        if (!/公司$/.test(full) || other === full) continue;
        wanted++;
        const found = listed.like(other);
        named += found.length;
        if (found.includes(full)) right++;
      }
      told(`${what} → legal name`, { right, named, wanted });
      expect(right / named).toBeGreaterThan(0.97);
      expect(right / wanted).toBeGreaterThan(0.95);
    }
  });

  test('what is a name’s own is the brand that people see in it', () => {
    let [right, named, wanted] = [0, 0, 0];
    for (const line of linesOf('cn_company_brand_groundtruth.txt')) {
      const [name = '', brand] = line.split(' ');
      // Of names without a brand the truth is empty, while something must be what they are looked up by.
      if (!brand) continue;
      wanted++;
      const own = likeness(name);
      if (own !== '') named++;
      if (own === brand) right++;
    }
    told('name → brand', { right, named, wanted });
    expect(right / wanted).toBeGreaterThan(0.8);
  });

  test('branches lead to their companies, and companies to no branch of another', () => {
    const names = linesOf('cn_company_demo_branches.txt');
    const branches = names.filter((name) => /公司.+(分公司|营业部|办事处)$/.test(name));
    const parents = branches.map((name) => name.slice(0, name.indexOf('公司') + 2));
    const all = new Known([...names, ...parents]);
    let [right, named] = [0, 0];
    for (const [i, branch] of branches.entries()) {
      const found = all.like(branch);
      named += found.length;
      if (found.includes(parents[i] as string)) right++;
    }
    told('branch → company', { right, named, wanted: branches.length });
    expect([right, named]).toEqual([branches.length, branches.length]);
    const alike = names.filter((name) => new Known(names).like(name).length > 0);
    report.push(`  of the ${names.length} names of that file ${alike.length} are like another`);
    expect(alike).toEqual([]);
  });

  test('English pairs: the same or not', () => {
    let [right, named, wanted] = [0, 0, 0];
    for (const [a = '', b = '', same] of linesOf('en_company_match_pairs.csv').slice(1).map(cellsOf)) {
      const [one, other] = [companyName(a), companyName(b)];
      const alike = one !== undefined && other !== undefined && one.own === other.own && isAlike(one, other);
      if (same === '1') wanted++;
      if (alike) named++;
      if (alike && same === '1') right++;
    }
    told('English pairs', { right, named, wanted });
    expect(right).toBe(named);
    expect(right / wanted).toBeGreaterThan(0.5);
  });
});
