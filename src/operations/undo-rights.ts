/** What undoing a row asks for: the right of the operation that it undoes, and where. */
import type { Key, KindName } from '../domain/kind.ts';
import { FLAGS } from '../domain/members.ts';
import type { Right, Subject } from '../domain/rights.ts';
import type { Logged } from '../domain/undo.ts';
import type { Ctx, ReadView } from './define.ts';
import { handoverRight } from './handover.ts';
import { rulesOf } from './request-types.ts';
import { unitPlaces } from './unit-accounts.ts';

/** One row of the undone batch: what it wrote, the last first. Made by the executor from the log, never typed. */
export type UndoRow = { readonly target: string; readonly entries: readonly Logged[] };

/** What a row is about comes before what hangs on it, what it made or removed before what it changed. */
const MAIN: readonly KindName[] = [
  'hold',
  'split',
  'transaction',
  'wallet',
  'deposit',
  'caps',
  'account',
  'org',
  'unit',
  'member',
  'authorisation',
  'relation',
  'grant',
  'qualification',
  'asset',
  'asset_grant',
  'request',
  'token',
];
export function mainOf(entries: readonly Logged[]): Logged | undefined {
  const rank = ({ kind, before, after }: Logged) => 2 * MAIN.indexOf(kind) + (before && after ? 1 : 0);
  return entries.toReversed().toSorted((a, b) => rank(a) - rank(b))[0];
}

/** Creating a group or agency needs the right on the entities put in, which the row's other entries name. */
function orgPlaces({ entries }: UndoRow, subject: Subject): Subject['places'] {
  const parents = entries
    .map(({ after, before }) => (after ?? before)?.['parent'])
    .filter((key): key is string => typeof key === 'string');
  const entities = entries.filter(({ kind, before }) => kind === 'org' && before).map(({ key }) => key);
  return subject.places === 'any' ? 'any' : [...subject.places, ...parents, ...entities];
}

/** Units that the row took the account from or put it into. */
export function unitsOf(entry: Logged, v: ReadView): Key[] {
  const units = [entry.before?.['unit'], entry.after?.['unit'], v.get('account', entry.key)?.['unit']];
  return [...new Set(units.filter((unit): unit is string => typeof unit === 'string'))];
}

/** Where the right is needed: for accounts in units at each of the units, else where the record lies. */
export function whereNeeded(v: ReadView, row: UndoRow, right: Right, subject: Subject): readonly Subject['places'][] {
  const moved = row.entries.filter(({ kind, before }) => kind === 'account' && before && 'unit' in before);
  if (right === 'unit.update' && moved.length > 0)
    return moved.flatMap((entry) => unitsOf(entry, v).map((unit) => unitPlaces(v, unit)));
  // Either side, wherever the account lies by now.
  const client = row.entries.find((entry) => entry.kind === 'authorisation');
  if (right.startsWith('client.') && client) {
    const of = { ...client.before, ...client.after, ...v.get('authorisation', client.key) };
    const entity = v.get('account', String(of['account']))?.['entity'];
    return [[entity, of['agency']].filter((place): place is string => typeof place === 'string')];
  }
  // Both sides have a say in who is in a group.
  const groups = row.entries.flatMap(({ kind, before }) =>
    kind === 'org' && before?.['parent'] ? [before['parent']] : [],
  );
  if (right === 'org.attach') return [subject.places, ...groups.map((group) => [String(group)])];
  return [right.startsWith('org.create') ? orgPlaces(row, subject) : subject.places];
}

/** What the right is asked for: what the row is about; of an answer or a withdrawal that is the request, with whatever was asked for. */
export function aboutOf(entries: readonly Logged[], right: Right | null): Logged | undefined {
  const request = right?.startsWith('request.') ? entries.find(({ kind }) => kind === 'request') : undefined;
  return request ?? mainOf(entries);
}

/** The right of an operation whose rows need different ones: told by what the row wrote. */
export function rightOf(v: ReadView, ctx: Pick<Ctx, 'actor'>, { entries }: UndoRow): Right | undefined {
  const { kind, key, before, after } = mainOf(entries) as Logged;
  const decided = entries.find((one) => one.kind === 'request' && one.after?.['decided_by'] !== undefined);
  const request = decided && v.get('request', decided.key);
  if (request) {
    const decider = rulesOf(request).decider(v, ctx, { ...request, id: decided.key }, {});
    return 'refuse' in decider ? undefined : decider.right;
  }
  if (kind === 'authorisation') return (after ?? before)?.['data'] == null ? 'client.authorize' : 'asset.authorize';
  if (kind === 'org') return `org.create_${String((after ?? before)?.['kind']) as 'group' | 'entity' | 'agency'}`;
  if (kind === 'account' || kind === 'relation') return handoverRight({ kind, key });
  if (kind === 'member') return 'member.remove';
  if (kind === 'grant') return (key.split('/')[1] as string) in FLAGS ? 'flag.grant' : 'member.grant';
  return undefined;
}
