import { inTheWay } from '../../domain/in-the-way.ts';
import type { Key } from '../../domain/kind.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineChange, type Loader, type ReadView } from '../define.ts';
import { loadOrgRows, ORG_REF_ROW, orgSubject, WHERE_ORGS } from '../org-address.ts';

const ENTITY = ['entity'];
const SURVEY = 'accounts in units of the group';
const SAMPLE = 5;

/** Accounts of the entity that units of its group hold: one question for each unit. */
async function surveyGroupUnits(l: Loader, entities: readonly Key[]): Promise<void> {
  const groupOf = (entity: Key) => String(l.view.get('org', entity)?.['parent'] ?? '');
  const groups = [...new Set(entities.map(groupOf))].filter(Boolean);
  await l.need({ kind: 'unit', by: 'org', values: groups, fields: ['name', 'org', 'status'] });
  const values = entities.flatMap((entity) =>
    groupOf(entity) === '' ? [] : l.view.list('unit', 'org', groupOf(entity)).map((unit) => `${unit}/${entity}`),
  );
  await l.survey(SURVEY, { kind: 'account', by: 'unit', and: ['entity'], values, sample: SAMPLE });
}

function held(v: ReadView, entity: Key, group: string) {
  const found = v.list('unit', 'org', group).map((unit) => v.surveyed(SURVEY, `${unit}/${entity}`));
  return inTheWay([
    {
      label: { one: 'of its accounts', en: 'of its accounts', zh: '其账户' },
      seen: found.reduce((sum, { seen }) => sum + seen, 0),
      sample: found.flatMap(({ sample }) => sample).slice(0, SAMPLE),
      hidden: found.some(({ hidden }) => hidden),
    },
  ]);
}

export const detachOrgs = defineChange({
  kind: 'change',
  name: 'orgs.detach',
  summary: { en: 'Take entities out of their group', zh: '将主体移出集团' },
  past: { en: 'detached', zh: '已移出' },
  options: {},
  row: ORG_REF_ROW,
  argument: 'org',
  where: WHERE_ORGS,
  right: 'org.attach',
  effect: 'reversible',
  examples: [
    { command: 'adctl orgs detach e_pingan --dry-run', does: { en: 'rehearse one entity', zh: '预演移出一个主体' } },
    {
      command: "adctl orgs detach --where 'parent = 华夏消费集团' --where 'accounts = 0' --dry-run",
      does: { en: 'rehearse those without accounts', zh: '预演移出没有账户的主体' },
    },
  ],
  async load(l, rows) {
    await surveyGroupUnits(l, await loadOrgRows(l, rows, ENTITY));
  },
  subject: (v, row) => orgSubject(v, row, ENTITY),
  decide(v, _ctx, _row, _options, _keep, { target }) {
    const entity = v.get('org', target);
    const group = entity?.['parent'];
    if (typeof group !== 'string') return { unchanged: 'SAME' };
    const what = held(v, target, group);
    if (what) return refuse('GROUP_UNITS', { entity: entity?.['name'], id: target, what });
    return { ok: [{ set: 'org', key: target, fields: { parent: null } }] };
  },
});
