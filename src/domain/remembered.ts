/** Asked for again and again, made once: of at most so many texts at a time, and forgotten all at once. */
export function remembered<T>(most: number, make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined && !known.has(text)) {
      made = make(text);
      if (known.size >= most) known.clear();
      known.set(text, made);
    }
    return made as T;
  };
}
