/**
 * What money does (FUND-1 to FUND-9), as maps and arithmetic: no store, no log, no chunks, and nothing of the program's own
 * rules. A day is a number, all holders keep the same time, all money is in one currency.
 *
 * Not in it: rights and scopes (isolation tests), what references stand for, caps and plans, several currencies and zones, what
 * messages say, splits within splits. It compares balances and codes, not the texts of statements.
 */
export type Kind = 'cash' | 'credit' | 'bonus' | 'traffic_bonus';
export type Line = {
  readonly purse: string;
  readonly source?: string;
  readonly type?: string;
  readonly order?: string;
};
export type Row = Line & {
  readonly account: string;
  readonly day: number;
  readonly amount?: number;
  readonly kinds?: Readonly<Partial<Record<Kind, number>>>;
};
type Move = { readonly book: string; readonly by: number; readonly lot?: string; readonly how?: 'expire' | 'unexpire' };
type Piece = { readonly book: string; readonly lot?: string; left: number };
type Taken = { readonly piece: Piece; readonly amount: number };
type Tx = {
  moves: Move[];
  undone: boolean;
  final?: true;
  slot?: string;
  pieces?: Piece[];
  taken?: Taken[];
  seq: number;
};
type Lot = { readonly from: number; readonly to: number };
export type Share = { readonly holder: string; readonly fixed?: number; readonly percent?: number };
type Split = {
  readonly payer: string;
  readonly amount: number;
  readonly to: readonly Share[];
  readonly refunded: number;
};
type Hold = {
  readonly payer: string;
  readonly payee: string;
  readonly kind: Kind;
  readonly to: number;
  readonly state: string;
  readonly posted?: number;
  readonly ended?: number;
};
type Rec = Readonly<Record<string, unknown>>;
/** A hold, split or wallet beside the books: as it was, as it is; nothing where it is not there. */
type Written = { readonly key: string; readonly before: Rec | undefined; readonly after: Rec | undefined };
/** What a row was told, what it moved and wrote, and by what it had nothing to do. */
export type Done = {
  readonly told: string;
  readonly txs: readonly Tx[];
  readonly written?: readonly Written[];
  readonly standing?: readonly Tx[];
};

const ORDER: readonly Kind[] = ['traffic_bonus', 'bonus', 'cash', 'credit'];
const bonus = (kind: string) => kind === 'bonus' || kind === 'traffic_bonus';
export const bookOf = (holder: string, kind: string, purse = 'general', state = 'available') =>
  [holder, purse, kind, state].join(' ');
const partsOf = (book: string) => book.split(' ') as [holder: string, purse: string, kind: string, state: string];
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

class Refused extends Error {}
const no = (code: string): never => {
  throw new Refused(code);
};

export class Model {
  today = 0;
  private books = new Map<string, number>();
  /** By book and lot: what is left there, what expired there. */
  private held = new Map<string, { amount: number; expired: number }>();
  private readonly lots = new Map<string, Lot>();
  private readonly records = new Map<string, Rec>();
  private written: Written[] = [];
  private readonly txs: Tx[] = [];
  private tx: Tx = { moves: [], undone: false, seq: 0 };
  /** What a row that finds nothing to do is so by. */
  private standing: readonly Tx[] = [];
  private readonly walletsOf: Readonly<Record<string, readonly string[]>>;

  constructor(walletsOf: Readonly<Record<string, readonly string[]>>) {
    this.walletsOf = walletsOf;
  }

  balances(): Record<string, number> {
    return Object.fromEntries([...this.books].filter(([, amount]) => amount !== 0).toSorted());
  }

  at = (book: string) => this.books.get(book) ?? 0;

  /** All of a row or nothing of it; what it did, for an undo. */
  row(act: () => string | void): Done {
    const before = { books: new Map(this.books), held: new Map(this.held), txs: this.txs.length };
    this.standing = [];
    this.written = [];
    this.begin();
    try {
      const told = act() ?? 'ok';
      this.end();
      const txs = this.txs.slice(before.txs);
      for (const { book } of txs.flatMap(({ moves }) => moves)) this.floor(book);
      return { told, txs, written: this.written, standing: this.standing };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.books = before.books;
      this.held = before.held;
      for (const { key, before } of this.written.toReversed()) this.keep(key, before);
      for (const { taken = [] } of this.txs.splice(before.txs))
        for (const { piece, amount } of taken) piece.left += amount;
      for (const { piece, amount } of this.tx.taken ?? []) piece.left += amount;
      return { told: error.message, txs: [] };
    }
  }

