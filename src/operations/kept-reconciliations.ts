/** Outcomes of reconciliations that are kept: who reconciled which file when, and what differed. */
import { sha256 } from '../domain/audit.ts';
import { HIDDEN } from '../domain/covered.ts';
import { type Compared, type Reconciliation, reconciliationKind } from '../domain/funds/reconciliations.ts';
import type { Row } from '../domain/kind.ts';
import type { Cell, Finding, Page, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import { fromStored } from '../domain/stored.ts';
import type { Text } from '../domain/text.ts';
import type { Ctx, ScopedTx } from './define.ts';
import { faultsSaid, faultText } from './kept-faults.ts';
import { differing } from './reconcile-outcome.ts';
import { RECONCILE_KEYS } from './reconciling.ts';

/** Differences beyond these are counted only. */
const MOST_KEPT = 5_000;
const PAGE = 500;

const FACTS = ['name', 'sha256', 'member', 'created', 'holder'];

/** Those of the same file and holder. */
export async function keptOf(tx: ScopedTx, file: string): Promise<NonNullable<Reconciliation['before']>> {
  const rows = await tx.rows({ kind: 'reconciliation', by: 'file', values: [file], fields: FACTS });
  const kept = rows.filter(({ visible }) => visible);
  // Who kept it may be somebody whom the reader does not see (MEM-4).
  const members = [...new Set(kept.map(({ row }) => String(row['member'])))];
  const found = await tx.rows({ kind: 'member', by: 'key', values: members, fields: [] });
  const seen = new Set(found.filter(({ visible }) => visible).map(({ key }) => key));
  return kept.map(({ row }) => ({
    name: String(row['name']),
    member: seen.has(String(row['member'])) ? String(row['member']) : HIDDEN,
    created: Number(row['created']),
  }));
}

/** What the file says of itself, and the name to keep it under. */
type FileSaid = {
  readonly keep?: string;
  readonly layout?: string;
  readonly file?: string;
  readonly sha256?: string;
  readonly faults?: readonly string[];
};

type Outcome = {
  readonly holder: string;
  readonly days: { readonly from: string; readonly to: string } | undefined;
  readonly result: Compared;
  readonly differences: readonly (readonly Cell[])[];
};

const idOf = (holder: string, name: string): string => `rc_${sha256(`${holder}/${name}`).toString('hex').slice(0, 12)}`;

const SAME = [
  'by_reference',
  'by_amount',
  'differing',
  'only_in_file',
  'only_here',
  'fault_details',
  'digest',
] as const;
const ANOTHER = {
  file: { en: 'of another file', zh: '来自另一文件' },
  outcome: {
    en: 'of the same file with another outcome (the books or the options were others then)',
    zh: '同一文件，但结果不同（当时的账本或选项不同）',
  },
} satisfies Readonly<Record<string, Text>>;

/** The same file with the same outcome under the same name is kept once. */
export async function keeping(tx: ScopedTx, ctx: Ctx, input: FileSaid, { holder, days, result, differences }: Outcome) {
  const name = String(input.keep);
  const id = idOf(holder, name);
  const { sums, lines, outside: _, apart: __, ...counts } = result;
  const text = JSON.stringify(differences.slice(0, MOST_KEPT));
  const faults = faultsSaid(input.faults);
  const fields = {
    name,
    holder,
    source: input.layout ?? '',
    file: input.file ?? '',
    sha256: input.sha256 ?? '',
    from_day: days?.from ?? null,
    to_day: days?.to ?? null,
    lines,
    ...counts,
    faults: [...new Set(faults.map(({ code }) => code))],
    fault_details: JSON.stringify(faults.map(faultText)),
    sums: JSON.stringify(sums),
    digest: sha256(text).toString('hex'),
    differences: text,
    member: ctx.actor.login,
    created: ctx.now,
  };
  const [there] = await tx.rows({ kind: 'reconciliation', by: 'key', values: [id], fields: ['sha256', ...SAME] });
  if (!there) return { keep: { kind: 'reconciliation', key: id, fields } as const, kept: { name, again: false } };
  const what = (['sha256', ...SAME] as const).find((field) => there.row[field] !== fields[field]);
  if (what !== undefined)
    throw new AdctlError('RECONCILIATION_EXISTS', { name, what: what === 'sha256' ? ANOTHER.file : ANOTHER.outcome });
  return { kept: { name, again: true } };
}

const KEPT_COLUMNS = reconciliationKind.columns;

export async function* keptOnes(tx: ScopedTx): AsyncGenerator<Page, Tail> {
  return yield* tx.list({
    kind: 'reconciliation',
    columns: [...KEPT_COLUMNS, 'sha256', 'sums'],
    filters: [],
    sort: reconciliationKind.sort,
  });
}

/** Its differences as they were, and how it went. */
export async function* shownAgain(tx: ScopedTx, asked: string): AsyncGenerator<Page, Tail> {
  const named: string[] = [];
  for await (const { rows } of tx.list({
    kind: 'reconciliation',
    columns: ['id', 'name'],
    filters: [],
    sort: reconciliationKind.sort,
  }))
    for (const [id, name] of rows) if (id === asked || name === asked) named.push(String(id));
  const [id, other] = named;
  if (id === undefined) throw new AdctlError('NOT_FOUND', { kind: reconciliationKind.label, value: asked });
  if (other !== undefined) throw new AdctlError('AMBIGUOUS', { value: asked, candidates: named });
  const fields = Object.keys(reconciliationKind.fields);
  const [there] = await tx.rows({ kind: 'reconciliation', by: 'key', values: [id], fields });
  const row = (there?.row ?? {}) as Row;
  const text = String(row['differences']);
  const differences = fromStored<Cell[][]>(text);
  for (let i = 0; i < differences.length; i += PAGE)
    yield { columns: RECONCILE_KEYS, rows: differences.slice(i, i + PAGE) };
  const number = (name: string) => Number(row[name] ?? 0);
  const result: Compared = {
    lines: number('lines'),
    by_reference: number('by_reference'),
    by_amount: number('by_amount'),
    differing: number('differing'),
    only_in_file: number('only_in_file'),
    only_here: number('only_here'),
    invalid: number('invalid'),
    sums: fromStored(String(row['sums'])),
  };
  const faults = faultsSaid(fromStored<string[]>(String(row['fault_details'])));
  const found: Finding[] = [...differing(result), ...faults];
  if (sha256(text).toString('hex') !== row['digest'])
    found.push({ code: 'STATE_UNLOGGED', details: { kind: 'reconciliation', key: id, field: 'differences' } });
  return { found, reconciled: result };
}
