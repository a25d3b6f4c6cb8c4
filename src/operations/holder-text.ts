/** What the text of a filter says of a holder, before any record is looked at. */
import { type Holder, holderParts } from '../domain/funds/books.ts';

/** Whether a text names a holder by its kind, an account by its platform, or by a bare id. */
export function holderText(text: string): { readonly whole?: Holder; readonly place: string } {
  const whole = /^[a-z0-9_]+:\d+$/.test(text) ? `account:${text}` : text.includes(':') ? text : undefined;
  const place = text.slice(text.lastIndexOf(':') + 1);
  return {
    ...(whole !== undefined && { whole }),
    place: whole === undefined ? text : place || holderParts(whole).place,
  };
}