  private keep(key: string, record: Rec | undefined): void {
    if (record) this.records.set(key, record);
    else this.records.delete(key);
  }

  private write(key: string, after: Rec | undefined): void {
    this.written.push({ key, before: this.records.get(key), after });
    this.keep(key, after);
  }

  private of = <T>(kind: 'hold' | 'split' | 'wallet', id: string): T | undefined =>
    this.records.get(`${kind} ${id}`) as T | undefined;

  private begin(): void {
    this.tx = { moves: [], undone: false, seq: this.txs.length };
  }

  /** What follows by itself: cash that arrived clears overdraft, lots past their last day expire. */
  private end(): void {
    const arrived = new Map<string, number>();
    for (const { book, by, lot = '' } of this.tx.moves) {
      arrived.set(book, (arrived.get(book) ?? 0) + by);
      if (lot) arrived.set(`${book}|${lot}`, (arrived.get(`${book}|${lot}`) ?? 0) + by);
    }
    for (const [at, by] of arrived) {
      const [book, lot] = at.split('|') as [string, string?];
      const [holder, purse, kind, state] = partsOf(book);
      if (by <= 0 || state !== 'available') continue;
      const overdraft = bookOf(holder, 'overdraft', purse);
      if (kind === 'cash') {
        const cleared = Math.min(by, Math.max(0, -this.at(overdraft)));
        this.put(book, -cleared);
        this.put(overdraft, cleared);
      }
      if (lot && (this.lots.get(lot) as Lot).to < this.today) this.put(book, -by, lot, 'expire');
    }
    if (this.tx.moves.length > 0) this.txs.push(this.tx);
    this.begin();
  }

  private floor(book: string): void {
    const kind = partsOf(book)[2];
    const wrong = kind === 'owed' || kind === 'overdraft' ? this.at(book) > 0 : this.at(book) < 0;
    const lots = [...this.held].some(
      ([at, { amount, expired }]) => at.startsWith(`${book}|`) && Math.min(amount, expired) < 0,
    );
    if (wrong || lots) no('conflict FUNDS_INSUFFICIENT');
  }

  private put(book: string, by: number, lot?: string, how?: 'expire' | 'unexpire'): void {
    if (by === 0) return;
    this.books.set(book, this.at(book) + by);
    if (lot) {
      const { amount, expired } = this.held.get(`${book}|${lot}`) ?? { amount: 0, expired: 0 };
      this.held.set(`${book}|${lot}`, { amount: amount + by, expired: how ? expired - by : expired });
    }
    this.tx.moves.push({ book, by, ...(lot && { lot }), ...(how && { how }) });
  }

  /** Lots of a book, the soonest-ending first. */
  private lotsIn(book: string) {
    return [...this.held]
      .filter(([at]) => at.startsWith(`${book}|`))
      .map(([at, there]) => ({
        lot: at.slice(book.length + 1),
        ...there,
        ...(this.lots.get(at.slice(book.length + 1)) as Lot),
      }))
      .toSorted((a, b) => a.to - b.to || (a.lot < b.lot ? -1 : 1));
  }

  /** Out of a book and into another, or out of all books where there is none. */
  private shift(from: string, to: string | undefined, amount: number): void {
    if (this.at(from) < amount) no('conflict FUNDS_INSUFFICIENT');
    let rest = amount;
    const lots = bonus(partsOf(from)[2]) ? this.lotsIn(from) : [{ lot: undefined, amount }];
    for (const { lot, amount: left } of lots) {
      const part = Math.min(rest, left);
      this.put(from, -part, lot);
      if (to) this.put(to, part, lot);
      rest -= part;
    }
  }

  recharge = (holder: string, amount: number, purse: string) => this.put(bookOf(holder, 'cash', purse), amount);
  refund = (holder: string, amount: number, purse: string) =>
    this.shift(bookOf(holder, 'cash', purse), undefined, amount);

