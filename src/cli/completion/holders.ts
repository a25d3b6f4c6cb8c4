/** Candidates for who holds money (FUND-2): `agency:ID` and the like, accounts by their ids. */
import { type Ask, between } from './complete.ts';
import type { Candidate } from './where.ts';

const MOST_EACH = 40;
const ORGS = ['agency', 'entity', 'group'];
/** Which organisations and units may be meant: of a wallet and of a deposit not all. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  '': [...ORGS, 'unit'],
  agency: ['agency'],
  wallet: ['unit', 'group', 'entity'],
};

/** `live`: candidates of another kind, from the same start. */
export async function holders(
  ask: Ask,
  of: string,
  start: string,
  live: (kind: string) => Promise<Candidate[]>,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const kinds = KINDS[of] ?? [];
  for (const kind of kinds) {
    const prefix = `${kind}:`;
    if (!prefix.startsWith(start) && !start.startsWith(prefix)) continue;
    const where = [...(ORGS.includes(kind) ? [`kind = ${kind}`] : []), ...between('id', start.slice(prefix.length))];
    const input = { where, columns: ['id', 'name'], limit: MOST_EACH };
    const rows = await ask(kind === 'unit' ? 'units.list' : 'orgs.list', input);
    found.push(...rows.map(([id, name]): Candidate => [`${prefix}${id}`, String(name ?? '')]));
  }
  if (of !== '' || kinds.some((kind) => start.startsWith(`${kind}:`))) return found;
  if (start === '' || /^\d|:/.test(start)) found.push(...(await live('account')));
  // By a name or a bare id, which is taken where one holder has it.
  else found.push(...(await live('place')));
  return found;
}
