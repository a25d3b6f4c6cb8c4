/** Called, in order, when the file of tests that is running has ended (leftovers.ts). */
export const ends: (() => void)[] = [];
