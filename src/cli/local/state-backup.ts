import { formatCount } from '../../render/summary.ts';
import { stateAllowed, warnWithoutKey } from '../allowed.ts';
import { logDone } from '../log-state.ts';
import { typedAgain } from '../typed-again.ts';
import { watched } from '../watched.ts';
import { defineLocal } from './define.ts';

export const backupState = defineLocal({
  kind: 'local',
  name: 'state.backup',
  summary: { en: 'Copy the state into a file, whole and consistent', zh: '将状态完整一致地备份到文件' },
  arguments: ['<file>'],
  options: {},
  examples: [
    { command: 'adctl state backup backup.db', does: { en: 'into a new file', zh: '备份到新文件' } },
    { command: 'adctl state info', does: { en: 'what it holds', zh: '查看状态内容' } },
  ],
  async run(session, args) {
    const { store } = await stateAllowed(session, 'state.backup');
    const file = args[0] as string;
    const done = { en: `no backup was made, ${file} is not there`, zh: `未生成备份，${file} 不存在` };
    const again = typedAgain(session, 'adctl state backup', [file]);
    const bytes = await watched(session, { done, again }, (watch) => store.backup(file, watch));
    await logDone(session, store, 'state.backup');
    const key = await warnWithoutKey(session, store);
    await session.note(
      session.say({
        en: `${formatCount(bytes)} bytes in ${file}; its key, to be kept apart, is ${key}`,
        zh: `已写入 ${file}，共 ${formatCount(bytes)} 字节；密钥请另行保存：${key}`,
      }),
    );
    return 0;
  },
});
