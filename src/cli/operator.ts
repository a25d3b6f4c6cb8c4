/** Work on the state file itself is the operator's (MEM-3). */
import { existsSync } from 'node:fs';
import { configDir, keyFile } from '../config/paths.ts';
import { AdctlError } from '../domain/refusal.ts';
import { isOperator, type Right } from '../domain/rights.ts';
import type { LocalLink, Session } from './session.ts';

export async function linkAsOperator(session: Session, right: Right): Promise<LocalLink> {
  const link = await session.link();
  if (!isOperator(await link.actor(session.actor))) throw new AdctlError('FORBIDDEN', { right, target: 'state' });
  return link;
}

/** Says where the key of a state is not, since contact data cannot be read without it. */
export async function warnWithoutKey(session: Session, state: string): Promise<string> {
  const key = session.io.env['ADCTL_KEY_FILE'] ?? keyFile(configDir(session.io.env), state);
  if (!existsSync(key))
    await session.note(
      session.say({
        en: `warning: the key ${key} is missing: contact data in the state and its copies cannot be read`,
        zh: `警告：密钥 ${key} 不存在，状态及备份中的联系信息无法读取`,
      }),
    );
  return key;
}
