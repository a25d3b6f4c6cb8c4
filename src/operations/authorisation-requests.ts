/** Requests for an authorisation between an agency and a client (ACC-7): the side that was asked decides. */

import { refuse } from '../domain/refusal.ts';
import { accountSubject } from './account-rows.ts';
import type { RequestRules } from './request-types.ts';

export const AUTHORISATION_REQUESTS: RequestRules = {
  load: async () => undefined,
  decider: (v, ctx, request) => ({
    right: request['side'] === 'agency' ? 'client.authorize' : 'client.authorize',
    subject: accountSubject(v, String(request['account']), ctx),
  }),
  approve: (_v, _ctx, key) => refuse('REQUEST_ENDED', { request: key, state: 'void' }),
};
