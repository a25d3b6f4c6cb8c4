/**
 * Random organisations, people and accounts, drawn from numbers; what one member of them may see is told from the
 * contract's table (MEM-2) over the drawn plan, so that the store's own scope is not its witness.
 */
import type { KindName } from '../../src/domain/kind.ts';
import type { Write } from '../../src/store/port.ts';
import { licence } from './fixture.ts';
import { NOW } from './state.ts';

export type Draw = (below: number) => number;
/** The same draws for the same seed; the low bits of such a generator are not random enough. */
export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return below <= 0 ? 0 : Math.floor((state / 2 ** 32) * below);
  };
}

export type Granted = { readonly member: string; readonly role: string; readonly place: string };
export type Account = {
  readonly id: string;
  readonly key: string;
  readonly entity?: string;
  readonly unit?: string;
  readonly agency?: string;
  readonly manager?: string;
  readonly relations: readonly (readonly [member: string, source: string])[];
};
export type Plan = {
  readonly groups: readonly string[];
  readonly entities: readonly { readonly id: string; readonly group?: string }[];
  readonly agencies: readonly { readonly id: string; readonly entity: string }[];
  readonly units: readonly { readonly id: string; readonly org: string }[];
  readonly members: readonly string[];
  readonly grants: readonly Granted[];
  readonly accounts: readonly Account[];
  /** Who asks to join which entity, and to manage which account. */
  readonly asks: readonly { readonly member: string; readonly org?: string; readonly account?: string }[];
  /** Accounts with a qualification, and where assets belong. */
  readonly qualified: readonly string[];
  readonly assets: readonly { readonly unit?: string; readonly account?: string; readonly to?: string }[];
};

/** Who looks. */
export const ME = 'me';

const some = <T>(draw: Draw, list: readonly T[]): T | undefined => list[draw(list.length + 1)];
const one = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)] as T;
const named = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);

export function planOf(draw: Draw): Plan {
  const groups = named('g_w', draw(3));
  const entities = named('e_w', 2 + draw(4)).map((id) => {
    const group = some(draw, groups);
    return { id, ...(group && { group }) };
  });
  const agencies = entities.slice(0, draw(3)).map(({ id }, i) => ({ id: `a_w${i + 1}`, entity: id }));
  const units = named('u_w', draw(5)).map((id) => ({ id, org: one(draw, [...groups, ...entities.map((e) => e.id)]) }));
  const members = [ME, ...named('w', 6)];
  const places: Readonly<Record<string, readonly string[]>> = {
    g: groups,
    e: entities.map(({ id }) => id),
    u: units.map(({ id }) => id),
    a: agencies.map(({ id }) => id),
  };
  const grants: Granted[] = [];
  const taken = new Set<string>();
  const give = (member: string, count: number) => {
    for (let i = 0; i < count; i++) {
      const role = one(draw, ROLES);
      const at = places[role === 'cv' ? 'a' : (role[0] as string)] ?? [];
      if (at.length === 0) continue;
      const place = one(draw, at);
      // A place has one principal, and a role is held once.
      const name = /P$|aM/.test(role) ? `${role}@${place}` : `${member}/${role}@${place}`;
      if (!taken.has(name)) grants.push({ member, role, place });
      taken.add(name);
    }
  };
  give(ME, 1 + draw(3));
  for (const member of members.slice(1)) give(member, draw(3));
  const accounts = named('', 8 + draw(8)).map((at): Account => {
    const entity = some(draw, entities);
    const homes = units.filter(
      ({ org }) => org === entity?.id || (entity?.group !== undefined && org === entity.group),
    );
    const unit = some(draw, homes);
    const agency = some(draw, agencies);
    const manager = some(draw, members);
    const id = `7200${at.padStart(4, '0')}`;
    const relations = named('', draw(3)).map(
      () => [one(draw, members), one(draw, ['collaborator', 'self_run', 'bound'])] as const,
    );
    return {
      id,
      key: `tencent:${id}`,
      relations: [...new Map(relations.map((pair) => [pair.join(), pair])).values()],
      ...(entity && { entity: entity.id }),
      ...(unit && { unit: unit.id }),
      ...(agency && { agency: agency.id }),
      ...(manager && { manager }),
    };
  });
  const keys = accounts.map(({ key }) => key);
  const asks = named('', draw(6)).map((_, i) => ({
    member: one(draw, members),
    ...(i % 2 === 0 ? { org: one(draw, entities).id } : { account: one(draw, keys) }),
  }));
  const qualified = named('', draw(6)).map(() => one(draw, keys));
  const assets = named('', draw(6)).map((_, i) => {
    const to = some(draw, keys);
    const unit = i % 2 === 0 ? some(draw, units) : undefined;
    return unit ? { unit: unit.id } : { account: one(draw, keys), ...(to && { to }) };
  });
  return { groups, entities, agencies, units, members, grants, accounts, asks, qualified, assets };
}

const ROLES = ['gP', 'gA', 'eP', 'eA', 'eC', 'eC', 'eU', 'uA', 'uC', 'aM', 'aA', 'aE', 'aD', 'aC', 'cv'];

