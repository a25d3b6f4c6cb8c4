/**
 * A field of a kind as SQL, as its reader may see it: the effective state, derived values, names behind references;
 * null where it refers to something hidden, or lies on an organisation that is seen by its name only.
 */
import type { FieldDef, KindDef, KindName } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import { accountAddress, DERIVED } from './derived.ts';
import { holderShown } from './ledger/seen.ts';
import { accountIs, accountKey, effectiveState, type Lens } from './lens.ts';
import { maskedColumn } from './masked.ts';
import { agencyOfClientSeen, orgSeenInFull, visibleKey } from './scope.ts';
import { and, column, FALSE, join, raw, type Sql, sql, TRUE } from './sql.ts';

export type Field = {
  readonly name: string;
  readonly def: FieldDef;
  /** Of an amount, where the kind says in which currency it is. */
  readonly currency?: Sql;
  readonly value: Sql;
  /** TRUE, or where the reader sees the value. */
  readonly guard: Sql;
  /** What the reader sees instead, where parts of the value are covered (masked.ts). */
  readonly masked?: Sql;
  /** A column of the table under this name, so that an index may serve it. */
  readonly stored: boolean;
};

/** What a batch was given and how many rows it had is its actor's: others see that it ran, and the rows that the log shows. */
const ACTORS_OWN: ReadonlySet<string> = new Set([
  'options',
  'source',
  'keep',
  'counts',
  'reason',
  'rows',
  'ok',
  'failed',
]);

/** Rows that are told to whoever sees the money of their holder, and so the holder: their lists can follow its index. */
const OF_THEIR_HOLDER: ReadonlySet<KindName> = new Set([
  'statement',
  'lot_line',
  'spent_day',
  'spent_month',
  'funds',
  'purse_funds',
  'order_funds',
]);

/** Fields of an organisation that a name-only reader sees. */
const NAME_ONLY: ReadonlySet<string> = new Set(['id', 'kind', 'name', 'status']);

export function fieldOf(lens: Lens, kind: KindDef, t: string, name: string): Field {
  const def = kind.fields[name];
  if (def) return { name, def, ...currencyOf(kind, t, def), ...storedOrDerived(lens, kind, t, name, def) };
  if (name === kind.address) {
    const address: FieldDef = { type: 'id', label: kind.label };
    return { name, def: address, value: accountAddress(lens, t), guard: TRUE, stored: false };
  }
  const base = name.replace(/_(name|bi)$/, '');
  const of = kind.fields[base];
  if (of?.pii && name.endsWith('_bi')) {
    return {
      name,
      def: { type: 'text', label: of.label },
      value: column(t, name),
      guard: rowGuard(lens, kind, t, base),
      stored: true,
    };
  }
  if (of?.ref && name.endsWith('_name')) {
    const reference = fieldOf(lens, kind, t, base);
    const seen = of.shown ? visibleKey(lens, of.ref, reference.value) : reference.guard;
    return { name, def: { type: 'text', label: of.label }, ...nameBehind(of.ref, { ...reference, guard: seen }) };
  }
  throw new Error(`${kind.name} has no field ${name}`);
}

function currencyOf(kind: KindDef, t: string, { type, currency = 'currency' }: FieldDef): Pick<Field, 'currency'> {
  return type === 'amount' && kind.fields[currency] ? { currency: column(t, currency) } : {};
}

function storedOrDerived(
  lens: Lens,
  kind: KindDef,
  t: string,
  name: string,
  def: FieldDef,
): Omit<Field, 'name' | 'def'> {
  const derived = DERIVED[kind.name]?.[name];
  if (derived) return { value: derived.value(lens, t), guard: derived.guard?.(lens, t) ?? TRUE, stored: false };
  if (def.derived) throw new Error(`nothing computes ${kind.name}.${name}`);
  if (kind.clock && name === 'state') return { value: effectiveState(lens, t), guard: TRUE, stored: false };
  const value = column(t, name);
  // Loaded to decide by, and in no answer.
  if (def.hidden) return { value, guard: FALSE, stored: false };
  const masked = maskedColumn(lens, kind.name, t, name);
  if (masked) return { value, guard: TRUE, masked, stored: true };
  // Batches are named by their ids, which say nothing.
  const reference =
    def.ref && kind.audited && !def.shown
      ? referenceSeen(lens, kind, t, name, def.ref)
      : def.holder && !(name === 'holder' && OF_THEIR_HOLDER.has(kind.name))
        ? holderShown(lens, value)
        : TRUE;
  return { value, guard: and([rowGuard(lens, kind, t, name), reference]), stored: true };
}

function referenceSeen(lens: Lens, kind: KindDef, t: string, name: string, ref: KindName): Sql {
  // A request tells whoever decides it who asks.
  if (kind.name === 'request' && name === 'member') return TRUE;
  // It is seen through its account, so that a list in the order of accounts can follow their index.
  if (kind.name === 'qualification' && name === 'account') return TRUE;
  // Who asks for one's account, and who has it, is said to whose account it is.
  if (kind.name === 'authorisation' && name === 'agency')
    return agencyOfClientSeen(lens, column(t, 'agency'), column(t, 'account'));
  if (kind.name === 'request' && name === 'org')
    return agencyOfClientSeen(lens, column(t, 'org'), column(t, 'account'));
  return visibleKey(lens, ref, column(t, name));
}

function rowGuard(lens: Lens, kind: KindDef, t: string, name: string): Sql {
  if (kind.name === 'org' && !NAME_ONLY.has(name)) return orgSeenInFull(lens, column(t, 'id'));
  const { scope } = lens;
  if (kind.name === 'batch' && ACTORS_OWN.has(name) && !scope.all) return sql`${column(t, 'actor')} = ${scope.actor}`;
  return TRUE;
}

function nameBehind(target: KindName, reference: Field): Pick<Field, 'value' | 'guard' | 'stored'> {
  const kind = KINDS[target];
  if (!kind.nameField) return { value: shown(reference), guard: TRUE, stored: false };
  const is =
    target === 'account'
      ? accountIs('n', reference.value)
      : sql`${column('n', kind.key[0] as string)} = ${reference.value}`;
  const value = sql`(SELECT ${column('n', kind.nameField)} FROM ${raw(kind.table)} n WHERE ${is})`;
  return { value, guard: reference.guard, stored: false };
}

/** The value that the reader sees. */
export function shown(field: Field): Sql {
  if (field.masked) return field.masked;
  return field.guard === TRUE ? field.value : sql`CASE WHEN ${field.guard} THEN ${field.value} END`;
}

/** The key of a row as text. */
export function keyText(kind: KindDef, t: string): Sql {
  if (kind.name === 'account') return accountKey(t);
  return join(
    kind.key.map((name) => column(t, name)),
    ` || '${kind.separator}' || `,
  );
}
