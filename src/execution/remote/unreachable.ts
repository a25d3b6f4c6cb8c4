/** An exchange that stayed lost, as an error for its reader. */
import { AdctlError } from '../../domain/refusal.ts';
import type { LostForGood } from './patience.ts';
import type { Wire } from './wire.ts';

export function unreachable(wire: Wire, { last }: LostForGood): AdctlError {
  if (last.said) return last.said;
  return new AdctlError(wire.met ? 'ANSWER_LOST' : 'SERVER_UNREACHABLE', { url: wire.url, reason: last.message });
}
