/** One history on the program and on the model side by side: what each row is told, and every balance, after every step. */
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { Cells, ChangeInput, State } from '../../helpers/state.ts';
import { bookOf, type Done, type Kind, Model, type Row, type Share } from './model.ts';

const DAY_MS = 86_400_000;
/** 10:00 in Shanghai. */
const FIRST = Date.UTC(2026, 2, 1, 2);
const dayText = (day: number): string => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);
const money = (amount: number): string => (amount / 100).toFixed(2);

/** Whose cash these accounts use, in order. */
export const WALLETS_OF: Readonly<Record<string, readonly string[]>> = {
  'account:tencent:20000001': ['unit:u_ant', 'entity:e_ant'],
  'account:tencent:20000005': ['unit:u_north', 'group:g_north', 'entity:e_ant'],
  'account:tencent:20000301': ['entity:e_dog'],
};
const text = (holder: string): string => holder.replace('account:', '');

/** A row as it is drawn: its day is so many days ago. */
export type Said = Omit<Row, 'day'> & { readonly ago: number };
type Kinds = Readonly<Partial<Record<Kind, number>>>;
export type Step =
  | { readonly do: 'recharge' | 'refund'; readonly holder: string; readonly amount: number; readonly purse: string }
  | { readonly do: 'allocate' | 'reclaim'; readonly account: string; readonly agency: string; readonly kinds: Kinds }
  | {
      readonly do: 'transfer';
      readonly payer: string;
      readonly payee: string;
      readonly kind: Kind;
      readonly amount: number;
      readonly to: string;
    }
  | { readonly do: 'limit' | 'deposit-pay' | 'deposit-return'; readonly holder: string; readonly amount: number }
  | {
      readonly do: 'repay';
      readonly holder: string;
      readonly payer: string;
      readonly amount: number;
      readonly most: boolean;
    }
  | {
      readonly do: 'grant';
      readonly holder: string;
      readonly kind: Kind;
      readonly amount: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly do: 'freeze' | 'unfreeze';
      readonly nth: number;
      readonly holder: string;
      readonly kind: Kind;
      readonly order: string;
      readonly amount: number;
    }
  | {
      readonly do: 'hold';
      readonly payer: string;
      readonly payee: string;
      readonly kind: Kind;
      readonly amount: number;
      readonly days: number;
    }
  | { readonly do: 'post' | 'void'; readonly nth: number; readonly amount: number | undefined }
  | { readonly do: 'split'; readonly payer: string; readonly amount: number; readonly to: readonly Share[] }
  | { readonly do: 'split-refund'; readonly nth: number; readonly amount: number }
  | { readonly do: 'wallet'; readonly holder: string; readonly on: boolean }
  | { readonly do: 'consume' | 'return' | 'file'; readonly rows: readonly Said[] }
  | { readonly do: 'return-of' | 'restate'; readonly nth: number; readonly amount: number; readonly whole: boolean }
  | { readonly do: 'revoke'; readonly nth: number; readonly amount: number | undefined }
  | {
      readonly do: 'adjust';
      readonly holder: string;
      readonly kind: string;
      readonly amount: number;
      readonly side: 'add' | 'take';
    }
  | { readonly do: 'undo'; readonly nth: number }
  | { readonly do: 'again'; readonly nth: number; readonly sender: number }
  | { readonly do: 'tomorrow'; readonly sweep: boolean };

type Sent = {
  readonly operation: string;
  readonly input: ChangeInput;
  readonly rows: (ids: readonly string[]) => readonly Done[];
  /** What each row of it did. */
  done: readonly Done[];
};

/** Who sends again what was sent; the first may do everything. */
export const SENDERS: readonly Pick<ChangeInput, 'actor' | 'narrow'>[] = [
  {},
  { narrow: { org: 'a_fox' } },
  { actor: 'ops' },
  { actor: 'fox.m' },
  { actor: 'ant.p' },
];
/** Their day may be over by then. */
const DATED: ReadonlySet<string> = new Set(['funds.hold', 'funds.bonus-grant']);
const REVERSED = 'conflict REFERENCE_REVERSED';
/** Switches say by themselves what is so: their rows move nothing, and keep no reference. */
const keepsReferences = (operation: string) => !operation.startsWith('funds.wallet-');
const saidOf = ({ status, code }: { readonly status: string; readonly code?: string }) =>
  [status, code].join(' ').trim();
