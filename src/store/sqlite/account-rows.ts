/** Rows derived from accounts: their tags by tag, their search grams, how many lie where. Written with the account, compared by the check. */

import { accountKind } from '../../domain/accounts.ts';
import type { Row, Value } from '../../domain/kind.ts';
import { keyParts } from '../../domain/kind.ts';
import { gramsOf } from './fold.ts';
import { PLACED, type Place, Places, placeIn } from './places.ts';
import { listOf } from './rows.ts';
import type { Session } from './session.ts';

export const SEARCHED: readonly string[] = accountKind.search ?? [];

/** What a change is about to touch: the tags and the place as they were, whether search text changes. */
export type Before = {
  readonly seq: number;
  readonly tags: readonly string[] | undefined;
  readonly place: Place | undefined;
  readonly searched: boolean;
};

export class AccountRows {
  readonly places: Places;
  private readonly session: Session;
  constructor(session: Session) {
    this.session = session;
    this.places = new Places(session);
  }

  inserted(seq: number, key: string, fields: Row): void {
    const [platform, id] = keyParts(accountKind, key);
    const row: Record<string, Value> = { ...fields, platform: platform ?? null, id: id ?? null };
    this.index(
      seq,
      SEARCHED.map((name) => row[name] as string | null),
    );
    this.tag(seq, (fields['tags'] as readonly string[] | null | undefined) ?? []);
    this.places.move(placeIn(fields), 1);
  }

  /** Of an account that has neither grams nor tags. */
  rebuilt(seq: number, tags: readonly string[], texts: readonly (string | null)[]): void {
    this.index(seq, texts);
    this.tag(seq, tags);
  }

  before(key: string, names: readonly string[]): Before | undefined {
    const tagged = names.includes('tags');
    const searched = names.some((name) => SEARCHED.includes(name));
    const placed = PLACED.some((name) => names.includes(name));
    if (!tagged && !searched && !placed) return undefined;
    const found = this.find(key);
    if (!found) return undefined;
    const { seq, tags, place } = found;
    return { seq, tags: tagged ? tags : undefined, place: placed ? place : undefined, searched };
  }

  changed({ seq, tags, place, searched }: Before, key: string): void {
    if (place) {
      const now = this.find(key)?.place;
      this.places.move(place, -1);
      if (now) this.places.move(now, 1);
    }
    if (tags !== undefined) {
      this.untag(seq, tags);
      this.tag(seq, this.find(key)?.tags ?? []);
    }
    if (searched) {
      const text = `SELECT ${SEARCHED.map((name) => `"${name}"`).join(', ')} FROM accounts WHERE seq = ?`;
      this.index(seq, this.session.prepare(text).get(seq) as (string | null)[]);
    }
  }

  removing(key: string): void {
    const found = this.find(key);
    if (!found) return;
    this.untag(found.seq, found.tags);
    this.places.move(found.place, -1);
    this.session.prepare('DELETE FROM account_grams WHERE rowid = ?').run(found.seq);
  }

  private find(key: string): { seq: number; tags: readonly string[]; place: Place } | undefined {
    const [platform, id] = keyParts(accountKind, key);
    const text = 'SELECT seq, tags, entity, unit FROM accounts WHERE id = ? AND platform = ?';
    type Found = [number, tags: string | null, entity: string | null, unit: string | null];
    const found = this.session.prepare(text).get(id, platform) as Found | undefined;
    return found && { seq: found[0], tags: listOf(found[1]), place: [found[2], found[3]] };
  }

  private index(seq: number, texts: readonly (string | null | undefined)[]): void {
    this.session
      .prepare('INSERT OR REPLACE INTO account_grams (rowid, grams) VALUES (?, ?)')
      .run(BigInt(seq), gramsOf(texts));
  }

  private tag(seq: number, tags: readonly string[]): void {
    const insert = this.session.prepare('INSERT OR IGNORE INTO account_tags (tag, seq) VALUES (?, ?)');
    for (const tag of tags) insert.run(tag, seq);
  }

  private untag(seq: number, tags: readonly string[]): void {
    const remove = this.session.prepare('DELETE FROM account_tags WHERE tag = ? AND seq = ?');
    for (const tag of tags) remove.run(tag, seq);
  }
}
