/** Tags as users write them, in a file or on the command line. */
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';

const LABEL = { en: 'tags', zh: '标签' } as const;

export const TAG_OPTION = {
  tag: {
    type: 'list',
    label: { en: 'tag', zh: '标签' },
    help: { en: 'tag', zh: '标签' },
    several: { en: ', repeatable', zh: '，可重复' },
    metavar: 'TAG',
  },
} as const satisfies Schema;

export const TAG_ROW = {
  tags: { type: 'list', label: LABEL, help: { en: 'tags of this row', zh: '本行的标签' }, headers: ['tag', '标签'] },
} as const satisfies Schema;

const LONGEST_TAG = 64;

type Row = { readonly tags?: readonly string[] };
type Options = { readonly tag?: readonly string[] };
type Tags = { readonly tags: readonly string[] } | Refusal;

/** A list that is fed back may name what is held already: the command's tags come besides. */
export const tagsToAdd = (row: Row, options: Options): Tags =>
  checked([...new Set([...(row.tags ?? []), ...(options.tag ?? [])])]);

/** What the command names goes, and not all that a list that is fed back says is held. */
export const tagsToRemove = (row: Row, options: Options): Tags => checked(options.tag ?? row.tags ?? []);

function checked(tags: readonly string[]): Tags {
  if (tags.length === 0) return refuse('MISSING', { field: LABEL, option: '--tag' });
  const bad = tags.find((tag) => tag === '' || tag.length > LONGEST_TAG || /[,，;；|\p{Cc}]/u.test(tag));
  return bad === undefined
    ? { tags }
    : refuse('VALUE_INVALID', {
        field: LABEL,
        value: bad,
        expected: { en: '1 to 64 characters without , ; | or line breaks', zh: '1 到 64 个字符，不含 , ; | 和换行' },
      });
}
