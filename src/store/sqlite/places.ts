/**
 * How many accounts lie in each place: an entity and a unit, either of which may be missing (''). Written with the
 * accounts, made anew by `state rebuild`, compared by `state check`; overview, map and counts read it instead of accounts.
 */
import type { Row } from '../../domain/kind.ts';
import type { Session } from './session.ts';
import { raw } from './sql.ts';

/** Fields of an account that say where it lies. */
export const PLACED = ['entity', 'unit'] as const;

export type Place = readonly [entity: string | null, unit: string | null];

export const placeIn = (row: Row): Place => [row['entity'] as string | null, row['unit'] as string | null];

const THERE =
  "SELECT coalesce(entity, '') AS entity, coalesce(unit, '') AS unit, count(*) AS there FROM accounts GROUP BY 1, 2";

/** What the writes of one call move is added up and written once for each place: many accounts lie in few. */
export class Places {
  private readonly session: Session;
  private moved = new Map<string, { readonly place: Place; by: number }>();
  constructor(session: Session) {
    this.session = session;
  }

  /** What is left of writes that failed is no more. */
  begin(): void {
    if (this.moved.size > 0) this.moved = new Map();
  }

  move(place: Place, by: 1 | -1): void {
    const name = JSON.stringify(place);
    const known = this.moved.get(name);
    if (known) known.by += by;
    else this.moved.set(name, { place, by });
  }

  flush(): void {
    if (this.moved.size === 0) return;
    const add = this.session.prepare(
      'INSERT INTO account_places (entity, unit, accounts) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET accounts = accounts + excluded.accounts',
    );
    const drop = this.session.prepare('DELETE FROM account_places WHERE entity = ? AND unit = ? AND accounts = 0');
    for (const { place, by } of this.moved.values()) {
      if (by === 0) continue;
      const [entity, unit] = place;
      add.run(entity ?? '', unit ?? '', by);
      if (by < 0) drop.run(entity ?? '', unit ?? '');
    }
    this.begin();
  }
}

export function rebuildPlaces(session: Session): void {
  session.run(raw('DELETE FROM account_places'));
  session.run(raw(`INSERT INTO account_places (entity, unit, accounts) ${THERE}`));
}

/** Places whose count is not that of their accounts. */
export function* wrongPlaces(session: Session): Generator<{
  readonly entity: string | null;
  readonly unit: string | null;
  readonly counted: number;
  readonly accounts: number;
}> {
  const both = raw(`SELECT entity, unit, sum(counted), sum(there) FROM (
      SELECT entity, unit, accounts AS counted, 0 AS there FROM account_places
      UNION ALL SELECT entity, unit, 0, there FROM (${THERE})
    ) GROUP BY entity, unit HAVING sum(counted) <> sum(there)`);
  for (const [entity, unit, counted, accounts] of session.iterate<[string, string, number, number]>(both))
    yield { entity: entity || null, unit: unit || null, counted, accounts };
}
