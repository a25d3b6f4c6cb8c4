/** Holds: money that is kept for a payee until it is posted, voided, or over (FUND-4). */
import type { BookState, Holder } from '../domain/funds/books.ts';
import type { Draft } from '../domain/funds/funds.ts';
import { HOLD_STATES } from '../domain/funds/records.ts';
import type { FundKind, Movement, Purse } from '../domain/funds/words.ts';
import type { Key, Value } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { Schema } from '../domain/schema.ts';
import { notFound } from './address.ts';
import type { Ctx, Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { decideMoney, NOTE } from './fund-change.ts';
import { holderSubject, loadHolderKeys, otherFault } from './fund-holders.ts';

export const HOLD_ROW = {
  hold: {
    type: 'text',
    required: true,
    label: { en: 'hold', zh: '预占' },
    help: { en: 'id of the hold', zh: '预占编号' },
    headers: ['id', 'hold_id', '编号', '预占', '预占编号'],
    metavar: 'HOLD',
  },
  ...NOTE,
} as const satisfies Schema;

type Row = { readonly hold: string; readonly note?: string };

const FIELDS = ['payer', 'payee', 'currency', 'purse', 'kind', 'state', 'posted', 'ended', 'due_at', 'due_state'];

type Hold = {
  readonly id: Key;
  readonly payer: Holder;
  readonly payee: Holder;
  readonly currency: string;
  readonly purse: Purse;
  readonly kind: FundKind;
  readonly state: keyof typeof HOLD_STATES;
};

export const stateOfHold = (id: Key): BookState => `hold:${id}`;

function holdIn(v: ReadView, id: Key): Hold | undefined {
  const row = v.get('hold', id);
  return row && ({ ...row, id } as unknown as Hold);
}

/** As they were written: what is over by now is written before the rows are decided. */
export async function loadHolds(l: Loader, rows: readonly Row[]): Promise<void> {
  const keys = rows.map(({ hold }) => hold);
  await l.need({ kind: 'hold', by: 'key', values: keys, fields: FIELDS, recorded: true });
  const holds = keys.map((key) => holdIn(l.view, key)).filter((hold) => hold !== undefined);
  await loadHolderKeys(
    l,
    holds.flatMap(({ payer, payee }) => [payer, payee]),
  );
  await l.funds(
    holds.flatMap(({ id, payer, payee, currency }) => [
      { holder: payer, currency, states: [stateOfHold(id)] },
      { holder: payee, currency },
    ]),
  );
}

/** What a hold is about is whose money it is. */
export function holdSubject(v: ReadView, { hold: id }: Row, ctx: Pick<Ctx, 'actor'>): Subject | Refusal {
  const hold = v.sees('hold', id) ? holdIn(v, id) : undefined;
  return hold ? { ...holderSubject(v, hold.payer, ctx), target: id } : notFound('hold', id);
}

type Ending = {
  readonly movement: Movement;
  readonly to: keyof typeof HOLD_STATES;
  /** Of what is held, in its currency; without: all of it. */
  amount(hold: Hold): bigint | undefined | Refusal;
  /** Returns what the hold says in the end. */
  move(draft: Draft, hold: Hold, all: bigint): { readonly posted?: bigint } | Refusal;
};

export function endHold(v: ReadView, ctx: Pure, row: Row, { movement, to, amount, move }: Ending): Decision {
  const hold = holdIn(v, row.hold) as Hold;
  const { id, payer, payee, currency, purse, kind, state } = hold;
  const fault = otherFault(v, ctx, { movement, holder: payer, counterparty: payee });
  if (fault) return fault;
  const asked = amount(hold);
  if (typeof asked === 'object') return asked;
  const note = row.note === undefined ? {} : { note: row.note };
  const intent = { movement, holder: payer, counterparty: payee, currency, purse, ...note };
  const meant = {
    ...intent,
    amounts: [[kind, asked ?? 0n]] as const,
    besides: [id, ...(asked === undefined ? ['all'] : [])],
  };
  return decideMoney(v, ctx, meant, (draft) => {
    if (state === 'expired') return refuse('HOLD_EXPIRED', { hold: id });
    if (state === to && to === 'voided') return 'same';
    if (state !== 'open') return refuse('HOLD_ENDED', { hold: id, state: HOLD_STATES[state] });
    const all = draft.balance(draft.book(payer, kind, stateOfHold(id)));
    const moved = move(draft, hold, all);
    if ('refuse' in moved) return moved;
    const { posted } = moved;
    const fields: Record<string, Value> = { state: to, ended: ctx.now, due_at: null, due_state: null };
    if (posted !== undefined) fields['posted'] = Number(posted);
    const patches: Patch[] = [{ set: 'hold', key: id, fields }];
    return { patches, amount: posted ?? all };
  });
}
