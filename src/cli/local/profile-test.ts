import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { loadStateKey } from '../../config/keys.ts';
import { configDir, configFile } from '../../config/paths.ts';
import { formatCount } from '../../render/summary.ts';
import { defineLocal } from './define.ts';
import { writeRows } from './settings-block.ts';

const MB = 1024 * 1024;

export const testProfile = defineLocal({
  kind: 'local',
  name: 'profile.test',
  summary: { en: 'Test config, state, key and disk', zh: '检测配置、状态、密钥和磁盘' },
  arguments: [],
  options: {},
  examples: [
    { command: 'adctl profile test', does: { en: 'the current profile', zh: '检测当前配置档' } },
    { command: 'adctl profile test --profile demo', does: { en: 'another one', zh: '检测其他配置档' } },
  ],
  async run(session) {
    const { env } = session.io;
    const { store } = await session.link();
    const info = await store.info();
    const key = await loadStateKey(info.id, { env, configDir: configDir(env), create: false });
    const disk = await statfs(dirname(info.file));
    const free = Math.floor((disk.bavail * disk.bsize) / MB);
    await writeRows(
      session,
      [
        ['item', { en: 'Item', zh: '项目' }],
        ['value', { en: 'Value', zh: '值' }],
      ],
      [
        ['config', configFile(configDir(env))],
        ['state', info.file],
        ['bytes', formatCount(info.bytes)],
        ['schema', String(info.schema)],
        ['key', key?.file ?? session.say({ en: 'missing: contact data stays hidden', zh: '缺失：联系信息不可见' })],
        ['disk_free', `${formatCount(free)} MB`],
        ['node', process.version],
        ['driver', info.driver],
        ['engine', info.engine],
      ],
    );
    return key ? 0 : 8;
  },
});
