/** What indexes hold that are of what fields say (`IndexDef.kept`), by kind and index; a row without a value is in none. */
import { likeness } from './company-names.ts';
import type { Row } from './kind.ts';

export type KeptValues = Readonly<Record<string, (row: Row) => string | undefined>>;

export const KEPT_VALUES: KeptValues = {
  // Companies alone have names that tell them apart; people often have one name.
  org_likeness: ({ kind, licence_kind, name }) =>
    kind === 'entity' && licence_kind === 'business' && typeof name === 'string'
      ? likeness(name) || undefined
      : undefined,
};