  move(payer: string, payee: string, kinds: Readonly<Partial<Record<Kind, number>>>, purse: string, to = purse): void {
    if (payer === payee && purse === to) no('invalid SAME_HOLDER');
    for (const kind of ['cash', 'credit', 'bonus', 'traffic_bonus'] as const) {
      if (kinds[kind] && kind !== 'cash' && purse !== to) no('invalid PURSES_CASH');
      if (kinds[kind]) this.shift(bookOf(payer, kind, purse), bookOf(payee, kind, to), kinds[kind]);
    }
  }

  creditLimit(holder: string, limit: number): string | void {
    const of = (kind: string) =>
      sum([...this.books].map(([book, amount]) => (book.startsWith(`${holder} general ${kind} `) ? amount : 0)));
    const change = limit - of('credit') + of('owed');
    if (change === 0) return 'unchanged SAME';
    if (-change > this.at(bookOf(holder, 'credit'))) no('conflict CREDIT_USED');
    this.put(bookOf(holder, 'credit'), change);
  }

  repay(debtor: string, payer: string, amount: number): void {
    if (amount > -this.at(bookOf(debtor, 'owed'))) no('conflict OWED_EXCEEDED');
    this.shift(bookOf(payer, 'cash'), undefined, amount);
    this.put(bookOf(debtor, 'owed'), amount);
    this.put(bookOf(debtor, 'credit'), amount);
  }

  grant(holder: string, kind: Kind, amount: number, lot: string, days: Lot): void {
    if (days.from > days.to || days.to < this.today) no('invalid LOT_VALIDITY');
    this.lots.set(lot, days);
    this.put(bookOf(holder, kind), amount, lot);
  }

  /** Of the one book that has something of the lot: all that is left, or part of it. */
  revoke(lot: string, amount?: number): void {
    const there = [...this.held].filter(([at]) => at.endsWith(` available|${lot}`));
    const some = there.filter(([, { amount: left }]) => left > 0);
    const [first, other] = some.length > 0 ? some : there;
    if (!first) throw new Refused('not_found NOT_FOUND');
    if (other) no('invalid AMBIGUOUS');
    const [at, { amount: left }] = first;
    if (left === 0) no('conflict LOT_EMPTY');
    if ((amount ?? left) > left) no('conflict FUNDS_INSUFFICIENT');
    this.put(at.slice(0, at.indexOf('|')), -(amount ?? left), lot);
  }

  /** Of what is owed and of overdraft, more is further below zero. */
  adjust(holder: string, kind: string, amount: number): void {
    this.put(bookOf(holder, kind), kind === 'owed' || kind === 'overdraft' ? -amount : amount);
  }

  freeze = (holder: string, kind: Kind, order: string, amount: number) =>
    this.shift(bookOf(holder, kind), bookOf(holder, kind, 'general', `order:${order}`), amount);
  unfreeze = (holder: string, kind: Kind, order: string, amount: number) =>
    this.shift(bookOf(holder, kind, 'general', `order:${order}`), bookOf(holder, kind), amount);

  pledge(agency: string, amount: number): void {
    this.shift(bookOf(agency, 'cash'), bookOf(agency, 'deposit'), amount);
  }
  redeem(agency: string, amount: number): void {
    this.shift(bookOf(agency, 'deposit'), bookOf(agency, 'cash'), amount);
  }

  hold(id: string, payer: string, payee: string, kind: Kind, amount: number, to: number): void {
    if (payer === payee) no('invalid SAME_HOLDER');
    this.shift(bookOf(payer, kind), bookOf(payer, kind, 'general', `hold:${id}`), amount);
    this.write(`hold ${id}`, { payer, payee, kind, to, state: 'open' });
  }

  /** Posts a part of a hold, or all; voids it. */
  endHold(id: string, to: 'posted' | 'voided', amount?: number): string | void {
    const hold = this.of<Hold>('hold', id);
    if (!hold) throw new Refused('not_found NOT_FOUND');
    if (hold.state === 'expired') no('conflict HOLD_EXPIRED');
    if (hold.state === to && to === 'voided') return 'unchanged SAME';
    if (hold.state !== 'open') no('conflict HOLD_ENDED');
    const frozen = bookOf(hold.payer, hold.kind, 'general', `hold:${id}`);
    const paid = to === 'voided' ? 0 : (amount ?? this.at(frozen));
    this.shift(frozen, bookOf(hold.payee, hold.kind), paid);
    this.shift(frozen, bookOf(hold.payer, hold.kind), this.at(frozen));
    this.write(`hold ${id}`, { ...hold, state: to, ...(to === 'posted' && { posted: paid }), ended: this.today });
  }