const HIDDEN = /^(forbidden FORBIDDEN|not_found .*)$/;

export class Both {
  private readonly model = new Model(WALLETS_OF);
  private readonly state: State;
  private readonly stored: Stored;
  private readonly holds: string[] = [];
  private readonly lots: string[] = [];
  private readonly splits: string[] = [];
  private readonly frozen: { readonly holder: string; readonly kind: Kind; readonly order: string }[] = [];
  private readonly booked: Row[] = [];
  /** Each under a reference of its own. */
  private readonly sent: Sent[] = [];
  /** What may be undone: its batch, and what each row of it did. */
  private readonly batches: { readonly batch: string; readonly rows: readonly Done[] }[] = [];

  constructor(state: State) {
    this.state = state;
    this.stored = new Stored(state.file);
    state.now = FIRST;
  }

  close(): void {
    this.stored.close();
  }

  async step(step: Step): Promise<void> {
    await this.run(step);
    expect({ step, ...effective(this.stored, this.state.now) }).toEqual({ step, ...this.model.balances() });
    expect({ step, ...daysOf(this.stored) }).toEqual({ step, ...this.model.days() });
  }

  /** On both: each row must be told the same. */
  private async both(
    operation: string,
    input: ChangeInput,
    rows: (ids: readonly string[]) => readonly Done[],
  ): Promise<readonly Done[]> {
    const sent: Sent = { operation, input: { ...input, reference: `k${this.sent.length}` }, rows, done: [] };
    this.sent.push(sent);
    return await this.send(sent);
  }

  private async send(sent: Sent): Promise<readonly Done[]> {
    const { operation, input, rows } = sent;
    const { results, batch } = await this.state.change(operation, input);
    const done = rows(results.map(({ id }) => id ?? ''));
    const told = results.map(saidOf);
    expect({ operation, input, told }).toEqual({ operation, input, told: done.map(({ told }) => told) });
    this.batches.push({ batch, rows: done });
    sent.done = done;
    return done;
  }

  /** What has moved, or had nothing to, is not moved again, whoever sends it; what was refused is tried anew. */
  private async again(sent: Sent, sender: (typeof SENDERS)[number]): Promise<unknown> {
    const { operation, input } = sent;
    const used = sent.done.filter(
      ({ txs, told, written = [] }) =>
        txs.length > 0 || ((told.startsWith('unchanged') || written.length > 0) && keepsReferences(operation)),
    ).length;
    if (used === 0) return sender === SENDERS[0] && !DATED.has(operation) ? await this.send(sent) : undefined;
    if (used < sent.done.length) return undefined;
    const { results } = await this.state.change(operation, { ...input, ...sender });
    const told = results.map(saidOf);
    const known = sent.done.map(({ txs, standing = [] }) =>
      [...txs, ...standing].some((tx) => tx.undone) ? REVERSED : 'unchanged PAID_ALREADY',
    );
    const wanted = known.map((one, i) => (sender !== SENDERS[0] && HIDDEN.test(told[i] ?? '') ? told[i] : one));
    expect({ operation, input, sender, told }).toEqual({ operation, input, sender, told: wanted });
    return undefined;
  }

  private onDay = ({ ago, ...row }: Said): Row => ({ ...row, day: Math.max(0, this.model.today - ago) });

  private one = (operation: string, cells: Cells, act: (id: string) => string | void) =>
    this.both(operation, { rows: [cells] }, ([id = '']) => [this.model.row(() => act(id))]);

