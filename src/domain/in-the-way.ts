/** What keeps a record from going, in words: counts and a few samples, of what the reader sees; the rest unnamed (MEM-4). */
import type { Lang, Text } from './text.ts';

export type InTheWay = {
  /** `one`: in English, of a single one. */
  readonly label: Text & { readonly one: string };
  readonly seen: number;
  /** There are more than `seen`. */
  readonly more?: true;
  /** Ids, or words of both languages. */
  readonly sample: readonly (string | Text)[];
  readonly hidden?: boolean;
};

/** Undefined where nothing is. */
export function inTheWay(ways: readonly InTheWay[]): Text | undefined {
  const found = ways.filter(({ seen }) => seen > 0);
  const rest = ways.some(({ hidden }) => hidden);
  if (found.length === 0 && !rest) return undefined;
  const en = found.map(
    ({ label, seen, more, sample }) =>
      `${more ? 'more than ' : ''}${counted(seen)} ${seen === 1 && !more ? label.one : label.en}${samples(seen, sample, 'en')}`,
  );
  const zh = found.map(
    ({ label, seen, more, sample }) =>
      `${more ? '超过 ' : ''}${counted(seen)} 个${label.zh}${samples(seen, sample, 'zh')}`,
  );
  const others = { en: 'what you may not see', zh: '您无权查看的内容' };
  return {
    en: [...en, ...(rest ? [others.en] : [])].join('; '),
    zh: [...zh, ...(rest ? [others.zh] : [])].join('；'),
  };
}

const counted = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

function samples(seen: number, sample: InTheWay['sample'], lang: Lang): string {
  if (sample.length === 0) return '';
  const comma = lang === 'zh' ? '、' : ', ';
  const named = sample.map((one) => (typeof one === 'string' ? one : one[lang])).join(comma);
  return ` (${named}${seen > sample.length ? `${comma}…` : ''})`;
}
