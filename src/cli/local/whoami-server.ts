import type { Cell } from '../../domain/question.ts';
import type { ColumnDef } from '../../operations/define.ts';
import { warnExpiring } from '../expiry.ts';
import type { Session } from '../session.ts';

export const SERVER_COLUMNS: readonly ColumnDef[] = [
  { key: 'server', type: 'text', label: { en: 'Server', zh: '服务器' } },
  { key: 'server_from', type: 'text', label: { en: 'Server from', zh: '服务器来源' } },
  { key: 'server_version', type: 'text', label: { en: 'Server version', zh: '服务器版本' } },
  { key: 'token', type: 'text', label: { en: 'Token', zh: '令牌' } },
  { key: 'token_expires', type: 'instant', label: { en: 'Token expires', zh: '令牌到期时间' } },
  { key: 'read_only', type: 'text', label: { en: 'Reads only', zh: '只读' } },
];

/** The server, and what it says of the token that was sent: never the token. */
export async function serverCells(session: Session): Promise<Cell[]> {
  const { values, origin } = session.settings;
  const { version, token } = await (await session.serverLink()).hello();
  await warnExpiring(session, token.expires);
  return [values.url ?? null, origin.url, version, token.name, token.expires, token.readOnly ? 'yes' : 'no'];
}
