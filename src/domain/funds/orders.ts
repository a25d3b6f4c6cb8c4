/** Orders that funds are frozen for: any id that a posting can name. */
import { type Refusal, refuse } from '../refusal.ts';
import type { BookState } from './books.ts';

/** `|` parts the fields of a posting in the log. */
const ORDER = /^[^|\p{Cc}]+$/u;

export const orderState = (order: string): BookState | Refusal =>
  ORDER.test(order) ? `order:${order}` : refuse('ORDER_INVALID', { value: order });
