/** Loads what a query wants to look at by the same rules as a change does: rows by key or index, in the reader's sight. */
import type { Key, KindName, Row } from '../domain/kind.ts';
import type { Need } from '../store/port.ts';
import type { Loader, ReadView, ScopedTx } from './define.ts';

type Slot = { row: Row; visible: boolean; whole: boolean };

export class Reading implements Loader, ReadView {
  private readonly tx: Pick<ScopedTx, 'rows'>;
  private readonly records = new Map<string, Slot | undefined>();
  private readonly lists = new Map<string, Key[]>();

  constructor(tx: Pick<ScopedTx, 'rows'>) {
    this.tx = tx;
  }

  get view(): ReadView {
    return this;
  }

  async need(...needs: Need[]): Promise<void> {
    for (const need of needs) {
      const values = [...new Set(need.values)];
      const at = (value: string) => `${need.kind} ${need.by} ${value}`;
      for (const value of values)
        if (need.by === 'key') this.records.set(`${need.kind} ${value}`, this.records.get(`${need.kind} ${value}`));
        else this.lists.set(at(value), []);
      if (values.length === 0) continue;
      for (const found of await this.tx.rows({ ...need, values })) {
        const name = `${need.kind} ${found.key}`;
        const { visible, whole } = found;
        this.records.set(name, { row: { ...this.records.get(name)?.row, ...found.row }, visible, whole });
        this.lists.get(at(found.at))?.push(found.key);
      }
    }
  }

  get(kind: KindName, key: Key): Row | undefined {
    return this.slot(kind, key)?.row;
  }

  sees(kind: KindName, key: Key): boolean {
    return this.slot(kind, key)?.visible === true;
  }

  seesWhole(kind: KindName, key: Key): boolean {
    return this.slot(kind, key)?.whole === true;
  }

  list(kind: KindName, index: string, value: string): readonly Key[] {
    const keys = this.lists.get(`${kind} ${index} ${value}`);
    if (!keys) throw new Error(`${kind} by ${index} "${value}" was not loaded`);
    return keys;
  }

  find(kind: KindName, index: string, value: string): Key | undefined {
    return this.list(kind, index, value)[0];
  }

  private slot(kind: KindName, key: Key): Slot | undefined {
    const name = `${kind} ${key}`;
    if (!this.records.has(name)) throw new Error(`${name} was not loaded`);
    return this.records.get(name);
  }

  survey(): never {
    throw new Error('a query counts by a question');
  }
  surveyed(): never {
    throw new Error('a query counts by a question');
  }
  references(): never {
    throw new Error('a query removes nothing');
  }
  referenced(): never {
    throw new Error('a query removes nothing');
  }
}
