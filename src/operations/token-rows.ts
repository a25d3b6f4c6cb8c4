/** What the operations on tokens share: what is loaded of them, and how they end. */
import type { Key, Row } from '../domain/kind.ts';
import type { Loader, Patch, ReadView } from './define.ts';

export const TOKEN_FIELDS = ['name', 'member', 'hash', 'state', 'due_at', 'due_state'];

export const WHERE_TOKENS = { kind: 'token', fields: { id: 'id' } } as const;

const active = (row: Row | undefined): boolean => row?.['state'] === 'active';

/** One that has run out by itself is not among them: nothing is left of it to end. */
export async function loadTokensOf(l: Loader, logins: readonly string[]): Promise<void> {
  const values = [...new Set(logins)].map((login) => `${login}/active`);
  await l.need({ kind: 'token', by: 'member', values, fields: TOKEN_FIELDS });
}

export const revoked = (id: Key): Patch => ({
  set: 'token',
  key: id,
  fields: { state: 'revoked', due_at: null, due_state: null },
});

/** What a member can get in with ends with it, and is nothing that a later one of the same login begins with. */
export const tokensEnded = (v: ReadView, login: string): Patch[] =>
  v
    .list('token', 'member', `${login}/active`)
    .filter((id) => active(v.get('token', id)))
    .map(revoked);

/** The one active token of this name. */
export const activeNamed = (v: ReadView, member: string, name: string): Key | undefined =>
  v.list('token', 'name', `${member}/${name}`).find((id) => active(v.get('token', id)));
