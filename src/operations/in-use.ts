/** What keeps an entity in its group (ORG-5), and an organisation or unit from being archived (ORG-10): asked before the change, its redo, and the undo of its reverse. */
import { type Holder, holderOf } from '../domain/funds/books.ts';
import type { HolderKind } from '../domain/funds/words.ts';
import { type InTheWay, inTheWay } from '../domain/in-the-way.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { waiting } from '../domain/requests.ts';
import type { Text } from '../domain/text.ts';
import type { Loader, ReadView } from './define.ts';
import { loadMoneyLeft, moneyLeft } from './money-left.ts';
import { ORG_FIELDS } from './org-address.ts';

const IN_GROUP_UNITS = 'accounts in units of the group';
const OF_ENTITY = 'live accounts of the entity';
const OF_UNIT = 'live accounts of the unit';
const CLIENTS = 'clients';
const REQUESTS = 'open requests';
/** So many of what is in the way are named. */
export const SAMPLE = 5;
/** So many are counted. */
const MOST = 1_000;
const LIVE_ACCOUNTS = { one: 'live account', en: 'live accounts', zh: '未注销账户' };

/** Accounts of the entities that units of their groups hold: one question for each unit. The entities are loaded. */
export async function loadGroupUnits(l: Loader, entities: readonly Key[]): Promise<void> {
  const groupOf = (entity: Key) => String(l.view.get('org', entity)?.['parent'] ?? '');
  const groups = [...new Set(entities.map(groupOf))].filter(Boolean);
  await l.need({ kind: 'unit', by: 'org', values: groups, fields: ['name', 'org', 'status'] });
  const values = entities.flatMap((entity) =>
    groupOf(entity) === '' ? [] : l.view.list('unit', 'org', groupOf(entity)).map((unit) => `${unit}/${entity}`),
  );
  await l.survey(IN_GROUP_UNITS, { kind: 'account', by: 'unit', and: ['entity'], values, sample: SAMPLE });
}

/** Why the entity cannot leave the group that it is in. */
export function groupUnitsFault(v: ReadView, entity: Key): Refusal | undefined {
  const row = v.get('org', entity);
  const found = v
    .list('unit', 'org', String(row?.['parent']))
    .map((unit) => v.surveyed(IN_GROUP_UNITS, `${unit}/${entity}`));
  const what = inTheWay([
    {
      label: { one: 'of its accounts', en: 'of its accounts', zh: '其账户' },
      seen: found.reduce((sum, { seen }) => sum + seen, 0),
      sample: found.flatMap(({ sample }) => sample).slice(0, SAMPLE),
      hidden: found.some(({ hidden }) => hidden),
    },
  ]);
  return what && refuse('GROUP_UNITS', { entity: row?.['name'], id: entity, what });
}

/** What lives in organisations that are loaded. */
export async function loadLivingInOrgs(l: Loader, orgs: readonly Key[]): Promise<void> {
  const of = (kind: string) => orgs.filter((key) => l.view.get('org', key)?.['kind'] === kind);
  await l.need(
    { kind: 'org', by: 'parent', values: orgs, fields: ORG_FIELDS },
    { kind: 'unit', by: 'org', values: orgs, fields: ['name', 'status'] },
  );
  const live = { except: { status: 'closed' }, sample: SAMPLE, most: MOST };
  await l.survey(OF_ENTITY, { kind: 'account', by: 'entity', values: of('entity'), ...live });
  const active = of('agency').map((agency) => `${agency}/active`);
  await l.survey(CLIENTS, {
    kind: 'authorisation',
    by: 'agency',
    and: ['state'],
    values: active,
    sample: 0,
    most: MOST,
  });
  await loadMoneyLeft(
    l,
    orgs.flatMap((org) => holderOfOrg(l.view, org) ?? []),
  );
  const asked = [...of('entity'), ...of('agency')].map(waiting);
  // What lapsed by now waits no longer, whatever is stored (TIME-2).
  const except = { state: 'lapsed' };
  await l.survey(REQUESTS, { kind: 'request', by: 'org', values: asked, except, sample: SAMPLE, most: MOST });
}

