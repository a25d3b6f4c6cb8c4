export function claimByHand(file: string, keys: readonly string[]): number;
export function importByHand(
  file: string,
  source: string,
  gramsOf: (texts: readonly (string | null)[]) => string,
): number;
export function handoverByHand(file: string, keys: readonly string[], to: string): number;
export function allocateByHand(file: string, keys: readonly string[], payer: string, amount: number): number;
