/** "Did you mean": the candidates closest to a mistyped word, best first; none where nothing is close. */
import type { Text } from './text.ts';

/** Edits between two words: insert, remove, replace, and swap of neighbours, each counting one. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const line = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(last[j]! + 1, line[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      line.push(best);
    }
    before = last;
    last = line;
  }
  return last[b.length]!;
}

// Nobody mistypes a word this long; it keeps the quadratic distance cheap on pasted text.
const LONGEST = 64;

/** Two of these say as much as three letters. Patterns by property take a while to make: nobody does before they are needed. */
const chinese = (word: string): boolean => /^\p{Script=Han}{2,}/u.test(word);

/** The beginning of a name says enough even where it is short: `li` of `li.na`, `李` of `李娜`. */
const begins = (known: string, wanted: string): boolean =>
  known.startsWith(wanted) && (wanted.length >= 2 || /^\p{Script=Han}/u.test(wanted));

const normal = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[-\s]+/g, '_');

/** Names that differ in case, width, blanks, `-` and `_` only are the same. */
export const spelled = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

export function nearest(word: string, candidates: Iterable<string>, max = 3): string[] {
  const wanted = normal(word.slice(0, LONGEST));
  if (wanted === '') return [];
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const scored: { name: string; score: number; edits: number }[] = [];
  for (const name of new Set(candidates)) {
    const known = normal(name);
    const edits = editDistance(wanted, known);
    // A part of the name (`budget` for `daily_budget`) is a better guess than many edits say.
    const part =
      begins(known, wanted) ||
      ((wanted.length >= 3 || chinese(wanted)) &&
        (known.includes(wanted) || ((known.length >= 3 || chinese(known)) && wanted.includes(known))));
    const score = part ? Math.min(edits, known.startsWith(wanted) ? 1 : allowed) : edits;
    if (score <= allowed) scored.push({ name, score, edits });
  }
  scored.sort(
    (x, y) => x.score - y.score || x.edits - y.edits || x.name.length - y.name.length || (x.name < y.name ? -1 : 1),
  );
  return scored.slice(0, max).map((s) => s.name);
}

/** What to do about a mistyped word: try what it is close to, or else `otherwise`. */
export function meantOr(near: readonly string[], otherwise: Text): Text {
  if (near.length === 0) return otherwise;
  const names = near.join(', ');
  return { en: `did you mean ${names}?`, zh: `您是否想输入 ${names}？` };
}
