/** Every kind of record, by name. */
import { accountKind, relationKind } from './accounts.ts';
import { assetGrantKind, assetKind } from './assets.ts';
import { entryKind } from './audit.ts';
import { batchKind, resultKind, rulesKind } from './batches.ts';
import { authorisationKind } from './clients.ts';
import { fundsKind, orderFundsKind, purseFundsKind } from './funds/overview.ts';
import { reconciliationKind } from './funds/reconciliations.ts';
import { capsKind, depositKind, holdKind, lotKind, walletKind } from './funds/records.ts';
import { spentDayKind, spentMonthKind } from './funds/spent.ts';
import { settlementKind, splitKind } from './funds/split-records.ts';
import { lotLineKind, postingKind, statementKind } from './funds/statements.ts';
import { transactionKind } from './funds/transactions.ts';
import { usedReferenceKind } from './funds/used-references.ts';
import { type Key, type KindDef, type KindName, keyParts } from './kind.ts';
import { grantKind, memberKind } from './members.ts';
import { orgKind } from './orgs.ts';
import { qualificationKind } from './qualifications.ts';
import { requestKind } from './requests.ts';
import { tokenKind } from './tokens.ts';
import { unitKind } from './units.ts';
import { viewKind } from './views.ts';

export const KINDS: Readonly<Record<KindName, KindDef>> = {
  account: accountKind,
  relation: relationKind,
  authorisation: authorisationKind,
  request: requestKind,
  qualification: qualificationKind,
  asset: assetKind,
  asset_grant: assetGrantKind,
  org: orgKind,
  unit: unitKind,
  member: memberKind,
  grant: grantKind,
  rules: rulesKind,
  batch: batchKind,
  entry: entryKind,
  result: resultKind,
  view: viewKind,
  token: tokenKind,
  transaction: transactionKind,
  used_reference: usedReferenceKind,
  hold: holdKind,
  lot: lotKind,
  wallet: walletKind,
  deposit: depositKind,
  caps: capsKind,
  split: splitKind,
  settlement: settlementKind,
  statement: statementKind,
  lot_line: lotLineKind,
  spent_day: spentDayKind,
  spent_month: spentMonthKind,
  funds: fundsKind,
  purse_funds: purseFundsKind,
  order_funds: orderFundsKind,
  reconciliation: reconciliationKind,
  posting: postingKind,
};

export const isKindName = (name: unknown): name is KindName => typeof name === 'string' && Object.hasOwn(KINDS, name);

/** What the operations of a noun are about: `accounts.tag` is about accounts. */
export const kindOfNoun = (operation: string): KindName | undefined =>
  Object.values(KINDS).find(({ table }) => operation.startsWith(`${table}.`))?.name;

/** Kinds that have personal fields. */
export const PERSONAL_KINDS: ReadonlySet<KindName> = new Set(
  Object.values(KINDS).flatMap(({ name, fields }) => (Object.values(fields).some(({ pii }) => pii) ? [name] : [])),
);

/** Kinds of which some field is not logged. */
export const PARTLY_LOGGED: ReadonlySet<KindName> = new Set(
  Object.values(KINDS).flatMap(({ name, fields }) =>
    Object.values(fields).some(({ pii, unlogged }) => pii ?? unlogged) ? [name] : [],
  ),
);

/** Neither logged nor compared: what says so of itself, and the blind index of a personal field, made from its value. */
export function isUnlogged(kind: KindName, field: string): boolean {
  const { fields } = KINDS[kind];
  if (fields[field]) return fields[field].unlogged === true;
  return field.endsWith('_bi') && fields[field.slice(0, -'_bi'.length)]?.pii !== undefined;
}

export function withoutUnlogged<T>(kind: KindName, fields: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const rest: Record<string, T> = {};
  for (const field in fields) if (!isUnlogged(kind, field)) rest[field] = fields[field] as T;
  return rest;
}

/** The fields that a record's key is made of. */
export function keyFields(kind: KindName, key: Key): Record<string, string> {
  const parts = keyParts(KINDS[kind], key);
  return Object.fromEntries(KINDS[kind].key.map((field, i) => [field, parts[i] ?? '']));
}
