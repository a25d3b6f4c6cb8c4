/**
 * Lets the event loop run once. The embedded store answers at once, so a long run would otherwise never come back to it:
 * no signal would be seen and no spinner turn until the end.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
