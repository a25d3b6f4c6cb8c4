/**
 * Text that is safe on a terminal. Names and notes come from other people: an escape sequence or a bidi control in
 * them must not move the cursor, colour the screen or reorder what is read. They are shown, as text.
 */

// Everything that controls: C0, DEL and C1, line and paragraph separators, bidi controls, invisible marks, lone surrogates.
// Joiners (U+200C, U+200D) and variation selectors stay: scripts and emoji need them. By number: a class by property is
// slow to make, and every table needs this one.
const CONTROLS = String.raw`\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb`;
const UNSAFE = new RegExp(`[${CONTROLS}]`, 'u');
const UNSAFE_RUN = new RegExp(`\\r\\n|[${CONTROLS}]`, 'gu');
const BLANK = /^(?:\r\n|[\t\n\v\f\r\u0085\u2028\u2029])$/;

function shown(control: string): string {
  if (BLANK.test(control)) return ' ';
  const code = control.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** One line: breaks and tabs become blanks, other controls their escapes (`\x1b`). */
export function plain(text: string): string {
  return UNSAFE.test(text) ? text.replace(UNSAFE_RUN, shown) : text;
}
