/** What an undo or redo must ask as the operations do whose effect it has: who leaves a group, what is archived, who gets a role or an account. */
import type { Key } from '../domain/kind.ts';
import { named } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Inverse, Logged } from '../domain/undo.ts';
import type { Loader, Patch, ReadView } from './define.ts';
import {
  groupUnitsFault,
  loadGroupUnits,
  loadLivingInOrgs,
  loadLivingInUnits,
  orgArchiveFault,
  unitArchiveFault,
} from './in-use.ts';
import { loadMoneyGuards, moneyGuard } from './money-guards.ts';
import type { Touched } from './subjects.ts';

/** `fields`: before and after together. Records and accounts are loaded. */
export async function loadGuards(l: Loader, touched: readonly Touched[]): Promise<void> {
  const of = (kind: string, field: string): Key[] => [
    ...new Set(touched.filter((one) => one.kind === kind && one.fields && field in one.fields).map(({ key }) => key)),
  ];
  const there = (kind: 'org' | 'unit', keys: readonly Key[]) => keys.filter((key) => l.view.get(kind, key));
  await loadGroupUnits(l, there('org', of('org', 'parent')));
  await loadLivingInOrgs(l, there('org', of('org', 'status')));
  await loadLivingInUnits(l, there('unit', of('unit', 'status')));
  await loadMoneyGuards(l, touched);
  const members = touched.flatMap(({ kind, key, fields }) => {
    if (kind === 'grant') return [key.split('/')[0]];
    if (kind === 'relation') return [fields?.['member'] ?? key.split('/')[1]];
    if (kind === 'request') return [fields?.['member'] ?? l.view.get('request', key)?.['member']];
    return kind === 'account' ? [fields?.['manager'], l.view.get('account', key)?.['manager']] : [];
  });
  const logins = members.filter((login): login is string => typeof login === 'string');
  await l.need({ kind: 'member', by: 'key', values: logins, fields: ['status'] });
}

/** The first of these patches that the operation of the same effect would have refused. */
export function guard(v: ReadView, patches: readonly Patch[]): Refusal | undefined {
  const revived = new Set(
    patches.flatMap((patch) => {
      if ('insert' in patch) return patch.insert === 'member' ? [patch.key] : [];
      return 'set' in patch && patch.set === 'member' && patch.fields['status'] === 'active' ? [patch.key] : [];
    }),
  );
  const gone = (login: unknown): Refusal | undefined =>
    typeof login !== 'string' || revived.has(login) || v.get('member', login)?.['status'] === 'active'
      ? undefined
      : refuse(erased(v, login) ? 'MEMBER_ERASED' : 'MEMBER_REMOVED', { member: named('member', login) });
  for (const patch of patches) {
    const fault =
      ('insert' in patch ? insertFault(patch, gone) : 'set' in patch ? setFault(v, patch, gone) : undefined) ??
      dataFault(v, patch) ??
      moneyGuard(v, patch);
    if (fault) return fault;
  }
  return undefined;
}

/** What was erased is not brought back in parts either. */
export const erased = (v: ReadView, login: Key): boolean => v.get('member', login)?.['status'] === 'erased';

/** Made for a member: not for one that is gone. */
const WITH_MEMBER: ReadonlySet<string> = new Set(['grant', 'relation', 'request']);

/** Data of a client is had while it is one: that it became one is not undone beneath it (ACC-7). */
function dataFault(v: ReadView, patch: Patch): Refusal | undefined {
  const key = 'set' in patch && patch.set === 'authorisation' && 'state' in patch.fields ? patch.key : undefined;
  const gone = key ?? ('remove' in patch && patch.remove === 'authorisation' ? patch.key : undefined);
  const now = gone === undefined ? undefined : v.get('authorisation', gone);
  if (now?.['state'] !== 'active' || now['data'] !== null) return undefined;
  const account = String(now['account']);
  const had = v.list('authorisation', 'account', account).some((other) => {
    const row = v.get('authorisation', other);
    return row?.['state'] === 'active' && row['data'] !== null && row['agency'] === now['agency'];
  });
  return had ? refuse('CLIENT_DATA', { account }) : undefined;
}

/** A token that has ended stays so, whatever it ended by: somebody may have had a reason, and its hash is not in the log. */
export const revivesToken = ({ kind }: Logged, act: Inverse): boolean =>
  kind === 'token' && (act.do === 'insert' || (act.do === 'set' && 'state' in act.fields));

type Gone = (login: unknown) => Refusal | undefined;

function insertFault(patch: Extract<Patch, { insert: unknown }>, gone: Gone): Refusal | undefined {
  return WITH_MEMBER.has(patch.insert) ? gone(patch.row['member']) : undefined;
}

function setFault(v: ReadView, patch: Extract<Patch, { set: unknown }>, gone: Gone): Refusal | undefined {
  const { key, fields } = patch;
  const now = v.get(patch.set, key);
  switch (patch.set) {
    case 'org':
      if ('parent' in fields && typeof now?.['parent'] === 'string' && fields['parent'] !== now['parent']) {
        const fault = groupUnitsFault(v, key);
        if (fault) return fault;
      }
      return fields['status'] === 'archived' ? orgArchiveFault(v, key) : undefined;
    case 'unit':
      return fields['status'] === 'archived' ? unitArchiveFault(v, key) : undefined;
    case 'request':
      return fields['state'] === 'pending' ? gone(now?.['member']) : undefined;
    case 'account': {
      const reopens = now?.['status'] === 'closed' && 'status' in fields;
      return gone('manager' in fields ? fields['manager'] : reopens ? now?.['manager'] : undefined);
    }
    default:
      return undefined;
  }
}
