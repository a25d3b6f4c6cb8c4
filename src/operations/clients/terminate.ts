import { refuse } from '../../domain/refusal.ts';
import type { Schema } from '../../domain/schema.ts';
import { AGENCY, CLIENT_ROW, DATA, loadClients, pairNamed, pairSubject } from '../client-rows.ts';
import { defineChange } from '../define.ts';
import { ENDS, endClient, endData, loadEnding } from '../ending-clients.ts';
import { loadPartingMoney } from '../money-left.ts';

const FIELDS = {
  ...AGENCY,
  data: {
    ...DATA.data,
    help: {
      en: 'end the authorisation of this data alone; without: the client, with all its data',
      zh: '只终止该项数据授权；不填则与商家解约，含全部数据授权',
    },
    question: { en: 'which data', zh: '哪项数据授权' },
  },
} as const satisfies Schema;

export const terminateClients = defineChange({
  kind: 'change',
  name: 'clients.terminate',
  summary: { en: 'End authorisations, with what hangs on them', zh: '解约：终止授权及其附带关系' },
  past: { en: 'terminated', zh: '已解约' },
  options: FIELDS,
  row: { ...CLIENT_ROW, ...FIELDS },
  fills: ['agency', 'data'],
  argument: 'account',
  where: { kind: 'authorisation', fields: { account: 'account', agency: 'agency', data: 'data' } },
  right: 'client.terminate',
  effect: 'reversible',
  totals: ENDS,
  examples: [
    {
      command: "adctl clients terminate --where 'state = active' --agency a_bluefocus --reason 合同到期 --dry-run",
      does: { en: 'what would end', zh: '查看将终止的内容' },
    },
    {
      command:
        'adctl clients list --state active --limit 1 --csv | adctl clients terminate --from - --reason 合同到期 --yes',
      does: { en: 'end one', zh: '解约一个账户' },
    },
    {
      command: "adctl clients terminate --where 'data = leads' --where 'state = active' --reason 合同到期 --dry-run",
      does: { en: 'end authorisations of leads data, and keep the clients', zh: '只终止留资数据授权，保留商家' },
    },
  ],
  head(_v, ctx) {
    return ctx.reason === ''
      ? refuse('MISSING', { field: { en: 'reason', zh: '原因' }, option: '--reason' })
      : { keep: null };
  },
  async load(l, rows) {
    const accounts = await loadClients(l, rows);
    await loadEnding(l, accounts);
    await loadPartingMoney(l, accounts);
  },
  subject(v, row, _options, _keep, ctx) {
    if (row.agency === undefined) return refuse('MISSING', { field: AGENCY.agency.label, option: '--agency' });
    // What ended before is still told of to whose it was.
    const had = (account: string, agency: string) =>
      v.list('authorisation', 'account', account).some((id) => v.get('authorisation', id)?.['agency'] === agency);
    const pair = pairNamed(v, row, ctx, had);
    return 'refuse' in pair ? pair : pairSubject(v, pair, ctx);
  },
  decide(v, ctx, row, _options, _keep, { target, places }) {
    const pair = { account: target, agency: places.at(-1) as string };
    return row.data === undefined ? endClient(v, ctx, pair) : endData(v, ctx, pair, row.data);
  },
});
