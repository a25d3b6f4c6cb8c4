/** What somebody's roles lead to (MEM-2), as a scope. */
import type { Role } from './members.ts';
import { PLANNED_BY } from './plans.ts';
import { type Actor, cellsOf, isOperator, type Right } from './rights.ts';
import type { Scope } from './scope.ts';

export type Places = {
  /** Entities of each group that the actor has a role in. */
  readonly entitiesOf: ReadonlyMap<string, readonly string[]>;
  /** Agencies of entities: entity → agency. */
  readonly agencyOf: ReadonlyMap<string, string>;
  /** Units the actor has a role in → the unit's organisation. */
  readonly unitOrg: ReadonlyMap<string, string>;
  /** The entity alone for which its group's roles are held (CTX-1). */
  readonly entity?: string;
};

/** What the actor sees (MEM-2). `places` expands groups to entities, units to their organisation. */
export function scopeOf(actor: Actor, places: Places): Scope {
  return isOperator(actor) ? { all: true } : scopeBy(actor, places);
}

/** What these roles lead to, whoever holds them. */
export function scopeBy(actor: Actor, places: Places): Extract<Scope, { all: false }> {
  // Whose log one reads, one reads what was decided there too.
  const log = reach(actor, places, 'audit.read');
  const authorises = reach(actor, places, 'client.authorize');
  return {
    ...reach(actor, places),
    funds: reach(actor, places, 'funds.see'),
    balances: reach(actor, places, 'balance.see'),
    log: {
      ...log,
      decides: {
        joins: log.entities,
        claims: log,
        clients: log.entities,
        agencies: log.agencies,
        plans: [{ rights: PLANNED_BY.flat(), orgs: log.orgs, units: log.units }],
      },
    },
    decides: {
      joins: reach(actor, places, 'member.approve').entities,
      claims: reach(actor, places, 'account.assign'),
      clients: authorises.entities,
      agencies: authorises.agencies,
      plans: PLANNED_BY.map((rights) => ({ rights, ...planning(actor, places, rights[0]) })),
      capped: planning(actor, places, 'funds.see'),
    },
  };
}

/** Whoever sees an agency as admin of its entity decides nothing there. */
function planning(actor: Actor, places: Places, right: Right) {
  const { orgs, units, agencies } = reach(actor, places, right);
  const seen = new Set(places.agencyOf.values());
  return { orgs: orgs.filter((org) => agencies.includes(org) || !seen.has(org)), units };
}

/** What all roles lead to, or those alone that have a right. */
function reach(actor: Actor, places: Places, right?: Right): Extract<Scope, { all: false }> {
  const sets = {
    orgs: new Set<string>(),
    names: new Set<string>(),
    entities: new Set<string>(),
    units: new Set<string>(),
    unitsOf: new Set<string>(),
    agencies: new Set<string>(),
    bound: new Set<string>(),
    own: new Set<string>(),
    membersOf: new Set<string>(),
  };
  const entity = (id: string) => {
    for (const set of [sets.orgs, sets.entities, sets.unitsOf, sets.membersOf]) set.add(id);
    const agency = places.agencyOf.get(id);
    if (agency) sets.orgs.add(agency).add(agency);
  };
  for (const { role, place } of actor.grants) {
    if (right && !cellsOf(right).some((cell) => cell.role === role)) continue;
    const whole = right === 'audit.read' && role === 'auditor' ? auditorAs(place, places) : role;
    if (place === places.entity && (whole === 'gP' || whole === 'gA')) entity(place);
    else if (whole === 'gP' || whole === 'gA') {
      for (const set of [sets.orgs, sets.unitsOf, sets.membersOf]) set.add(place);
      for (const id of places.entitiesOf.get(place) ?? []) entity(id);
    } else if (whole === 'eP' || whole === 'eA') entity(place);
    else if (whole === 'eC' || whole === 'eU') {
      sets.names.add(place);
      sets.own.add(place);
    } else if (whole === 'uA' || whole === 'uC') {
      sets.units.add(place);
      const org = places.unitOrg.get(place);
      if (org) sets.names.add(org);
      if (whole === 'uA') sets.membersOf.add(place);
    } else if (whole === 'aM' || whole === 'aA' || whole === 'aE') {
      sets.agencies.add(place);
      sets.orgs.add(place);
      sets.membersOf.add(place);
    } else if (whole === 'aD' || whole === 'aC' || whole === 'cv') {
      sets.bound.add(place);
      sets.names.add(place);
    }
  }
  for (const id of sets.orgs) sets.names.delete(id);
  return {
    all: false,
    actor: actor.login,
    ...(Object.fromEntries(Object.entries(sets).map(([name, set]) => [name, [...set].toSorted()])) as {
      [K in keyof typeof sets]: string[];
    }),
  };
}

/** An auditor reads the log of the organisation as its admin does. */
function auditorAs(place: string, places: Places): Role {
  if (places.entitiesOf.has(place)) return 'gA';
  if (places.unitOrg.has(place)) return 'uA';
  return [...places.agencyOf.values()].includes(place) ? 'aA' : 'eA';
}
