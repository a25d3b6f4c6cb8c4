/** Accounts that somebody goes on managing where no role of theirs is left: their manager will not see them any more. */
import type { Key } from '../domain/kind.ts';
import type { Loader, ReadView } from './define.ts';
import { managingPlaces } from './manager.ts';

const LEFT = 'managed where a role goes';

/** Of the roles at entities; those of groups, units and agencies are found by handing over. */
export async function loadLeftBehind(
  l: Loader,
  grants: readonly { readonly key: Key; readonly place: Key }[],
): Promise<void> {
  const values = grants.map(({ key, place }) => `${key.slice(0, key.indexOf('/'))}/${place}`);
  const except = { status: 'closed' };
  await l.survey(LEFT, { kind: 'account', by: 'manager', and: ['entity'], values, except, sample: 0, most: 1 });
}

/** More than none, where no other role of the member reaches the entity. */
export function leftBehind(v: ReadView, login: string, entity: Key): number {
  const group = v.get('org', entity)?.['parent'];
  const places = managingPlaces(v, login);
  const others = places.filter((place) => place === entity || place === group).length;
  return others > 1 ? 0 : v.surveyed(LEFT, `${login}/${entity}`).seen;
}