  private async run(step: Step): Promise<unknown> {
    const { model } = this;
    switch (step.do) {
      case 'recharge':
      case 'refund': {
        const { holder, amount, purse } = step;
        const cells = { holder: text(holder), amount: money(amount), purse };
        return await this.one(`funds.${step.do}`, cells, () => model[step.do](holder, amount, purse));
      }
      case 'allocate':
      case 'reclaim': {
        const { account, agency, kinds } = step;
        const [side, sides] = step.do === 'allocate' ? ['payer', [agency, account]] : ['payee', [account, agency]];
        const cells = { holder: text(account), [side as string]: agency, ...texts(kinds) };
        const [from, to] = sides as [string, string];
        return await this.one(`funds.${step.do}`, cells, () => model.move(from, to, kinds, 'general'));
      }
      case 'transfer': {
        const { payer, payee, kind, amount, to } = step;
        const cells = { payer: text(payer), payee: text(payee), kind, amount: money(amount), to_purse: to };
        return await this.one('funds.transfer', cells, () =>
          model.move(payer, payee, { [kind]: amount }, 'general', to),
        );
      }
      case 'limit': {
        const { holder, amount } = step;
        const cells = { holder: text(holder), amount: money(amount) };
        return await this.one('funds.credit-limit', cells, () => model.creditLimit(holder, amount));
      }
      case 'deposit-pay':
      case 'deposit-return': {
        const { holder, amount } = step;
        const act = () => (step.do === 'deposit-pay' ? model.pledge(holder, amount) : model.redeem(holder, amount));
        return await this.one(`funds.${step.do}`, { holder, amount: money(amount) }, act);
      }
      case 'repay': {
        const { holder, payer } = step;
        const owed = -model.at(bookOf(holder, 'owed'));
        const amount = step.most && owed > 0 ? Math.min(owed, step.amount) : step.amount;
        const cells = { holder: text(holder), payer: text(payer), amount: money(amount) };
        return await this.one('funds.repay', cells, () => model.repay(holder, payer, amount));
      }
      case 'grant': {
        const { holder, kind, amount, from, to } = step;
        const days = { from: model.today + from, to: model.today + to };
        const valid = { valid_from: dayText(days.from), valid_to: dayText(days.to) };
        const cells = { holder: text(holder), kind, amount: money(amount), ...valid };
        const grant = (id: string) => {
          model.grant(holder, kind, amount, id, days);
          this.lots.push(id);
        };
        return await this.one('funds.bonus-grant', cells, grant);
      }
      case 'revoke': {
        const lot = this.lots.at(-1 - step.nth);
        if (lot === undefined) return undefined;
        const { amount } = step;
        const cells = { lot, ...(amount !== undefined && { amount: money(amount) }) };
        return await this.one('funds.bonus-revoke', cells, () => model.revoke(lot, amount));
      }
      case 'adjust': {
        const { holder, kind, amount, side } = step;
        const row = { holder: text(holder), kind, [side]: money(amount) };
        const by = side === 'add' ? amount : -amount;
        const act = () => [model.row(() => model.adjust(holder, kind, by))];
        return await this.both('funds.adjust', { rows: [row], reason: 'test' }, act);
      }
      case 'freeze':
      case 'unfreeze': {
        const known = step.do === 'unfreeze' ? this.frozen.at(-1 - step.nth) : undefined;
        const { holder, kind, order } = known ?? step;
        const { amount } = step;
        const cells = { holder: text(holder), kind, order, amount: money(amount) };
        const [done] = await this.one(`funds.${step.do}`, cells, () => model[step.do](holder, kind, order, amount));
        if (step.do === 'freeze' && done?.told === 'ok') this.frozen.push(step);
        return undefined;
      }
      case 'hold': {
        const { payer, payee, kind, amount, days } = step;
        const to = model.today + days;
        const cells = { payer: text(payer), payee: text(payee), kind, amount: money(amount), expires: dayText(to) };
        return await this.both('funds.hold', { rows: [cells] }, ([id = '']) => {
          const done = model.row(() => model.hold(id, payer, payee, kind, amount, to));
          if (done.told === 'ok') this.holds.push(id);
          return [done];
        });
      }
      case 'post':
      case 'void': {
        const hold = this.holds.at(step.nth % Math.max(1, this.holds.length));
        if (hold === undefined) return undefined;
        const amount = step.do === 'post' ? step.amount : undefined;
        const cells = { hold, ...(amount !== undefined && { amount: money(amount) }) };
        const to = step.do === 'post' ? 'posted' : 'voided';
        const end = () => [model.row(() => model.endHold(hold, to, amount))];
        return await this.both(`funds.${step.do}`, { rows: [cells] }, end);
      }
      case 'split': {
        const { payer, amount, to } = step;
        const said = to.map(({ holder, fixed, percent = 0 }) =>
          fixed === undefined ? `${text(holder)}=${percent / 10_000}%` : `${text(holder)}=${money(fixed)}`,
        );
        const rows = [{ holder: text(payer), amount: money(amount) }];
        const act = ([id = '']: readonly string[]) => {
          const done = model.row(() => model.split(id, payer, amount, to));
          if (done.told === 'ok') this.splits.push(id);
          return [done];
        };
        return await this.both('funds.split', { rows, options: { to: said } }, act);
      }
      case 'split-refund': {
        const refund = this.splits.at(-1 - step.nth);
        const payer = refund === undefined ? undefined : model.payerOf(refund);
        if (refund === undefined || payer === undefined) return undefined;
        const rows = [{ holder: text(payer), amount: money(step.amount) }];
        const act = () => [model.row(() => model.splitRefund(refund, step.amount))];
        return await this.both('funds.split', { rows, options: { refund } }, act);
      }
      case 'wallet': {
        const { holder, on } = step;
        const verb = on ? 'enable' : 'disable';
        const act = () => [model.row(() => model.switchWallet(holder, on))];
        return await this.both(`funds.wallet-${verb}`, { rows: [holder] }, act);
      }
      case 'consume':
      case 'return': {
        const operation = step.do === 'consume' ? 'funds.consume' : 'funds.consume-return';
        const act = (row: Row) => () => (step.do === 'consume' ? model.consume(row) : model.giveBackOf(row));
        const rows = step.rows.map(this.onDay);
        if (step.do === 'consume') this.booked.push(...rows);
        return await this.both(operation, { rows: rows.map(cellsOf) }, () => rows.map((row) => model.row(act(row))));
      }
      case 'return-of': {
        const known = this.booked.at(-1 - step.nth);
        if (!known) return undefined;
        const { account, day, purse, source = 'none', type = 'none', order } = known;
        // With an order that was not said, any fits.
        const line = step.whole ? { source, type, ...(order && { order }) } : {};
        const row: Row = { account, day, purse, ...line, amount: step.amount };
        return await this.both('funds.consume-return', { rows: [cellsOf(row)] }, () => [
          model.row(() => model.giveBackOf(row)),
        ]);
      }
      case 'restate': {
        const known = this.booked.filter(({ source }) => source !== undefined).at(-1 - step.nth);
        if (!known) return undefined;
        const { kinds, amount: _, source = '', ...line } = known;
        const { amount } = step;
        const row: Row = {
          ...line,
          source,
          ...(kinds && step.whole ? { kinds: { ...kinds, cash: amount } } : { amount }),
        };
        return await this.both('funds.consume', { rows: [cellsOf(unsourced(row))], options: { source } }, () => [
          model.row(() => model.state(row)),
        ]);
      }
      case 'file': {
        const { source } = step.rows[0] as Said;
        const whole = step.rows.map(this.onDay);
        this.booked.push(...whole);
        const rows = whole.map(unsourced);
        const state = (met: Set<string>, { kinds: _, amount: __, ...line }: Row, row: Row): Done => {
          const slot = JSON.stringify(Object.entries(line).toSorted());
          if (met.has(slot)) return { told: 'conflict LINE_TWICE', txs: [] };
          met.add(slot);
          return model.row(() => model.state(row));
        };
        return await this.both('funds.consume', { rows: rows.map(cellsOf), options: { source } }, () => {
          const met = new Set<string>();
          return whole.map((row) => state(met, row, row));
        });
      }
      case 'undo': {
        const last = this.batches.at(-1 - (step.nth % Math.max(1, this.batches.length)));
        if (!last) return undefined;
        const rows = last.rows.filter(({ txs, written = [] }) => txs.length + written.length > 0).toReversed();
        const { results, batch } = await this.state.change('batches.undo', { options: { batch: last.batch } });
        const done = rows.map((row) => model.undo(row));
        expect({ step, told: results.map(saidOf) }).toEqual({ step, told: done.map(({ told }) => told) });
        this.batches.push({ batch, rows: done });
        return undefined;
      }
      case 'again': {
        const sent = this.sent.at(-1 - (step.nth % Math.max(1, this.sent.length)));
        return sent && (await this.again(sent, SENDERS[step.sender] ?? {}));
      }
      case 'tomorrow': {
        this.state.now += DAY_MS;
        model.tomorrow();
        // What is over is over in every read, swept or not.
        return step.sweep ? await this.state.change('state.sweep') : undefined;
      }
    }
  }
}

