/**
 * Memory of a run of many chunks: each is dropped as a whole, but V8 looks for what is left of them only once there is
 * four times as much as is in use.
 */
import { setFlagsFromString } from 'node:v8';

let lean = false;

/** From the second chunk on: of what is loaded after this, V8 passes over what was compiled at the build. */
export function stayLean(): void {
  if (lean) return;
  lean = true;
  setFlagsFromString('--heap-growing-percent=150');
}
