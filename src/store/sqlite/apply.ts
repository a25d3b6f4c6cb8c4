/** Writes records: one cached single-row statement for each table and set of columns, derived rows along with it. */

import { holderOf } from '../../domain/funds/books.ts';
import type { KindDef, Value } from '../../domain/kind.ts';
import { keyParts } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { Write } from '../port.ts';
import { AccountRows } from './account-rows.ts';
import { KeptIndexes } from './kept-indexes.ts';
import { LedgerWriter } from './ledger/write.ts';
import type { Session } from './session.ts';

type Fields = Readonly<Record<string, Value>>;

/** An empty list and no list are one and the same, so that a filter need not tell them apart. */
function stored(value: Value | undefined): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return value.length === 0 ? null : JSON.stringify(value);
  return value;
}

export class Applier {
  private readonly session: Session;
  private readonly texts = new Map<string, string>();
  private readonly accounts: AccountRows;
  private readonly kept: KeptIndexes;
  private readonly ledger: LedgerWriter;

  constructor(session: Session) {
    this.session = session;
    this.accounts = new AccountRows(session);
    this.kept = new KeptIndexes(session);
    this.ledger = new LedgerWriter(session);
  }

  apply(writes: readonly Write[]): void {
    let accounts = 0;
    this.accounts.places.begin();
    this.ledger.begin(writes.filter(({ kind }) => kind === 'transaction'));
    for (const write of writes) {
      const kind = KINDS[write.kind];
      if (write.op === 'set') {
        this.set(kind, write.key, write.fields);
        continue;
      }
      if (write.kind === 'transaction') {
        if (write.op !== 'insert') throw new Error('a transaction is only ever added');
        this.ledger.insert(write.key, write.fields);
        continue;
      }
      if (write.op === 'insert') this.insert(kind, write.key, write.fields);
      else this.remove(kind, write.key);
      if (kind.name === 'deposit' && write.op === 'insert') this.owes(write.key);
      if (kind.name === 'account') accounts += write.op === 'insert' ? 1 : -1;
    }
    this.accounts.places.flush();
    this.ledger.flush();
    if (accounts !== 0) this.session.prepare('UPDATE meta SET accounts = accounts + ?').run(accounts);
  }

  /** What an agency is to deposit is told beside what it has, before it has anything. */
  private owes(key: string): void {
    const [agency = '', currency = ''] = keyParts(KINDS.deposit, key);
    this.ledger.know(holderOf('agency', agency), currency);
  }

  private insert(kind: KindDef, key: string, fields: Fields): void {
    const parts = keyParts(kind, key);
    const names: string[] = [...kind.key];
    for (const name of Object.keys(fields)) if (!kind.key.includes(name)) names.push(name);
    const text = this.text(`i ${kind.table} ${names.join()}`, () => {
      this.check(kind, names);
      return `INSERT INTO ${kind.table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    });
    const values = names.map((name, i) => (i < parts.length ? parts[i] : stored(fields[name])));
    const { lastInsertRowid } = this.session.prepare(text).run(...values);
    if (kind.name === 'account') this.accounts.inserted(Number(lastInsertRowid), key, fields);
    this.kept.inserted(kind, key, fields);
  }

  private set(kind: KindDef, key: string, fields: Fields): void {
    const names = Object.keys(fields);
    if (names.length === 0) return;
    const text = this.text(`s ${kind.table} ${names.join()}`, () => {
      this.check(kind, names);
      return `UPDATE ${kind.table} SET ${names.map((name) => `"${name}" = ?`).join(', ')} WHERE ${condition(kind)}`;
    });
    const before = kind.name === 'account' ? this.accounts.before(key, names) : undefined;
    const kept = this.kept.before(kind, key, names);
    const { changes } = this.session
      .prepare(text)
      .run(...names.map((name) => stored(fields[name])), ...keyParts(kind, key));
    if (changes !== 1) throw new Error(`no ${kind.name} ${key} to change`);
    if (before) this.accounts.changed(before, key);
    this.kept.changed(kept, key);
  }

  private remove(kind: KindDef, key: string): void {
    if (kind.name === 'account') this.accounts.removing(key);
    const kept = this.kept.before(kind, key);
    const text = this.text(`r ${kind.table}`, () => `DELETE FROM ${kind.table} WHERE ${condition(kind)}`);
    const { changes } = this.session.prepare(text).run(...keyParts(kind, key));
    if (changes !== 1) throw new Error(`no ${kind.name} ${key} to remove`);
    this.kept.removed(kept, key);
  }

  private text(key: string, make: () => string): string {
    let text = this.texts.get(key);
    if (text === undefined) {
      text = make();
      this.texts.set(key, text);
    }
    return text;
  }

  /** Names come from operations, yet they become part of a statement. */
  private check(kind: KindDef, names: readonly string[]): void {
    if (kind.name === 'entry' || kind.name === 'result') throw new Error(`${kind.name} is not written by apply`);
    for (const name of names) {
      const field = kind.fields[name];
      const blind = name.endsWith('_bi') ? kind.fields[name.slice(0, -'_bi'.length)]?.pii : undefined;
      if (!blind && (!field || field.derived)) throw new Error(`${kind.name}.${name} cannot be written`);
    }
  }
}

function condition(kind: KindDef): string {
  return kind.key.map((name) => `"${name}" = ?`).join(' AND ');
}
