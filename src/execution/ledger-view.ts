/**
 * The ledger of one chunk: books, lots and consumption as loaded, movements folded over them, with a journal that can go
 * back to a row's start. Reading what was not loaded throws: "not loaded" is never "nothing there".
 */
import { lastOf } from '../domain/days.ts';
import {
  AVAILABLE,
  type Book,
  type BookName,
  type BookState,
  bookName,
  bookNamed,
  bookSet,
  type Holder,
  isWorld,
  WORLD,
} from '../domain/funds/books.ts';
import type { Funds, HeldLot } from '../domain/funds/funds.ts';
import type { Consumed, DueHold, FundsNeed, HeldMoney, HolderFunds, Lent } from '../domain/funds/loaded.ts';
import type { Posted, Posting } from '../domain/funds/postings.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import { isConsumption } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';

type Lots = Map<Key, HeldLot>;
type Undo = () => void;
/** Most holders have nothing else, and share this: never added to. */
const NOTHING_FROZEN = new Set<string>([AVAILABLE]);

export class LedgerView implements Funds {
  private readonly sets = new Map<Holder, { readonly currency: string; states: Set<string> }[]>();
  /** Sets of which whatever is frozen was loaded. */
  private readonly frozenOf = new Set<string>();
  private readonly zones = new Map<Holder, string>();
  private readonly balances = new Map<BookName, bigint>();
  private readonly lotsOf = new Map<BookName, Lots>();
  private readonly ends = new Map<Key, { readonly validFrom: string; readonly validTo: string }>();
  private readonly days = new Map<string, Consumed[]>();
  private readonly due = new Map<Key, DueHold & { readonly currency: string }>();
  private readonly inBooks = new Map<Holder, HeldMoney>();
  private readonly given = new Map<string, Lent['kinds']>();
  private readonly over = new Set<string>();
  private journal: Undo[] = [];

  /** What of this has not been loaded yet. */
  lacking(needs: readonly FundsNeed[]): FundsNeed[] {
    const lacking = new Map<string, FundsNeed>();
    const currencies = new Set(needs.map(({ currency }) => currency));
    const worlds = [...currencies].map((currency): FundsNeed => ({ holder: WORLD, currency }));
    for (const need of [...worlds, ...needs]) {
      const name = bookSet(need.holder, need.currency);
      const states = this.states(need.holder, need.currency);
      const frozen = need.frozen && !this.frozenOf.has(name);
      if (!need.states && !need.lots && need.since === undefined && !frozen) {
        if (!states && !lacking.has(name)) lacking.set(name, need);
        continue;
      }
      const wanted = (need.states ?? []).filter((state) => !states?.has(state));
      const lots = (need.lots ?? []).filter((lot) => !this.ends.has(lot));
      const nothing = wanted.length === 0 && lots.length === 0 && need.since === undefined && !frozen;
      if (states && nothing) continue;
      const other = lacking.get(name);
      const since = [need.since, other?.since].filter((day) => day !== undefined).toSorted()[0];
      lacking.set(name, {
        ...need,
        states: [...new Set([...wanted, ...(other?.states ?? [])])],
        lots: [...new Set([...lots, ...(other?.lots ?? [])])],
        ...(since && { since }),
        ...((frozen || other?.frozen) && { frozen: true }),
      });
    }
    return [...lacking.values()];
  }

  accept(loaded: readonly HolderFunds[]): void {
    for (const { holder, currency, states, frozen, zone, books, lots, due, ends } of loaded) {
      const name = bookSet(holder, currency);
      if (frozen) this.frozenOf.add(name);
      this.meet(holder, currency, states);
      this.zones.set(holder, zone);
      // What was folded meanwhile is newer than what is stored.
      for (const { book, balance } of books) if (!this.balances.has(book)) this.balances.set(book, balance);
      for (const { book, ...held } of lots) {
        const known = this.lotsIn(book);
        if (!known.has(held.lot)) known.set(held.lot, held);
        this.ends.set(held.lot, held);
      }
      for (const { lot, ...days } of ends) this.ends.set(lot, days);
      for (const hold of due) this.due.set(hold.id, { ...hold, currency });
    }
  }

