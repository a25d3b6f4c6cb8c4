/** Commands that work on the state itself check the right that they name (MEM-3) as the executor does: verified, allowed. */
import { AdctlError } from '../domain/refusal.ts';
import { may } from '../domain/rights.ts';
import type { Link } from '../execution/link.ts';
import { COMMANDS, type CommandName, type CommandRight } from '../operations/commands.ts';
import { messageOf } from '../render/messages.ts';
import type { Store } from '../store/port.ts';
import { keyState } from './key-state.ts';
import type { LocalLink, Session } from './session.ts';

/** For what goes through a link, to a file or a server. */
export const linkAllowed = async (session: Session, name: CommandName): Promise<Link> =>
  await allowed(session, await session.link(), name);

/** For what works on the file. `changes`: what it was asked for changes the state, where that depends on its options. */
export const stateAllowed = async (session: Session, name: CommandName, changes?: boolean): Promise<LocalLink> =>
  await allowed(session, await session.stateLink(`adctl ${name.replace('.', ' ')}`), name, changes);

async function allowed<L extends Link>(session: Session, link: L, name: CommandName, changes?: boolean): Promise<L> {
  const { right, kind, unverified }: CommandRight = COMMANDS[name];
  const actor = await link.actor(session.actor, session.narrow);
  if (!actor.verified && !unverified && (changes ?? kind === 'change'))
    throw new AdctlError('MEMBER_UNVERIFIED', { member: actor.login });
  const target = name.split('.')[0] as string;
  if (!may(actor, right, { target, places: [] })) throw new AdctlError('FORBIDDEN', { right, target });
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
