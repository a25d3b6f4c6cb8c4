/** Work on the state as a whole, which is no batch, stands in its log all the same (AUD-1): who did it, and when. */
import type { LogHeader } from '../domain/audit.ts';
import { AdctlError } from '../domain/refusal.ts';
import { messageOf } from '../render/messages.ts';
import type { Store } from '../store/port.ts';
import type { Session } from './session.ts';

export function stateHeader(session: Session, operation: string, reason = ''): LogHeader {
  const { actor } = session;
  return { time: session.io.clock(), actor, identity: actor, operation, batch: '', origin: 'cli', reason };
}

/** Of work that is done already: where the log cannot be written, that is said, and the work counts. */
export async function logDone(session: Session, store: Store, operation: string): Promise<void> {
  const { id } = await store.identity();
  try {
    await store.write(
      { timeoutMs: session.lockTimeoutMs },
      async (tx) =>
        await tx.log(stateHeader(session, operation), [{ row: 0, kind: 'batch', key: id, before: {}, after: {} }]),
    );
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    const why = messageOf(error.code, error.details, session.lang);
    await session.note(session.say({ en: `warning: not in the log: ${why}`, zh: `警告：未写入日志：${why}` }));
  }
}
