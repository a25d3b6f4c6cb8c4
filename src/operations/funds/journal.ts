import { type BookState, bookName } from '../../domain/funds/books.ts';
import { DIALECTS, type Dialect, Journal, type JournalTransaction, OTHER } from '../../domain/funds/journals.ts';
import type { FundKind, Purse } from '../../domain/funds/words.ts';
import { minorOf } from '../../domain/money.ts';
import type { Page, Question } from '../../domain/question.ts';
import { BOOKS_ZONE, bookDay } from '../../domain/zone.ts';
import { type AskingNow, defineQuery } from '../define.ts';
import { RANGE, rangeIn, timeIn } from '../fund-lists.ts';

const COLUMNS = [
  'transaction',
  'time',
  'movement',
  'reference',
  'holder',
  'purse',
  'kind',
  'state',
  'currency',
  'amount',
];
type Open = JournalTransaction & { readonly postings: { readonly book: string; readonly amount: bigint }[] };

/** Of days as it dates what it has: there is one journal, whoever writes it out where. */
const question = (input: { readonly range?: string }, ctx: AskingNow): Question => {
  const range = rangeIn(input, { ...ctx, tz: BOOKS_ZONE });
  return { kind: 'posting', columns: COLUMNS, filters: range ? timeIn(range, BOOKS_ZONE) : [], sort: ['txn', 'n'] };
};

export const journalFunds = defineQuery({
  kind: 'query',
  name: 'funds.journal',
  summary: { en: 'The ledger as a journal of hledger or beancount', zh: '导出为 hledger 或 beancount 日记账' },
  input: {
    dialect: {
      type: 'enum',
      label: { en: 'dialect', zh: '格式' },
      help: { en: 'for which program', zh: '用于哪个程序' },
      values: DIALECTS,
      default: 'hledger',
    },
    range: {
      ...RANGE,
      help: {
        en: `${RANGE.help.en}; of the days that the journal writes, those of ${BOOKS_ZONE}, whatever --tz is`,
        zh: `${RANGE.help.zh}；按日记账所写的日期（${BOOKS_ZONE}），与 --tz 无关`,
      },
    },
  },
  columns: { columns: [{ key: 'text', type: 'text', label: { en: 'Text', zh: '文本' } }] },
  right: 'funds.journal',
  text: true,
  examples: [
    { command: 'adctl funds journal --dialect hledger', does: { en: 'all of it', zh: '导出全部' } },
    {
      command: 'adctl funds journal --dialect beancount --range last-month',
      does: { en: 'of a month', zh: '导出上月' },
    },
  ],
  lines: question,
  async *run(tx, ctx, input) {
    const journal = new Journal(input.dialect as Dialect);
    let open: Open | undefined;
    for await (const page of tx.list(question(input, ctx))) {
      const rows: Page['rows'][number][] = [];
      for (const row of page.rows) {
        const [id, time, movement, reference, holder, purse, kind, state, currency, amount] = row as string[];
        if (!open || open.id !== id) {
          if (open) rows.push([journal.text(open)]);
          const day = bookDay(Number(time));
          open = { id: String(id), day, movement: String(movement), reference: reference ?? null, postings: [] };
        }
        const book = { holder: holder ?? OTHER, currency: String(currency), purse: purse as Purse };
        open.postings.push({
          book: bookName({ ...book, kind: kind as FundKind, state: state as BookState }),
          amount: minorOf(String(amount)),
        });
      }
      if (rows.length > 0) yield { columns: ['text'], rows };
    }
    if (open) yield { columns: ['text'], rows: [[journal.text(open)]] };
    return {};
  },
});
