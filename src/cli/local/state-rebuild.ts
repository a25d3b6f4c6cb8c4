import { formatCount } from '../../render/summary.ts';
import { stateAllowed } from '../allowed.ts';
import { typedAgain } from '../typed-again.ts';
import { watched } from '../watched.ts';
import { defineLocal } from './define.ts';

const AS_IT_WAS = { en: 'nothing was rebuilt, the state is as it was', zh: '未做任何重建，状态保持原样' };

export const rebuildState = defineLocal({
  kind: 'local',
  name: 'state.rebuild',
  summary: {
    en: 'Make indexes, search, tag look-ups and balances anew',
    zh: '重建索引、搜索、标签查找与余额',
  },
  arguments: [],
  options: {},
  examples: [
    { command: 'adctl state rebuild', does: { en: 'after state check found them wrong', zh: '检查发现问题后重建' } },
    { command: 'adctl state check', does: { en: 'whether it is needed', zh: '检查是否需要重建' } },
  ],
  async run(session) {
    const { store } = await stateAllowed(session, 'state.rebuild');
    const { lockTimeoutMs: timeoutMs } = session;
    const holder = { batch: '', operation: 'state.rebuild' };
    const left = { done: AS_IT_WAS, again: typedAgain(session, 'adctl state rebuild') };
    const accounts = await watched(session, left, (watch, onWait) =>
      store.rebuild({ timeoutMs, holder, onWait }, watch),
    );
    await session.note(
      session.say({
        en: `rebuilt indexes, balances, and search and tags of ${formatCount(accounts)} accounts`,
        zh: `已重建索引、余额，以及 ${formatCount(accounts)} 个账户的搜索与标签`,
      }),
    );
    return 0;
  },
});
