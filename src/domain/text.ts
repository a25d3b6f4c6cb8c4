/** A message or label in every language the tool speaks; a missing translation does not compile. */
export type Text = { readonly en: string; readonly zh: string };
export type Lang = keyof Text;

/** A place in a text; the blank that parts it from a Chinese word is one that stands only beside other writing. */
const PLACE = /((?<=\p{Script=Han}) )?\{(\w+)\}( (?=\p{Script=Han}))?/gu;
const startsHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);
const endsHan = (text: string): boolean => /\p{Script=Han}$/u.test(text);

/** Fills `{name}` in a text from details; a list is joined, an absent detail leaves nothing behind. */
export function fill(text: string, details: Readonly<Record<string, unknown>> = {}): string {
  return text.replace(PLACE, (_, before = '', name: string, after = '') => {
    const value = details[name];
    if (value === undefined || value === null) return before + after;
    const said = Array.isArray(value) ? value.join(', ') : String(value);
    return (startsHan(said) ? '' : before) + said + (endsHan(said) ? '' : after);
  });
}

const LONGEST_VALUE = 80;

/** What somebody typed or pasted, in a message: a long one is told by its beginning. */
export function shortened(text: string): string {
  if (text.length <= LONGEST_VALUE + 20) return text;
  return `${[...text.slice(0, LONGEST_VALUE * 2)].slice(0, LONGEST_VALUE).join('')}…`;
}
