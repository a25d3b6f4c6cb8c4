/** Who holds money (FUND-2): how a row names it, what is loaded around it, how the actor stands to it. */

import { askedOf } from '../domain/funds/asked.ts';
import { type Holder, holderOf, holderParts } from '../domain/funds/books.ts';
import { HOLDER_KINDS, type HolderKind, type Movement } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import { generalWord, holderRecord } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { remembered } from '../domain/remembered.ts';
import type { Right, Subject } from '../domain/rights.ts';
import type { InputField } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import {
  ACCOUNT_FIELDS,
  ACCOUNT_ROW,
  accountNamed,
  accountSubject,
  loadAccounts,
  loadSurroundings,
} from './account-rows.ts';
import { addressed, loadAddresses, notFound } from './address.ts';
import type { Ctx, Loader, Pure, ReadView } from './define.ts';
import { loadOrgRows, orgPlaces } from './org-address.ts';
import { unitPlaces } from './unit-accounts.ts';

export const HOLDER_FIELD = {
  type: 'holder',
  label: { en: 'holder', zh: '持有方' },
  help: {
    en: 'account, or agency:ID, entity:ID, unit:ID, group:ID',
    zh: '账户，或 agency:编号、entity:编号、unit:编号、group:编号',
  },
  headers: [...ACCOUNT_ROW.id.headers, 'id', '账户ID', '持有方'],
  metavar: 'HOLDER',
} as const satisfies InputField;

const ACCOUNT = /^(?:account:)?((?:[a-z][a-z0-9_]*:)?\d{1,20})$/;
const PREFIXED = /^(agency|entity|group|unit):(.+)$/s;
/** What an account's money depends on. */
export const ACCOUNT_MONEY = ['currency', 'time_zone'];

const ORG = ['kind', 'name', 'parent', 'status'];
const UNIT = ['type', 'name', 'org', 'status'];

type Named = { readonly account?: string; readonly kind?: HolderKind; readonly text: string };

/** A text is read once for all that is done with its row, and whoever pays in every row once for all. */
const read = remembered(5_000, (text): Named => {
  // A licence may be all digits: what says its kind is no account of a platform.
  const [, kind] = PREFIXED.exec(text) ?? [];
  if (kind !== undefined) return { kind: kind as HolderKind, text };
  const account = ACCOUNT.exec(text)?.[1];
  return { ...(account !== undefined && { account }), text };
});

/** Whether a text names an account, whichever there are: its id names nothing else. */
export const namesAccount = (text: string): boolean => read(text).account !== undefined;

/** All holders that these texts may name, and where they lie. */
export async function loadHolders(l: Loader, texts: readonly (string | undefined)[]): Promise<void> {
  const named = [...new Set(texts)]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => read(text as string));
  const accounts = named.flatMap(({ account }) => (account === undefined ? [] : [{ id: account }]));
  if (accounts.length > 0) await loadAccounts(l, accounts, ACCOUNT_MONEY);
  const others = named.filter(({ account }) => account === undefined);
  const orgs = others.filter(({ kind }) => kind !== 'unit').map(({ text }) => ({ org: text }));
  if (orgs.length > 0) await loadOrgRows(l, orgs);
  const units = others.filter(({ kind }) => kind === undefined || kind === 'unit').map(({ text }) => text);
  if (units.length === 0) return;
  await loadAddresses(l, 'unit', units);
  const homes = units
    .map((text) => addressed(l.view, 'unit', text))
    .filter((key) => typeof key === 'string')
    .map((key) => l.view.get('unit', key)?.['org'] as Key);
  await l.need({ kind: 'org', by: 'key', values: homes, fields: ORG });
}

/** The same of holders that are known, by their keys. */
export async function loadHolderKeys(l: Loader, holders: readonly Holder[]): Promise<void> {
  const of = (...kinds: HolderKind[]) =>
    holders.map(holderParts).flatMap(({ kind, place }) => (kinds.includes(kind) ? [place] : []));
  const accounts = of('account');
  await l.need({ kind: 'account', by: 'key', values: accounts, fields: [...ACCOUNT_FIELDS, ...ACCOUNT_MONEY] });
  await loadSurroundings(l, accounts);
  await l.need({ kind: 'unit', by: 'key', values: of('unit'), fields: UNIT });
  const homes = of('unit').map((unit) => l.view.get('unit', unit)?.['org'] as Key);
  await l.need({ kind: 'org', by: 'key', values: [...of('agency', 'entity', 'group'), ...homes], fields: ORG });
  const above = of('entity').map((entity) => l.view.get('org', entity)?.['parent']);
  await l.need({ kind: 'org', by: 'key', values: above.filter((key) => typeof key === 'string'), fields: ORG });
}

/** Whom a text names is found once in a chunk: nothing that moves money changes who that is. */
const holdersIn = new WeakMap<ReadView, Map<string, Holder>>();

function foundHolder(v: ReadView, text: string, only: readonly HolderKind[] | undefined): Holder | Refusal {
  let known = holdersIn.get(v);
  if (!known) holdersIn.set(v, (known = new Map()));
  let found: Holder | Refusal | undefined = known.get(text);
  if (found === undefined) {
    found = oneHolder(v, text, only);
    if (typeof found === 'string') known.set(text, found);
  }
  return found;
}

