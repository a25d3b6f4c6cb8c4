import { formatCount } from '../../render/summary.ts';
import { linkAllowed } from '../allowed.ts';
import { Progress } from '../progress.ts';
import { defineLocal } from './define.ts';

const PAST = { en: 'rebuilt', zh: '已重建' };

export const rebuildState = defineLocal({
  kind: 'local',
  name: 'state.rebuild',
  summary: { en: 'Make indexes, search and tag look-ups anew', zh: '重建索引、搜索与标签查找' },
  arguments: [],
  options: {},
  examples: [
    { command: 'adctl state rebuild', does: { en: 'after state check found them wrong', zh: '检查发现问题后重建' } },
    { command: 'adctl state check', does: { en: 'whether it is needed', zh: '检查是否需要重建' } },
  ],
  async run(session) {
    const { store } = await linkAllowed(session, 'state.rebuild');
    const progress = new Progress(session, PAST);
    let accounts = 0;
    const options = {
      timeoutMs: session.lockTimeoutMs,
      holder: { batch: '', operation: 'state.rebuild', actor: session.actor },
      onWait: () => void progress.see({ type: 'waiting' }),
    };
    try {
      await store.rebuild(options, (done, total) => {
        accounts = total;
        void progress.see({ type: 'progress', rows: done });
      });
    } finally {
      progress.stop();
    }
    await session.note(
      session.say({
        en: `rebuilt indexes, and search and tags of ${formatCount(accounts)} accounts`,
        zh: `已重建索引，以及 ${formatCount(accounts)} 个账户的搜索与标签`,
      }),
    );
    return 0;
  },
});
