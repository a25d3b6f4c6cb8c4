/** Creating and importing accounts (ACC-1): one set of columns, one decision. */
import { currencyCodes, currencyNamed, DEFAULT_CURRENCY } from '../domain/currencies.ts';
import { archivedRefusal } from '../domain/invariants.ts';
import type { Key, Row, Value } from '../domain/kind.ts';
import { nearest } from '../domain/nearest.ts';
import { EMAIL_EXPECTED, isEmail } from '../domain/parse.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Right, Subject } from '../domain/rights.ts';
import type { Text } from '../domain/text.ts';
import { isZone, zoneNames } from '../domain/zone.ts';
import { askedOf, authorise, leavesManager, managerChange, managerPatches } from './account-besides.ts';
import { ACCOUNT_WRITE_ROW, type AccountWrite, entityOf, unitOf, type WriteMode } from './account-columns.ts';
import { ACCOUNT_ROW, accountNamed, accountSubject, activeAgency, bareId, loadAccounts } from './account-rows.ts';
import { loadKeeping, writtenFault } from './account-status.ts';
import { addressed, GRANT_FIELDS, loadAddresses, MEMBER_FIELDS, notFound } from './address.ts';
import { budgetOf } from './budgets.ts';
import { voidedByClosing } from './claim-requests.ts';
import type { Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { platformFault } from './platform-names.ts';
import { moveFault, unitFault } from './unit-accounts.ts';
import { loadOrgsOf, loadOrgsOfUnits } from './unit-head.ts';

const FIELDS = [
  'kind',
  'name',
  'login',
  'pid',
  'email',
  'industry',
  'daily_budget',
  'currency',
  'time_zone',
  'tags',
  'note',
];

export async function loadForWrite(l: Loader, rows: readonly AccountWrite[], mode: WriteMode): Promise<void> {
  const there = await loadAccounts(l, rows, FIELDS);
  await loadAddresses(l, 'org', rows.map(entityOf));
  await loadAddresses(
    l,
    'org',
    rows.map((row) => row.agency),
    ['agency'],
  );
  await loadAddresses(l, 'unit', rows.map(unitOf));
  const units = rows.flatMap((row) => unitOf(row) || []).map((unit) => addressed(l.view, 'unit', unit));
  await loadOrgsOf(l, units);
  await loadOrgsOfUnits(l, there);
  // Managers of accounts that go elsewhere have to be of there.
  const moving = rows.some((row) => (row.entity ?? row.entity_name) !== undefined) ? there : [];
  const leaders = [...rows.map((row) => row.manager), ...moving.map((key) => l.view.get('account', key)?.['manager'])];
  const managers = [...new Set(leaders.filter((login): login is string => typeof login === 'string' && login !== ''))];
  const fresh = rows.map((row) => keyFor(row, mode)).filter((key): key is string => key !== undefined);
  await loadKeeping(l, rows, [...there, ...fresh]);
  await l.need(
    { kind: 'member', by: 'key', values: managers, fields: MEMBER_FIELDS },
    { kind: 'grant', by: 'member', values: managers, fields: GRANT_FIELDS },
    {
      kind: 'account',
      by: 'key',
      values: fresh,
      fields: ['platform', 'id', 'entity', 'unit', 'manager', 'status', ...FIELDS],
    },
    { kind: 'relation', by: 'account', values: fresh, fields: ['account', 'member', 'source', 'system'] },
    { kind: 'authorisation', by: 'account', values: fresh, fields: ['account', 'agency', 'data', 'state'] },
  );
}

function platformOf(row: AccountWrite, mode: WriteMode): string | undefined {
  const colon = row.id.indexOf(':');
  return colon > 0 ? row.id.slice(0, colon) : (row.platform ?? mode.platform);
}

function keyFor(row: AccountWrite, mode: WriteMode): Key | undefined {
  const platform = platformOf(row, mode);
  return platform && `${platform}:${bareId(row.id)}`;
}

/** The account that exists, or the key it will have. */
function targetOf(
  v: ReadView,
  row: AccountWrite,
  mode: WriteMode,
): { readonly key: Key; readonly old: Row | undefined } | Refusal {
  const key = keyFor(row, mode);
  if (key) return { key, old: v.get('account', key) };
  const named = accountNamed(v, row);
  if (typeof named === 'string') return { key: named, old: v.get('account', named) };
  // Several are there: which of them is meant the refusal asks.
  return named.refuse !== 'AMBIGUOUS' && mode.only !== 'update'
    ? refuse('MISSING', { field: ACCOUNT_ROW.platform.label, option: '--platform' })
    : named;
}

export function subjectForWrite(v: ReadView, row: AccountWrite, mode: WriteMode, ctx: Pure): Subject | Refusal {
  const target = targetOf(v, row, mode);
  if ('refuse' in target) return target;
  // One that is hidden is judged as one that is not there: it is told only to who could have made it.
  if (target.old && v.sees('account', target.key)) return accountSubject(v, target.key, ctx);
  const places = (mode.only !== 'update' && platformFault(target.key)) || placesOf(v, row);
  return 'refuse' in places ? places : { target: target.key, places: places.places };
}

/** Where a new account will lie: its entity, that one's group, the agency that opens it. */
function placesOf(v: ReadView, row: AccountWrite): { readonly places: string[] } | Refusal {
  const places: string[] = [];
  const entity = entityOf(row);
  if (entity) {
    const key = addressed(v, 'org', entity, ['entity']);
    if (typeof key !== 'string') return key;
    places.push(key);
    const group = v.get('org', key)?.['parent'];
    if (typeof group === 'string') places.push(group);
  }
  if (row.agency) {
    const key = addressed(v, 'org', row.agency, ['agency']);
    if (typeof key !== 'string') return key;
    places.push(key);
  }
  return { places };
}

export function decideWrite(v: ReadView, ctx: Pure, row: AccountWrite, mode: WriteMode, subject: Subject): Decision {
  const key = subject.target;
  const old = v.get('account', key);
  const hidden = old !== undefined && !v.sees('account', key);
  if ((!old || hidden) && mode.only === 'update') return notFound('account', key);
  if (hidden) return refuse('ACCOUNT_TAKEN', { account: key });
  if (old && mode.only === 'create') return refuse('ACCOUNT_EXISTS', { account: key });
  const fields = wantedFields(v, row, mode, old);
  if ('refuse' in fields) return fields;
  return old ? update(v, ctx, row, mode, subject, old, fields.fields) : create(v, ctx, row, subject, fields.fields);
}

const CURRENCY_EXPECTED = { en: 'an ISO 4217 code such as CNY or USD', zh: 'ISO 4217 币种代码，例如 CNY 或 USD' };
const ZONE_EXPECTED = { en: 'an IANA time zone such as Asia/Shanghai', zh: 'IANA 时区，例如 Asia/Shanghai' };

function wrong(
  field: keyof typeof ACCOUNT_WRITE_ROW,
  value: string,
  expected: Text,
  known: readonly string[] = [],
): Refusal {
  const { label } = ACCOUNT_WRITE_ROW[field];
  return refuse('VALUE_INVALID', { field: label, value, expected, nearest: nearest(value, known) });
}

/** The fields that the row gives, in stored form; an empty cell counts only where `--clear` names its column. */
function wantedFields(
  v: ReadView,
  row: AccountWrite,
  mode: WriteMode,
  old: Row | undefined,
): { readonly fields: Record<string, Value> } | Refusal {
  const fields: Record<string, Value> = {};
  const cleared = (name: string) => mode.clear?.includes(name);
  for (const name of ['login', 'pid', 'email', 'industry', 'note'] as const) {
    if (row[name]) fields[name] = row[name] as string;
    else if (row[name] === '' && cleared(name)) fields[name] = null;
  }
  for (const name of ['kind', 'name', 'status'] as const)
    if (row[name] !== undefined) fields[name] = row[name] as string;
  if (row.tags && row.tags.length > 0) fields['tags'] = row.tags;
  else if (row.tags && cleared('tags')) fields['tags'] = [];
  if (row.email && !isEmail(row.email)) return wrong('email', row.email, EMAIL_EXPECTED);
  if (row.currency !== undefined) {
    const currency = currencyNamed(row.currency);
    if (!currency) return wrong('currency', row.currency, CURRENCY_EXPECTED, currencyCodes());
    fields['currency'] = currency;
  }
  if (row.time_zone !== undefined) {
    if (!isZone(row.time_zone)) return wrong('time_zone', row.time_zone, ZONE_EXPECTED, zoneNames());
    fields['time_zone'] = row.time_zone;
  }
  if (row.daily_budget === '' && cleared('daily_budget')) fields['daily_budget'] = null;
  else if (row.daily_budget) {
    const budget = budgetOf(row.daily_budget, String(fields['currency'] ?? old?.['currency'] ?? DEFAULT_CURRENCY));
    if ('refuse' in budget) return budget;
    fields['daily_budget'] = budget.minor;
  }
  for (const [name, kind, address] of [
    ['entity', 'org', entityOf(row)],
    ['unit', 'unit', unitOf(row)],
  ] as const) {
    if (address) {
      const key = addressed(v, kind, address, kind === 'org' ? ['entity'] : undefined);
      if (typeof key !== 'string') return key;
      const there = v.get(kind, key);
      if (there?.['status'] === 'archived' && old?.[name] !== key) return archivedRefusal(kind, key, there);
      fields[name] = key;
    } else if ((row[name] === '' || row[`${name}_name`] === '') && cleared(name)) fields[name] = null;
  }
  return { fields };
}

function create(v: ReadView, ctx: Pure, row: AccountWrite, subject: Subject, fields: Record<string, Value>): Decision {
  const key = subject.target;
  if (!fields['name']) return refuse('MISSING', { field: ACCOUNT_WRITE_ROW.name.label, option: '--name' });
  const colon = key.indexOf(':');
  const account: Record<string, Value> = {
    platform: key.slice(0, colon),
    id: key.slice(colon + 1),
    kind: 'direct',
    status: 'active',
    currency: DEFAULT_CURRENCY,
    time_zone: 'Asia/Shanghai',
    created: ctx.now,
    tags: [],
    ...fields,
  };
  const outside = fields['unit'] ? unitFault(v, ctx, key, String(fields['unit'])) : undefined;
  if (outside) return outside;
  const patches: Patch[] = [{ insert: 'account', key, row: account }];
  const authorised = authorise(v, ctx, row, key, true);
  if ('refuse' in authorised) return authorised;
  patches.push(...authorised);
  const places = [...accountPlaces(v, account), ...(subject.places === 'any' ? [] : subject.places)];
  const managed = row.manager ? managerPatches(v, ctx, key, row.manager, places) : [];
  if ('refuse' in managed) return managed;
  return { ok: [...patches, ...managed], id: key };
}

function accountPlaces(v: ReadView, row: Readonly<Record<string, Value | undefined>>): string[] {
  const entity = typeof row['entity'] === 'string' ? row['entity'] : undefined;
  const group = entity && v.get('org', entity)?.['parent'];
  return [entity, group, row['unit']].filter((place): place is string => typeof place === 'string');
}

/** What a row changes besides needs the right of the operation that does just that (MEM-3). */
const OWN_RIGHTS: Readonly<Record<string, Right>> = {
  tags: 'account.tag',
  note: 'account.note',
  daily_budget: 'account.budget',
};

function update(
  v: ReadView,
  ctx: Pure,
  row: AccountWrite,
  mode: WriteMode,
  subject: Subject,
  old: Row,
  fields: Record<string, Value>,
): Decision {
  const key = subject.target;
  const changed = Object.fromEntries(Object.entries(fields).filter(([name, value]) => !equal(old[name], value)));
  const managed = managerChange(v, ctx, row, mode, subject, old);
  if ('refuse' in managed) return managed;
  const authorised = authorise(v, ctx, row, key, false);
  if ('refuse' in authorised) return authorised;
  const besides = [...managed, ...authorised, ...voidedByClosing(v, key, changed['status'])];
  if (Object.keys(changed).length === 0 && besides.length === 0)
    return { unchanged: 'SAME', id: key, of: askedOf(v, row, mode, key, fields) };
  if (mode.existing === 'conflict') return refuse('ACCOUNT_EXISTS', { account: key });
  for (const [name, right] of Object.entries(OWN_RIGHTS)) {
    if (name in changed && !ctx.may(right, subject)) return refuse('FORBIDDEN', { right, target: key });
  }
  const fault = writtenFault(v, ctx, subject, old, changed);
  if (fault) return fault;
  // The stored budget is in minor units of the old currency.
  if (changed['currency'] && old['daily_budget'] !== null && !('daily_budget' in fields))
    return refuse('BUDGET_CURRENCY', { account: key, from: old['currency'], to: changed['currency'] });
  if (changed['entity'] && !ctx.may('account.import', { target: key, places: accountPlaces(v, changed) }))
    return refuse('FORBIDDEN', { right: 'account.import', target: String(changed['entity']) });
  const place = 'unit' in changed ? unitChange(v, ctx, key, old['unit'], changed['unit'], mode.move) : undefined;
  if (place) return place;
  const agency = activeAgency(v, key);
  const places = [...accountPlaces(v, { ...old, ...changed }), ...(agency ? [agency] : [])];
  const left = 'entity' in changed && managed.length === 0 ? leavesManager(v, key, old, places) : undefined;
  if (left) return left;
  const leaves = ('entity' in changed || 'unit' in changed) && !ctx.may('account.update', { ...subject, places });
  const own = Object.keys(changed).length > 0 ? [{ set: 'account', key, fields: changed } as const] : [];
  const note = leaves ? 'UNDO_OUT_OF_REACH' : losesTags(old, changed) ? 'TAGS_REPLACED' : undefined;
  return { ok: [...own, ...besides], id: key, ...(note && { note }) };
}

/** Whoever comes from an older system most likely means to add its tags. Who clears them means to. */
function losesTags(old: Row, changed: Readonly<Record<string, Value>>): boolean {
  const [held, wanted] = [old['tags'], changed['tags']];
  return Array.isArray(held) && Array.isArray(wanted) && wanted.length > 0 && held.some((tag) => !wanted.includes(tag));
}

/** Into a unit, out of one, or from one into another (UNIT-1). */
function unitChange(
  v: ReadView,
  ctx: Pure,
  account: Key,
  from: Value | undefined,
  to: Value | undefined,
  move: boolean | undefined,
): Refusal | undefined {
  const entered = typeof to === 'string' ? unitFault(v, ctx, account, to) : undefined;
  if (entered || typeof from !== 'string') return entered;
  return typeof to === 'string' ? moveFault(v, ctx, account, from, move) : unitFault(v, ctx, account, from);
}

function equal(a: Value | undefined, b: Value): boolean {
  return Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((item, i) => item === b[i]) : a === b;
}
