import { endOfDay } from '../../domain/days.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineChange, type Patch } from '../define.ts';
import {
  CONTENT,
  loadQualifications,
  QUALIFICATION_FIELDS,
  QUALIFICATION_REF,
  qualificationSubject,
  WHERE_QUALIFICATIONS,
  zoneOf,
} from '../qualification-rows.ts';

export const reviewQualifications = defineChange({
  kind: 'change',
  name: 'qualifications.review',
  summary: { en: 'Approve or reject qualifications', zh: '审核资质：通过或拒绝' },
  past: { en: 'reviewed', zh: '已审核' },
  options: {
    approve: { type: 'flag', label: { en: 'approve', zh: '通过' }, help: { en: 'they are in order', zh: '审核通过' } },
    reject: {
      type: 'flag',
      label: { en: 'reject', zh: '拒绝' },
      help: { en: 'they are not; say why with --reason', zh: '审核拒绝，须用 --reason 说明原因' },
    },
  },
  row: QUALIFICATION_REF,
  argument: 'id',
  where: WHERE_QUALIFICATIONS,
  right: 'qualification.review',
  effect: 'reversible',
  examples: [
    {
      command: "adctl qualifications review --where 'state = submitted' --approve --dry-run",
      does: { en: 'rehearse approving all that wait', zh: '预演通过全部待审核资质' },
    },
    {
      command:
        'adctl qualifications list --state submitted -q | head -1 | adctl qualifications review --from - --reject --reason 影印件不清晰',
      does: { en: 'reject one', zh: '拒绝一条' },
    },
  ],
  head(_v, ctx, { approve, reject }) {
    if (approve && reject) return refuse('DECISION_TWICE', {});
    if (!approve && !reject)
      return refuse('MISSING', { field: { en: 'decision', zh: '审核结果' }, option: '--approve | --reject' });
    if (reject && ctx.reason === '')
      return refuse('MISSING', { field: { en: 'reason', zh: '原因' }, option: '--reason' });
    return { keep: approve };
  },
  async load(l, rows) {
    await loadQualifications(
      l,
      rows.map(({ id }) => id),
    );
    const old = rows
      .map(({ id }) => l.view.get('qualification', id)?.['replaces'])
      .filter((id): id is string => typeof id === 'string');
    await l.need({ kind: 'qualification', by: 'key', values: old, fields: QUALIFICATION_FIELDS });
  },
  subject: (v, row, _options, _keep, ctx) => qualificationSubject(v, row.id, ctx),
  decide(v, ctx, { id }, _options, approve: boolean) {
    const row = v.get('qualification', id);
    const wanted = approve ? 'approved' : 'rejected';
    if (row?.['state'] === wanted) return { unchanged: 'SAME' };
    if (row?.['state'] !== 'submitted')
      return refuse('QUALIFICATION_STATE', { id, state: row?.['state'], wanted: ['submitted'] });
    const review = { reviewed_by: ctx.actor.login, reviewed: ctx.now, reason: ctx.reason || null };
    if (!approve) return { ok: [{ set: 'qualification', key: id, fields: { state: 'rejected', ...review } }] };
    const day = row['valid_until'];
    const end =
      typeof day === 'string'
        ? endOfDay(CONTENT.valid_until, day, zoneOf(v, String(row['account'])), ctx.now)
        : undefined;
    if (end && 'refuse' in end) return refuse('QUALIFICATION_OVER', { id, day });
    const due = { due_at: end?.ends ?? null, due_state: end ? 'expired' : null };
    const patches: Patch[] = [{ set: 'qualification', key: id, fields: { state: 'approved', ...review, ...due } }];
    const old = row['replaces'];
    // What has run out since stays so: it ended by itself before it was replaced.
    if (typeof old === 'string' && v.get('qualification', old)?.['state'] === 'approved')
      patches.push({ set: 'qualification', key: old, fields: { state: 'replaced', due_at: null, due_state: null } });
    return { ok: patches };
  },
});
