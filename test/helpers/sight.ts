/** What MEM-2 lets a member of the world see, told from the contract's table and what the owner reads: nothing of the store's scope is in it. */
import Database from 'better-sqlite3';
import type { State } from './state.ts';

type Records = Awaited<ReturnType<State['records']>>;
type Held = { readonly role: string; readonly place: string };
export type Truth = {
  readonly orgs: Records;
  readonly units: Records;
  readonly members: Records;
  readonly accounts: Records;
  readonly relations: ReadonlyMap<string, readonly string[]>;
  readonly log: Records;
  readonly requests: Records;
  /** By plan, where all of its rows lie. */
  readonly planned: ReadonlyMap<string, readonly string[]>;
};

/** Who moves money, and so sees and decides plans (MEM-3). */
const MOVERS = ['gP', 'gA', 'eP', 'eA', 'uA', 'aM', 'aA'];

function plansOf({ file }: State): Map<string, readonly string[]> {
  const db = new Database(file, { readonly: true });
  try {
    const plans = db.prepare("SELECT id, places FROM requests WHERE type = 'plan'").raw().all() as [string, string][];
    return new Map(plans.map(([id, places]) => [id, JSON.parse(places) as string[]]));
  } finally {
    db.close();
  }
}

export async function truthOf(state: State): Promise<Truth> {
  const accounts = await state.records('accounts.list', {
    columns: ['platform', 'id', 'name', 'entity', 'unit', 'agency', 'manager'],
  });
  const keys = accounts.map(({ id }) => `tencent:${id}`);
  return {
    orgs: await state.records('orgs.list', { columns: ['id', 'name', 'kind', 'parent'] }),
    units: await state.records('units.list', { columns: ['id', 'name', 'org'] }),
    members: await state.records('members.list', { columns: ['login', 'name', 'roles'] }),
    accounts,
    relations: new Map(await Promise.all(keys.map(async (key) => [key, await state.relations(key)] as const))),
    requests: await state.records('requests.list', { columns: ['id', 'member', 'named', 'org', 'account'] }),
    planned: plansOf(state),
    log: await state.records('audit.list', { columns: ['actor', 'kind', 'target'] }),
  };
}

const rolesOf = (truth: Truth, login: string): Held[] =>
  ((truth.members.find((one) => one['login'] === login)?.['roles'] as readonly string[]) ?? []).map((text) => {
    const [role, place] = text.split('@') as [string, string];
    return { role, place };
  });

