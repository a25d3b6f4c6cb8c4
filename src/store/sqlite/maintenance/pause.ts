/** Long work on the whole state: lets the event loop run, and stops where it is asked to. */
import { AdctlError } from '../../../domain/refusal.ts';
import type { Watch } from '../../port.ts';

export async function pause(watch: Watch | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  stopIfAsked(watch);
}

export function stopIfAsked(watch: Pick<Watch, 'signal'> | undefined): void {
  if (watch?.signal?.aborted) throw new AdctlError('INTERRUPTED');
}
