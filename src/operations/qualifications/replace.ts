import { refuse } from '../../domain/refusal.ts';
import { defineChange } from '../define.ts';
import {
  CONTENT,
  loadNumbered,
  loadQualifications,
  QUALIFICATION_FIELDS,
  QUALIFICATION_REF,
  qualificationSubject,
  submitted,
  WHERE_QUALIFICATIONS,
} from '../qualification-rows.ts';

/** What can be renewed: what is valid, and what has run out. */
const REPLACEABLE: ReadonlySet<unknown> = new Set(['approved', 'expired']);

export const replaceQualifications = defineChange({
  kind: 'change',
  name: 'qualifications.replace',
  summary: { en: 'Submit new qualifications in place of old ones', zh: '提交新资质以替换旧资质' },
  past: { en: 'submitted', zh: '已提交' },
  options: CONTENT,
  row: { ...QUALIFICATION_REF, ...CONTENT },
  // As a list has them, the columns are those of the old one: what is typed comes before them.
  shape: (row, { number, valid_until }) => ({
    ...row,
    ...(number !== undefined && { number }),
    ...(valid_until !== undefined && { valid_until }),
  }),
  argument: 'id',
  where: WHERE_QUALIFICATIONS,
  writes: true,
  right: 'qualification.submit',
  effect: 'reversible',
  after: {
    en: 'the old ones hold until the new ones are approved: adctl qualifications review',
    zh: '新资质审核通过前旧资质继续有效：adctl qualifications review',
  },
  examples: [
    {
      command:
        'adctl qualifications list --state approved,expired --sort valid_until -q | head -1 | adctl qualifications replace --from - --number JY20000001 --dry-run',
      does: { en: 'rehearse for the one that ends first', zh: '预演替换最先到期的资质' },
    },
    {
      command:
        "adctl qualifications replace --where 'state = expired' --number JY20000002 --valid-until 2099-12-31 --dry-run",
      does: { en: 'rehearse for those that have ended', zh: '预演替换已过期的资质' },
    },
  ],
  async load(l, rows) {
    const ids = rows.map(({ id }) => id);
    await loadQualifications(l, ids);
    await l.need({ kind: 'qualification', by: 'replaces', values: ids, fields: QUALIFICATION_FIELDS });
    const like = rows.map(({ id, number }) => ({
      account: String(l.view.get('qualification', id)?.['account']),
      number,
    }));
    await loadNumbered(l, like);
  },
  subject: (v, row, _options, _keep, ctx) => qualificationSubject(v, row.id, ctx),
  decide(v, ctx, row, _options, _keep) {
    const old = v.get('qualification', row.id);
    const account = String(old?.['account']);
    // As a list has it: nothing new is asked for.
    if (row.number === old?.['number'] && (row.valid_until ?? null) === old?.['valid_until'])
      return { unchanged: 'SAME', id: row.id };
    if (!REPLACEABLE.has(old?.['state']))
      return refuse('QUALIFICATION_STATE', { id: row.id, state: old?.['state'], wanted: ['approved', 'expired'] });
    const waiting = v
      .list('qualification', 'replaces', row.id)
      .find((id) => v.get('qualification', id)?.['state'] === 'submitted');
    const content = { ...row, kind: String(old?.['kind']) };
    const decision = submitted(v, ctx, account, content, row.id);
    return waiting !== undefined && 'ok' in decision
      ? refuse('QUALIFICATION_REPLACING', { id: row.id, other: waiting })
      : decision;
  },
});
