/** Until when a token serves, in words. */
import type { Text } from '../domain/text.ts';
import { DAY_MS } from '../domain/zone.ts';
import { formatInstant } from '../render/zone.ts';
import type { Session } from './session.ts';

const SOON_DAYS = 7;

/** A token ends with a day: the last moment of it says which. */
const dayOf = (session: Session, instant: number): string => formatInstant(instant - 1, session.tz).slice(0, 10);

export function untilWords(session: Session, expires: number | null): Text {
  if (expires === null) return { en: 'until it is revoked', zh: '直至被吊销' };
  const day = dayOf(session, expires);
  return { en: `until ${day}`, zh: `有效期至 ${day}` };
}

/** Before work stops some night: whoever reads it can still get a new one. */
export async function warnExpiring(session: Session, expires: number | null): Promise<void> {
  if (expires === null || expires - session.io.clock() > SOON_DAYS * DAY_MS) return;
  const day = dayOf(session, expires);
  await session.note(
    session.say({
      en: `warning: the token expires on ${day}; get a new one, then: adctl login`,
      zh: `警告：令牌将于 ${day} 到期；请申请新的令牌，再执行 adctl login`,
    }),
  );
}
