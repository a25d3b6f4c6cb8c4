/** What ends when an agency and a client part (ACC-7): the authorisation, and all by which the agency's people have the account. */
import { MANAGING_SOURCES, SHARED_SOURCES } from '../domain/accounts.ts';
import { CLIENT_DATA } from '../domain/clients.ts';
import { inTheWay } from '../domain/in-the-way.ts';
import { RELATION_FIELDS } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import { refuse } from '../domain/refusal.ts';
import { accountSubject } from './account-rows.ts';
import { GRANT_FIELDS } from './address.ts';
import { loadWaitingClaims, voided, waitingClaims } from './claim-requests.ts';
import { authorisationsOf, type Pair, requestOf } from './client-rows.ts';
import type { Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { clearManager } from './manager.ts';
import { partingFault } from './money-left.ts';

/** What is counted of each account, and of all. */
export const ENDS = {
  manager: { one: 'manager', en: 'managers', zh: '管理人' },
  bound: { one: 'bound member', en: 'bound members', zh: '绑定关系' },
  shared: { one: 'sharing', en: 'sharings', zh: '共享关系' },
  claims: { one: 'pending claim', en: 'pending claims', zh: '待审批认领' },
  data: { one: 'authorisation of data', en: 'authorisations of data', zh: '数据授权' },
} as const;

/** Who has something to do with the accounts, and where these have roles. */
export async function loadEnding(l: Loader, accounts: readonly Key[]): Promise<void> {
  await l.need({ kind: 'relation', by: 'account', values: accounts, fields: RELATION_FIELDS });
  await loadWaitingClaims(l, accounts);
  const { view } = l;
  const people = accounts.flatMap((account) => [
    ...view.list('relation', 'account', account).map((key) => view.get('relation', key)?.['member']),
    ...waitingClaims(view, account).map((key) => view.get('request', key)?.['member']),
  ]);
  const values = [...new Set(people.filter((login): login is string => typeof login === 'string'))];
  await l.need({ kind: 'grant', by: 'member', values, fields: GRANT_FIELDS });
}

/** The member has the account by the agency alone: another role that reaches it keeps what it has. */
function throughAgency(v: ReadView, login: string, agency: Key, others: ReadonlySet<string>): boolean {
  const places = v.list('grant', 'member', login).map((key) => String(v.get('grant', key)?.['place']));
  return places.includes(agency) && !places.some((place) => others.has(place));
}

/** The pair's authorisation of one data in one of the states. */
const held = (v: ReadView, { account, agency }: Pair, data: string | null, ...states: readonly string[]) =>
  authorisationsOf(v, account, data).find((id) => {
    const row = v.get('authorisation', id);
    return row?.['agency'] === agency && states.includes(String(row['state']));
  });

const over = (ctx: Pure, key: Key, state: string): Patch => ({
  set: 'authorisation',
  key,
  fields: { state, ended: ctx.now, reason: ctx.reason, due_at: null, due_state: null },
});

/** One authorisation of data ends, and the client stays. */
export function endData(v: ReadView, ctx: Pure, pair: Pair, data: string): Decision {
  const active = held(v, pair, data, 'active');
  return active ? { ok: [over(ctx, active, 'terminated')], id: active } : notActive(v, ctx, pair, data);
}

/** What of an account hangs on its agency. */
function hangingOn(v: ReadView, ctx: Pick<Pure, 'actor'>, { account, agency }: Pair) {
  const subject = accountSubject(v, account, ctx);
  const others = new Set(subject.places === 'any' ? [] : subject.places.filter((place) => place !== agency));
  const relations = v.list('relation', 'account', account).flatMap((key) => {
    const row = v.get('relation', key);
    return row && throughAgency(v, String(row['member']), agency, others)
      ? [{ key, source: String(row['source']) }]
      : [];
  });
  const from = (...sources: string[]) => relations.filter(({ source }) => sources.includes(source));
  const claims = waitingClaims(v, account).filter((key) =>
    throughAgency(v, String(v.get('request', key)?.['member']), agency, others),
  );
  return {
    managing: from(...MANAGING_SOURCES),
    bound: from('bound'),
    shared: from(...SHARED_SOURCES),
    claims,
  };
}

function parting(
  v: ReadView,
  account: Key,
  { managing, bound, shared, claims }: ReturnType<typeof hangingOn>,
): Patch[] {
  return [
    ...(managing.length > 0 ? clearManager(v, account) : []),
    ...[...bound, ...shared].map(({ key }): Patch => ({ remove: 'relation', key })),
    ...voided(claims),
  ];
}

/** The agency and the client part because the last day is over: all that hung on it ends as by a termination. */
export const partedByTime = (v: ReadView, ctx: Pick<Pure, 'actor'>, pair: Pair): Patch[] =>
  parting(v, pair.account, hangingOn(v, ctx, pair));

export function endClient(v: ReadView, ctx: Pure, pair: Pair): Decision {
  const { account } = pair;
  const own = (data: string | null, state: string) => held(v, pair, data, state);
  const ended = (key: Key, state: string) => over(ctx, key, state);
  const active = own(null, 'active');
  if (!active) return notActive(v, ctx, pair, null);
  const left = partingFault(v, pair);
  if (left) return left;
  const hanging = hangingOn(v, ctx, pair);
  const data = ['leads', 'audience', 'conversion'].flatMap((name) =>
    [own(name, 'active'), own(name, 'pending')].filter((key) => key !== undefined),
  );
  const asked = data
    .filter((key) => v.get('authorisation', key)?.['state'] === 'pending')
    .map((key) => requestOf(v, key))
    .filter((key) => key !== undefined);
  const counts = {
    manager: hanging.managing.length,
    bound: hanging.bound.length,
    shared: hanging.shared.length,
    claims: hanging.claims.length,
    data: data.length,
  };
  const ends = inTheWay(
    Object.entries(ENDS).map(([name, label]) => ({ label, seen: counts[name as keyof typeof ENDS], sample: [] })),
  );
  return {
    ok: [
      ...data.map((key) =>
        ended(key, v.get('authorisation', key)?.['state'] === 'active' ? 'terminated' : 'withdrawn'),
      ),
      ...asked.map((key): Patch => ({ set: 'request', key, fields: { state: 'void', due_at: null, due_state: null } })),
      ended(active, 'terminated'),
      ...parting(v, account, hanging),
    ],
    id: active,
    ...(ends && { note: 'CLIENT_ENDS' as const, details: { account, ends, ...counts } }),
  };
}

/** Ended by whatever way: what still hangs on it goes; asked for only: that is decided or withdrawn, not terminated. */
function notActive(v: ReadView, ctx: Pick<Pure, 'actor'>, pair: Pair, data: string | null): Decision {
  const { account } = pair;
  if (held(v, pair, data, 'pending')) return refuse('CLIENT_PENDING', { account });
  const ended = held(v, pair, data, 'terminated', 'expired');
  const left = ended === undefined || data !== null ? [] : partedByTime(v, ctx, pair);
  if (ended && left.length > 0) return { ok: left, id: ended };
  if (ended) return { unchanged: 'SAME', id: ended, of: [{ kind: 'authorisation', key: ended }] };
  return data === null
    ? refuse('NOT_CLIENT', { account })
    : refuse('NO_DATA', { account, data: CLIENT_DATA[data as keyof typeof CLIENT_DATA] });
}
