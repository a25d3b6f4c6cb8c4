/** Sums of a list's amounts, currency by currency: none crosses currencies (MONEY-2). */
import { formatMinor } from '../domain/money.ts';
import type { Page } from '../domain/question.ts';
import type { Lang } from '../domain/text.ts';
import type { Column } from '../render/columns.ts';

/** Digits that a number holds exactly, added up to a hundred times. */
const SAFE_DIGITS = 13;
const CARRY = 2 ** 52;

type Sum = { small: number; large: bigint };

export class Sums {
  readonly columns: readonly Column[];
  private readonly totals = new Map<string, Sum[]>();
  rows = 0;

  /** `but`: columns that add up elsewhere, not in this list. */
  constructor(columns: readonly Column[], but: readonly string[] = []) {
    this.columns = columns.filter(({ key, sums }) => sums && !but.includes(key));
  }

  take({ columns, rows }: Page): void {
    const currencyAt = columns.indexOf('currency');
    const at = this.columns.map(({ key }) => columns.indexOf(key));
    for (const row of rows) {
      this.rows++;
      const currency = String(row[currencyAt] ?? '');
      let sums = this.totals.get(currency);
      if (!sums) this.totals.set(currency, (sums = at.map(() => ({ small: 0, large: 0n }))));
      for (let i = 0; i < at.length; i++) {
        const cell = row[at[i] as number];
        if (typeof cell === 'string') add(sums[i] as Sum, cell);
      }
    }
  }

  /** By currency, then by column: what they add up to, with the currency's places. */
  get all(): Readonly<Record<string, Readonly<Record<string, string>>>> {
    const sorted = [...this.totals].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted.map(([currency, sums]) => [
        currency,
        Object.fromEntries(
          this.columns.map(({ key }, i) => [key, formatMinor(total(sums[i] as Sum), currency)] as const),
        ),
      ]),
    );
  }

  /** A line for each currency, of what is not zero; of the first where all are. */
  lines(lang: Lang): string[] {
    const [total, colon] = lang === 'zh' ? ['合计', '：'] : ['total', ': '];
    return Object.entries(this.all).map(([currency, sums]) => {
      const parts = this.columns.flatMap(({ key, label }) => {
        const sum = sums[key] ?? '';
        return /[1-9]/.test(sum) ? [`${label[lang]} ${sum}`] : [];
      });
      const nil = `${this.columns[0]?.label[lang] ?? ''} ${formatMinor(0, currency)}`;
      return `${total} ${currency}${colon}${parts.length > 0 ? parts.join(' · ') : nil}`;
    });
  }
}

function add(sum: Sum, cell: string): void {
  const digits = cell.replace('.', '');
  if (digits.length > SAFE_DIGITS) {
    sum.large += BigInt(digits);
    return;
  }
  sum.small += Number(digits);
  if (sum.small > CARRY || sum.small < -CARRY) {
    sum.large += BigInt(sum.small);
    sum.small = 0;
  }
}

const total = ({ small, large }: Sum): bigint => large + BigInt(small);
