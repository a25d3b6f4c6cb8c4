/** Whose a book is, of a row that lies in one. */
import { raw, type Sql } from '../sql.ts';

export const holderOfBook = (t: string): Sql =>
  raw(`(SELECT h.holder FROM books b JOIN holders h ON h.id = b.holder WHERE b.id = ${t}.book)`);
