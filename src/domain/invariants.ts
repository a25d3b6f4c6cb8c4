/** What must hold of a record whatever changed it: checked after every change and every undo, on the fields that matter. */
import { MANAGING_SOURCES } from './accounts.ts';
import { belowFloor, beyondLargest, bookNamed } from './funds/books.ts';
import { type Funds, holderNamed, insufficient } from './funds/funds.ts';
import { postedOf, sumsToZero } from './funds/postings.ts';
import { transactionSaid } from './funds/said.ts';
import type { Key, KindName, Row } from './kind.ts';
import { formatMinor, tooLarge } from './money.ts';
import { named } from './references.ts';
import { type Refusal, refuse } from './refusal.ts';
import { waiting } from './requests.ts';
import { PRINCIPAL_ROLES } from './rights.ts';
import type { Text } from './text.ts';

interface Records {
  readonly funds: Pick<Funds, 'balance' | 'lots'>;
  get(kind: KindName, key: Key): Row | undefined;
  sees(kind: KindName, key: Key): boolean;
  list(kind: KindName, index: string, value: string): readonly Key[];
}
type Wanted = {
  readonly kind: KindName;
  readonly by: string;
  readonly values: readonly string[];
  readonly fields: readonly string[];
};

type Invariant = {
  /** Checked when one of these fields changes, and on every insert. */
  readonly fields: readonly string[];
  /** What the check reads, for a record as it was or will be. */
  needs(key: Key, row: Row): readonly Wanted[];
  check(key: Key, row: Row, records: Records): Refusal | undefined;
  /** Also when the record goes, with the record as it was. */
  readonly onRemove?: true;
};

const MANAGING: ReadonlySet<unknown> = new Set(MANAGING_SOURCES);
/** Roles that only a verified member may hold (ORG-3, UNIT-4). */
export const VERIFIED_ROLES: ReadonlySet<string> = new Set(['op', 'gP', 'gA', 'eP', 'eA', 'eC', 'uA', 'aM', 'aA']);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const given = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

/** What says whose client an account is. */
export const CLIENT_FIELDS = ['account', 'agency', 'data', 'state'] as const;
export const RELATION_FIELDS = ['account', 'member', 'source', 'system'] as const;

function managerAgrees(account: Key, manager: unknown, records: Records): Refusal | undefined {
  const managing = records
    .list('relation', 'account', account)
    .map((key) => records.get('relation', key))
    .filter((row) => row && MANAGING.has(row['source']));
  const agrees =
    manager === null
      ? managing.length === 0
      : managing.length > 0 && managing.every((row) => row?.['member'] === manager);
  return agrees ? undefined : refuse('MANAGER_RELATION', { account });
}

/** What a transaction takes back, if it does that. */
const undoneBy = (row: Row, records: Records): Text | undefined =>
  typeof row['reverses'] === 'string' ? transactionSaid(records, row['reverses'], row) : undefined;

/** What is archived takes in nothing that lives (ORG-10). */
function archived(kind: 'org' | 'unit', row: Row): boolean {
  if (row['status'] === undefined) throw new Error(`the status of ${kind} was not loaded`);
  return row['status'] === 'archived';
}

export function archivedRefusal(kind: 'org' | 'unit', key: Key, row: Row | undefined): Refusal {
  return refuse('ARCHIVED', { what: named(kind, key, row?.['name']) });
}

