/** What a state had seen when it was read, as one word: `STATE/SEQ/HEAD`. */
import type { History } from './question.ts';

export const historyText = ({ state, seq, head }: History): string => `${state}/${seq}/${head}`;

export function historyIn(text: string): History | undefined {
  const [, state = '', seq = '', head = ''] = /^([\w-]+)\/(\d{1,15})\/(\w*)$/.exec(text) ?? [];
  return state === '' ? undefined : { state, seq: Number(seq), head };
}