  /** The states in which books of these were loaded; asked for each of very many books, so no name is made for it. */
  private states(holder: Holder, currency: string): ReadonlySet<string> | undefined {
    return this.sets.get(holder)?.find((set) => set.currency === currency)?.states;
  }

  private meet(holder: Holder, currency: string, states: readonly string[]): void {
    const of = this.sets.get(holder);
    let set = of?.find((one) => one.currency === currency);
    if (!set) {
      set = { currency, states: NOTHING_FROZEN };
      if (of) of.push(set);
      else this.sets.set(holder, [set]);
    }
    for (const state of states) {
      if (set.states.has(state)) continue;
      // Added to in place from then on: whoever pays for a chunk of holds has one more state for each.
      if (set.states === NOTHING_FROZEN) set.states = new Set(NOTHING_FROZEN);
      set.states.add(state);
    }
  }

  acceptDays(days: readonly { readonly holder: Holder; readonly day: string }[], consumed: readonly Consumed[]): void {
    const fresh = new Set<string>();
    for (const { holder, day } of days) {
      const name = `${holder}/${day}`;
      if (this.days.has(name)) continue;
      fresh.add(name);
      this.days.set(name, []);
    }
    for (const one of consumed) {
      const name = `${one.holder}/${one.day}`;
      if (fresh.has(name)) this.days.get(name)?.push(one);
    }
  }

  acceptHeld(held: readonly HeldMoney[]): void {
    for (const one of held) this.inBooks.set(one.holder, one);
  }

  knowsHeld(holder: Holder): boolean {
    return this.inBooks.has(holder);
  }

  held(holder: Holder): HeldMoney {
    const known = this.inBooks.get(holder);
    if (!known) throw new Error(`what ${holder} has was not asked`);
    return known;
  }

  acceptLent(lent: readonly Lent[]): void {
    for (const { of, kinds } of lent) this.given.set(`${of.from}/${of.to}`, kinds);
  }

  lent({ from, to }: Lent['of']): Lent['kinds'] {
    const known = this.given.get(`${from}/${to}`);
    if (!known) throw new Error(`what ${from} gave to ${to} was not asked`);
    return known;
  }

  /** A book that begins with a new hold, and so is empty. */
  open(holder: Holder, currency: string, state: string): void {
    if (this.states(holder, currency)) this.meet(holder, currency, [state]);
  }

  end(what: string): void {
    this.over.add(what);
  }

  ended(what: string): boolean {
    return this.over.has(what);
  }

  hasDay(holder: Holder, day: string): boolean {
    return this.days.has(`${holder}/${day}`);
  }

  /** Holds that are over, and lots that are, each once. */
  get dueHolds(): readonly (DueHold & { readonly currency: string })[] {
    return [...this.due.values()];
  }

  dueLots(
    now: number,
  ): { readonly book: BookName; readonly lot: Key; readonly amount: bigint; readonly expires: number }[] {
    const due = [];
    for (const [book, lots] of this.lotsOf) {
      if (bookNamed(book).state !== 'available') continue;
      for (const { lot, amount, expires } of lots.values())
        if (amount > 0n && expires <= now) due.push({ book, lot, amount, expires });
    }
    return due;
  }

  balance(name: BookName, parts?: Book): bigint {
    const known = this.balances.get(name);
    if (known !== undefined) return known;
    const { holder, currency, state } = parts ?? bookNamed(name);
    if (!this.states(holder, currency)?.has(state)) throw new Error(`book ${name} was not loaded`);
    return 0n;
  }

