import { MOVEMENTS } from '../../domain/funds/words.ts';
import type { Page, Tail } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { may } from '../../domain/rights.ts';
import type { Schema } from '../../domain/schema.ts';
import type { StatementLine } from '../../domain/statement-lines.ts';
import { bookedLines } from '../booked-cash.ts';
import { type Ctx, defineQuery, type QueryRow, type ScopedTx } from '../define.ts';
import { HOLDER_FIELD, holderNamed, holderSubject, loadHolders } from '../fund-holders.ts';
import { holdersAsked } from '../fund-lists.ts';
import { keeping, keptOf, keptOnes, shownAgain } from '../kept-reconciliations.ts';
import { differing } from '../reconcile-outcome.ts';
import {
  compared,
  daysOf,
  daysSaid,
  type FileLine,
  fileLine,
  LINE_ROW,
  RECONCILE_COLUMNS,
  RECONCILE_KEYS,
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

const NOT_KEPT = {
  message: { en: '--all with --show: what is matched is not kept', zh: '--all 不能与 --show 同用：已匹配的不保留' },
  advice: {
    en: 'leave --all out, or reconcile the file again with --all',
    zh: '请去掉 --all，或用 --all 重新核对该文件',
  },
};
const MOST_DAYS = 366;
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
    optional: ['code', 'transaction', 'movement', 'by', 'direction', 'counterparty'],
    by: ({ kept }) => (kept === true ? 'reconciliation' : undefined),
  },
  right: 'funds.reconcile',
  examples: [
    {
      command:
        "printf '交易日期,摘要,收入,支出,余额\\n2026-03-02,充值,100.00,,100.00\\n' | adctl funds reconcile - --holder agency:a_bluefocus --keep 2026-03",
      does: {
        en: 'a bank statement: what differs, exit code 8; kept',
        zh: '银行对账单：列出差异（退出码 8），并保留结果',
      },
    },
    {
      command: 'adctl funds reconcile --kept',
      does: { en: 'who reconciled which file when', zh: '查看谁何时对过哪个文件' },
    },
  ],
  // Of what is over, holds alone bring cash.
  lines: ({ holder, movements }) =>
    movements?.includes('hold_expire')
      ? { kind: 'statement', columns: ['line'], filters: holdersAsked(holder), sort: ['line'] }
      : undefined,
  async *run(tx, ctx, input, rows): AsyncGenerator<Page, Tail> {
    if (input.kept) return yield* keptOnes(tx);
    if (input.show !== undefined) {
      if (input.all) throw new AdctlError('USAGE', NOT_KEPT);
      return yield* shownAgain(tx, input.show);
    }
    const holder = await holderOfInput(tx, ctx, input.holder);
    const window = windowOf(input.window);
    const lines: FileLine[] = [];
    const unmoved: StatementLine[] = [];
    const bad: QueryRow[] = [];
    for await (const chunk of rows)
      for (const row of chunk) {
        const line = row.input ? fileLine(row, input.opposite) : undefined;
        if (!line) bad.push(row);
        else if (line.item) lines.push(line);
        else unmoved.push(line.line);
      }
    const days = daysSaid(input.from, input.to) ?? daysOf(lines);
    if (!days && bad.length === 0) throw new AdctlError('STATEMENT_EMPTY', { file: input.file });
    const booked = days ? await bookedLines(tx, { holder, days, window, lines, movements: input.movements }) : [];
    const { rows: differences, matched, result } = compared({ lines, unmoved, bad, booked, window, days });
    const shown = input.all ? [...differences, ...matched] : differences;
    for (let i = 0; i < shown.length; i += PAGE) yield { columns: RECONCILE_KEYS, rows: shown.slice(i, i + PAGE) };
    const before = await keptOf(tx, `${holder}/${input.sha256 ?? ''}`);
    const { keep, kept } =
      input.keep === undefined ? {} : await keeping(tx, ctx, input, { holder, days, result, differences });
    return {
      found: differing(result),
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
