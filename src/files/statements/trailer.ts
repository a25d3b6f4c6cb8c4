/** Two records at the end of a merchant's statement: names of totals, and the totals. Columns are summed on the way. */
import type { Claim } from '../../domain/statement-checks.ts';
import { parseMicros } from '../../domain/statement-money.ts';
import type { Text } from '../../domain/text.ts';
import { headerKey } from '../headers.ts';
import { cellText } from './detect.ts';
import type { Layout } from './layouts.ts';
import type { Cells } from './records.ts';

type Rules = NonNullable<Layout['trailer']>;

export class Trailer {
  private names: readonly string[] | undefined;
  private values: readonly string[] | undefined;
  private beyond = false;
  private readonly sums = new Map<number, bigint>();
  private readonly rules: Rules;
  private readonly keys: readonly string[];

  constructor(rules: Rules, keys: readonly string[]) {
    this.rules = rules;
    this.keys = keys;
    for (const of of Object.values(rules.sums)) for (const column of this.columnsOf(of)) this.sums.set(column, 0n);
  }

  /** Whether the record belongs to the trailer. */
  takes({ cells }: Cells): boolean {
    if (this.values) {
      this.beyond = true;
      return false;
    }
    if (this.names) {
      this.values = cells.map(cellText);
      return true;
    }
    if (headerKey(cellText(cells[0])) !== headerKey(this.rules.first)) return false;
    this.names = cells.map(cellText);
    return true;
  }

  add(cells: readonly string[]): void {
    for (const [column, sum] of this.sums) this.sums.set(column, sum + (parseMicros(cellText(cells[column])) ?? 0n));
  }

  damage(): Text | undefined {
    const { first } = this.rules;
    if (!this.names) return { en: `the line of totals ("${first}") is missing`, zh: `缺少合计行（“${first}”）` };
    if (!this.values) return { en: `the totals under "${first}" are missing`, zh: `“${first}”之下缺少合计值` };
    if (this.beyond) return { en: `lines stand after the totals ("${first}")`, zh: `合计行（“${first}”）之后仍有明细` };
    const whole =
      this.values.length >= this.names.length && this.values.every((text) => parseMicros(text) !== undefined);
    return whole ? undefined : { en: `the totals under "${first}" are not whole`, zh: `“${first}”之下的合计值不完整` };
  }

  claims(): Claim[] {
    const { names = [], values = [] } = this;
    return names.flatMap((label, i): Claim[] => {
      const of = Object.entries(this.rules.sums).find(([name]) => headerKey(name) === headerKey(label))?.[1];
      const text = values[i];
      if (of === undefined || text === undefined || text === '') return [];
      if (of === 'lines') return /^\d+$/.test(text) ? [{ kind: 'lines', count: Number(text) }] : [];
      if (of[0] === 'count' || of[0] === 'amount') {
        const direction = of[1] as 'in' | 'out';
        return [{ kind: 'total', direction, ...(of[0] === 'count' ? { count: Number(text) } : { amount: text }) }];
      }
      const found = this.columnsOf(of).reduce((sum, column) => sum + (this.sums.get(column) ?? 0n), 0n);
      return [{ kind: 'column', label, said: parseMicros(text), found, text }];
    });
  }

  private columnsOf(of: Rules['sums'][string]): number[] {
    if (of === 'lines' || of[0] === 'count' || of[0] === 'amount') return [];
    return of.map((name) => this.keys.indexOf(headerKey(name))).filter((column) => column >= 0);
  }
}
