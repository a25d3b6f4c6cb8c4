/** What a member still has when it leaves (MEM-5, MEM-6). */
import { SHARED_SOURCES } from '../domain/accounts.ts';
import { type InTheWay, inTheWay } from '../domain/in-the-way.ts';
import { RELATION_FIELDS } from '../domain/invariants.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { PRINCIPAL_ROLES } from '../domain/rights.ts';
import { loadEnding } from './asked-by.ts';
import type { Loader, ReadView } from './define.ts';
import { SAMPLE } from './in-use.ts';
import { grantsOf } from './member-places.ts';

const MANAGED = 'managed accounts';
const RELATED = 'relations';
/** Shared relations end with the member, as its roles do; more than this are taken away first. */
const MOST_SHARED = 1_000;

export async function loadBelongings(l: Loader, logins: readonly string[]): Promise<void> {
  await loadEnding(l, logins);
  await l.survey(MANAGED, {
    kind: 'account',
    by: 'manager',
    values: logins,
    except: { status: 'closed' },
    sample: SAMPLE,
  });
  const values = logins.flatMap((login) => ['bound', ...SHARED_SOURCES].map((source) => `${login}/${source}`));
  await l.survey(RELATED, { kind: 'relation', by: 'member', and: ['source'], values, sample: MOST_SHARED });
  const shared = logins.flatMap((login) => sharedOf(l.view, login));
  await l.need({ kind: 'relation', by: 'key', values: shared, fields: RELATION_FIELDS });
}

const related = (v: ReadView, login: string, source: string) => v.surveyed(RELATED, `${login}/${source}`);
export const sharedOf = (v: ReadView, login: string) =>
  SHARED_SOURCES.flatMap((source) => related(v, login, source).sample);

/** What has to be handed over first (MEM-5, MEM-6), and how. */
export function ownsStill(v: ReadView, login: string): Refusal | undefined {
  const bound = related(v, login, 'bound');
  const principals = grantsOf(v, login).filter(({ role }) => PRINCIPAL_ROLES.has(role));
  const principal = principals.filter(({ place }) => v.sees('org', place));
  const all = SHARED_SOURCES.map((source) => related(v, login, source));
  const shared = all.filter(({ seen }) => seen > MOST_SHARED);
  const ways: InTheWay[] = [
    { label: { one: 'managed account', en: 'managed accounts', zh: '管理的账户' }, ...v.surveyed(MANAGED, login) },
    {
      label: { one: 'bound client', en: 'bound clients', zh: '绑定的客户' },
      ...bound,
      sample: bound.sample.slice(0, SAMPLE).map((key) => key.slice(0, key.indexOf('/'))),
    },
    {
      label: { one: 'principal role', en: 'principal roles', zh: '主管理员角色' },
      seen: principal.length,
      sample: principal.map(({ role, place }) => `${role}@${place}`),
      hidden: principal.length < principals.length,
    },
    {
      label: { one: 'shared account', en: 'shared accounts', zh: '共享的账户' },
      seen: shared.reduce((sum, { seen }) => sum + seen, 0),
      sample: [],
      // What the remover may not take keeps the member, as a role does.
      hidden: all.some(({ hidden }) => hidden),
    },
  ];
  const what = inTheWay(ways);
  const how = `adctl members handover ${login} --to LOGIN`;
  const advice = { en: how, zh: how };
  return what && refuse('MEMBER_OWNS', { member: login, what, advice });
}