  /** Fixed amounts first, then percents (in millionths) of the rest; what is over goes by the largest remainder, ties by id. */
  private shares(to: readonly Share[], amount: number): Map<string, number> {
    const shares = new Map<string, number>();
    let rest = amount;
    for (const { holder, fixed } of to) {
      if (fixed === undefined) continue;
      const part = Math.min(fixed, rest);
      shares.set(holder, part);
      rest -= part;
    }
    const percents = to.flatMap(({ holder, percent }) => (percent === undefined ? [] : [{ holder, percent }]));
    if (percents.length === 0) return shares;
    const stays = 1_000_000 - sum(percents.map(({ percent }) => percent));
    const all = (stays > 0 ? [...percents, { holder: '~', percent: stays }] : percents)
      .map(({ holder, percent }) => ({
        holder,
        part: Math.floor((rest * percent) / 1e6),
        over: (rest * percent) % 1e6,
      }))
      .toSorted((a, b) => b.over - a.over || (a.holder < b.holder ? -1 : 1));
    const over = rest - sum(all.map(({ part }) => part));
    all.forEach(({ holder, part }, i) => {
      if (holder !== '~') shares.set(holder, part + (i < over ? 1 : 0));
    });
    return shares;
  }

  split(id: string, payer: string, amount: number, to: readonly Share[]): string | void {
    if (sum(to.map(({ percent = 0 }) => percent)) > 1_000_000) no('invalid SPLIT_OVER');
    if (sum(to.map(({ fixed = 0 }) => fixed)) > amount) no('conflict SPLIT_FIXED');
    if (to.some(({ holder }) => holder === payer)) no('invalid SAME_HOLDER');
    for (const [holder, part] of this.shares(to, amount))
      this.shift(bookOf(payer, 'cash'), bookOf(holder, 'cash'), part);
    if (this.tx.moves.length === 0) return 'unchanged SPLIT_NOTHING';
    this.write(`split ${id}`, { payer, amount, to, refunded: 0 });
  }

  payerOf = (split: string): string | undefined => this.of<Split>('split', split)?.payer;

  /** What is refunded in all is split as the whole was; whoever gives goes first, so that some may get again. */
  splitRefund(id: string, amount: number): string | void {
    const split = this.of<Split>('split', id) as Split;
    if (amount > split.amount - split.refunded) no('conflict SPLIT_REFUNDED');
    const was = this.shares(split.to, split.refunded);
    const parts = [...this.shares(split.to, split.refunded + amount)].map(
      ([holder, all]) => [holder, all - (was.get(holder) ?? 0)] as const,
    );
    for (const [holder, part] of parts.toSorted(([, a], [, b]) => b - a)) {
      const [from, to] = part > 0 ? [holder, split.payer] : [split.payer, holder];
      this.shift(bookOf(from, 'cash'), bookOf(to, 'cash'), Math.abs(part));
    }
    this.write(`split ${id}`, { ...split, refunded: split.refunded + amount });
    if (this.tx.moves.length > 0) return undefined;
    // It moves nothing, and can be taken back all the same.
    this.put(bookOf(split.payer, 'cash'), amount);
    this.put(bookOf(split.payer, 'cash'), -amount);
    return 'ok SPLIT_COUNTED';
  }

  /** Another day: holds end, lots expire where they are available. */
  tomorrow(): void {
    this.today++;
    this.endHolds();
    for (const [at, { amount }] of this.held) {
      const [book, lot] = at.split('|') as [string, string];
      if (amount > 0 && partsOf(book)[3] === 'available' && (this.lots.get(lot) as Lot).to < this.today)
        this.row(() => this.put(book, -amount, lot, 'expire'));
    }
  }

  /** Those whose day is over; also one that is open again since what ended it was taken back. */
  private endHolds(): void {
    for (const [key, record] of [...this.records]) {
      const { state, to, payer, kind } = record as Hold;
      if (!key.startsWith('hold ') || state !== 'open' || to >= this.today) continue;
      this.row(() => {
        const frozen = bookOf(payer, kind, 'general', `hold:${key.slice(5)}`);
        this.shift(frozen, bookOf(payer, kind), this.at(frozen));
        this.write(key, { ...record, state: 'expired', ended: this.today });
      });
    }
  }

