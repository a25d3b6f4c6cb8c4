import { sha256 } from '../../domain/audit.ts';
import { holderParts } from '../../domain/funds/books.ts';
import { type Compared, type Reconciliation, reconciliationKind } from '../../domain/funds/reconciliations.ts';
import { MOVEMENTS } from '../../domain/funds/words.ts';
import type { Row } from '../../domain/kind.ts';
import type { Cell, Finding, Page, Tail } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { may } from '../../domain/rights.ts';
import type { InputOf, Schema } from '../../domain/schema.ts';
import { fromStored } from '../../domain/stored.ts';
import { BOOKS_ZONE, dayIn, spanOf } from '../../domain/zone.ts';
import { type Ctx, defineQuery, type QueryRow, type ScopedTx } from '../define.ts';
import { referenceOrg } from '../fund-change.ts';
import { HOLDER_FIELD, holderNamed, holderSubject, loadHolders } from '../fund-holders.ts';
import {
  type BookedLine,
  compared,
  daysOf,
  type FileLine,
  fileLine,
  LINE_ROW,
  RECONCILE_COLUMNS,
  RECONCILE_KEYS,
  shifted,
  withoutReversed,
} from '../reconciling.ts';

const SAID = { label: { en: 'of the file', zh: '文件' }, help: { en: 'of the file', zh: '文件' } } as const;
const INPUT = {
  holder: {
    ...HOLDER_FIELD,
    help: {
      en: 'whose cash the file is compared with: an account, or agency:ID, …',
      zh: '与谁的现金账对账：账户，或 agency:编号 等',
    },
  },
  source: {
    type: 'text',
    label: { en: 'source', zh: '来源' },
    help: { en: 'alipay, wechat, a bank: else the header says it', zh: 'alipay、wechat 或银行；默认由表头识别' },
    metavar: 'NAME',
  },
  window: {
    type: 'text',
    default: '3d',
    label: { en: 'window', zh: '日期窗口' },
    help: {
      en: 'how many days both sides may lie apart where no reference joins them',
      zh: '无参考号时双方日期最多相差几天',
    },
    metavar: 'DAYS',
  },
  movements: {
    type: 'list',
    values: MOVEMENTS,
    label: { en: 'movements', zh: '交易类型' },
    help: {
      en: 'which of ours the file must have; default: what comes from outside and goes there',
      zh: '账本中哪些交易应在文件中；默认为与外部的收付',
    },
    metavar: 'A,B',
  },
  opposite: {
    type: 'flag',
    label: { en: 'opposite', zh: '反向' },
    help: {
      en: 'the file is of whoever pays the holder: out there is in here',
      zh: '文件属于付款方：其支出即此处收入',
    },
  },
  days: {
    type: 'enum',
    values: {
      ymd: { en: 'year first', zh: '年月日' },
      dmy: { en: 'day first', zh: '日月年' },
      mdy: { en: 'month first', zh: '月日年' },
    },
    label: { en: 'order of days', zh: '日期顺序' },
    help: { en: 'where the file does not show it', zh: '文件无法判断时的日期顺序' },
  },
  currency: {
    type: 'text',
    label: { en: 'currency', zh: '币种' },
    help: { en: 'where the file does not say it', zh: '文件未注明时的币种' },
    metavar: 'C',
  },
  all: {
    type: 'flag',
    label: { en: 'all', zh: '全部' },
    help: { en: 'also what is matched, and by what', zh: '同时列出已匹配的及其依据' },
  },
  keep: {
    type: 'text',
    label: { en: 'keep', zh: '保留' },
    help: { en: 'keep the outcome under this name', zh: '以此名称保留对账结果' },
    metavar: 'NAME',
  },
  kept: {
    type: 'flag',
    label: { en: 'kept', zh: '已保留' },
    help: { en: 'list what was kept', zh: '列出已保留的对账结果' },
  },
  show: {
    type: 'text',
    label: { en: 'show', zh: '查看' },
    help: { en: 'show again what was kept, by id or name', zh: '再次查看已保留的对账结果（编号或名称）' },
    metavar: 'ID|NAME',
  },
  file: {
    type: 'file',
    internal: true,
    label: { en: 'file', zh: '文件' },
    help: {
      en: 'as it was downloaded: CSV, XLSX; - for standard input',
      zh: '下载的原始文件：CSV、XLSX；- 为标准输入',
    },
    metavar: 'FILE',
  },
  sha256: { type: 'text', internal: true, ...SAID },
  layout: { type: 'text', internal: true, ...SAID },
  from: { type: 'text', internal: true, ...SAID },
  to: { type: 'text', internal: true, ...SAID },
  faults: { type: 'list', internal: true, ...SAID },
} as const satisfies Schema;
type Input = InputOf<typeof INPUT>;

/** What a bank or a payment platform has to do with. */
const OUTSIDE = ['recharge', 'refund', 'repay', 'deposit_pay', 'deposit_return', 'adjust'];
const MOST_DAYS = 366;
/** Kept differences beyond these are counted only. */
const MOST_KEPT = 5_000;
const PAGE = 500;

