/** A stored value as its reader may see it: personal fields opened and masked. */
import { LOST } from '../domain/covered.ts';
import type { KindName } from '../domain/kind.ts';
import { maskPii } from '../domain/mask.ts';
import type { Cell } from '../domain/question.ts';
import type { Vault } from './vault.ts';
import { personOf } from './view.ts';

export function maskValue(
  kind: KindName,
  key: string,
  field: string,
  value: Cell,
  pii: 'phone' | 'email' | 'text' | 'number' | undefined,
  vault: Vault,
): Cell {
  if (!pii || value === null) return value;
  const plain = vault.unseal(personOf(kind, key), field, String(value));
  return plain === undefined ? LOST : maskPii(pii, plain);
}
