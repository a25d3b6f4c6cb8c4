/** What a reader had seen of a state when it was read, as one word: `STATE/SEQ/HEAD/READER`. */
import type { Seen } from './question.ts';

export const historyText = ({ state, seq, head, reader }: Seen): string => `${state}/${seq}/${head}/${reader}`;

export function historyIn(text: string): Seen | undefined {
  const [, state = '', seq = '', head = '', reader = ''] = /^([\w-]+)\/(\d{1,15})\/(\w*)\/(.+)$/.exec(text) ?? [];
  return state === '' ? undefined : { state, seq: Number(seq), head, reader };
}
