import { authorisationKind } from '../../domain/clients.ts';
import { defineList, filterFlag } from '../listing.ts';

export const listClients = defineList({
  name: 'clients.list',
  summary: { en: 'List authorisations between agencies and clients', zh: '列出代理商与商家之间的授权' },
  kind: 'authorisation',
  right: 'client.read',
  filters: {
    agency: filterFlag(authorisationKind, 'agency'),
    entity: filterFlag(authorisationKind, 'entity'),
    state: filterFlag(authorisationKind, 'state'),
    data: filterFlag(authorisationKind, 'data'),
  },
  named: { agency: 'agency', entity: 'entity', state: 'state', data: 'data' },
  examples: [
    {
      command: 'adctl clients list --agency a_bluefocus --state active --limit 5',
      does: { en: 'whom an agency works for', zh: '代理商的生效商家' },
    },
    {
      command: 'adctl clients list --state pending,lapsed',
      does: { en: 'what waits for a decision, or waited too long', zh: '待确认及逾期未确认的授权' },
    },
  ],
});
