import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { configDir, configFile } from '../../config/paths.ts';
import { isOperator } from '../../domain/rights.ts';
import { messageOf } from '../../render/messages.ts';
import { formatCount } from '../../render/summary.ts';
import { formatInstant } from '../../render/zone.ts';
import type { Store } from '../../store/port.ts';
import { keyState } from '../key-state.ts';
import type { LocalLink, Session } from '../session.ts';
import { defineLocal } from './define.ts';
import { writeRows } from './settings-block.ts';

const MB = 1024 * 1024;

export const testProfile = defineLocal({
  kind: 'local',
  name: 'profile.test',
  summary: {
    en: 'Test config, state, key and disk, or the server and the token for it',
    zh: '检测配置、状态、密钥和磁盘，或服务器及其令牌',
  },
  arguments: [],
  options: {},
  examples: [
    { command: 'adctl profile test', does: { en: 'the current profile', zh: '检测当前配置档' } },
    { command: 'adctl profile test --profile demo', does: { en: 'another one', zh: '检测其他配置档' } },
  ],
  async run(session) {
    if (session.url !== undefined) return await (await import('./profile-test-server.ts')).testServer(session);
    const { env } = session.io;
    const link = await session.stateLink('adctl profile test');
    const { store } = link;
    const info = await store.info();
    const key = await keyOf(session, store);
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
        ['key', key.text],
        ['disk_free', `${formatCount(free)} MB`],
        ['node', process.version],
        ['driver', info.driver],
        ['engine', info.engine],
        ...(await lastBackup(session, link, info.id)),
      ],
    );
    return key.usable ? 0 : 8;
  },
});

/** Where the key is, or why contact data stays hidden. */
async function keyOf(session: Session, store: Store): Promise<{ readonly text: string; readonly usable: boolean }> {
  const { key, trouble, unused } = await keyState(session, store);
  if (key) return { text: key.file, usable: true };
  if (trouble?.code === 'KEY_DAMAGED' || trouble?.code === 'KEY_WRONG')
    return { text: messageOf(trouble.code, trouble.details, session.dataLang), usable: false };
  const missing = { en: 'missing: contact data stays hidden', zh: '缺失：联系信息不可见' };
  const none = { en: 'none yet: the first contact data makes it', zh: '尚无：首次写入联系信息时生成' };
  return { text: session.word(unused ? none : missing), usable: unused };
}

/** The last copy that the log knows of, for those who may make one. */
async function lastBackup(
  session: Session,
  link: LocalLink,
  id: string,
): Promise<readonly (readonly [string, string])[]> {
  if (!isOperator(await link.actor(session.actor, session.narrow))) return [];
  const input = { where: [`target = "${id}"`, 'operation = state.backup'], limit: 1, columns: ['time'] };
  const row = (await session.firstPage('audit.list', input))?.rows[0];
  const none = { en: 'none in the log: adctl state backup FILE', zh: '日志中没有：adctl state backup 文件' };
  return [['last_backup', row ? formatInstant(Number(row[0]), session.tz) : session.word(none)]];
}