/** Records as they would have been made. */
export function writesOf(plan: Plan): Write[] {
  const insert = (kind: KindName, key: string, fields: Record<string, string | number | null>): Write => ({
    op: 'insert',
    kind,
    key,
    fields,
  });
  const there = { status: 'active', created: NOW };
  return [
    ...plan.members.map((login) =>
      insert('member', login, { name: `名${login}`, verified: NOW, verified_method: '人脸', ...there }),
    ),
    ...plan.groups.map((id) => insert('org', id, { kind: 'group', name: `名${id}`, ...there })),
    ...plan.entities.map(({ id, group }, i) =>
      insert('org', id, {
        kind: 'entity',
        name: `名${id}`,
        licence_kind: 'business',
        licence: licence(i + 1),
        parent: group ?? null,
        ...there,
      }),
    ),
    ...plan.agencies.map(({ id, entity }) =>
      insert('org', id, { kind: 'agency', name: `名${id}`, parent: entity, ...there }),
    ),
    ...plan.units.map(({ id, org }) =>
      insert('unit', id, { name: `名${id}`, org, type: org.startsWith('g') ? 'group' : 'entity', ...there }),
    ),
    ...plan.grants.map(({ member, role, place }) => insert('grant', `${member}/${role}/${place}`, {})),
    ...plan.accounts.flatMap(({ id, key, entity, unit, agency, manager, relations }, i) => [
      insert('account', key, {
        kind: 'direct',
        name: `名${id}`,
        login: `登${id}`,
        entity: entity ?? null,
        unit: unit ?? null,
        manager: manager ?? null,
        daily_budget: i % 2 === 0 ? i * 100 : null,
        currency: 'CNY',
        time_zone: 'Asia/Shanghai',
        ...there,
      }),
      ...(agency
        ? [
            insert('authorisation', `z_w${id}`, {
              account: key,
              agency,
              state: 'active',
              source: 'import',
              created: NOW,
            }),
          ]
        : []),
      ...(manager ? [insert('relation', `${key}/${manager}/claimed/workbench`, {})] : []),
      ...relations.map(([member, source]) => insert('relation', `${key}/${member}/${source}/workbench`, {})),
    ]),
    ...plan.asks.map(({ member, org, account }, i) =>
      insert('request', `r_w${i}`, {
        type: org ? 'join' : 'claim',
        state: 'pending',
        member,
        named: org ?? account ?? '',
        org: org ?? null,
        account: account ?? null,
        created: NOW,
      }),
    ),
    ...plan.qualified.map((account, i) =>
      insert('qualification', `q_w${i}`, {
        account,
        kind: 'icp',
        number: `证${i}`,
        state: 'submitted',
        submitted_by: ME,
        created: NOW,
      }),
    ),
    ...plan.assets.flatMap(({ unit, account, to }, i) => [
      insert('asset', `s_w${i}`, {
        kind: 'creative',
        name: `素材${i}`,
        unit: unit ?? null,
        account: account ?? null,
        ...there,
      }),
      ...(to && to !== account ? [insert('asset_grant', `s_w${i}/${to}`, { created: NOW })] : []),
    ]),
  ];
}

export type Seen = {
  readonly accounts: ReadonlySet<string>;
  readonly orgs: ReadonlySet<string>;
  /** Of these more than the name. */
  readonly whole: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  /** Places whose roles are seen. */
  readonly membersOf: ReadonlySet<string>;
};

/** MEM-2, row by row. */
export function seenBy(plan: Plan, who: string): Seen {
  const orgs = new Set<string>();
  const whole = new Set<string>();
  const units = new Set<string>();
  const membersOf = new Set<string>();
  const direct = new Set<string>();
  const full = new Set<string>();
  const agencies = new Set<string>();
  const bound = new Set<string>();
  const own = new Set<string>();
  const inWhole = (id: string) => {
    whole.add(id);
    orgs.add(id);
  };
  const entity = (id: string) => {
    inWhole(id);
    full.add(id);
    membersOf.add(id);
    for (const agency of plan.agencies) if (agency.entity === id) inWhole(agency.id);
    for (const unit of plan.units) if (unit.org === id) for (const set of [units, direct, membersOf]) set.add(unit.id);
  };
  for (const { role, place } of plan.grants.filter(({ member }) => member === who)) {
    if (role === 'gP' || role === 'gA') {
      inWhole(place);
      membersOf.add(place);
      for (const unit of plan.units)
        if (unit.org === place) for (const set of [units, direct, membersOf]) set.add(unit.id);
      for (const { id, group } of plan.entities) if (group === place) entity(id);
    } else if (role === 'eP' || role === 'eA') entity(place);
    else if (role === 'eC' || role === 'eU') for (const set of [orgs, own]) set.add(place);
    else if (role === 'uA' || role === 'uC') {
      for (const set of [units, direct, ...(role === 'uA' ? [membersOf] : [])]) set.add(place);
      orgs.add(plan.units.find(({ id }) => id === place)?.org as string);
    } else if (role === 'aM' || role === 'aA' || role === 'aE') {
      inWhole(place);
      for (const set of [agencies, membersOf]) set.add(place);
    } else for (const set of [orgs, bound]) set.add(place);
  }
  const sees = ({ entity: of = '', unit = '', agency = '', manager, relations }: Account): boolean => {
    const mine = relations.filter(([member]) => member === who).map(([, source]) => source);
    const related = mine.length > 0 || manager === who;
    return (
      full.has(of) ||
      direct.has(unit) ||
      agencies.has(agency) ||
      (bound.has(agency) && mine.includes('bound')) ||
      (own.has(of) && related) ||
      mine.some((source) => source !== 'bound')
    );
  };
  return {
    accounts: new Set(plan.accounts.filter(sees).map(({ key }) => key)),
    orgs,
    whole,
    units,
    members: new Set([who, ...plan.grants.filter(({ place }) => membersOf.has(place)).map(({ member }) => member)]),
    membersOf,
  };
}
