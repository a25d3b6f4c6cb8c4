import { defineChange } from '../define.ts';
import { groupUnitsFault, loadGroupUnits } from '../in-use.ts';
import { loadOrgRows, ORG_REF_ROW, orgSubject, WHERE_ORGS } from '../org-address.ts';

const ENTITY = ['entity'];
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
    await loadGroupUnits(l, await loadOrgRows(l, rows, ENTITY));
  },
  subject: (v, row) => orgSubject(v, row, ENTITY),
  decide(v, ctx, _row, _options, _keep, { target }) {
    const group = v.get('org', target)?.['parent'];
    if (typeof group !== 'string') return { unchanged: 'SAME' };
    const fault = groupUnitsFault(v, target);
    if (fault) return fault;
    // Either side may part; coming together again takes both, and an undo asks what attaching asks (BULK-4).
    const both = [target, group].every((place) => ctx.may('org.attach', { target, places: [place] }));
    const patches = [{ set: 'org', key: target, fields: { parent: null } }] as const;
    return both ? { ok: patches } : { ok: patches, note: 'UNDO_NEEDS_BOTH' };
  },
});
