/**
 * ORG-6, ORG-7, MEM-4: overview, map and `--count` tell of each place how many accounts the contract's table lets the
 * reader know of, in random organisations, whatever was moved in them before. ADCTL_WORLDS says how many are tried.
 */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Narrow } from '../../src/operations/define.ts';
import type { Write } from '../../src/store/port.ts';
import { type Account, type Draw, drawing, type Plan, planOf, seenBy, writesOf } from '../helpers/random-world.ts';
import { openState, type State } from '../helpers/state.ts';

const WORLDS = Number(process.env['ADCTL_WORLDS'] ?? 12);
const one = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)] as T;

/** Some accounts are moved to where others lie, some are made and taken away again. */
function moved(plan: Plan, draw: Draw): { readonly plan: Plan; readonly writes: Write[] } {
  const writes: Write[] = [];
  const accounts = plan.accounts.map((account): Account => {
    if (draw(2) === 0) return account;
    const { entity, unit } = one(draw, plan.accounts);
    const fields = { entity: entity ?? null, unit: unit ?? null };
    writes.push({ op: 'set', kind: 'account', key: account.key, fields });
    const { entity: _, unit: __, ...rest } = account;
    return { ...rest, ...(entity && { entity }), ...(unit && { unit }) };
  });
  const gone = { kind: 'account', key: 'tencent:7111' } as const;
  const { entity = null, unit = null } = one(draw, plan.accounts);
  writes.push({ op: 'insert', ...gone, fields: { entity, unit, status: 'active' } }, { op: 'remove', ...gone });
  return { plan: { ...plan, accounts }, writes };
}

/** What the reader knows of a place: everything, or what is its own there. */
function expected(plan: Plan, who: string): Map<string, number | null> {
  const seen = seenBy(plan, who);
  const all = (test: (account: Account) => boolean) => plan.accounts.filter(test).length;
  const own = (test: (account: Account) => boolean) =>
    all((account) => seen.accounts.has(account.key) && test(account));
  const counting = new Set(
    plan.grants.filter(({ member, role }) => member === who && /^a[MAE]$/.test(role)).map(({ place }) => place),
  );
  const bound = ({ relations }: Account) => relations.some(([member, source]) => member === who && source === 'bound');
  const of = (id: string): number | null => {
    const whole = seen.whole.has(id);
    if (plan.agencies.some((agency) => agency.id === id)) {
      const clients = (account: Account) => account.agency === id;
      if (whole) return counting.has(id) ? all(clients) : null;
      return own((account) => clients(account) && bound(account));
    }
    if (plan.entities.some((entity) => entity.id === id)) return (whole ? all : own)(({ entity }) => entity === id);
    const inside = new Set(plan.entities.flatMap((entity) => (entity.group === id ? [entity.id] : [])));
    if (whole) return all(({ entity = '' }) => inside.has(entity));
    const units = new Set(
      plan.units.flatMap(({ id: unit, org }) => (org === id && seen.units.has(unit) ? [unit] : [])),
    );
    return all(({ unit = '' }) => units.has(unit));
  };
  return new Map([
    ...[...seen.orgs].map((id) => [id, of(id)] as const),
    ...[...seen.units].map((id) => [id, all(({ unit }) => unit === id)] as const),
  ]);
}

/** With all roles at once, also of who has one agency's view by default (CTX-1). */
const ALL_ROLES: Narrow = { org: 'all' };

async function told(
  state: State,
  operation: string,
  who: string,
  narrow = ALL_ROLES,
): Promise<Map<string, number | null>> {
  const input = operation === 'orgs.tree' ? {} : { columns: ['id', 'accounts'] };
  const rows = await state.records(operation, input, who, narrow);
  return new Map(rows.map(({ id, accounts }) => [String(id), accounts as number | null]));
}

test('ORG-6 MEM-4 every place counts what its reader may know of', { timeout: WORLDS * 20_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(2 ** 31), async (seed) => {
      const draw = drawing(seed);
      const first = planOf(draw);
      const state = await openState();
      const { plan, writes } = moved(first, draw);
      for (const some of [writesOf(first), writes])
        await state.store.write({ timeoutMs: 1_000 }, (tx) => tx.apply(some));
      const derived: string[] = [];
      for await (const { code } of state.store.check()) if (code === 'STATE_DERIVED') derived.push(code);
      expect(derived).toEqual([]);
      for (const who of plan.members) {
        const known = [...expected(plan, who)].toSorted();
        const listed = new Map([...(await told(state, 'orgs.list', who)), ...(await told(state, 'units.list', who))]);
        expect([who, [...listed].toSorted()]).toEqual([who, known]);
        const tree = await told(state, 'orgs.tree', who);
        for (const beside of ['other', 'none']) tree.delete(beside);
        expect([who, [...tree].toSorted()]).toEqual([who, known]);
        const [counted] = await state.records('accounts.list', { count: true }, who, ALL_ROLES);
        expect([who, counted?.['count']]).toEqual([who, seenBy(plan, who).accounts.size]);
        const client = plan.accounts.find(({ key, agency }) => agency && seenBy(plan, who).accounts.has(key));
        if (!client || !known.some(([id]) => id === client.agency)) continue;
        const alone = await told(state, 'orgs.list', who, { client: client.key });
        expect([who, [...alone]]).toEqual([who, [[client.agency, 1]]]);
      }
      state.close();
    }),
    { numRuns: WORLDS },
  );
});
