/** Whether contact data is found by its value: each blind index is that of what is sealed beside it (PII-1). */
import { PERSONAL_KINDS } from '../domain/kinds.ts';
import type { Finding } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { ReadTx, Watch } from '../store/port.ts';
import { breathe } from './breathe.ts';
import { acceptRows, type SealedField, sealedRows } from './sealed-rows.ts';
import type { Vault, VaultWhenUsed } from './vault.ts';

/** The vault is opened with the first record that has something sealed: a state without any has no key yet. */
export async function* checkSealed(tx: ReadTx, whenUsed: VaultWhenUsed, watch?: Watch): AsyncGenerator<Finding> {
  for (const kind of PERSONAL_KINDS) {
    for await (const rows of sealedRows(tx, kind)) {
      const vault = await whenUsed();
      await breathe();
      if (watch?.signal?.aborted) throw new AdctlError('INTERRUPTED');
      if (vault.lacks) {
        // Not checked is not the same as found in order.
        yield { code: vault.lacks.code, details: vault.lacks.details };
        return;
      }
      await acceptRows(tx, vault, rows);
      for (const { key, person, fields } of rows)
        for (const one of fields)
          if (!indexed(vault, person, one)) yield { code: 'STATE_BLIND', details: { kind, key, field: one.field } };
      vault.forget();
    }
  }
}

function indexed(vault: Vault, person: string, { field, sealed, blind }: SealedField): boolean {
  if (sealed === null) return blind === null;
  const value = vault.unseal(person, field, sealed);
  // What no key opens cannot be judged; that it is lost is said where it is shown.
  return value === undefined || blind === vault.blind(field, value);
}
