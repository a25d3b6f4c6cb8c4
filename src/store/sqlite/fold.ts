/**
 * Search text without case and width, and its grams: every one and two characters. One-character grams let a single
 * Chinese character be found; two-character grams keep the candidates few, which the real text then confirms.
 */
import { remembered } from '../../domain/remembered.ts';

/** Nearly every text: these characters are their own normal form. */
const PLAIN = /^[\x20-\x7e\u4e00-\u9fff]*$/;

export function fold(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase();
}

/** Index tokens are plain ASCII words, so that no tokenizer takes a gram apart; other characters are spelt in hex. */
function token(gram: string): string {
  if (/^[a-z0-9]+$/.test(gram)) return gram;
  let word = '';
  for (const character of gram) word += 'x' + (character.codePointAt(0) as number).toString(16).padStart(2, '0');
  return word;
}

const tokenOf = remembered(50_000, token);

export function gramsOf(texts: readonly (string | null | undefined)[]): string {
  const grams = new Set<string>();
  for (const text of texts) {
    if (!text) continue;
    let previous = '';
    for (const character of fold(text)) {
      grams.add(character);
      if (previous) grams.add(previous + character);
      previous = character;
    }
  }
  let words = '';
  for (const gram of grams) words += tokenOf(gram) + ' ';
  return words;
}

/** The full-text expression for a folded search text: the grams that every hit must have. */
export function gramQuery(folded: string): string {
  const characters = [...folded];
  if (characters.length === 1) return `"${tokenOf(folded)}"`;
  const grams = new Set<string>();
  for (let i = 1; i < characters.length; i++) grams.add(`"${tokenOf(`${characters[i - 1]}${characters[i]}`)}"`);
  return [...grams].join(' AND ');
}
