/** What the text of a filter says of a holder, before any record is looked at. */
import { type Holder, holderParts, kindSaid } from '../domain/funds/books.ts';

/** Whether a text names a holder by its kind, an account by its platform, or by a bare id. */
export function holderText(said: string): { readonly whole?: Holder; readonly place: string } {
  const text = said.replace(/^account:/, '');
  // An id of digits is of an account only where no other kind is said.
  const account = /^[a-z0-9_]+:\d+$/.test(text) && kindSaid(text) === undefined;
  const whole = account ? `account:${text}` : text.includes(':') ? text : undefined;
  const place = text.slice(text.lastIndexOf(':') + 1);
  return {
    ...(whole !== undefined && { whole }),
    place: whole === undefined ? text : place || holderParts(whole).place,
  };
}