  private walletOn = (holder: string): boolean => this.of<{ on: boolean }>('wallet', holder)?.on === true;
  private emptyWallet(holder: string): void {
    const cash = ['general', 'external'].map((purse) => this.at(bookOf(holder, 'cash', purse)));
    if (cash.some((amount) => amount !== 0)) no('conflict WALLET_NOT_EMPTY');
  }

  switchWallet(holder: string, on: boolean): string | void {
    if (this.walletOn(holder) === on) return 'unchanged SAME';
    if (!on) this.emptyWallet(holder);
    // One that is made anew is another than the one that was taken back.
    this.write(`wallet ${holder}`, { created: this.today, ...this.records.get(`wallet ${holder}`), on });
  }

  private slot = ({ account, day, purse, source, type, order }: Row) =>
    JSON.stringify([account, day, purse, source, type, order]);

  private payers({ account, purse, order }: Row, kind: Kind): string[] {
    const wallets = kind === 'cash' ? (this.walletsOf[account] ?? []).filter(this.walletOn) : [];
    return [
      ...(order ? [bookOf(account, kind, purse, `order:${order}`)] : []),
      ...[account, ...wallets].map((holder) => bookOf(holder, kind, purse)),
    ];
  }

  /** What is frozen for the order, then bonus, cash, wallets, credit. */
  private allPayers(row: Row): string[] {
    const books = ORDER.flatMap((kind) => this.payers(row, kind));
    const frozen = books.filter((book) => row.order !== undefined && book.endsWith(` order:${row.order}`));
    return [...frozen, ...books.filter((book) => !frozen.includes(book))];
  }

  private validIn = (book: string, day: number) => this.lotsIn(book).filter(({ from, to }) => from <= day && day <= to);
  private usable = (book: string, day: number) =>
    bonus(partsOf(book)[2])
      ? sum(this.validIn(book, day).map(({ amount, expired }) => amount + expired))
      : this.at(book);

  private pay(book: string, day: number, amount: number): number {
    const [holder, purse, kind] = partsOf(book);
    const paid = (part: number, lot?: string) => {
      this.put(book, -part, lot);
      if (part > 0) (this.tx.pieces as Piece[]).push({ book, ...(lot && { lot }), left: part });
      return part;
    };
    if (!bonus(kind)) {
      const part = Math.min(amount, kind === 'overdraft' ? amount : this.at(book));
      if (kind === 'credit') this.put(bookOf(holder, 'owed', purse), -part);
      return amount - paid(part);
    }
    let rest = amount;
    for (const { lot, amount: there, expired } of this.validIn(book, day)) {
      const back = Math.min(Math.max(rest - there, 0), expired);
      this.put(book, back, lot, 'unexpire');
      rest -= paid(Math.min(rest, there + back), lot);
    }
    return rest;
  }

  private payAll(row: Row, books: readonly string[], amount: number): number {
    return books.reduce((rest, book) => this.pay(book, row.day, rest), amount);
  }

  private consuming(row: Row): void {
    this.tx.slot = this.slot(row);
    this.tx.pieces = [];
  }

  /** An order for which nothing is frozen. */
  private unfrozen = ({ account, purse, order }: Row): boolean =>
    order !== undefined && ORDER.every((kind) => this.at(bookOf(account, kind, purse, `order:${order}`)) === 0);

  /** By hand: so much more. */
  consume(row: Row): string | void {
    if (row.day > this.today) no('invalid DAY_AHEAD');
    const books = this.allPayers(row);
    if (sum(books.map((book) => this.usable(book, row.day))) < (row.amount as number))
      no('conflict USABLE_INSUFFICIENT');
    const unfrozen = this.unfrozen(row);
    this.consuming(row);
    this.payAll(row, books, row.amount as number);
    return unfrozen ? 'ok NOTHING_FROZEN' : undefined;
  }

  private paid = (slot: string): Piece[] =>
    this.txs.flatMap((tx) => (tx.slot === slot && !tx.undone ? (tx.pieces ?? []) : [])).filter(({ left }) => left > 0);

