import { AVAILABLE, type Book, bookName } from '../../domain/funds/books.ts';
import type { Key, KindName, Row } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { Question } from '../../domain/question.ts';
import { ACCOUNT_FIELDS, loadSurroundings } from '../account-rows.ts';
import { defineChange, type Loader, type ReadView } from '../define.ts';
import { loadEnding, partedByTime } from '../ending-clients.ts';

/** What every record that ends by itself has (TIME-2). */
const CLOCK = ['state', 'due_at', 'due_state'];
/** Whose money moves when they end. */
const MONEY: ReadonlySet<string> = new Set(['hold', 'lot'] satisfies KindName[]);
const KIND = { en: 'kind', zh: '记录类型' };
const KEY = { en: 'key', zh: '记录键' };

async function loadParting(l: Loader, keys: readonly Key[]): Promise<void> {
  await l.need({ kind: 'authorisation', by: 'key', values: keys, fields: ['account', 'agency', 'data'] });
  const accounts = [...new Set(keys.map((key) => String(l.view.get('authorisation', key)?.['account'])))];
  await l.need({ kind: 'account', by: 'key', values: accounts, fields: ACCOUNT_FIELDS });
  await loadSurroundings(l, accounts);
  await loadEnding(l, accounts);
}

/** Lots have no state of their own: what is left of them in books that can be used expires there (FUND-2). */
const lotsDueBy = (now: number): Question => ({
  kind: 'lot',
  columns: KINDS.lot.key,
  filters: [
    { field: 'due_at', op: '<=', values: [now] },
    { field: 'state', op: '=', values: [AVAILABLE] },
  ],
  // In the order of the index that finds them.
  sort: ['due_at', ...KINDS.lot.key],
});

/** Money of holds and lots that are over moves as it does with any change of their books, before the rows (execution/due.ts). */
async function loadMoney(l: Loader, kind: KindName, keys: readonly Key[]): Promise<void> {
  const holder = kind === 'hold' ? 'payer' : 'holder';
  const fields = [holder, 'currency', ...(kind === 'lot' ? ['purse', 'kind', 'state'] : [])];
  await l.need({ kind, by: 'key', values: keys, fields, recorded: true });
  const rows = keys.map((key) => l.view.get(kind, key)).filter((row) => row !== undefined);
  await l.funds(rows.map((row) => ({ holder: String(row[holder]), currency: String(row['currency']) })));
}

const lotOf = (key: Key): Key => key.slice(key.indexOf('/') + 1);

/** Whether this chunk wrote it, as its money moved; elsewhere somebody has written it since. */
function movedByTime(v: ReadView, kind: KindName, key: Key): boolean {
  if (kind === 'hold') return v.funds.ended(`hold ${key}`);
  const row = v.get('lot', key);
  return row !== undefined && v.funds.ended(`lot ${lotOf(key)} ${bookName(row as unknown as Book)}`);
}

const dueBy = (now: number): Question[] => [
  ...Object.values(KINDS)
    .filter((kind) => kind.clock)
    .map(
      (kind): Question => ({
        kind: kind.name,
        columns: kind.key,
        filters: [{ field: 'due_at', op: '<=', values: [now] }],
        sort: kind.key,
      }),
    ),
  lotsDueBy(now),
];

export const sweepState = defineChange({
  kind: 'change',
  name: 'state.sweep',
  summary: { en: 'Write down what has ended by itself since', zh: '将已到期的状态写入记录' },
  past: { en: 'written', zh: '已写入' },
  options: {},
  row: {
    kind: { type: 'text', required: true, internal: true, label: KIND, help: KIND },
    key: { type: 'text', required: true, internal: true, label: KEY, help: KEY },
  },
  right: 'state.sweep',
  effect: 'reversible',
  actsAs: 'system',
  examples: [
    { command: 'adctl state sweep --dry-run', does: { en: 'what is due', zh: '查看已到期的记录' } },
    { command: 'adctl state sweep -q', does: { en: 'from cron', zh: '供定时任务使用' } },
  ],
  selects: (ctx) => dueBy(ctx.now),
  async load(l, rows) {
    for (const kind of new Set(rows.map((row) => row.kind as KindName))) {
      const values = rows.filter((row) => row.kind === kind).map((row) => row.key);
      if (MONEY.has(kind)) await loadMoney(l, kind, values);
      else await l.need({ kind, by: 'key', values, fields: CLOCK, recorded: true });
      if (kind === 'authorisation') await loadParting(l, values);
    }
  },
  subject: (_v, row) => ({ target: row.kind === 'lot' ? lotOf(row.key) : row.key, places: [] }),
  decide(v, ctx, row) {
    const kind = row.kind as KindName;
    if (MONEY.has(kind)) return movedByTime(v, kind, row.key) ? { ok: [], id: row.key } : { unchanged: 'SAME' };
    const record = v.get(kind, row.key);
    const { due_at: due, due_state: state } = record ?? {};
    if (typeof due !== 'number' || due > ctx.now || typeof state !== 'string') return { unchanged: 'SAME' };
    const over = { set: kind, key: row.key, fields: { state, due_at: null, due_state: null } };
    const { account, agency, data } = kind === 'authorisation' ? (record as Row) : {};
    // With the client goes what the agency's people had of it (ACC-7), unless it is the agency's again.
    const again = () =>
      v.list('authorisation', 'account', String(account)).some((key) => {
        const other = key === row.key ? undefined : v.get('authorisation', key);
        return other?.['state'] === 'active' && other['agency'] === agency && other['data'] === null;
      });
    const parting = state === 'expired' && data === null && !again();
    return {
      ok: [over, ...(parting ? partedByTime(v, ctx, { account: String(account), agency: String(agency) }) : [])],
    };
  },
});
