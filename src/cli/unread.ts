/** What of a file was not read, which nobody should take for done. */
import type { OpenedRows } from '../files/open-rows.ts';
import type { Session } from './session.ts';

export async function tellUnread(session: Session, { ignored, sheet, unread }: OpenedRows): Promise<void> {
  if (unread.length > 0)
    await session.note(
      session.say({
        en: `sheet "${sheet}" is read; not read: ${unread.map((name) => `"${name}"`).join(', ')} (--sheet NAME reads another)`,
        zh: `已读取工作表“${sheet}”；未读取：${unread.map((name) => `“${name}”`).join('、')}（用 --sheet 名称 读取其他工作表）`,
      }),
    );
  if (ignored.length > 0)
    await session.note(
      session.say({ en: `columns ignored: ${ignored.join(', ')}`, zh: `忽略的列：${ignored.join('、')}` }),
    );
}
