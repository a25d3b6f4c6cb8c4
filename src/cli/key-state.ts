/** Where the key of a state is, and whether it opens it. */
import { type KeyPlace, keyPlace, keysBeside, loadStateKey, type StateKey } from '../config/keys.ts';
import { configDir } from '../config/paths.ts';
import { AdctlError } from '../domain/refusal.ts';
import { Vault } from '../execution/vault.ts';
import type { Store } from '../store/port.ts';
import type { Session } from './session.ts';

export type KeyState = {
  readonly place: KeyPlace;
  /** The key that opens the state, which may be one beside the place. */
  readonly key?: StateKey;
  readonly beside: readonly string[];
  /** Nothing is sealed yet: the first contact data makes the key. */
  readonly unused: boolean;
  /** Why contact data stays hidden. */
  readonly trouble?: AdctlError;
};

export async function keyState(session: Session, store: Store): Promise<KeyState> {
  const { id, sealed } = await store.identity();
  const where = { env: session.io.env, configDir: configDir(session.io.env) };
  const place = keyPlace(id, where);
  const base = { place, beside: await keysBeside(place.file), unused: sealed === undefined };
  const opens = (key: Buffer) => sealed === undefined || new Vault(key).opens(sealed);
  try {
    const key = await loadStateKey(id, { ...where, create: false, opens });
    if (key && opens(key.key)) return { ...base, key };
    if (key) return { ...base, trouble: new AdctlError('KEY_WRONG', { file: key.file }) };
    return sealed === undefined ? base : { ...base, trouble: new AdctlError('KEY_MISSING', { file: place.file }) };
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    return { ...base, trouble: error };
  }
}