export const INVARIANTS: Partial<Record<KindName, Invariant>> = {
  account: {
    fields: ['entity', 'unit', 'manager', 'status'],
    needs: (key, row) => [
      { kind: 'org', by: 'key', values: given(row['entity']), fields: ['kind', 'name', 'parent', 'status'] },
      { kind: 'unit', by: 'key', values: given(row['unit']), fields: ['type', 'org', 'name', 'status'] },
      { kind: 'relation', by: 'account', values: [key], fields: RELATION_FIELDS },
    ],
    check(key, row, records) {
      const entity = row['entity'] == null ? undefined : records.get('org', text(row['entity']));
      if (row['entity'] != null && entity?.['kind'] !== 'entity')
        return refuse('REFERENCE_MISSING', { field: 'entity', value: named('org', text(row['entity'])) });
      const live = row['status'] !== 'closed';
      if (live && entity && archived('org', entity)) return archivedRefusal('org', text(row['entity']), entity);
      if (row['unit'] != null) {
        const unit = records.get('unit', text(row['unit']));
        if (!unit) return refuse('REFERENCE_MISSING', { field: 'unit', value: named('unit', text(row['unit'])) });
        const home = unit['type'] === 'group' ? entity?.['parent'] : row['entity'];
        if (home !== unit['org'])
          return refuse('UNIT_FOREIGN', { account: key, unit: named('unit', text(row['unit']), unit['name']) });
        if (live && archived('unit', unit)) return archivedRefusal('unit', text(row['unit']), unit);
      }
      return managerAgrees(key, row['manager'] ?? null, records);
    },
  },
  authorisation: {
    fields: ['state', 'account', 'agency', 'data'],
    needs: (_, row) => [{ kind: 'authorisation', by: 'account', values: given(row['account']), fields: CLIENT_FIELDS }],
    check(key, row, records) {
      if (row['state'] !== 'active') return undefined;
      const account = text(row['account']);
      const others = records.list('authorisation', 'account', account).filter((other) => other !== key);
      const active = others
        .map((other) => records.get('authorisation', other))
        .filter((one) => one?.['state'] === 'active');
      // One client relation of an account; beside it one authorisation of each data, to the same agency (ACC-7).
      if (active.some((one) => one?.['data'] === row['data'])) return refuse('CLIENT_TAKEN', { account });
      const client = active.find((one) => one?.['data'] === null);
      return row['data'] === null || client?.['agency'] === row['agency']
        ? undefined
        : refuse('NOT_CLIENT', { account });
    },
  },
  transaction: {
    fields: [],
    needs: () => [],
    check(_, row, records) {
      const { funds } = records;
      const postings = postedOf(row['postings'] as readonly string[]);
      if (!sumsToZero(postings)) throw new Error('a transaction does not sum to zero');
      // Kinds that are each small enough may not be so together (MONEY-1).
      const amount = Number(row['amount']);
      if (amount > Number.MAX_SAFE_INTEGER) return tooLarge(formatMinor(BigInt(amount), text(row['currency'])));
      for (const { book: name, lot } of postings) {
        const book = bookNamed(name);
        const balance = funds.balance(name);
        if (beyondLargest(balance)) return refuse('BALANCE_TOO_LARGE', { holder: holderNamed(book.holder) });
        const held = lot === undefined ? undefined : funds.lots(name).find((one) => one.lot === lot);
        // Of a lot no more comes back than has expired of it.
        const short = belowFloor(book, balance)
          ? balance
          : [held?.amount, held?.expired].find((left = 0n) => left < 0n);
        if (short !== undefined) {
          const taken = postings.reduce((sum, one) => (one.book === name ? sum - one.amount : sum), 0n);
          return insufficient(book, taken, taken + short, undoneBy(row, records));
        }
      }
      return undefined;
    },
  },
  relation: {
    fields: ['source'],
    onRemove: true,
    needs: (_, row) => [
      { kind: 'account', by: 'key', values: given(row['account']), fields: ['manager'] },
      { kind: 'relation', by: 'account', values: given(row['account']), fields: RELATION_FIELDS },
    ],
    check(_, row, records) {
      if (!MANAGING.has(row['source'])) return undefined;
      const account = text(row['account']);
      return managerAgrees(account, records.get('account', account)?.['manager'] ?? null, records);
    },
  },
  org: {
    fields: ['parent', 'kind', 'status'],
    needs: (_, row) => [
      { kind: 'org', by: 'key', values: given(row['parent']), fields: ['kind', 'name', 'parent', 'status'] },
    ],
    check(_, row, records) {
      const above = row['parent'] == null ? undefined : records.get('org', text(row['parent']));
      const parent = above?.['kind'];
      if (above && row['status'] !== 'archived' && archived('org', above))
        return archivedRefusal('org', text(row['parent']), above);
      const wanted = { group: undefined, entity: 'group', agency: 'entity' }[text(row['kind']) as 'group'];
      const fits = parent === wanted || (row['kind'] === 'entity' && row['parent'] == null);
      return fits
        ? undefined
        : refuse('PARENT_KIND', { kind: row['kind'], parent: named('org', text(row['parent']), above?.['name']) });
    },
  },
  unit: {
    fields: ['type', 'org', 'status'],
    needs: (_, row) => [{ kind: 'org', by: 'key', values: given(row['org']), fields: ['kind', 'name', 'status'] }],
    check(_, row, records) {
      const org = records.get('org', text(row['org']));
      const kind = org?.['kind'];
      if (org && row['status'] !== 'archived' && archived('org', org))
        return archivedRefusal('org', text(row['org']), org);
      return kind === row['type'] ? undefined : refuse('UNIT_TYPE', { type: row['type'], kind });
    },
  },
  grant: {
    fields: ['role'],
    needs: (_, row) => [
      { kind: 'grant', by: 'place', values: given(row['place']), fields: ['member', 'role', 'place'] },
      { kind: 'member', by: 'key', values: given(row['member']), fields: ['verified'] },
    ],
    check(key, row, records) {
      const role = text(row['role']);
      const member = text(row['member']);
      if (VERIFIED_ROLES.has(role) && records.get('member', member)?.['verified'] == null)
        return refuse('ROLE_VERIFIED', { member: named('member', member), role });
      if (!PRINCIPAL_ROLES.has(role)) return undefined;
      const other = records
        .list('grant', 'place', text(row['place']))
        .find((held) => held !== key && records.get('grant', held)?.['role'] === role);
      return other ? refuse('PRINCIPAL_TAKEN', { org: named('org', text(row['place'])), role }) : undefined;
    },
  },
  member: {
    fields: ['verified'],
    needs: (key) => [{ kind: 'grant', by: 'member', values: [key], fields: ['member', 'role', 'place'] }],
    check(key, row, records) {
      if (row['verified'] !== null) return undefined;
      const held = records.list('grant', 'member', key).map((grant) => text(records.get('grant', grant)?.['role']));
      const role = held.find((name) => VERIFIED_ROLES.has(name));
      return role ? refuse('ROLE_VERIFIED', { member: named('member', key), role }) : undefined;
    },
  },
  request: {
    fields: ['state', 'member', 'account', 'org', 'decided_by'],
    needs: (_, row) => {
      const fields = ['type', 'state', 'member', 'account', 'org'];
      const same = (key: Key) => key;
      const of = (type: string, value: unknown, by = waiting) => (row['type'] === type ? given(value).map(by) : []);
      return [
        { kind: 'request', by: 'account', values: of('claim', row['account']), fields },
        { kind: 'request', by: 'org', values: of('join', row['org']), fields },
        { kind: 'account', by: 'key', values: of('claim', row['account'], same), fields: ['status'] },
        { kind: 'org', by: 'key', values: of('join', row['org'], same), fields: ['name', 'status'] },
      ];
    },
    check(key, row, records) {
      const decided = row['state'] === 'approved' || row['state'] === 'rejected';
      if (decided && row['decided_by'] == null) return refuse('REQUEST_UNDECIDED', { request: key });
      if (row['state'] !== 'pending') return undefined;
      const account = row['type'] === 'claim' ? text(row['account']) : undefined;
      if (account && records.get('account', account)?.['status'] === 'closed')
        return refuse('ACCOUNT_CLOSED', { account });
      const org = row['type'] === 'join' ? records.get('org', text(row['org'])) : undefined;
      if (org && archived('org', org)) return archivedRefusal('org', text(row['org']), org);
      const by = { claim: 'account', join: 'org' }[text(row['type'])];
      const others = by ? records.list('request', by, waiting(text(row[by]))) : [];
      const twice = others.some((other) => {
        const there = other === key ? undefined : records.get('request', other);
        return there?.['type'] === row['type'] && there?.['state'] === 'pending' && there['member'] === row['member'];
      });
      return twice ? refuse('REQUEST_TWICE', {}) : undefined;
    },
  },
};
