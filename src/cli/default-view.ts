/**
 * Who has one role at an agency and others elsewhere sees that agency alone unless told otherwise (CTX-1): said where
 * something was not found, since it may be there for another role. It depends on the reader's own roles alone (MEM-4).
 */
import type { Session } from './session.ts';

export async function tellDefaultView(session: Session): Promise<void> {
  if (session.narrow !== undefined || session.format === 'json' || session.format === 'ndjson') return;
  const { view } = await (await session.link()).actor(session.actor);
  if (view.of !== 'org' || view.chosen) return;
  await session.note(
    session.say({
      en: `seen is agency ${view.place} alone, by your only role at an agency; --as-org all for all your roles`,
      zh: `当前仅为代理商 ${view.place} 的视图（唯一的代理商角色）；全部角色请用 --as-org all`,
    }),
  );
}
