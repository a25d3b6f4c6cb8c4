/** Text that the state holds as JSON. What cannot be read is damage of the file, told as such, and no bug. */
export class Unreadable extends Error {}

/** For who looks for damage: undefined is a finding. */
export function readable<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

export function fromStored<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new Unreadable('a value in it cannot be read', { cause: error });
  }
}
