import { archivedRefusal } from '../../domain/invariants.ts';
import { refuse } from '../../domain/refusal.ts';
import { addressed, loadAddresses } from '../address.ts';
import { defineChange } from '../define.ts';
import { loadOrgRows, ORG_FIELDS, ORG_REF_ROW, orgSubject, WHERE_ORGS } from '../org-address.ts';

const ENTITY = ['entity'];

export const attachOrgs = defineChange({
  kind: 'change',
  name: 'orgs.attach',
  summary: { en: 'Put entities into a group', zh: '将主体加入集团' },
  past: { en: 'attached', zh: '已加入' },
  options: {
    to: {
      type: 'org',
      required: true,
      label: { en: 'group', zh: '集团' },
      help: { en: 'which group', zh: '加入哪个集团' },
      metavar: 'GROUP',
    },
  },
  row: ORG_REF_ROW,
  argument: 'org',
  where: WHERE_ORGS,
  right: 'org.attach',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl orgs attach e_gree e_midea --to 华夏消费集团 --dry-run',
      does: { en: 'rehearse two entities', zh: '预演加入两个主体' },
    },
    {
      command: "adctl orgs attach --where 'kind = entity' --where 'parent is empty' --to 华夏消费集团 --dry-run",
      does: { en: 'rehearse all that are in no group', zh: '预演加入全部未归属的主体' },
    },
  ],
  loadHead: (l, _ctx, options) => loadAddresses(l, 'org', [options.to]),
  head(v, _ctx, options) {
    const group = addressed(v, 'org', options.to, ['group']);
    if (typeof group !== 'string') return group;
    const row = v.get('org', group);
    return row?.['status'] === 'archived' ? archivedRefusal('org', group, row) : { keep: group };
  },
  async load(l, rows, _options, group: string) {
    await l.need({ kind: 'org', by: 'key', values: [group], fields: ORG_FIELDS });
    await loadOrgRows(l, rows, ENTITY);
  },
  subject: (v, row) => orgSubject(v, row, ENTITY),
  decide(v, ctx, _row, _options, group, { target }) {
    // Both sides have a say: the group's admins will see all that the entity has.
    if (!ctx.may('org.attach', { target: group, places: [group] }))
      return refuse('FORBIDDEN', { right: 'org.attach', target: group });
    const entity = v.get('org', target);
    if (entity?.['parent'] === group) return { unchanged: 'SAME' };
    if (entity?.['status'] === 'archived') return archivedRefusal('org', target, entity);
    if (entity?.['parent'] != null) return refuse('GROUP_TAKEN', { entity: entity['name'] });
    return { ok: [{ set: 'org', key: target, fields: { parent: group } }] };
  },
});