export async function loadLivingInUnits(l: Loader, units: readonly Key[]): Promise<void> {
  await loadMoneyLeft(
    l,
    units.map((unit) => holderOf('unit', unit)),
  );
  await l.survey(OF_UNIT, {
    kind: 'account',
    by: 'unit',
    values: units,
    except: { status: 'closed' },
    sample: SAMPLE,
    most: MOST,
  });
}

const EMPTY_FIRST = {
  en: 'transfer or refund its money, end its holds and orders first',
  zh: '请先转出或退还其资金，并结束预占与订单冻结',
};
const ADVICE = {
  group: {
    en: 'detach or archive its entities and archive its units first',
    zh: '请先移出或归档其主体，并归档其业务单元',
  },
  entity: {
    en: 'close its accounts (or move them to another entity), archive its units and agency, decide its requests first',
    zh: '请先注销账户（或转入其他主体），归档其业务单元和代理商，并处理待审批的申请',
  },
  agency: { en: 'end its authorisations and decide its requests first', zh: '请先解除其授权并处理待审批的申请' },
} satisfies Record<string, Text>;

/** Why the organisation cannot be archived. */
export function orgArchiveFault(v: ReadView, org: Key): Refusal | undefined {
  const row = v.get('org', org);
  const holder = holderOfOrg(v, org);
  const what = inTheWay([...living(v, org), ...(holder ? moneyLeft(v, holder) : [])]);
  const lives = inTheWay(living(v, org)) !== undefined;
  const advice = lives ? ADVICE[row?.['kind'] as keyof typeof ADVICE] : EMPTY_FIRST;
  return what && refuse('ARCHIVE_IN_USE', { name: row?.['name'], what, advice });
}

/** Why the unit cannot be archived. */
export function unitArchiveFault(v: ReadView, unit: Key): Refusal | undefined {
  const accounts = { label: LIVE_ACCOUNTS, ...v.surveyed(OF_UNIT, unit) };
  const what = inTheWay([accounts, ...moneyLeft(v, holderOf('unit', unit))]);
  const command = `adctl units remove-accounts ${unit} --where 'unit = ${unit}'`;
  const advice = accounts.seen > 0 || accounts.hidden ? { en: command, zh: command } : EMPTY_FIRST;
  return what && refuse('ARCHIVE_IN_USE', { name: v.get('unit', unit)?.['name'], what, advice });
}

function holderOfOrg(v: ReadView, org: Key): Holder | undefined {
  const kind = v.get('org', org)?.['kind'];
  return typeof kind === 'string' ? holderOf(kind as HolderKind, org) : undefined;
}

/** What lives in it, by kind of organisation; an archived child is in nobody's way. */
function living(v: ReadView, org: Key): InTheWay[] {
  const units = { one: 'active unit', en: 'active units', zh: '有效业务单元' };
  const requests = () => ({
    label: { one: 'open request', en: 'open requests', zh: '待审批的申请' },
    ...v.surveyed(REQUESTS, waiting(org)),
  });
  switch (v.get('org', org)?.['kind']) {
    case 'group':
      return [
        children(v, 'org', 'parent', org, { one: 'entity', en: 'entities', zh: '主体' }),
        children(v, 'unit', 'org', org, units),
      ];
    case 'entity':
      return [
        { label: LIVE_ACCOUNTS, ...v.surveyed(OF_ENTITY, org) },
        children(v, 'unit', 'org', org, units),
        children(v, 'org', 'parent', org, { one: 'active agency', en: 'active agency', zh: '有效代理商' }),
        requests(),
      ];
    default:
      return [
        {
          label: { one: 'active authorisation', en: 'active authorisations', zh: '生效中的授权' },
          ...v.surveyed(CLIENTS, `${org}/active`),
        },
        requests(),
      ];
  }
}

function children(v: ReadView, kind: KindName, by: string, org: Key, label: InTheWay['label']): InTheWay {
  const active = v.list(kind, by, org).filter((key) => v.get(kind, key)?.['status'] !== 'archived');
  const seen = active.filter((key) => v.sees(kind, key));
  return { label, seen: seen.length, sample: seen.slice(0, SAMPLE), hidden: seen.length < active.length };
}
