/**
 * Personal data at rest (PII-1): AES-256-GCM under a key per person, itself wrapped by the state key; equal values are
 * found by an HMAC. The nonce is derived from person key, field and value, so that sealing again gives the same bytes:
 * a chunk may run twice, and "unchanged" is seen without opening anything.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { AdctlError } from '../domain/refusal.ts';
import { STATE_MARK } from '../store/port.ts';

const PREFIX = 'v1.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Made when something of a person is met, and not before. */
export type VaultWhenUsed = () => Promise<Vault>;

export class Vault {
  private readonly wrapKey: Buffer | undefined;
  private readonly indexKey: Buffer | undefined;
  private readonly open = new Map<string, Buffer | undefined>();
  private fresh = new Map<string, Uint8Array>();
  /** Persons whose stored key this state key does not open: nothing new may be sealed in its place. */
  private readonly locked = new Set<string>();
  private readonly trouble: AdctlError;

  /** Without a key nothing personal is read, written or searched; `trouble` says why there is none. */
  constructor(stateKey: Buffer | undefined, trouble = new AdctlError('KEY_MISSING')) {
    this.trouble = trouble;
    this.wrapKey = stateKey && createHmac('sha256', stateKey).update('adctl wrap').digest();
    this.indexKey = stateKey && createHmac('sha256', stateKey).update('adctl blind index').digest();
  }

  /** Why nothing sealed can be opened; undefined where there is a key. */
  get lacks(): AdctlError | undefined {
    return this.wrapKey ? undefined : this.trouble;
  }

  /** Persons whose keys are known to be, or known not to be; `seal` makes a key only for the latter. */
  knows(person: string): boolean {
    return this.open.has(person);
  }

  accept(persons: readonly string[], wrapped: ReadonlyMap<string, Uint8Array>): void {
    for (const person of persons) {
      const sealed = wrapped.get(person);
      const key = sealed && this.wrapKey ? decrypt(this.wrapKey, Buffer.from(sealed), person) : undefined;
      if (sealed && !key) this.locked.add(person);
      this.open.set(person, key);
    }
  }

  /** Whether this is the key under which the state's persons are sealed. */
  opens({ person, key }: { readonly person: string; readonly key: Uint8Array }): boolean {
    return this.wrapKey !== undefined && decrypt(this.wrapKey, Buffer.from(key), person) !== undefined;
  }

  /** A person's stored key as another state key seals it; undefined where this one does not open it. */
  rewrap(to: Vault, person: string, sealed: Uint8Array): Uint8Array | undefined {
    if (!this.wrapKey) throw this.trouble;
    const key = decrypt(this.wrapKey, Buffer.from(sealed), person);
    return key && to.wrap(person, key);
  }

  /** What is kept in the state to know its key by: another one each time. */
  mark(): Uint8Array {
    return this.wrap(STATE_MARK, randomBytes(32));
  }

  private wrap(person: string, key: Buffer): Uint8Array {
    if (!this.wrapKey) throw this.trouble;
    return encrypt(this.wrapKey, key, person, randomBytes(NONCE_BYTES));
  }

  /** Wrapped keys made since the last call, to be stored in the transaction that stores what they seal. */
  takeFresh(): ReadonlyMap<string, Uint8Array> {
    const made = this.fresh;
    this.fresh = new Map();
    return made;
  }

  /** Forgets a chunk's keys; those that were not stored must not be used again. */
  forget(): void {
    this.open.clear();
    this.fresh = new Map();
  }

  seal(person: string, field: string, value: string): string {
    if (!this.wrapKey) throw this.trouble;
    if (this.locked.has(person)) throw new AdctlError('KEY_WRONG');
    if (!this.open.has(person)) throw new Error(`the key of ${person} was not loaded`);
    let key = this.open.get(person);
    if (!key) {
      key = randomBytes(32);
      this.open.set(person, key);
      this.fresh.set(person, this.wrap(person, key));
    }
    const nonce = createHmac('sha256', key).update(`${field}\n${value}`).digest().subarray(0, NONCE_BYTES);
    return PREFIX + encrypt(key, Buffer.from(value), `${person}/${field}`, nonce).toString('base64url');
  }

  /** The value, or undefined where the key is gone. */
  unseal(person: string, field: string, sealed: string): string | undefined {
    const key = this.open.get(person);
    if (!key || !sealed.startsWith(PREFIX)) return undefined;
    return decrypt(key, Buffer.from(sealed.slice(PREFIX.length), 'base64url'), `${person}/${field}`)?.toString();
  }

  /** The blind index of a sealed value. Throws where it cannot be opened. */
  blindOf(person: string, field: string, sealed: string): string {
    if (!this.wrapKey) throw this.trouble;
    const value = this.unseal(person, field, sealed);
    if (value === undefined) throw new AdctlError('KEY_WRONG');
    return this.blind(field, value);
  }

  blind(field: string, value: string): string {
    if (!this.indexKey) throw this.trouble;
    return createHmac('sha256', this.indexKey)
      .update(`${field}\n${value.normalize('NFKC').toLowerCase()}`)
      .digest('base64url');
  }
}

function encrypt(key: Buffer, plain: Buffer, context: string, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer | undefined {
  try {
    const end = sealed.length - TAG_BYTES;
    const opener = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(context));
    opener.setAuthTag(sealed.subarray(end));
    return Buffer.concat([opener.update(sealed.subarray(NONCE_BYTES, end)), opener.final()]);
  } catch {
    return undefined;
  }
}