const texts = (kinds: Kinds): Cells =>
  Object.fromEntries(Object.entries(kinds).map(([kind, amount]) => [kind, money(amount)]));

/** A file's source is said once, beside it. */
const unsourced = ({ source: _, ...row }: Row): Row => row;

const cellsOf = ({ account, day, amount, kinds, ...line }: Row): Cells => ({
  account: text(account),
  day: dayText(day),
  ...(amount !== undefined && kinds === undefined && { amount: money(amount) }),
  ...(kinds && texts(kinds)),
  ...line,
});

const PAID = ['cash', 'bonus', 'traffic_bonus', 'credit', 'wallet', 'overdraft'] as const;

/** The file as it lies there, past the program; asked after every step, it is opened once and each question prepared once. */
class Stored {
  private readonly db: Database.Database;
  private readonly asked = new Map<string, Database.Statement>();

  constructor(file: string) {
    this.db = new Database(file, { readonly: true });
  }

  all<T>(query: string, ...of: unknown[]): T[] {
    let statement = this.asked.get(query);
    if (!statement) this.asked.set(query, (statement = this.db.prepare(query).raw()));
    return statement.all(...of) as T[];
  }

  close(): void {
    this.db.close();
  }
}

type Day = [holder: string, day: string, purse: string, type: string, ...number[]];

