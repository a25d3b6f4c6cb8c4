import { formatCount } from '../../render/summary.ts';
import { linkAllowed, warnWithoutKey } from '../allowed.ts';
import { logDone } from '../log-state.ts';
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
    const { store } = await linkAllowed(session, 'state.backup');
    const bytes = await store.backup(args[0] as string);
    await logDone(session, store, 'state.backup');
    const key = await warnWithoutKey(session, store);
    await session.note(
      session.say({
        en: `${formatCount(bytes)} bytes in ${args[0]}; its key, to be kept apart, is ${key}`,
        zh: `已写入 ${args[0]}，共 ${formatCount(bytes)} 字节；密钥请另行保存：${key}`,
      }),
    );
    return 0;
  },
});
