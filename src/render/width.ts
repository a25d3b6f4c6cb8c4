/** How many terminal columns a text takes, and cutting by that measure. Text must be `plain` first. */

const ASCII = /^[\x20-\x7e]*$/;
/** Every character a cluster of its own, of one column or, from U+3000 on, of two: nearly all that is ever shown. */
const SIMPLE =
  /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uff01-\uff60]*$/;
function simpleWidth(text: string, at: number): number {
  const code = text.charCodeAt(at);
  // What is for private use takes one.
  return code < 0x3000 || (code >= 0xe000 && code <= 0xf8ff) ? 1 : 2;
}
const EMOJI_STYLE = /\ufe0f/;

/** Patterns of many characters are made where they are used: most output never needs them. Wide by East Asian Width; wide emoji are known to the regex engine. */
const wide = (cluster: string): boolean =>
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f26f}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u.test(
    cluster,
  );
const nothing = (cluster: string): boolean => /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]+$/u.test(cluster);

// Made on first use: most output is ASCII and never needs it.
let segmenter: Intl.Segmenter | undefined;

function clusters(text: string): Iterable<{ segment: string }> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

function clusterWidth(cluster: string): number {
  if (cluster.length === 1 && cluster <= '\u007e') return 1;
  if (nothing(cluster)) return 0;
  // A flag, a family, a keycap are one picture of two columns, whatever they are made of.
  return wide(cluster) || EMOJI_STYLE.test(cluster) ? 2 : 1;
}

/** Of text whose every character is a cluster of its own. */
export function plainWidth(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += simpleWidth(text, i);
  return width;
}

export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  if (SIMPLE.test(text)) return plainWidth(text);
  let width = 0;
  for (const { segment } of clusters(text)) width += clusterWidth(segment);
  return width;
}

/** At most `max` columns, ending in `…` where something was left out. Never splits a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max && ASCII.test(text)) return text;
  if (max < 1) return '';
  if (SIMPLE.test(text)) return cutSimple(text, max);
  let width = 0;
  let kept = '';
  let keptWithMark = '';
  for (const { segment } of clusters(text)) {
    width += clusterWidth(segment);
    if (width > max) return keptWithMark + '…';
    kept += segment;
    if (width < max) keptWithMark = kept;
  }
  return kept;
}

function cutSimple(text: string, max: number): string {
  let width = 0;
  let marked = 0;
  for (let i = 0; i < text.length; i++) {
    if (width < max) marked = i;
    width += simpleWidth(text, i);
    if (width > max) return `${text.slice(0, marked)}…`;
  }
  return text;
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