  /** What each account consumed of each day, by what paid and has not come back. */
  days(): Record<string, number> {
    const found = new Map<string, number>();
    for (const { pieces = [], slot = '[]', undone } of this.txs) {
      const [account, day, purse, , type] = JSON.parse(slot) as [string, number, string, unknown, string | null];
      for (const { book, left } of undone ? [] : pieces) {
        const [holder, , kind] = partsOf(book);
        const name = [account, day, purse, type ?? '', holder === account ? kind : 'wallet'].join(' ');
        if (left !== 0) found.set(name, (found.get(name) ?? 0) + left);
      }
    }
    return Object.fromEntries([...found].toSorted());
  }

  /** From a file: so much in all, of the kinds given if they are; what nothing pays for is overdraft. */
  state(row: Row): string | void {
    if (row.day > this.today) no('invalid DAY_AHEAD');
    const slot = this.slot(row);
    const pieces = this.paid(slot);
    const kindsPaid = (kind: string) => pieces.filter(({ book }) => partsOf(book)[2] === kind);
    const more: [books: readonly string[], amount: number, covered?: number][] = [];
    this.tx.slot = slot;
    if (row.kinds === undefined) {
      const short = (row.amount as number) - sum(pieces.map(({ left }) => left));
      this.giveBack(pieces, Math.max(0, -short));
      more.push([this.allPayers(row), Math.max(0, short)]);
    } else {
      let open = sum(kindsPaid('overdraft').map(({ left }) => left));
      for (const kind of ORDER) {
        const short = (row.kinds[kind] ?? 0) - sum(kindsPaid(kind).map(({ left }) => left));
        const covered = Math.min(open, Math.max(0, short));
        open -= covered;
        this.giveBack(kindsPaid(kind), Math.max(0, -short));
        more.push([this.payers(row, kind), Math.max(0, short) - covered, covered]);
      }
      this.giveBack(kindsPaid('overdraft'), open);
    }
    let returned = this.tx.moves.length > 0;
    this.end();
    // What overdraft stands for is paid by its kind as far as that is there by now; cash has cleared what it could.
    let overdrawn = -this.at(bookOf(row.account, 'overdraft', row.purse));
    for (const one of more) {
      const [books, amount, covered = 0] = one;
      const there = sum(books.map((book) => this.usable(book, row.day))) - amount;
      const most = partsOf(books[0] as string)[2] === 'cash' ? Math.min(there, overdrawn) : there;
      const instead = Math.max(0, Math.min(covered, most));
      if (instead === 0) continue;
      this.tx.slot = slot;
      this.giveBack(
        this.paid(slot).filter(({ book }) => partsOf(book)[2] === 'overdraft'),
        instead,
      );
      overdrawn -= Math.min(overdrawn, instead);
      one[1] += instead;
      returned = true;
    }
    this.end();
    const unfrozen = this.unfrozen(row);
    this.consuming(row);
    const over = sum(more.map(([books, amount]) => this.payAll(row, books, amount)));
    this.pay(bookOf(row.account, 'overdraft', row.purse), row.day, over);
    const beside = this.tx.moves.length > 0 && this.besideLine(slot);
    if (over > 0) return beside ? 'ok OVERDRAWN_BESIDE' : 'ok OVERDRAWN';
    if (beside) return 'ok SOURCE_BESIDE';
    if (unfrozen && this.tx.moves.length > 0) return 'ok NOTHING_FROZEN';
    if (returned || this.tx.moves.length > 0) return 'ok';
    this.standing = this.txs.filter((tx) => tx.slot === slot && !tx.undone);
    return 'unchanged SAME';
  }

  /** Whether another source was booked of the same, and not all of it has come back. */
  private besideLine(slot: string): boolean {
    const rest = (text: string) => JSON.stringify((JSON.parse(text) as unknown[]).toSpliced(3, 1));
    const slots = new Set(this.txs.flatMap((tx) => (tx.pieces && !tx.undone ? [tx.slot as string] : [])));
    return [...slots].some((other) => other !== slot && rest(other) === rest(slot) && this.paid(other).length > 0);
  }

  /** The last that paid comes back first; what was repaid or cleared by now comes back as cash. */
  private giveBack(pieces: readonly Piece[], amount: number): void {
    let rest = amount;
    this.tx.taken ??= [];
    for (const piece of pieces.toReversed()) {
      const part = Math.min(rest, piece.left);
      rest -= part;
      piece.left -= part;
      if (part > 0) this.tx.taken.push({ piece, amount: part });
      const [holder, purse, kind] = partsOf(piece.book);
      const against = kind === 'credit' ? 'owed' : kind;
      const open =
        kind === 'credit' || kind === 'overdraft' ? Math.min(part, -this.at(bookOf(holder, against, purse))) : part;
      this.put(piece.book, open, piece.lot);
      if (kind === 'credit') this.put(bookOf(holder, 'owed', purse), open);
      this.put(bookOf(holder, 'cash', purse), part - open);
    }
  }

