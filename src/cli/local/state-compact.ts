import { AdctlError } from '../../domain/refusal.ts';
import { DAY_MS } from '../../domain/zone.ts';
import { formatCount } from '../../render/summary.ts';
import type { Spent } from '../../store/port.ts';
import { stateAllowed } from '../allowed.ts';
import type { Session } from '../session.ts';
import { typedAgain } from '../typed-again.ts';
import { watched } from '../watched.ts';
import { defineLocal } from './define.ts';

export const compactState = defineLocal({
  kind: 'local',
  name: 'state.compact',
  summary: {
    en: 'Drop row results that are kept no longer and give unused space back',
    zh: '清理过期的逐行结果并释放空间',
  },
  arguments: [],
  options: {
    dry_run: {
      type: 'flag',
      label: { en: 'dry run', zh: '预演' },
      help: { en: 'say what it would free', zh: '只说明将释放多少空间' },
    },
  },
  examples: [
    { command: 'adctl state compact --dry-run', does: { en: 'what it would free', zh: '查看可释放的空间' } },
    { command: 'adctl state compact', does: { en: 'free it', zh: '释放空间' } },
  ],
  async run(session, _args, options) {
    const { store } = await stateAllowed(session, 'state.compact');
    const days = await resultsDays(session);
    const before = session.io.clock() - days * DAY_MS;
    const would = await store.compactable(before);
    const { bytes, unused } = would;
    if (options.dry_run) {
      const drops = dropped(would, days);
      await session.note(
        session.say({
          en: `dry run: would drop ${drops.en}, and give back ${formatCount(unused)} of ${formatCount(bytes)} bytes besides`,
          zh: `预演：将清理 ${drops.zh}，另释放 ${formatCount(bytes)} 字节中的 ${formatCount(unused)} 字节`,
        }),
      );
      return 0;
    }
    const holder = { batch: '', operation: 'state.compact' };
    const writing = { timeoutMs: session.lockTimeoutMs, holder };
    const left = (went: Spent) => {
      const { en, zh } = dropped(went, days);
      const done = { en: `dropped ${en}; no space was given back`, zh: `已清理 ${zh}；未释放空间` };
      return { done, again: typedAgain(session, 'adctl state compact') };
    };
    let went: Spent = { batches: 0, results: 0 };
    let after: number;
    try {
      went = await watched(
        session,
        (stopped) => left(wentOf(stopped) ?? went),
        (watch, onWait) => store.dropSpent({ ...writing, onWait }, before, watch),
      );
      after = await watched(session, left(went), (watch, onWait) => store.giveBack({ ...writing, onWait }, watch));
    } catch (error) {
      const gone = wentOf(error) ?? went;
      // An interruption says it itself.
      const said = error instanceof AdctlError && error.code === 'WORK_INTERRUPTED';
      if (!said && gone.batches > 0) await session.note(session.say(left(gone).done));
      throw error;
    }
    const { en, zh } = dropped(went, days);
    await session.note(
      session.say({
        en: `dropped ${en}; ${formatCount(bytes)} bytes before, ${formatCount(after)} after`,
        zh: `已清理 ${zh}；清理前 ${formatCount(bytes)} 字节，清理后 ${formatCount(after)} 字节`,
      }),
    );
    return 0;
  },
});

/** What had gone before an error. */
const wentOf = (error: unknown): Spent | undefined =>
  error instanceof AdctlError ? (error.details['went'] as Spent | undefined) : undefined;

const dropped = ({ results, batches }: Spent, days: number) => ({
  en: `${formatCount(results)} results of ${formatCount(batches)} batches that ended more than ${days} days ago`,
  zh: `${days} 天前结束的 ${formatCount(batches)} 个批次的 ${formatCount(results)} 条结果`,
});

async function resultsDays(session: Session): Promise<number> {
  const page = await session.firstPage('rules.show', { key: 'results_days' });
  return Number(page?.rows[0]?.[page.columns.indexOf('value')]);
}
