/** What cannot be taken back is said before it is done: asked on a terminal, `--yes` elsewhere. */
import type { Text } from '../../domain/text.ts';
import type { Session } from '../session.ts';
import { usage } from '../usage.ts';

export async function sureOf(session: Session, what: Text): Promise<void> {
  if (session.yes) return;
  if (!session.asks) throw usage(session, { en: `${what.en}; add --yes to go on`, zh: `${what.zh}；加 --yes 执行` });
  const { assent } = await import('./prompts.ts');
  await assent(session, session.say({ en: `${what.en}. Go on?`, zh: `${what.zh}。继续？` }));
}
