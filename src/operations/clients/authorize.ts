import { endOfDay } from '../../domain/days.ts';
import { archivedRefusal } from '../../domain/invariants.ts';
import type { Key } from '../../domain/kind.ts';
import { refuse } from '../../domain/refusal.ts';
import type { Schema } from '../../domain/schema.ts';
import { DAY_MS } from '../../domain/zone.ts';
import { activeClient, WHERE_ACCOUNT_REF } from '../account-rows.ts';
import { endOf, NO_END } from '../authorising.ts';
import {
  AGENCY,
  authorisationsOf,
  CLIENT_ROW,
  DATA,
  loadClients,
  pairNamed,
  pairSubject,
  requestOf,
  sidesOf,
} from '../client-rows.ts';
import { defineChange, type ReadView } from '../define.ts';
import { newRequest } from '../request-types.ts';

const FIELDS = {
  ...AGENCY,
  ...DATA,
  until: {
    type: 'day',
    label: { en: 'until', zh: '授权截止日' },
    help: { en: 'its last day; without: until it is terminated', zh: '最后一日；不填则至解约为止' },
    question: { en: 'its last day', zh: '授权最后一日' },
    metavar: 'DAY',
  },
  note: {
    type: 'text',
    label: { en: 'note', zh: '申请说明' },
    help: { en: 'what the other side reads', zh: '给对方的说明' },
    metavar: 'TEXT',
  },
} as const satisfies Schema;

const rightsFor = (data: string | undefined) =>
  data === undefined
    ? ({ client: 'client.authorize', agency: 'client.authorize' } as const)
    : ({ client: 'asset.authorize_decide', agency: 'asset.authorize' } as const);

export const authorizeClients = defineChange({
  kind: 'change',
  name: 'clients.authorize',
  summary: {
    en: 'Ask that an agency may manage accounts, or have data of its clients',
    zh: '申请代理商管理账户，或使用商家的数据',
  },
  past: { en: 'authorised', zh: '已授权' },
  options: FIELDS,
  row: { ...CLIENT_ROW, ...FIELDS },
  fills: ['agency', 'data', 'until', 'note'],
  argument: 'account',
  where: WHERE_ACCOUNT_REF,
  writes: true,
  right: (row, options) => rightsFor((row['data'] ?? options.data) as string | undefined).agency,
  rights: ['client.authorize', 'asset.authorize'],
  effect: 'reversible',
  examples: [
    {
      command: 'adctl clients authorize tencent:20000001 --agency a_bluefocus --until 2099-12-31 --as hua.rong',
      does: { en: 'an agency asks for an account', zh: '代理商申请管理账户' },
    },
    {
      command:
        'adctl clients list --state active --limit 3 --csv | adctl clients authorize --from - --data audience --as hua.rong --dry-run',
      does: { en: 'rehearse asking for data of clients', zh: '预演申请商家的人群数据' },
    },
  ],
  load: async (l, rows) => void (await loadClients(l, rows)),
  subject(v, row, _options, _keep, ctx) {
    if (row.agency === undefined) return refuse('MISSING', { field: FIELDS.agency.label, option: '--agency' });
    const pair = pairNamed(v, row, ctx, () => true);
    return 'refuse' in pair ? pair : pairSubject(v, pair, ctx);
  },
  decide(v, ctx, row, _options, _keep, { target: account, places }) {
    const agency = places.at(-1) as Key;
    const data = row.data ?? null;
    const of = authorisationsOf(v, account, data);
    const inState = (state: string, any = false) =>
      of.find((id) => {
        const one = v.get('authorisation', id);
        return one?.['state'] === state && (any || one['agency'] === agency);
      });
    const client = activeClient(v, account);
    const held = client && v.get('authorisation', client)?.['agency'];
    const end = row.until === undefined ? undefined : endOfDay(FIELDS.until, row.until, zone(v, account), ctx.now);
    if (end && 'refuse' in end) return end;
    const same = inState('active');
    const waiting = inState('pending');
    const there = same ?? waiting;
    const until = there && v.get('authorisation', there)?.['until'];
    if (there && row.until !== undefined && until !== row.until)
      return refuse('AUTHORISATION_UNTIL', { account, day: until ?? NO_END });
    if (same) return { unchanged: 'SAME', id: same, of: [{ kind: 'authorisation', key: same }] };
    if (waiting)
      return { unchanged: 'SAME', id: requestOf(v, waiting) ?? waiting, of: [{ kind: 'authorisation', key: waiting }] };
    if (v.get('account', account)?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account });
    const org = v.get('org', agency);
    if (org?.['status'] === 'archived') return archivedRefusal('org', agency, org);
    if (data === null && held !== undefined) return refuse('CLIENT_TAKEN', { account });
    if (data !== null && held !== agency) return refuse('NOT_CLIENT', { account });
    const sides = sidesOf(v, ctx, { account, agency }, rightsFor(row.data));
    const id = ctx.id('z_', 2);
    const record = { id, account, agency, data, until: row.until ?? null, source: 'request', created: ctx.now };
    // Who has a say on both sides has nobody to wait for.
    if (sides.client && sides.agency) {
      const ends = endOf(v, { account, data, until: record.until });
      return { ok: [{ insert: 'authorisation', key: id, row: { ...record, state: 'active', ...ends } }], id };
    }
    const due = { due_at: ctx.now + ctx.rules.authorisation_lapse_days * DAY_MS, due_state: 'lapsed' };
    const request = newRequest(ctx, 'authorisation', {
      named: account,
      org: agency,
      account,
      authorisation: id,
      side: sides.agency ? 'client' : 'agency',
      note: row.note ?? null,
      ...due,
    });
    return {
      pending: [{ insert: 'authorisation', key: id, row: { ...record, state: 'pending', ...due } }, request],
      id: request.key,
    };
  },
});

const zone = (v: ReadView, account: Key): string => String(v.get('account', account)?.['time_zone']);
