import type { Key, KindName, Row } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { Question } from '../../domain/question.ts';
import { ACCOUNT_FIELDS, loadSurroundings } from '../account-rows.ts';
import { defineChange, type Loader } from '../define.ts';
import { loadEnding, partedByTime } from '../ending-clients.ts';

/** What every record that ends by itself has (TIME-2). */
const CLOCK = ['state', 'due_at', 'due_state'];
const KIND = { en: 'kind', zh: '记录类型' };
const KEY = { en: 'key', zh: '记录键' };

async function loadParting(l: Loader, keys: readonly Key[]): Promise<void> {
  await l.need({ kind: 'authorisation', by: 'key', values: keys, fields: ['account', 'agency', 'data'] });
  const accounts = [...new Set(keys.map((key) => String(l.view.get('authorisation', key)?.['account'])))];
  await l.need({ kind: 'account', by: 'key', values: accounts, fields: ACCOUNT_FIELDS });
  await loadSurroundings(l, accounts);
  await loadEnding(l, accounts);
}

const dueBy = (now: number): Question[] =>
  Object.values(KINDS)
    .filter((kind) => kind.clock)
    .map((kind) => ({
      kind: kind.name,
      columns: kind.key,
      filters: [{ field: 'due_at', op: '<=', values: [now] }],
      sort: kind.key,
    }));

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
      await l.need({ kind, by: 'key', values, fields: CLOCK, recorded: true });
      if (kind === 'authorisation') await loadParting(l, values);
    }
  },
  subject: (_v, row) => ({ target: row.key, places: [] }),
  decide(v, ctx, row) {
    const kind = row.kind as KindName;
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