export const reconcileFunds = defineQuery({
  kind: 'query',
  name: 'funds.reconcile',
  summary: {
    en: 'Compare a statement of a bank or payment platform with the books',
    zh: '对账：将银行或支付平台的对账文件与账本比较',
  },
  input: INPUT,
  rows: { schema: LINE_ROW, argument: 'reference', statement: { without: ['kept', 'show'] } },
  argument: { field: 'file' },
  columns: {
    columns: RECONCILE_COLUMNS,
    optional: ['code', 'transaction', 'movement', 'by', 'counterparty'],
    by: ({ kept }) => (kept === true ? 'reconciliation' : undefined),
  },
  right: 'funds.reconcile',
  examples: [
    {
      command: 'adctl funds reconcile alipay.csv --holder agency:a_bluefocus --keep 2026-03',
      does: { en: 'what differs, exit code 8; kept for later', zh: '列出差异（退出码 8），并保留结果' },
    },
    {
      command: 'adctl funds reconcile --kept',
      does: { en: 'who reconciled which file when', zh: '查看谁何时对过哪个文件' },
    },
  ],
  async *run(tx, ctx, input, rows): AsyncGenerator<Page, Tail> {
    if (input.kept) return yield* keptOnes(tx);
    if (input.show !== undefined) return yield* shownAgain(tx, input.show);
    const holder = await holderOfInput(tx, ctx, input.holder);
    const window = windowOf(input.window);
    const lines: FileLine[] = [];
    const bad: QueryRow[] = [];
    for await (const chunk of rows)
      for (const row of chunk) {
        const line = row.input ? fileLine(row, input.opposite) : undefined;
        if (line) lines.push(line);
        else if (!row.input) bad.push(row);
      }
    const days = input.from && input.to ? { from: input.from, to: input.to } : daysOf(lines);
    const booked = days ? await bookedLines(tx, ctx, { holder, days, window, lines, input }) : [];
    const { rows: differences, matched, result } = compared({ lines, bad, booked, window, days });
    const shown = input.all ? [...differences, ...matched] : differences;
    for (let i = 0; i < shown.length; i += PAGE) yield { columns: RECONCILE_KEYS, rows: shown.slice(i, i + PAGE) };
    const before = await keptOf(tx, `${holder}/${input.sha256 ?? ''}`);
    const { keep, kept } =
      input.keep === undefined ? {} : await keeping(tx, ctx, input, { holder, days, result, differences });
    const found =
      differences.length > 0 ? [{ code: 'STATEMENT_DIFFERS', details: { counts: countsText(result) } }] : [];
    return {
      found,
      reconciled: { ...result, ...(before.length > 0 && { before }), ...(kept && { kept }) },
      ...(keep && { keep }),
    };
  },
});

async function holderOfInput(tx: ScopedTx, ctx: Ctx, text: string | undefined): Promise<string> {
  if (text === undefined) throw new AdctlError('MISSING', { field: HOLDER_FIELD.label, option: '--holder' });
  const l = tx.look();
  await loadHolders(l, [text]);
  const holder = holderNamed(l.view, text);
  if (typeof holder !== 'string') throw new AdctlError(holder.refuse, holder.details);
  const subject = holderSubject(l.view, holder, ctx);
  if (!may(ctx.actor, 'funds.reconcile', subject))
    throw new AdctlError('FORBIDDEN', { right: 'funds.reconcile', target: holder });
  return holder;
}

function windowOf(text: string): number {
  const [, days = ''] = /^\s*(\d{1,3})\s*(?:d|days?|天|日)?\s*$/i.exec(text) ?? [];
  if (days !== '' && Number(days) <= MOST_DAYS) return Number(days);
  const expected = { en: `days, 0d to ${MOST_DAYS}d`, zh: `天数，0d 至 ${MOST_DAYS}d` };
  throw new AdctlError('OPTION_VALUE', { option: '--window', value: text, expected });
}

type Asked = {
  readonly holder: string;
  readonly days: { readonly from: string; readonly to: string };
  readonly window: number;
  readonly lines: readonly FileLine[];
  readonly input: Input;
};

const COLUMNS = ['transaction', 'time', 'movement', 'cash', 'currency', 'reference', 'reverses'];