  /** Of the one line that fits. */
  giveBackOf(row: Row): void {
    if (row.day > this.today) no('invalid DAY_AHEAD');
    const known = this.txs.filter(({ pieces, undone }) => pieces && !undone).map(({ slot }) => slot as string);
    const fit = [...new Set(known)].filter((slot) => {
      const [account, day, purse, source, type, order] = JSON.parse(slot) as (string | number | null)[];
      const is = (asked: string | undefined, it: unknown) => asked === undefined || asked === (it ?? 'none');
      return (
        account === row.account &&
        day === row.day &&
        purse === row.purse &&
        is(row.source, source) &&
        is(row.type, type) &&
        is(row.order, order)
      );
    });
    const left = fit.filter((slot) => this.paid(slot).length > 0);
    const [slot, other] = left.length > 0 ? left : fit;
    if (slot === undefined) throw new Refused('conflict NOTHING_CONSUMED');
    if (other !== undefined) no('invalid AMBIGUOUS');
    const pieces = this.paid(slot);
    if ((row.amount as number) > sum(pieces.map(({ left }) => left))) no('conflict RETURN_EXCEEDED');
    this.tx.slot = slot;
    this.giveBack(pieces, row.amount as number);
  }

  /** What one row did, taken back as a whole, its last transaction first, then what it wrote beside the books. */
  undo({ txs, written = [] }: Done): Done {
    const open = txs.filter(({ undone }) => !undone).toReversed();
    // The last written first: an undo wrote its records after its transactions.
    const undid = open.some(({ final }) => final);
    const takeBack = () => {
      for (const one of written.toReversed()) this.takeBack(one);
    };
    const done = this.row(() => {
      if (undid) takeBack();
      for (const tx of open) {
        if (tx.final) no('conflict REVERSAL_FINAL');
        const later = this.txs.slice(this.txs.indexOf(tx) + 1);
        if (tx.pieces && later.some(({ slot, taken = [], undone }) => slot === tx.slot && taken.length > 0 && !undone))
          no('conflict RETURNED_SINCE');
        const cleared = tx.moves.some(({ book, by }) => partsOf(book)[2] === 'overdraft' && this.at(book) - by > 0);
        if (tx.pieces && cleared) no('conflict OVERDRAFT_CLEARED');
        for (const { book, by, lot, how } of tx.moves.toReversed())
          this.put(book, -by, lot, how && (how === 'expire' ? 'unexpire' : 'expire'));
        this.tx.final = true;
        this.end();
      }
      if (!undid) takeBack();
      for (const { key, after } of this.written)
        if (key.startsWith('wallet ') && !after?.['on']) this.emptyWallet(key.slice(7));
      if (open.length === 0 && this.written.length === 0) return 'unchanged SAME';
      return undefined;
    });
    if (done.told !== 'ok') return done;
    for (const tx of open) {
      tx.undone = true;
      for (const { piece, amount } of tx.taken ?? []) piece.left += amount;
    }
    this.endHolds();
    return done;
  }

  /** Field by field: what still is as it was written goes back, what is otherwise since is in the way. */
  private takeBack({ key, before, after }: Written): void {
    const now = this.records.get(key);
    const later = () => no('conflict UNDO_LATER');
    if (!before) {
      if (now && !same(now, after)) later();
      if (now) this.write(key, undefined);
    } else if (!after) {
      if (now && !same(now, before)) later();
      if (!now) this.write(key, before);
    } else if (!now) later();
    else {
      const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (field) => before[field] !== after[field] && now[field] !== before[field],
      );
      if (fields.some((field) => now[field] !== after[field])) later();
      const back = Object.fromEntries(fields.map((field) => [field, before[field]]));
      if (fields.length > 0) this.write(key, given({ ...now, ...back }));
    }
  }
}

const given = (record: Rec): Rec => Object.fromEntries(Object.entries(record).filter(([, one]) => one !== undefined));
const sorted = (record: Rec): unknown[] => Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
const same = (a: Rec, b: Rec = {}): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
