import { existsSync } from 'node:fs';
import { configDir, keyFile } from '../../config/paths.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { isOperator } from '../../domain/rights.ts';
import { formatCount } from '../../render/summary.ts';
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
    const link = await session.link();
    const who = await link.actor(session.actor);
    if (!isOperator(who)) throw new AdctlError('FORBIDDEN', { right: 'state.backup', target: 'state' });
    const { id } = await link.store.identity();
    const bytes = await link.store.backup(args[0] as string);
    const key = session.io.env['ADCTL_KEY_FILE'] ?? keyFile(configDir(session.io.env), id);
    if (!existsSync(key))
      await session.note(
        session.say({
          en: `warning: the key ${key} is missing: contact data in the state and its copies cannot be read`,
          zh: `警告：密钥 ${key} 不存在，状态及备份中的联系信息无法读取`,
        }),
      );
    await session.note(
      session.say({
        en: `${formatCount(bytes)} bytes in ${args[0]}; its key, to be kept apart, is ${key}`,
        zh: `已写入 ${args[0]}，共 ${formatCount(bytes)} 字节；密钥请另行保存：${key}`,
      }),
    );
    return 0;
  },
});
