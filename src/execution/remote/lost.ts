/** An exchange that came to nothing by no fault of what was asked: it may be tried again. */
import type { AdctlError } from '../../domain/refusal.ts';

export class Lost extends Error {
  /** What was asked may have reached the server, and may have been done. */
  readonly reached: boolean;
  /** As the server said when it is worth trying again. */
  readonly afterMs: number | undefined;
  /** What the server said, where it did. */
  readonly said: AdctlError | undefined;

  constructor(
    reason: string,
    how: { readonly reached: boolean; readonly afterMs?: number | undefined; readonly said?: AdctlError | undefined },
  ) {
    super(reason);
    this.reached = how.reached;
    this.afterMs = how.afterMs;
    this.said = how.said;
  }
}