  frozen({ holder, currency, purse, kind }: Book): bigint {
    const name = bookSet(holder, currency);
    if (!this.frozenOf.has(name)) throw new Error(`what is frozen of ${holder} was not loaded`);
    let sum = 0n;
    for (const state of this.states(holder, currency) ?? [])
      if (state !== AVAILABLE)
        sum += this.balance(bookName({ holder, currency, purse, kind, state: state as BookState }));
    return sum;
  }

  lots(book: BookName): readonly HeldLot[] {
    this.balance(book);
    const lots = [...(this.lotsOf.get(book)?.values() ?? [])];
    return lots.length < 2
      ? lots
      : lots.sort((a, b) => (a.validTo === b.validTo ? (a.lot < b.lot ? -1 : 1) : a.validTo < b.validTo ? -1 : 1));
  }

  validTo(lot: Key): string {
    const known = this.ends.get(lot);
    if (!known) throw new Error(`lot ${lot} was not loaded`);
    return known.validTo;
  }

  zone(holder: Holder): string {
    const zone = this.zones.get(holder);
    if (zone === undefined) throw new Error(`funds of ${holder} were not loaded`);
    return zone;
  }

  consumed(holder: Holder, day: string): readonly Consumed[] {
    const known = this.days.get(`${holder}/${day}`);
    if (!known) throw new Error(`consumption of ${holder} on ${day} was not loaded`);
    return known;
  }

  private lotsIn(book: BookName): Lots {
    let lots = this.lotsOf.get(book);
    if (!lots) this.lotsOf.set(book, (lots = new Map()));
    return lots;
  }

  begin(): void {
    this.journal = [];
  }

  /** Folds a movement; returns its postings with the balances that they lead to. */
  post(transaction: LedgerTransaction): Posted[] {
    const { lot } = transaction;
    if (lot) this.ends.set(lot.id, lot);
    const posted = transaction.postings.map((posting): Posted => {
      const { book, amount, lot: of, part } = posting;
      return { book, amount, lot: of, part, balance: this.enter(posting) };
    });
    this.remember(transaction);
    return posted;
  }

  private enter({ book, amount, lot, part }: Posting): bigint {
    const before = this.balance(book);
    const after = before + amount;
    this.balances.set(book, after);
    this.journal.push(() => this.balances.set(book, before));
    const { holder } = bookNamed(book);
    if (lot !== undefined && !isWorld(holder)) {
      const lots = this.lotsIn(book);
      const held = lots.get(lot);
      const expired = part === undefined || part === 'settle' ? 0n : -amount;
      lots.set(lot, {
        ...(held ?? this.arriving(holder, lot)),
        amount: (held?.amount ?? 0n) + amount,
        expired: (held?.expired ?? 0n) + expired,
      });
      this.journal.push(() => (held ? lots.set(lot, held) : lots.delete(lot)));
    }
    return after;
  }

  private arriving(holder: Holder, lot: Key): HeldLot {
    const ends = this.ends.get(lot);
    if (!ends) throw new Error(`lot ${lot} was not loaded`);
    const { validFrom, validTo } = ends;
    const expires = lastOf(validTo, this.zone(holder)) ?? Number.MAX_SAFE_INTEGER;
    return { lot, amount: 0n, expired: 0n, validFrom, validTo, expires };
  }

  private remember(transaction: LedgerTransaction): void {
    const { day, holder, movement, reverses } = transaction;
    // What was over by itself has a day, too.
    if (day === undefined || (reverses === undefined && !isConsumption(movement))) return;
    const name = `${holder}/${day}`;
    const before = this.days.get(name);
    if (!before) return;
    const after =
      reverses === undefined ? [...before, { ...transaction, day }] : before.filter(({ id }) => id !== reverses);
    this.days.set(name, after);
    this.journal.push(() => this.days.set(name, before));
  }

  revert(): void {
    for (const undo of this.journal.reverse()) undo();
    this.journal = [];
  }
}
