/** Work on the state file itself is the operator's (MEM-3). */
import { AdctlError } from '../domain/refusal.ts';
import { isOperator, type Right } from '../domain/rights.ts';
import { messageOf } from '../render/messages.ts';
import type { Store } from '../store/port.ts';
import { keyState } from './key-state.ts';
import type { LocalLink, Session } from './session.ts';

export async function linkAsOperator(session: Session, right: Right): Promise<LocalLink> {
  const link = await session.link();
  if (!isOperator(await link.actor(session.actor))) throw new AdctlError('FORBIDDEN', { right, target: 'state' });
  return link;
}

/** Where the key of a state is; says so where it is of no use, since contact data cannot be read without it. */
export async function warnWithoutKey(session: Session, store: Store): Promise<string> {
  const { place, key, trouble } = await keyState(session, store);
  if (trouble) {
    const { lang } = session;
    const why = messageOf(trouble.code, { file: place.file, ...trouble.details }, lang);
    await session.note(
      session.say({
        en: `warning: ${place.file}: ${why} (${trouble.code}); ${KEY_NEEDED.en}`,
        zh: `警告：${place.file}：${why}（${trouble.code}）；${KEY_NEEDED.zh}`,
      }),
    );
  }
  return key?.file ?? place.file;
}

const KEY_NEEDED = {
  en: 'put the key of that time back there, or name it with ADCTL_KEY_FILE; adctl state key says what it finds',
  zh: '请放回当时的密钥，或用 ADCTL_KEY_FILE 指定；adctl state key 可查看情况',
};
