/** Requests for an authorisation between an agency and a client (ACC-7): the side that was asked decides. */
import { CLIENT_DATA } from '../domain/clients.ts';
import type { Key, Row } from '../domain/kind.ts';
import { refuse } from '../domain/refusal.ts';
import type { Right } from '../domain/rights.ts';
import { ACCOUNT_FIELDS, activeClient, loadSurroundings } from './account-rows.ts';
import { endOf, NO_END } from './authorising.ts';
import { AUTHORISATION_FIELDS } from './client-rows.ts';
import type { Patch, ReadView } from './define.ts';
import type { RequestRules } from './request-types.ts';

const accountOf = (request: Row): Key => String(request['account']);
const authorisationOf = (request: Row): Key => String(request['authorisation']);

/** Where the side lies that was asked. */
function placesOf(v: ReadView, request: Row): string[] {
  const place = request['side'] === 'agency' ? request['org'] : v.get('account', accountOf(request))?.['entity'];
  return typeof place === 'string' ? [place] : [];
}

const rightOf = (v: ReadView, request: Row): Right =>
  v.get('authorisation', authorisationOf(request))?.['data'] == null ? 'client.authorize' : 'asset.authorize_decide';

const MANAGING = { en: 'management', zh: '管理权' };

export const AUTHORISATION_REQUESTS: RequestRules = {
  async load(l, requests) {
    const rows = requests.map((key) => l.view.get('request', key) as Row);
    const accounts = [...new Set(rows.map(accountOf))];
    await l.need(
      { kind: 'account', by: 'key', values: accounts, fields: [...ACCOUNT_FIELDS, 'time_zone'] },
      { kind: 'authorisation', by: 'key', values: rows.map(authorisationOf), fields: AUTHORISATION_FIELDS },
      { kind: 'authorisation', by: 'account', values: accounts, fields: AUTHORISATION_FIELDS },
    );
    await loadSurroundings(l, accounts);
  },
  decider: (v, _ctx, request) => ({
    right: rightOf(v, request),
    subject: { target: String(request['id']), places: placesOf(v, request) },
  }),
  approve(v, ctx, _key, request) {
    const [account, key] = [accountOf(request), authorisationOf(request)];
    const { agency, data, until } = v.get('authorisation', key) as Row;
    const client = activeClient(v, account);
    const held = client && v.get('authorisation', client)?.['agency'];
    if (v.get('account', account)?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account });
    if (data === null && held !== undefined) return refuse('CLIENT_TAKEN', { account });
    if (data !== null && held !== agency) return refuse('NOT_CLIENT', { account });
    const ends = endOf(v, { account, data, until });
    if (ends.due_at !== null && ends.due_at <= ctx.now) return refuse('AUTHORISATION_OVER', { account, day: until });
    return [{ set: 'authorisation', key, fields: { state: 'active', ...ends } }];
  },
  gives(v, request) {
    const account = accountOf(request);
    const { data, until } = v.get('authorisation', authorisationOf(request)) as Row;
    const ends = endOf(v, { account, data, until });
    const what = CLIENT_DATA[data as keyof typeof CLIENT_DATA] ?? MANAGING;
    return { note: 'AUTHORISATION_GIVES', details: { what, account, day: ends.until ?? NO_END } };
  },
  end(_v, ctx, request, to): readonly Patch[] {
    const over = { ended: ctx.now, reason: ctx.reason.trim() || null, due_at: null, due_state: null };
    return [{ set: 'authorisation', key: authorisationOf(request), fields: { state: to, ...over } }];
  },
};
