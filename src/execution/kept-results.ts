/** Results of a batch as its run told them, from what is kept: for whoever lost the answer, or goes on with the batch. */
import type { Code } from '../domain/errors.ts';
import type { Details } from '../domain/refusal.ts';
import { fromStored } from '../domain/stored.ts';
import type { ReadTx, Sight, StoredResult } from '../store/port.ts';
import type { RowResult } from './link.ts';
import { rowImages } from './row-images.ts';
import type { Vault } from './vault.ts';

/** `mine`: the reader ran it; else it sees what the log shows it. */
export type Wanted = {
  readonly batch: string;
  readonly after: number;
  readonly limit: number;
  readonly mine: boolean;
};

export async function keptResults(tx: ReadTx, sight: Sight, vault: Vault, wanted: Wanted): Promise<RowResult[]> {
  const { batch, after, limit, mine } = wanted;
  const rows = await tx.results(batch, after, limit);
  const last = rows.at(-1);
  if (!last) return [];
  const images = await rowImages(tx, sight, vault, { batch, first: after + 1, last: last.row, mine });
  return rows.map((stored) => {
    const image = images.get(stored.row);
    return {
      ...told(stored),
      ...(image && { before: fromStored<unknown>(image.before), after: fromStored<unknown>(image.after) }),
    };
  });
}

function told({ row, reference, target, status, code, details, id }: StoredResult): RowResult {
  return {
    row,
    ...(reference !== null && { reference }),
    target: target ?? '',
    status,
    ...(code !== null && { code: code as Code }),
    ...(details !== null && { details: fromStored<Details>(details) }),
    ...(id !== null && { id }),
  };
}