/** What is told of each day of consumption, by what paid; the whole is the sum of that. */
function daysOf(stored: Stored): Record<string, number> {
  const days = stored.all<Day>(`SELECT holder, day, purse, type, total, ${PAID.join(', ')} FROM consumption_days`);
  const found = days.flatMap(([holder, day, purse, type, total, ...paid]) => {
    expect({ holder, day, total }).toEqual({ holder, day, total: paid.reduce((sum, one) => sum + one, 0) });
    const number = (Date.parse(day) - Date.parse(dayText(0))) / DAY_MS;
    return PAID.map((name, i) => [[holder, number, purse, type, name].join(' '), paid[i] as number] as const);
  });
  return Object.fromEntries(found.filter(([, amount]) => amount !== 0).toSorted());
}

type Book = [holder: string, purse: string, kind: string, state: string, balance: number];
type Held = [...Book, lot: string, amount: number, expires: number];

/** Balances as they are by now: what is over is not there any more, whether or not that has been written down. */
function effective(stored: Stored, now: number): Record<string, number> {
  const books = 'books b JOIN holders h ON h.id = b.holder AND h.id > 1';
  const found = new Map(
    stored
      .all<Book>(`SELECT h.holder, b.purse, b.kind, b.state, b.balance FROM ${books}`)
      .map(([holder, purse, kind, state, balance]) => [bookOf(holder, kind, purse, state), balance]),
  );
  const put = (book: string, by: number) => found.set(book, (found.get(book) ?? 0) + by);
  const over = new Set(stored.all<[string]>(`SELECT id FROM holds WHERE state = 'open' AND due_at <= ?`, now).flat());
  const held = `SELECT h.holder, b.purse, b.kind, b.state, b.balance, l.lot, l.amount, l.expires
    FROM ${books} JOIN lot_books l ON b.id = l.book`;
  for (const [holder, purse, kind, state, , , amount, expires] of stored.all<Held>(held)) {
    const released = state.startsWith('hold:') && over.has(state.slice(5));
    if (expires <= now && (state === 'available' || released)) put(bookOf(holder, kind, purse, state), -amount);
  }
  for (const [book, amount] of [...found]) {
    const [holder, purse, kind, state] = book.split(' ') as [string, string, string, string];
    if (!state.startsWith('hold:') || !over.has(state.slice(5))) continue;
    put(book, -amount);
    put(bookOf(holder, kind, purse), amount);
    const overdraft = bookOf(holder, 'overdraft', purse);
    const cleared = kind === 'cash' ? Math.min(amount, -(found.get(overdraft) ?? 0)) : 0;
    put(bookOf(holder, 'cash', purse), -cleared);
    put(overdraft, cleared);
  }
  return Object.fromEntries([...found].filter(([, amount]) => amount !== 0).toSorted());
}