/** The holder's cash within the file's days and the window, and whatever else the file's references name. */
async function bookedLines(
  tx: ScopedTx,
  ctx: Ctx,
  { holder, days, window, lines, input }: Asked,
): Promise<BookedLine[]> {
  const zone = await zoneOf(tx, holder);
  const movements = input.movements ?? OUTSIDE;
  const [first, last] = [spanOf(shifted(days.from, -window), zone), spanOf(shifted(days.to, window), zone)];
  const found: BookedLine[] = [];
  const ask = async (more: { field: string; op: 'between' | 'in'; values: (string | number)[] }) => {
    const filters = [{ field: 'holder', op: '=', values: [holder] } as const, more];
    for await (const page of tx.list({ kind: 'statement', columns: COLUMNS, filters, sort: ['line'] }))
      for (const [transaction, time, movement, cash, currency, reference, reverses] of page.rows)
        if (movements.includes(String(movement)) && Number(cash) !== 0)
          found.push({
            transaction: String(transaction),
            day: dayIn(zone, Number(time)),
            movement: String(movement),
            amount: String(cash),
            currency: String(currency),
            reference: String(reference ?? ''),
            reverses: String(reverses ?? ''),
          });
  };
  await ask({ field: 'time', op: 'between', values: [first?.from ?? 0, last?.to ?? 0] });
  const known = new Set(found.map(({ transaction }) => transaction));
  const named = (await referenced(tx, ctx, lines)).filter((key) => !known.has(key));
  for (let i = 0; i < named.length; i += PAGE)
    await ask({ field: 'transaction', op: 'in', values: named.slice(i, i + PAGE) });
  return withoutReversed(found);
}

/** Transactions that bear a reference of the file, whenever they were booked. */
async function referenced(tx: ScopedTx, ctx: Ctx, lines: readonly FileLine[]): Promise<string[]> {
  const org = referenceOrg(ctx);
  const values = new Set(
    lines.flatMap(({ item }) => item.references.flatMap((one) => [`${org}/${one}`, `${org}/${one}:1`])),
  );
  const all = [...values];
  const keys: string[] = [];
  for (let i = 0; i < all.length; i += PAGE) {
    const need = {
      kind: 'transaction',
      by: 'reference',
      values: all.slice(i, i + PAGE),
      fields: ['movement'],
    } as const;
    for (const { key, visible } of await tx.rows(need)) if (visible) keys.push(key);
  }
  return keys;
}

/** An account's days are its own. */
async function zoneOf(tx: ScopedTx, holder: string): Promise<string> {
  const { kind, place } = holderParts(holder);
  if (kind !== 'account') return BOOKS_ZONE;
  const [found] = await tx.rows({ kind: 'account', by: 'key', values: [place], fields: ['time_zone'] });
  return String(found?.row['time_zone'] ?? BOOKS_ZONE);
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

const FACTS = ['name', 'sha256', 'member', 'created', 'holder'];

async function keptOf(tx: ScopedTx, file: string): Promise<NonNullable<Reconciliation['before']>> {
  const rows = await tx.rows({ kind: 'reconciliation', by: 'file', values: [file], fields: FACTS });
  return rows
    .filter(({ visible }) => visible)
    .map(({ row }) => ({
      name: String(row['name']),
      member: String(row['member']),
      created: Number(row['created']),
    }));
}

type Outcome = {
  readonly holder: string;
  readonly days: { readonly from: string; readonly to: string } | undefined;
  readonly result: Compared;
  readonly differences: readonly (readonly Cell[])[];
};

const idOf = (holder: string, name: string): string => `rc_${sha256(`${holder}/${name}`).toString('hex').slice(0, 12)}`;

/** The same file with the same outcome under the same name is kept once. */
async function keeping(tx: ScopedTx, ctx: Ctx, input: Input, { holder, days, result, differences }: Outcome) {
  const name = String(input.keep);
  const id = idOf(holder, name);
  const { sums, lines, ...counts } = result;
  const text = JSON.stringify(differences.slice(0, MOST_KEPT));
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
    faults: input.faults ?? [],
    sums: JSON.stringify(sums),
    digest: sha256(text).toString('hex'),
    differences: text,
    member: ctx.actor.login,
    created: ctx.now,
  };
  const same = ['sha256', 'by_reference', 'by_amount', 'differing', 'only_in_file', 'only_here', 'digest'] as const;
  const [there] = await tx.rows({ kind: 'reconciliation', by: 'key', values: [id], fields: [...same] });
  if (!there) return { keep: { kind: 'reconciliation', key: id, fields } as const, kept: { name, again: false } };
  if (same.some((field) => there.row[field] !== fields[field])) throw new AdctlError('RECONCILIATION_EXISTS', { name });
  return { kept: { name, again: true } };
}

const KEPT_COLUMNS = reconciliationKind.columns;

async function* keptOnes(tx: ScopedTx): AsyncGenerator<Page, Tail> {
  return yield* tx.list({
    kind: 'reconciliation',
    columns: [...KEPT_COLUMNS, 'sha256', 'sums'],
    filters: [],
    sort: reconciliationKind.sort,
  });
}

/** Its differences as they were, and how it went. */
async function* shownAgain(tx: ScopedTx, asked: string): AsyncGenerator<Page, Tail> {
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
  const found: Finding[] =
    differences.length > 0 ? [{ code: 'STATEMENT_DIFFERS', details: { counts: countsText(result) } }] : [];
  if (sha256(text).toString('hex') !== row['digest'])
    found.push({ code: 'STATE_UNLOGGED', details: { kind: 'reconciliation', key: id, field: 'differences' } });
  return { found, reconciled: result };
}
