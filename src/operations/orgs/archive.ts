import { type InTheWay, inTheWay } from '../../domain/in-the-way.ts';
import type { Key, KindName } from '../../domain/kind.ts';
import { refuse } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { defineChange, type Loader, type ReadView } from '../define.ts';
import { loadOrgRows, ORG_FIELDS, ORG_REF_ROW, orgSubject, WHERE_ORGS } from '../org-address.ts';

const ACCOUNTS = 'live accounts';
const CLIENTS = 'clients';
const SAMPLE = 5;

const ADVICE = {
  group: {
    en: 'detach or archive its entities and archive its units first',
    zh: '请先移出或归档其主体，并归档其业务单元',
  },
  entity: {
    en: 'close its accounts (or move them to another entity) and archive its units and agency first',
    zh: '请先注销账户（或转入其他主体），并归档其业务单元和代理商',
  },
  agency: { en: 'end its authorisations first', zh: '请先解除其授权' },
} satisfies Record<string, Text>;

async function loadWhatLives(l: Loader, orgs: readonly Key[]): Promise<void> {
  const of = (kind: string) => orgs.filter((key) => l.view.get('org', key)?.['kind'] === kind);
  await l.need(
    { kind: 'org', by: 'parent', values: orgs, fields: ORG_FIELDS },
    { kind: 'unit', by: 'org', values: orgs, fields: ['name', 'status'] },
  );
  await l.survey(ACCOUNTS, {
    kind: 'account',
    by: 'entity',
    values: of('entity'),
    except: { status: 'closed' },
    sample: SAMPLE,
  });
  const active = of('agency').map((agency) => `${agency}/active`);
  await l.survey(CLIENTS, { kind: 'authorisation', by: 'agency', and: ['state'], values: active, sample: 0 });
}

/** What lives in it, by kind of organisation; an archived child is in nobody's way. */
function living(v: ReadView, org: Key): InTheWay[] {
  switch (v.get('org', org)?.['kind']) {
    case 'group':
      return [
        children(v, 'org', 'parent', org, { one: 'entity', en: 'entities', zh: '主体' }),
        children(v, 'unit', 'org', org, { one: 'active unit', en: 'active units', zh: '有效业务单元' }),
      ];
    case 'entity':
      return [
        { label: { one: 'live account', en: 'live accounts', zh: '未注销账户' }, ...v.surveyed(ACCOUNTS, org) },
        children(v, 'unit', 'org', org, { one: 'active unit', en: 'active units', zh: '有效业务单元' }),
        children(v, 'org', 'parent', org, { one: 'active agency', en: 'active agency', zh: '有效代理商' }),
      ];
    default:
      return [
        {
          label: { one: 'active authorisation', en: 'active authorisations', zh: '生效中的授权' },
          ...v.surveyed(CLIENTS, `${org}/active`),
        },
      ];
  }
}

function children(v: ReadView, kind: KindName, by: string, org: Key, label: InTheWay['label']): InTheWay {
  const active = v.list(kind, by, org).filter((key) => v.get(kind, key)?.['status'] !== 'archived');
  const seen = active.filter((key) => v.sees(kind, key));
  return { label, seen: seen.length, sample: seen.slice(0, SAMPLE), hidden: seen.length < active.length };
}

export const archiveOrgs = defineChange({
  kind: 'change',
  name: 'orgs.archive',
  summary: { en: 'Archive organisations that hold nothing alive', zh: '归档已无有效内容的组织' },
  past: { en: 'archived', zh: '已归档' },
  options: {},
  row: ORG_REF_ROW,
  argument: 'org',
  where: WHERE_ORGS,
  right: 'org.archive',
  effect: 'reversible',
  examples: [
    {
      command: "adctl orgs archive --where 'kind = entity' --where 'accounts = 0' --dry-run",
      does: { en: 'rehearse all entities without accounts', zh: '预演归档没有账户的主体' },
    },
    {
      command: "printf 'org\\ne_gree\\n' | adctl orgs archive --from - --dry-run",
      does: { en: 'what is in the way of one', zh: '查看哪些内容阻碍归档' },
    },
  ],
  async load(l, rows) {
    await loadWhatLives(l, await loadOrgRows(l, rows));
  },
  subject: (v, row) => orgSubject(v, row),
  decide(v, _ctx, _row, _options, _keep, { target }) {
    const org = v.get('org', target);
    if (org?.['status'] === 'archived') return { unchanged: 'SAME' };
    const what = inTheWay(living(v, target));
    if (what)
      return refuse('ARCHIVE_IN_USE', {
        name: org?.['name'],
        what,
        advice: ADVICE[org?.['kind'] as keyof typeof ADVICE],
      });
    return { ok: [{ set: 'org', key: target, fields: { status: 'archived' } }] };
  },
});
