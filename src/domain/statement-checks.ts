/**
 * What a statement file says of itself against what was read from it: how many lines, their totals, the steps of its
 * balances. Differences are findings, not refusals: the lines are there all the same, and whoever reconciles must know.
 */
import { formatMinor } from './money.ts';
import type { Finding } from './question.ts';
import { BalanceChain, type Balances } from './statement-balances.ts';
import { DIRECTIONS, type Direction, isBad, type StatementRow } from './statement-lines.ts';
import { microsText, parseStatementAmount } from './statement-money.ts';
import type { Text } from './text.ts';

/** What the file says: how many lines, a total of one direction, an own column's sum, where its balances begin and end. */
export type Claim =
  | { readonly kind: 'lines'; readonly count: number }
  | {
      readonly kind: 'total';
      readonly direction: Direction;
      readonly count?: number;
      readonly amount?: string;
      readonly currency?: string;
    }
  | {
      readonly kind: 'column';
      readonly label: string;
      readonly said: bigint | undefined;
      readonly found: bigint;
      readonly text: string;
    }
  | { readonly kind: 'opening' | 'closing'; readonly amount: string };

export type Total = { readonly count: number; readonly amount: bigint; readonly net: bigint };
export type Totals = Readonly<Record<Direction, Total>>;

export type Checked = {
  readonly lines: number;
  readonly bad: number;
  /** The first and the last day of the lines. */
  readonly days: { readonly from: string; readonly to: string } | undefined;
  /** By currency, in the order of the file; `net` without what was paid back and what never moved. */
  readonly totals: ReadonlyMap<string, Totals>;
  readonly balances: readonly Balances[];
  readonly findings: readonly Finding[];
};

type Running = { count: number; amount: bigint; net: bigint };

export class StatementCheck {
  private lines = 0;
  private bad = 0;
  private from: string | undefined;
  private to: string | undefined;
  private readonly totals = new Map<string, Record<Direction, Running>>();
  private readonly chains = new Map<string, BalanceChain>();

  add(row: StatementRow): void {
    this.lines++;
    if (isBad(row)) {
      this.bad++;
      // It may have been of any currency.
      for (const chain of this.chains.values()) chain.gap(undefined);
      return;
    }
    const { day, currency, direction } = row;
    if (this.from === undefined || day < this.from) this.from = day;
    if (this.to === undefined || day > this.to) this.to = day;
    let totals = this.totals.get(currency);
    if (!totals) {
      totals = {
        in: { count: 0, amount: 0n, net: 0n },
        out: { count: 0, amount: 0n, net: 0n },
        neutral: { count: 0, amount: 0n, net: 0n },
      };
      this.totals.set(currency, totals);
      this.chains.set(currency, new BalanceChain(currency));
    }
    const sum = totals[direction];
    sum.count++;
    sum.amount += BigInt(row.amount);
    sum.net += row.unmoved ? 0n : BigInt(row.amount - (row.refunded ?? 0));
    this.chains.get(currency)?.add(row);
  }

  /** `net`: the file's totals leave out what was paid back. */
  end(claims: readonly Claim[], currency: string, net: boolean): Checked {
    const balances = [...this.chains.values()].flatMap((chain) => chain.end() ?? []);
    const only = this.totals.size === 1 ? [...this.totals.keys()][0] : undefined;
    const findings = claims.flatMap((claim) => this.check(claim, only ?? currency, net, balances));
    const { lines, bad, from, to, totals } = this;
    const days = from === undefined || to === undefined ? undefined : { from, to };
    return { lines, bad, days, totals, balances, findings: [...findings, ...balances.flatMap(wrongSteps)] };
  }

  private check(claim: Claim, currency: string, net: boolean, balances: readonly Balances[]): Finding[] {
    switch (claim.kind) {
      case 'lines':
        return claim.count === this.lines ? [] : [count({ en: 'lines', zh: '明细' }, claim.count, this.lines)];
      case 'column':
        return claim.said === claim.found ? [] : [total(claim.label, claim.text, microsText(claim.found))];
      case 'total':
        return this.checkTotal(claim, claim.currency ?? currency, net);
      default: {
        const here = balances.find((one) => one.currency === currency);
        if (!here) return [];
        const label = claim.kind === 'opening' ? OPENING : CLOSING;
        return sameMinor(claim.amount, here[claim.kind], currency)
          ? []
          : [total(label, claim.amount, formatMinor(here[claim.kind], currency))];
      }
    }
  }

  private checkTotal(claim: Extract<Claim, { kind: 'total' }>, currency: string, net: boolean): Finding[] {
    const { direction, amount } = claim;
    const found = this.totals.get(currency)?.[direction] ?? { count: 0, amount: 0n, net: 0n };
    const sum = net ? found.net : found.amount;
    const label = DIRECTIONS[direction];
    const findings: Finding[] = [];
    if (claim.count !== undefined && claim.count !== found.count) findings.push(count(label, claim.count, found.count));
    if (amount !== undefined && !sameMinor(unsigned(amount), sum, currency))
      findings.push(total(label, amount, formatMinor(sum, currency)));
    return findings;
  }
}

const OPENING: Text = { en: 'opening balance', zh: '期初余额' };
const CLOSING: Text = { en: 'closing balance', zh: '期末余额' };

/** Files write what went out with a minus or without: a total is of one direction anyway. A balance keeps its sign. */
function sameMinor(text: string, minor: bigint, currency: string): boolean {
  const said = parseStatementAmount(text, currency);
  if ('blank' in said) return minor === 0n;
  return 'minor' in said && BigInt(said.minor) === minor;
}

const unsigned = (text: string): string => text.replace(/[-−－]/, '');

const count = (what: Text, said: number, found: number): Finding => ({
  code: 'STATEMENT_COUNT',
  details: { what, said, found },
});
const total = (what: Text | string, said: string, found: string): Finding => ({
  code: 'STATEMENT_TOTAL',
  details: { what, said, found },
});

function wrongSteps({ currency, first, wrong }: Balances): Finding[] {
  const text = (minor: bigint) => formatMinor(minor, currency);
  const told: Finding[] = first.map(({ line, at, expected, found }) => ({
    code: 'STATEMENT_BALANCE',
    details: { line, at, currency, expected: text(expected), found: text(found), difference: text(found - expected) },
  }));
  const more = wrong - first.length;
  return more > 0 ? [...told, { code: 'STATEMENT_BALANCES', details: { count: more, currency } }] : told;
}
