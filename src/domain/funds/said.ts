/** A movement in words, for whoever is told that it stands in the way: what it is, of whom, and what it is found by. */
import type { Key, KindName } from '../kind.ts';
import { formatMinor } from '../money.ts';
import { generalWord, holderRecord, type Sees } from '../references.ts';
import type { Text } from '../text.ts';
import { type Holder, holderParts } from './books.ts';
import { MOVEMENTS, type Movement } from './words.ts';

type Said = {
  readonly id: string;
  readonly movement: Movement;
  readonly currency: string;
  readonly amount: bigint;
  readonly holder: Holder;
  readonly day?: unknown;
  readonly reference?: unknown;
};

/** `allocate 500.00 CNY (tencent:20000001, reference jan-1:1)`: the id stands where there is no reference. */
export function movementSaid({ id, movement, currency, amount, holder, day, reference }: Said, sees: Sees): Text {
  const record = holderRecord(holder);
  const { kind, place } = holderParts(holder);
  const name = kind === 'account' ? place : holder;
  const whom: Text = record && !sees(record.kind, record.key) ? generalWord(record.kind) : { en: name, zh: name };
  const on = typeof day === 'string' ? [day] : [];
  const named = typeof reference === 'string';
  const { en, zh } = MOVEMENTS[movement];
  const sum = `${formatMinor(amount, currency)} ${currency}`;
  return {
    en: `${en} ${sum} (${[whom.en, ...on, named ? `reference ${reference}` : id].join(', ')})`,
    zh: `${zh} ${sum}（${[whom.zh, ...on, named ? `参考号 ${reference}` : id].join('，')}）`,
  };
}

type Records = {
  get(kind: KindName, key: Key): Readonly<Record<string, unknown>> | undefined;
  sees(kind: KindName, key: Key): boolean;
};

/** A transaction that stands in a row of its kind: of one that took another back, what that one moved. */
export function transactionSaid(records: Records, key: Key, row: Readonly<Record<string, unknown>>): Text {
  const id = typeof row['reverses'] === 'string' ? row['reverses'] : key;
  const { movement, reference } = records.get('transaction', id) ?? row;
  const amount = BigInt(Number(row['amount']));
  const of = { holder: row['holder'] as Holder, currency: String(row['currency']), day: row['day'] };
  const said = { id, movement: movement as Movement, amount, reference, ...of };
  return movementSaid(said, (kind, place) => records.sees(kind, place));
}
