/** A movement in words, for whoever is told that it stands in the way: what it is, of whom, and what it is found by. */
import { formatMinor } from '../money.ts';
import { generalWord, holderRecord, type Sees } from '../references.ts';
import type { Text } from '../text.ts';
import { type Holder, holderParts } from './books.ts';
import { MOVEMENTS, type Movement } from './words.ts';

export type Said = {
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