/** The one holder that a text names among those the actor sees. */
export function holderNamed(v: ReadView, text: string, only?: readonly HolderKind[]): Holder | Refusal {
  const found = foundHolder(v, text, only);
  if (typeof found !== 'string' || !only || only.includes(holderParts(found).kind)) return found;
  const wanted = only.map((kind) => HOLDER_KINDS[kind]);
  const forms = only.flatMap((kind) => FORMS[kind] ?? []);
  return refuse('HOLDER_KIND', {
    value: text,
    wanted: oneOf(
      wanted.map(({ en }) => `${/^[aeiou]/.test(en) ? 'an' : 'a'} ${en}`),
      wanted.map(({ zh }) => zh),
    ),
    forms: { en: joined(forms, ', ', ' or '), zh: joined(forms, '、', ' 或 ') },
  });
}

/** How one of each kind is written; the world is never asked for. */
const FORMS: Readonly<Partial<Record<HolderKind, string>>> = {
  account: '20000001',
  unit: 'unit:u_east',
  agency: 'agency:a_bluefocus',
  entity: 'entity:e_haier',
  group: 'group:g_haier',
};

const joined = (words: readonly string[], comma: string, or: string): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(comma)}${or}${words.at(-1)}`;
const oneOf = (en: readonly string[], zh: readonly string[]): Text => ({
  en: joined(en, ', ', ' or '),
  zh: joined(zh, '、', '或'),
});

function oneHolder(v: ReadView, text: string, only: readonly HolderKind[] | undefined): Holder | Refusal {
  const { account, kind } = read(text);
  if (account !== undefined) {
    const key = accountNamed(v, { id: account });
    return typeof key === 'string' ? holderOf('account', key) : key;
  }
  const org = kind === 'unit' ? undefined : addressed(v, 'org', text);
  if (typeof org === 'string') return holderOf(v.get('org', org)?.['kind'] as HolderKind, org);
  const unit = kind === undefined || kind === 'unit' ? addressed(v, 'unit', text) : undefined;
  if (typeof unit === 'string') return holderOf('unit', unit);
  const refused = [org, unit].filter((one) => one !== undefined);
  if (kind !== undefined) return refused[0] ?? notFound('org', text);
  return refused.find(({ refuse }) => refuse !== 'NOT_FOUND') ?? noHolder(text, only);
}

/** A text that says not what it is may have been meant to name any kind, or the only one there is place for. */
function noHolder(text: string, only: readonly HolderKind[] | undefined): Refusal {
  const { details } = notFound('org', text);
  const account = only?.every((kind) => kind === 'account');
  const meant = account ? { record: 'account', kind: HOLDER_KINDS.account } : { kind: HOLDER_FIELD.label };
  return refuse('NOT_FOUND', { ...details, ...meant, ...(!only && { anyHolder: true }) });
}

/** Where a holder lies, and how the actor stands to it. */
export function holderSubject(v: ReadView, holder: Holder, ctx: Pick<Ctx, 'actor'>): Subject {
  const { kind, place } = holderParts(holder);
  if (kind === 'account') return accountSubject(v, place, ctx);
  if (kind === 'unit') return { target: holder, places: unitPlaces(v, place) };
  return { target: holder, places: kind === 'world' ? [] : orgPlaces(v, place) };
}

/** Whether the actor sees the account, unit or organisation itself, and so its name. */
export function seesHolder(v: ReadView, holder: Holder): boolean {
  const record = holderRecord(holder);
  return !record || v.sees(record.kind, record.key);
}

/** Whether the actor has the right on a holder besides the one that the row is about. */
export function holderFault(v: ReadView, ctx: Pure, right: Right, holder: Holder): Refusal | undefined {
  const subject = holderSubject(v, holder, ctx);
  if (ctx.may(right, subject)) return undefined;
  // A hold's payee, say, may be hidden from whoever sees the hold.
  const target = seesHolder(v, holder) ? subject.target : generalWord(holderRecord(holder)?.kind ?? 'org');
  return refuse('FORBIDDEN', { right, target });
}

/** Whether the actor has what a movement asks on the side that it is not about. */
export function otherFault(
  v: ReadView,
  ctx: Pure,
  {
    movement,
    holder,
    counterparty,
  }: { readonly movement: Movement; readonly holder: Holder; readonly counterparty: Holder },
): Refusal | undefined {
  const asked = askedOf(movement);
  return asked?.others === 'right' && counterparty !== holder
    ? holderFault(v, ctx, asked.right, counterparty)
    : undefined;
}

/** The organisation that the actor acts for: its view, else the only place of its roles. */
export function actingHolder(v: ReadView, ctx: Acting): Holder | undefined {
  const place = actingPlace(ctx);
  if (place === undefined) return undefined;
  if (v.get('unit', place)) return holderOf('unit', place);
  const kind = v.get('org', place)?.['kind'];
  return typeof kind === 'string' ? holderOf(kind as HolderKind, place) : undefined;
}

/** Who acts, or as whom a plan was written. */
export type Acting = Pick<Ctx, 'actor' | 'view'> & Pick<Partial<Pure>, 'actsAs'>;

/** An organisation or unit; of somebody who acts for none in particular none. */
export function actingPlace({ actor, view, actsAs }: Acting): Key | undefined {
  if (actsAs !== undefined) return actsAs.place;
  if (view.of === 'org') return view.place;
  const only = actor.grants[0]?.place;
  return only !== '*' && actor.grants.every(({ place }) => place === only) ? only : undefined;
}

export async function loadActing(l: Loader, ctx: Acting): Promise<void> {
  const place = actingPlace(ctx);
  if (place === undefined) return;
  await l.need(
    { kind: 'org', by: 'key', values: [place], fields: ORG },
    { kind: 'unit', by: 'key', values: [place], fields: UNIT },
  );
  const home = l.view.get('unit', place)?.['org'];
  await l.need({
    kind: 'org',
    by: 'key',
    values: typeof home === 'string' ? [home] : [],
    fields: ['kind', 'name', 'parent', 'status'],
  });
}