/** `log`: with what the operation log shows besides, to an auditor, and of the past. */
export function wordsSeen(truth: Truth, login: string, log: boolean): Set<string> {
  const words = new Set<string>();
  const add = (...texts: unknown[]) => {
    for (const text of texts) words.add(String(text));
  };
  add(login, truth.members.find((one) => one['login'] === login)?.['name']);
  const held = rolesOf(truth, login).map((one) => (one.role === 'auditor' && log ? { ...one, role: 'eA' } : one));
  if (held.some(({ role }) => role === 'op')) {
    for (const one of [...truth.orgs, ...truth.units, ...truth.members, ...truth.accounts])
      add(one['id'], one['login'], one['name']);
    return words;
  }
  const seen = placesSeen(truth, held);
  for (const { id, name } of truth.orgs) if (seen.orgs.has(String(id))) add(id, name);
  for (const { id, name } of truth.units) if (seen.units.has(String(id))) add(id, name);
  const ever = log
    ? truth.log.filter(({ kind }) => kind === 'grant').map(({ target }) => String(target).split('/'))
    : [];
  for (const one of truth.members) {
    const member = String(one['login']);
    const places = [
      ...rolesOf(truth, member).map(({ place }) => place),
      ...ever.filter(([of]) => of === member).map(([, , place]) => place),
    ];
    if (places.some((place) => seen.membersOf.has(String(place)))) add(member, one['name']);
  }
  for (const one of truth.accounts) {
    const relations = (truth.relations.get(`tencent:${one['id']}`) ?? []).map((key) => key.split('/'));
    const mine = relations.filter(([, member]) => member === login).map(([, , source]) => String(source));
    const [entity, unit, agency] = [String(one['entity']), String(one['unit']), String(one['agency'])];
    const inFull = seen.entities.has(entity);
    const there =
      inFull ||
      seen.direct.has(unit) ||
      seen.agencies.has(agency) ||
      (seen.bound.has(agency) && mine.includes('bound')) ||
      (seen.own.has(entity) && mine.length > 0) ||
      mine.some((source) => source === 'collaborator' || source === 'self_run');
    if (there) add(one['id'], one['name']);
    // Whose client an account is, is known where the account is one's own.
    if (inFull) for (const org of truth.orgs) if (org['id'] === agency) add(agency, org['name']);
  }
  // Whoever decides a request learns who asks, and whoever asked knows for what.
  for (const one of truth.requests) {
    const [member, account] = [
      String(one['member']),
      truth.accounts.find(({ id }) => one['account'] === `tencent:${id}`),
    ];
    const at = (place: unknown, ...roles: string[]) =>
      held.some((own) => own.place === place && roles.includes(own.role));
    const decides =
      seen.entities.has(String(one['org'] ?? account?.['entity'])) ||
      at(account?.['unit'], 'uA') ||
      at(account?.['agency'], 'aM', 'aA') ||
      (truth.planned.get(String(one['id'])) ?? []).some((place) => at(place, ...MOVERS));
    if (decides) add(member, truth.members.find(({ login: of }) => of === member)?.['name']);
    if (member === login) add(one['named'], account?.['id']);
  }
  // One named it when one acted on it, and has one's own acts (MEM-3).
  if (log)
    for (const { actor, kind, target } of truth.log)
      if (actor === login && !/relation|grant/.test(String(kind))) add(String(target).replace('tencent:', ''));
  return words;
}

function placesSeen(truth: Truth, held: readonly Held[]) {
  const seen = {
    orgs: new Set<string>(),
    units: new Set<string>(),
    direct: new Set<string>(),
    entities: new Set<string>(),
    agencies: new Set<string>(),
    bound: new Set<string>(),
    own: new Set<string>(),
    membersOf: new Set<string>(),
  };
  const unitsOf = new Set<string>();
  const children = (org: string, kind: string) =>
    truth.orgs.filter((one) => one['parent'] === org && one['kind'] === kind).map(({ id }) => String(id));
  const entity = (id: string) => {
    for (const set of [seen.orgs, seen.entities, seen.membersOf, unitsOf]) set.add(id);
    for (const agency of children(id, 'agency')) seen.orgs.add(agency);
  };
  for (const { role, place } of held) {
    if (role === 'gP' || role === 'gA') {
      for (const set of [seen.orgs, seen.membersOf, unitsOf]) set.add(place);
      for (const id of children(place, 'entity')) entity(id);
    } else if (role === 'eP' || role === 'eA') entity(place);
    else if (role === 'eC' || role === 'eU') for (const set of [seen.orgs, seen.own]) set.add(place);
    else if (role === 'uA' || role === 'uC') {
      for (const set of [seen.units, seen.direct, ...(role === 'uA' ? [seen.membersOf] : [])]) set.add(place);
      seen.orgs.add(String(truth.units.find(({ id }) => id === place)?.['org']));
    } else if (role === 'aM' || role === 'aA' || role === 'aE')
      for (const set of [seen.orgs, seen.agencies, seen.membersOf]) set.add(place);
    else if (role === 'aD' || role === 'aC' || role === 'cv') for (const set of [seen.orgs, seen.bound]) set.add(place);
  }
  for (const { id, org } of truth.units)
    if (unitsOf.has(String(org))) for (const set of [seen.units, seen.membersOf]) set.add(String(id));
  return seen;
}
