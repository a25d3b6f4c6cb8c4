/**
 * What a plan says of its rows, and the log with it: that none of them is another one when it is applied (FUND-6). Over
 * the rows as they are stored, in their order, one at a time.
 */
import { createHash } from 'node:crypto';
import { canonical } from './audit.ts';
import type { PlanRow } from './plans.ts';

export class PlanDigest {
  private readonly hash = createHash('sha256');

  add({ row, reference, target, input, before, after, was, standing }: PlanRow): void {
    this.hash.update(`${canonical([row, reference, target, input, before, after, was, standing])}\n`);
  }

  /** Hex, 64 digits. Nothing is added after. */
  end(): string {
    return this.hash.digest('hex');
  }
}
