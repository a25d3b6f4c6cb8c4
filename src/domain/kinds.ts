/** Every kind of record, by name. */
import { accountKind, relationKind } from './accounts.ts';
import { entryKind } from './audit.ts';
import { batchKind, resultKind, rulesKind } from './batches.ts';
import { authorisationKind } from './clients.ts';
import { type Key, type KindDef, type KindName, keyParts } from './kind.ts';
import { grantKind, memberKind } from './members.ts';
import { orgKind } from './orgs.ts';
import { unitKind } from './units.ts';
import { viewKind } from './views.ts';

export const KINDS: Readonly<Record<KindName, KindDef>> = {
  account: accountKind,
  relation: relationKind,
  authorisation: authorisationKind,
  org: orgKind,
  unit: unitKind,
  member: memberKind,
  grant: grantKind,
  rules: rulesKind,
  batch: batchKind,
  entry: entryKind,
  result: resultKind,
  view: viewKind,
};

/** The fields that a record's key is made of. */
export function keyFields(kind: KindName, key: Key): Record<string, string> {
  const parts = keyParts(KINDS[kind], key);
  return Object.fromEntries(KINDS[kind].key.map((field, i) => [field, parts[i] ?? '']));
}
