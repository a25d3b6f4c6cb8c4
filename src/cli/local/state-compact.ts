import { formatCount } from '../../render/summary.ts';
import { linkAllowed } from '../allowed.ts';
import type { Session } from '../session.ts';
import { defineLocal } from './define.ts';

const DAY_MS = 86_400_000;

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
    const link = await linkAllowed(session, 'state.compact');
    const days = await resultsDays(session);
    const now = session.io.clock();
    const writing = {
      timeoutMs: session.lockTimeoutMs,
      holder: { batch: '', operation: 'state.compact', actor: session.actor },
    };
    const freed = await link.store.compact(writing, now - days * DAY_MS, options.dry_run);
    const { batches, results, bytes, unused, bytesAfter } = freed;
    const dropped = {
      en: `${formatCount(results)} results of ${formatCount(batches)} batches that ended more than ${days} days ago`,
      zh: `${days} 天前结束的 ${formatCount(batches)} 个批次的 ${formatCount(results)} 条结果`,
    };
    await session.note(
      session.say(
        options.dry_run
          ? {
              en: `dry run: would drop ${dropped.en}, and give back ${formatCount(unused)} of ${formatCount(bytes)} bytes besides`,
              zh: `预演：将清理 ${dropped.zh}，另释放 ${formatCount(bytes)} 字节中的 ${formatCount(unused)} 字节`,
            }
          : {
              en: `dropped ${dropped.en}; ${formatCount(bytes)} bytes before, ${formatCount(bytesAfter)} after`,
              zh: `已清理 ${dropped.zh}；清理前 ${formatCount(bytes)} 字节，清理后 ${formatCount(bytesAfter)} 字节`,
            },
      ),
    );
    return 0;
  },
});

async function resultsDays(session: Session): Promise<number> {
  const page = await session.firstPage('rules.show', { key: 'results_days' });
  return Number(page?.rows[0]?.[page.columns.indexOf('value')]);
}
