import { qualificationKind } from '../../domain/qualifications.ts';
import { DAY_MS } from '../../domain/zone.ts';
import { defineList, filterFlag } from '../listing.ts';

export const listQualifications = defineList({
  name: 'qualifications.list',
  summary: { en: 'List qualifications of accounts', zh: '列出账户资质' },
  kind: 'qualification',
  right: 'qualification.read',
  filters: {
    state: filterFlag(qualificationKind, 'state'),
    kind: filterFlag(qualificationKind, 'kind'),
    expiring: {
      type: 'flag',
      label: { en: 'expiring', zh: '即将到期' },
      help: {
        en: 'approved ones that end soon (adctl rules show qualification_expiring_days)',
        zh: '即将到期的已通过资质（adctl rules show qualification_expiring_days）',
      },
    },
    expired: {
      type: 'flag',
      label: { en: 'expired', zh: '已过期' },
      help: { en: 'only those that have ended', zh: '只看已过期的资质' },
    },
  },
  named: { state: 'state', kind: 'kind' },
  more(input, { now, rules }) {
    if (input.expired) return { filters: [{ field: 'state', op: '=', values: ['expired'] }] };
    if (!input.expiring) return {};
    if (now === undefined || !rules) throw new Error('what is about to end is asked at a time');
    const until = now + rules.qualification_expiring_days * DAY_MS;
    return {
      filters: [
        { field: 'state', op: '=', values: ['approved'] },
        { field: 'due_at', op: '<=', values: [until] },
      ],
    };
  },
  examples: [
    {
      command: 'adctl qualifications list --state approved,expired --sort valid_until --limit 5',
      does: { en: 'what has to be renewed first', zh: '最先需要续期的资质' },
    },
    {
      command: 'adctl qualifications list --state submitted --sort created',
      does: { en: 'what waits for review, the oldest first', zh: '待审核资质，最早的在前' },
    },
  ],
});
