/** Fills a view from the store: what is asked for in a chunk, and the keys of the persons in it. */
import { accountOf } from '../domain/funds/books.ts';
import type { FundsNeed, Lent } from '../domain/funds/loaded.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import type { Loader } from '../operations/define.ts';
import type { Need, ReadTx, Sight, Survey } from '../store/port.ts';
import { personOf, View } from './view.ts';

/** More references than a chunk has rows: then removing them all within the chunk cannot be overlooked. */
const REFERENCE_LIMIT = 1_001;

/** For whoever only reads: no record's person is sealed anew. */
export function readingLoader(tx: ReadTx, sight: Sight): ViewLoader {
  return new ViewLoader(new View(), tx, sight, async () => {});
}

const personal = ({ kind, fields }: Need): boolean => fields.some((field) => KINDS[kind].fields[field]?.pii);

/** Loads into a view through a transaction, in as many round trips as there are needs. */
export class ViewLoader implements Loader {
  readonly view: View;
  private readonly tx: ReadTx;
  private readonly sight: Sight;
  private readonly onPersons: (persons: readonly string[]) => Promise<void>;

  constructor(view: View, tx: ReadTx, sight: Sight, onPersons: (persons: readonly string[]) => Promise<void>) {
    this.view = view;
    this.tx = tx;
    this.sight = sight;
    this.onPersons = onPersons;
  }

  async need(...needs: Need[]): Promise<void> {
    for (const need of needs) {
      const values = [...new Set(need.values)].filter((value) => !this.view.holds(need, value));
      // Of a record known to be absent it may not be known yet that its person has no key either.
      if (need.by === 'key' && personal(need))
        await this.onPersons([...new Set(need.values)].map((key) => personOf(need.kind, key)));
      if (values.length === 0 && need.by === 'key') continue;
      const asked = { ...need, values };
      // At the beginning of time nothing is due yet.
      const sight = need.recorded ? { ...this.sight, now: 0 } : this.sight;
      const rows = values.length > 0 ? await this.tx.rows(asked, sight) : [];
      this.view.accept(asked, rows);
      if (need.by !== 'key' && personal(need))
        await this.onPersons([...new Set(rows.map(({ key }) => personOf(need.kind, key)))]);
    }
  }

  async survey(name: string, survey: Survey): Promise<void> {
    const asked = { ...survey, values: [...new Set(survey.values)] };
    this.view.acceptSurvey(name, await this.tx.survey(asked, this.sight));
  }

  async references(kind: KindName, keys: readonly Key[]): Promise<void> {
    if (keys.length === 0) return;
    this.view.acceptReferences(kind, await this.tx.referencing(kind, keys, REFERENCE_LIMIT), keys);
  }

  async funds(needs: readonly FundsNeed[]): Promise<void> {
    const lacking = this.view.funds.lacking(needs);
    if (lacking.length > 0) this.view.funds.accept(await this.tx.funds(lacking.map(this.zoned), this.sight.now));
  }

  /** An account's zone was mostly loaded with it. */
  private readonly zoned = (need: FundsNeed): FundsNeed => {
    const account = accountOf(need.holder);
    if (account === undefined || this.view.seesLoaded('account', account) === undefined) return need;
    const zone = this.view.get('account', account)?.['time_zone'];
    return typeof zone === 'string' ? { ...need, zone } : need;
  };

  async held(holders: readonly string[]): Promise<void> {
    const lacking = [...new Set(holders)].filter((holder) => !this.view.funds.knowsHeld(holder));
    if (lacking.length > 0) this.view.funds.acceptHeld(await this.tx.held(lacking, this.sight.now));
  }

  async lent(pairs: readonly Lent['of'][]): Promise<void> {
    if (pairs.length > 0) this.view.funds.acceptLent(await this.tx.lent(pairs));
  }

  async consumption(days: readonly { readonly holder: string; readonly day: string }[]): Promise<void> {
    const asked = new Map(days.map((one) => [`${one.holder}/${one.day}`, one]));
    const lacking = [...asked.values()].filter(({ holder, day }) => !this.view.funds.hasDay(holder, day));
    if (lacking.length > 0) this.view.funds.acceptDays(lacking, await this.tx.consumption(lacking));
  }
}
