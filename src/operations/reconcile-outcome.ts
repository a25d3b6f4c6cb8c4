/** What a reconciliation comes to: sums of both sides by currency, and how many lines differ. */
import type { Compared, Sums } from '../domain/funds/reconciliations.ts';
import { formatMinor } from '../domain/money.ts';
import type { Finding } from '../domain/question.ts';
import type { Item } from '../domain/reconcile.ts';
import type { StatementLine } from '../domain/statement-lines.ts';

type Running = Record<'fileIn' | 'fileOut' | 'neutral' | 'unmoved' | 'hereIn' | 'hereOut', bigint>;

export function sumsOf(file: readonly Item[], unmoved: readonly StatementLine[], here: readonly Item[]): Sums[] {
  const sums = new Map<string, Running>();
  const add = (name: keyof Running, currency: string, amount: number | bigint) => {
    let sum = sums.get(currency);
    if (!sum)
      sums.set(currency, (sum = { fileIn: 0n, fileOut: 0n, neutral: 0n, unmoved: 0n, hereIn: 0n, hereOut: 0n }));
    const value = BigInt(amount);
    sum[name] += value < 0n ? -value : value;
  };
  for (const { currency, amount, either } of file)
    add(either ? 'neutral' : amount < 0 ? 'fileOut' : 'fileIn', currency, amount);
  for (const { currency, amount } of unmoved) add('unmoved', currency, amount);
  for (const { currency, amount } of here) add(amount < 0 ? 'hereOut' : 'hereIn', currency, amount);
  return [...sums].map(([currency, sum]) => {
    const text = (name: keyof Running) => formatMinor(sum[name], currency);
    return {
      currency,
      file: [text('fileIn'), text('fileOut')],
      ...(sum.neutral > 0n && { neutral: text('neutral') }),
      ...(sum.unmoved > 0n && { unmoved: text('unmoved') }),
      here: [text('hereIn'), text('hereOut')],
    };
  });
}

const LABELS = {
  differing: { en: 'differing', zh: '不一致' },
  only_in_file: { en: 'only in the file', zh: '仅在文件中' },
  only_here: { en: 'only here', zh: '仅在账本中' },
  invalid: { en: 'invalid', zh: '无效' },
} as const;

function countsText(result: Compared) {
  const parts = (lang: 'en' | 'zh') =>
    Object.entries(LABELS)
      .filter(([name]) => result[name as keyof typeof LABELS] > 0)
      .map(([name, label]) => `${label[lang]} ${result[name as keyof typeof LABELS]}`)
      .join(lang === 'en' ? ', ' : '，');
  return { en: parts('en'), zh: parts('zh') };
}

/** Nothing, where both sides agree. */
export const differing = (result: Compared): Finding[] =>
  Object.keys(LABELS).some((name) => result[name as keyof typeof LABELS] > 0)
    ? [{ code: 'STATEMENT_DIFFERS', details: { counts: countsText(result) } }]
    : [];
